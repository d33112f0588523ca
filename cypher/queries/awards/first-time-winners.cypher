// title: 首次获奖者 | First-time winners
// question: 谁在某年第一次获得（某项）称号？年份不明的不计 | Who won (a programme) for the first time in a year? Awards of unknown year are left out
// param: year int -- 年份 | year
// param: program text = null -- 项目名称或其一部分，空为全部 | programme or part of its name, null for all
// param: place text = null -- 地名或代码，含下辖各地 | name or code of a place, all below it included
// column: winner = 获奖者 | Winner
// column: program = 项目 | Programme
// column: product = 产品 | Product
// column: level = 级别 | Level
// column: quote = 原文 | Sentence
// example: --param year=2020 --param program=首台（套）
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
WITH w, min(a.year) AS earliest
WHERE earliest = $year
MATCH (w)-[b:AWARDED]->(q:Program)
WHERE b.year = $year AND (b.status IS NULL OR NOT b.status IN ['公示', '撤销', '到期'])
  AND ($program IS NULL OR q.id = $program OR q.name CONTAINS $program OR any(x IN q.aliases WHERE x CONTAINS $program))
RETURN w.name AS winner, q.name AS program, b.product AS product, b.level AS level, b.quote AS quote
ORDER BY w.name, q.name, coalesce(b.product, ''), b.id
