// title: 多项称号企业 | Firms with several programmes
// question: 哪些企业获得了两项以上称号？ | Which firms won two programmes or more?
// param: minimum int = 2 -- 至少几项 | at least so many
// param: place text = null -- 地名或代码，含下辖各地 | name or code of a place, all below it included
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
  RETURN c, a, p
  UNION ALL
  MATCH (z:Place)
  WHERE (z.id = $place OR z.code = $place OR z.name = $place OR $place IN z.aliases)
  MATCH (z)<-[:LOCATED_IN*1..5]-(c:Company)
  WITH DISTINCT c
  MATCH (c)-[a:AWARDED]->(p:Program)
  RETURN c, a, p
}
WITH c, a, p
WHERE (a.status IS NULL OR NOT a.status IN ['公示', '撤销', '到期'])
WITH c, p, min(a.year) AS earliest, max(a.year) AS latest
ORDER BY p.name, p.id
WITH c, collect(p.name) AS names, min(earliest) AS earliest, max(latest) AS latest
WHERE size(names) >= $minimum
RETURN c.name AS company, size(names) AS number, names AS programs, earliest AS first_year, latest AS last_year
ORDER BY size(names) DESC, c.name, c.id
