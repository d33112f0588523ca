// title: 下辖各地 | The places below a place
// question: 某地下辖各地分别获得多少认定？ | How many awards did each place directly below a place win?
// param: place name:Place -- 地名或代码 | name or code of a place
// param: program text = null -- 项目名称或其一部分，空为全部 | programme or part of its name, null for all
// param: year int = null -- 年份 | year
// column: place = 地方 | Place
// column: code = 代码 | Code
// column: level = 级别 | Level of the place
// column: awards = 认定数 | Awards
// column: winners = 获奖者数 | Winners
// example: --param place=台州市 --param program=首台（套） --param year=2020
MATCH (z:Place)
WHERE z.id IN $place
MATCH (z)<-[:LOCATED_IN]-(k:Place)
WITH DISTINCT k
OPTIONAL MATCH (k)<-[:LOCATED_IN*0..4]-(w)-[a:AWARDED]->(p:Program)
WHERE (a.status IS NULL OR NOT a.status IN ['公示', '撤销', '到期'])
  AND ($year IS NULL OR a.year = $year)
  AND ($program IS NULL OR p.id = $program OR p.name CONTAINS $program OR any(x IN p.aliases WHERE x CONTAINS $program))
WITH k, count(DISTINCT a) AS given, count(DISTINCT w) AS holders
RETURN k.name AS place, k.code AS code, k.level AS level, given AS awards, holders AS winners
ORDER BY given DESC, k.name, k.id
LIMIT $limit
