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
  UNWIND CASE WHEN $place IS NULL THEN [1] ELSE [] END AS whole
  MATCH (c:Company)
  WITH c, [(c)-[a:AWARDED]->(p:Program) WHERE (a.status IS NULL OR NOT a.status IN ['公示', '撤销', '到期']) | p.id] AS ids
  WHERE size(ids) >= $minimum
  WITH c, size([i IN range(0, size(ids) - 1) WHERE NOT ids[i] IN ids[..i]]) AS number
  WHERE number > 0 AND number >= $minimum
  RETURN c, number
  ORDER BY number DESC, c.name, c.id
  LIMIT $limit
  UNION ALL
  MATCH (z:Place)
  WHERE z.id IN $place
  MATCH (z)<-[:LOCATED_IN*1..5]-(c:Company)
  WITH DISTINCT c
  WITH c, [(c)-[a:AWARDED]->(p:Program) WHERE (a.status IS NULL OR NOT a.status IN ['公示', '撤销', '到期']) | p.id] AS ids
  WHERE size(ids) >= $minimum
  WITH c, size([i IN range(0, size(ids) - 1) WHERE NOT ids[i] IN ids[..i]]) AS number
  WHERE number > 0 AND number >= $minimum
  RETURN c, number
  ORDER BY number DESC, c.name, c.id
  LIMIT $limit
}
WITH c, number
ORDER BY number DESC, c.name, c.id
LIMIT $limit
MATCH (c)-[b:AWARDED]->(q:Program)
WHERE (b.status IS NULL OR NOT b.status IN ['公示', '撤销', '到期'])
WITH c, number, q, min(b.year) AS first, max(b.year) AS last
ORDER BY q.name, q.id
WITH c, number, collect(q.name) AS names, min(first) AS earliest, max(last) AS latest
RETURN c.name AS company, number AS number, names AS programs, earliest AS first_year, latest AS last_year
ORDER BY number DESC, c.name, c.id
LIMIT $limit
