// title: 多项称号企业 | Firms with several programmes
// question: 哪些企业获得了两项以上称号？ | Which firms won two programmes or more?
// param: minimum int = 2 -- 至少几项 | at least so many
// param: place name:Place = null -- 地名或代码，含下辖各地 | name or code of a place, all below it included
// column: company = 企业 | Firm
// column: number = 项目数 | Programmes
// column: programs = 项目 | Which
// column: first_year = 最早年份 | First year
// column: last_year = 最近年份 | Last year
// example: --param minimum=3 --param place=台州市
CALL () {
  MATCH (p:Program)
  WHERE $place IS NULL
  MATCH (p)<-[a:AWARDED]-(c:Company)
  WHERE (a.status IS NULL OR NOT a.status IN ['公示', '撤销', '到期'])
  RETURN c, count(DISTINCT p) AS number, min(a.year) AS earliest, max(a.year) AS latest
  UNION ALL
  MATCH (z:Place)
  WHERE z.id IN $place
  MATCH (z)<-[:LOCATED_IN*1..5]-(c:Company)
  WITH DISTINCT c
  MATCH (c)-[a:AWARDED]->(p:Program)
  WHERE (a.status IS NULL OR NOT a.status IN ['公示', '撤销', '到期'])
  RETURN c, count(DISTINCT p) AS number, min(a.year) AS earliest, max(a.year) AS latest
}
WITH c, number, earliest, latest
WHERE number >= $minimum
WITH c, number, earliest, latest
ORDER BY number DESC, c.name, c.id
LIMIT $limit
MATCH (c)-[b:AWARDED]->(q:Program)
WHERE (b.status IS NULL OR NOT b.status IN ['公示', '撤销', '到期'])
WITH DISTINCT c, number, earliest, latest, q
ORDER BY q.name, q.id
WITH c, number, earliest, latest, collect(q.name) AS names
RETURN c.name AS company, number AS number, names AS programs, earliest AS first_year, latest AS last_year
ORDER BY number DESC, c.name, c.id
LIMIT $limit
