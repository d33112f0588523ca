// title: 多次获奖者 | Repeated winners
// question: 谁在几个年份里获得同一称号？ | Who won the same programme in several years?
// param: minimum int = 2 -- 至少几个年份 | in at least so many years
// param: program text = null -- 项目名称或其一部分，空为全部 | programme or part of its name, null for all
// param: place name:Place = null -- 地名或代码，含下辖各地 | name or code of a place, all below it included
// column: winner = 获奖者 | Winner
// column: program = 项目 | Programme
// column: times = 年份数 | Years won
// column: years = 年份 | Which years
// example: --param program=首台（套） --param minimum=3
CALL () {
  MATCH (p:Program)
  WHERE $place IS NULL AND ($program IS NULL OR p.id = $program OR p.name CONTAINS $program OR any(x IN p.aliases WHERE x CONTAINS $program))
  CALL (p) {
    MATCH (p)<-[a:AWARDED]-(w)
    WHERE (a.status IS NULL OR NOT a.status IN ['公示', '撤销', '到期'])
    WITH w, count(DISTINCT a.year) AS times
    WHERE times >= $minimum
    RETURN w, times
  }
  RETURN w, p, times
  UNION ALL
  MATCH (z:Place)
  WHERE z.id IN $place
  MATCH (z)<-[:LOCATED_IN*0..5]-(w)
  WITH DISTINCT w
  MATCH (w)-[a:AWARDED]->(p:Program)
  WHERE (a.status IS NULL OR NOT a.status IN ['公示', '撤销', '到期'])
    AND ($program IS NULL OR p.id = $program OR p.name CONTAINS $program OR any(x IN p.aliases WHERE x CONTAINS $program))
  RETURN w, p, count(DISTINCT a.year) AS times
}
WITH w, p, times
WHERE times >= $minimum
WITH w, p, times
ORDER BY times DESC, w.name, p.name, w.id, p.id
LIMIT $limit
MATCH (w)-[b:AWARDED]->(q)
WHERE q = p AND b.year IS NOT NULL AND (b.status IS NULL OR NOT b.status IN ['公示', '撤销', '到期'])
WITH DISTINCT w, p, times, b.year AS y
ORDER BY y
WITH w, p, times, collect(y) AS won
RETURN w.name AS winner, p.name AS program, times AS times, won AS years
ORDER BY times DESC, w.name, p.name, w.id, p.id
LIMIT $limit
