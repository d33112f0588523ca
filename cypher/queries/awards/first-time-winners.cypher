// title: 首次获奖者 | First-time winners
// question: 谁在某年第一次获得（某项）称号？年份不明的不计 | Who won (a programme) for the first time in a year? Awards of unknown year are left out
// param: year int -- 年份 | year
// param: program text = null -- 项目名称或其一部分，空为全部 | programme or part of its name, null for all
// param: place name:Place = null -- 地名或代码，含下辖各地 | name or code of a place, all below it included
// column: winner = 获奖者 | Winner
// column: program = 项目 | Programme
// column: product = 产品 | Product
// column: level = 级别 | Level
// column: quote = 原文 | Sentence
// example: --param year=2020 --param program=首台（套）
CALL () {
  MATCH (p:Program)
  WHERE $place IS NULL AND ($program IS NULL OR p.id = $program OR p.name CONTAINS $program OR any(x IN p.aliases WHERE x CONTAINS $program))
  MATCH (p)<-[a:AWARDED]-(w)
  WHERE (a.status IS NULL OR NOT a.status IN ['公示', '撤销', '到期']) AND a.year <= $year
  RETURN w, min(a.year) AS earliest
  UNION ALL
  MATCH (z:Place)
  WHERE z.id IN $place
  MATCH (z)<-[:LOCATED_IN*0..5]-(w)
  WITH DISTINCT w
  MATCH (w)-[a:AWARDED]->(p:Program)
  WHERE (a.status IS NULL OR NOT a.status IN ['公示', '撤销', '到期']) AND a.year <= $year
    AND ($program IS NULL OR p.id = $program OR p.name CONTAINS $program OR any(x IN p.aliases WHERE x CONTAINS $program))
  RETURN w, min(a.year) AS earliest
}
WITH w, earliest
WHERE earliest = $year
MATCH (w)-[b:AWARDED]->(q:Program)
WHERE b.year = $year AND (b.status IS NULL OR NOT b.status IN ['公示', '撤销', '到期'])
  AND ($program IS NULL OR q.id = $program OR q.name CONTAINS $program OR any(x IN q.aliases WHERE x CONTAINS $program))
WITH w, b, q
ORDER BY w.name, q.name, coalesce(b.product, ''), b.id
LIMIT $limit
RETURN w.name AS winner, q.name AS program, b.product AS product, b.level AS level, b.quote AS quote
ORDER BY w.name, q.name, coalesce(b.product, ''), b.id
LIMIT $limit
