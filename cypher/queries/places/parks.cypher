// title: 园区 | Parks and zones
// question: 各园区、开发区里有多少企业和认定？ | How many firms and awards are in each park or zone?
// param: place name:Place = null -- 地名或代码，含下辖各地 | name or code of a place, all below it included
// column: park = 园区 | Park
// column: places = 所在地 | Where
// column: firms = 企业数 | Firms
// column: awards = 认定数 | Awards
// example: --param place=浙江省
MATCH (k:Place)
WHERE k.level IS NULL
  AND ($place IS NULL OR EXISTS {
    MATCH (k)-[:LOCATED_IN*0..5]->(z:Place)
    WHERE z.id IN $place
  })
MATCH (k)<-[:LOCATED_IN*1..5]-(c:Company)
OPTIONAL MATCH (c)-[a:AWARDED]->(:Program)
WHERE (a.status IS NULL OR NOT a.status IN ['公示', '撤销', '到期'])
WITH k, count(DISTINCT c) AS number, count(DISTINCT a) AS given
OPTIONAL MATCH (k)-[:LOCATED_IN]->(u:Place)
WITH k, number, given, u
ORDER BY u.name, u.id
WITH k, number, given, collect(u.name) AS above
RETURN k.name AS park, above AS places, number AS firms, given AS awards
ORDER BY number DESC, k.name, k.id
LIMIT $limit
