// title: 各级认定数 | Awards by level
// question: 国家、省、市各级分别认定多少？ | How many awards are there at each level?
// param: program text = null -- 项目名称或其一部分，空为全部 | programme or part of its name, null for all
// param: year int = null -- 年份 | year
// param: place name:Place = null -- 地名或代码，含下辖各地 | name or code of a place, all below it included
// column: level = 级别 | Level
// column: awards = 认定数 | Awards
// column: winners = 获奖者数 | Winners
// column: programs = 项目数 | Programmes
// example: --param place=浙江省 --param year=2020
CALL () {
  MATCH (p:Program)
  WHERE $place IS NULL AND ($program IS NULL OR p.id = $program OR p.name CONTAINS $program OR any(x IN p.aliases WHERE x CONTAINS $program))
  MATCH (p)<-[a:AWARDED]-(w)
  WHERE (a.status IS NULL OR NOT a.status IN ['公示', '撤销', '到期'])
    AND ($year IS NULL OR a.year = $year)
  RETURN a.level AS rung, count(a) AS awards, count(DISTINCT w) AS winners, count(DISTINCT p) AS programs
  UNION ALL
  MATCH (z:Place)
  WHERE z.id IN $place
  MATCH (z)<-[:LOCATED_IN*0..5]-(w)
  WITH DISTINCT w
  MATCH (w)-[a:AWARDED]->(p:Program)
  WHERE (a.status IS NULL OR NOT a.status IN ['公示', '撤销', '到期'])
    AND ($year IS NULL OR a.year = $year)
    AND ($program IS NULL OR p.id = $program OR p.name CONTAINS $program OR any(x IN p.aliases WHERE x CONTAINS $program))
  RETURN a.level AS rung, count(a) AS awards, count(DISTINCT w) AS winners, count(DISTINCT p) AS programs
}
RETURN rung AS level, awards AS awards, winners AS winners, programs AS programs
ORDER BY awards DESC, coalesce(rung, '')
LIMIT $limit
