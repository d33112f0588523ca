// title: 多次获奖者 | Repeated winners
// question: 谁在几个年份里获得同一称号？ | Who won the same programme in several years?
// param: minimum int = 2 -- 至少几个年份 | in at least so many years
// param: program text = null -- 项目名称或其一部分，空为全部 | programme or part of its name, null for all
// param: place text = null -- 地名或代码，含下辖各地 | name or code of a place, all below it included
// column: winner = 获奖者 | Winner
// column: program = 项目 | Programme
// column: times = 年份数 | Years won
// column: years = 年份 | Which years
// example: --param program=首台（套） --param minimum=3
CALL () {
  MATCH (p:Program)
  WHERE $place IS NULL AND ($program IS NULL OR p.id = $program OR p.name CONTAINS $program OR any(x IN p.aliases WHERE x CONTAINS $program))
  MATCH (p)<-[a:AWARDED]-(w:Entity)
  RETURN w, a, p
  UNION ALL
  MATCH (z:Place)
  WHERE (z.id = $place OR z.code = $place OR z.name = $place OR $place IN z.aliases)
  MATCH (z)<-[:LOCATED_IN*0..5]-(w:Entity)
  WITH DISTINCT w
  MATCH (w)-[a:AWARDED]->(p:Program)
  WHERE ($program IS NULL OR p.id = $program OR p.name CONTAINS $program OR any(x IN p.aliases WHERE x CONTAINS $program))
  RETURN w, a, p
}
WITH w, a, p
WHERE (a.status IS NULL OR NOT a.status IN ['公示', '撤销', '到期']) AND a.year IS NOT NULL
WITH DISTINCT w, p, a.year AS y
ORDER BY y
WITH w, p, collect(y) AS won
WHERE size(won) >= $minimum
RETURN w.name AS winner, p.name AS program, size(won) AS times, won AS years
ORDER BY size(won) DESC, w.name, p.name, w.id, p.id
