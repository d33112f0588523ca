// title: 历年认定数 | Awards year by year
// question: 某项称号历年各认定多少？ | How many awards of a programme were there in each year?
// param: program text = null -- 项目名称或其一部分，空为全部 | programme or part of its name, null for all
// param: level text = null -- 级别：国际、国家、国内、省、市、县 | level: 国际 国家 国内 省 市 县
// param: place name:Place = null -- 地名或代码，含下辖各地 | name or code of a place, all below it included
// column: year = 年份 | Year
// column: awards = 认定数 | Awards
// column: winners = 获奖者数 | Winners
// column: programs = 项目数 | Programmes
// example: --param program=首台（套） --param level=省
CALL () {
  MATCH (p:Program)
  WHERE $place IS NULL AND ($program IS NULL OR p.id = $program OR p.name CONTAINS $program OR any(x IN p.aliases WHERE x CONTAINS $program))
  MATCH (p)<-[a:AWARDED]-(w)
  WHERE (a.status IS NULL OR NOT a.status IN ['公示', '撤销', '到期'])
    AND ($level IS NULL OR a.level = $level)
  RETURN a.year AS y, count(a) AS awards, count(DISTINCT w) AS winners, count(DISTINCT p) AS programs
  UNION ALL
  MATCH (z:Place)
  WHERE z.id IN $place
  MATCH (z)<-[:LOCATED_IN*0..5]-(w)
  WITH DISTINCT w
  MATCH (w)-[a:AWARDED]->(p:Program)
  WHERE (a.status IS NULL OR NOT a.status IN ['公示', '撤销', '到期'])
    AND ($level IS NULL OR a.level = $level)
    AND ($program IS NULL OR p.id = $program OR p.name CONTAINS $program OR any(x IN p.aliases WHERE x CONTAINS $program))
  RETURN a.year AS y, count(a) AS awards, count(DISTINCT w) AS winners, count(DISTINCT p) AS programs
}
RETURN y AS year, awards AS awards, winners AS winners, programs AS programs
ORDER BY coalesce(y, 0) DESC
LIMIT $limit
