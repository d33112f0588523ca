// title: 一地的企业 | Firms of a place
// question: 某地（含下辖各地）有哪些企业，各获得几项称号？ | Which firms are in a place and all below it, and how many awards has each?
// param: place name:Place -- 地名或代码 | name or code of a place
// column: company = 企业 | Firm
// column: aliases = 别名 | Other names
// column: places = 所在地 | Where
// column: awards = 认定数 | Awards
// column: articles = 文章数 | Articles
// example: --param place=玉环市
MATCH (z:Place)
WHERE z.id IN $place
MATCH (z)<-[:LOCATED_IN*1..5]-(c:Company)
WITH DISTINCT c
MATCH (c)-[:LOCATED_IN]->(q:Place)
WITH c, q ORDER BY q.name, q.id
WITH c, collect(q.name) AS own
OPTIONAL MATCH (c)-[a:AWARDED]->(:Program)
WHERE (a.status IS NULL OR NOT a.status IN ['公示', '撤销', '到期'])
WITH c, own, count(a) AS won
RETURN c.name AS company, c.aliases AS aliases, own AS places, won AS awards, c.support AS articles
ORDER BY won DESC, c.name, c.id
LIMIT $limit
