// title: 一地的项目 | Programmes of a place
// question: 某地（含下辖各地）的企业和机构获得了哪些称号，各多少？ | Which programmes did a place and all below it win, and how many?
// param: place name:Place -- 地名或代码 | name or code of a place
// param: year int = null -- 年份 | year
// param: level text = null -- 级别 | level
// column: program = 项目 | Programme
// column: awards = 认定数 | Awards
// column: winners = 获奖者数 | Winners
// column: first_year = 最早年份 | First year
// column: last_year = 最近年份 | Last year
// example: --param place=台州市 --param year=2020
MATCH (z:Place)
WHERE z.id IN $place
MATCH (z)<-[:LOCATED_IN*0..5]-(w)
WITH DISTINCT w
MATCH (w)-[a:AWARDED]->(p:Program)
WHERE (a.status IS NULL OR NOT a.status IN ['公示', '撤销', '到期'])
  AND ($year IS NULL OR a.year = $year)
  AND ($level IS NULL OR a.level = $level)
RETURN p.name AS program, count(a) AS awards, count(DISTINCT w) AS winners,
  min(a.year) AS first_year, max(a.year) AS last_year
ORDER BY count(a) DESC, p.name
LIMIT $limit
