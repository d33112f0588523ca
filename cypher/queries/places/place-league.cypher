// title: 各地排名 | League table of places
// question: 各市（或各县、各省）分别获得了多少项称号？ | How many awards did each city (county, province) win?
// param: program text = null -- 项目名称或其一部分 | programme or part of its name
// param: year int = null -- 年份 | year
// param: level text = null -- 称号级别 | level of the award
// param: place_level text = "市" -- 排哪一级地方：省、市、县、乡 | which places: 省 市 县 乡
// column: place = 地方 | Place
// column: code = 代码 | Code
// column: awards = 认定数 | Awards
// column: winners = 获奖者数 | Winners
// example: --param program=首台（套） --param year=2020 --param place_level=县
CALL () {
  MATCH (p:Program)
  WHERE $program IS NOT NULL AND (p.id = $program OR p.name CONTAINS $program OR any(x IN p.aliases WHERE x CONTAINS $program))
  MATCH (p)<-[a:AWARDED]-(w)
  WHERE (a.status IS NULL OR NOT a.status IN ['公示', '撤销', '到期'])
    AND ($year IS NULL OR a.year = $year)
    AND ($level IS NULL OR a.level = $level)
  WITH w, count(a) AS won
  MATCH (w)-[:LOCATED_IN*0..5]->(z:Place)
  WHERE z.level = $place_level
  WITH DISTINCT z, w, won
  RETURN z, sum(won) AS awards, count(w) AS winners
  UNION ALL
  MATCH (z:Place)
  WHERE $program IS NULL AND z.level = $place_level
  CALL (z) {
    MATCH (z)<-[:LOCATED_IN*0..5]-(w)-[a:AWARDED]->()
    WHERE (a.status IS NULL OR NOT a.status IN ['公示', '撤销', '到期'])
      AND ($year IS NULL OR a.year = $year)
      AND ($level IS NULL OR a.level = $level)
    RETURN count(DISTINCT a) AS awards, count(DISTINCT w) AS winners
  }
  WITH z, awards, winners
  WHERE awards > 0
  RETURN z, awards, winners
}
RETURN z.name AS place, z.code AS code, awards AS awards, winners AS winners
ORDER BY awards DESC, z.name, coalesce(z.code, ''), z.id
LIMIT $limit
