// title: 新增认定 | New since a date
// question: 某日以来新增了哪些认定？（按状态日期，没有时按最早的文档日期） | Which awards are new since a date? (by the date of their status, else of the first document)
// param: since text -- 起始日期，如 2021、2021-03 或 2021-03-01 | first date, as 2021, 2021-03 or 2021-03-01
// param: program text = null -- 项目名称或其一部分，空为全部 | programme or part of its name, null for all
// param: place name:Place = null -- 地名或代码，含下辖各地 | name or code of a place, all below it included
// param: unconfirmed bool = false -- 连同公示、撤销、到期的 | with those announced for comment, revoked or expired
// column: date = 日期 | Date
// column: winner = 获奖者 | Winner
// column: program = 项目 | Programme
// column: product = 产品 | Product
// column: level = 级别 | Level
// column: status = 状态 | Status
// column: quote = 原文 | Sentence
// example: --param since=2021-01 --param program=首台（套）
CALL () {
  MATCH (p:Program)
  WHERE $place IS NULL AND ($program IS NULL OR p.id = $program OR p.name CONTAINS $program OR any(x IN p.aliases WHERE x CONTAINS $program))
  MATCH (p)<-[a:AWARDED]-(w)
  WHERE coalesce(a.date, a.first_seen) >= $since AND ($unconfirmed OR (a.status IS NULL OR NOT a.status IN ['公示', '撤销', '到期']))
  RETURN w, a, p
  UNION ALL
  MATCH (z:Place)
  WHERE z.id IN $place
  MATCH (z)<-[:LOCATED_IN*0..5]-(w)
  WITH DISTINCT w
  MATCH (w)-[a:AWARDED]->(p:Program)
  WHERE coalesce(a.date, a.first_seen) >= $since AND ($unconfirmed OR (a.status IS NULL OR NOT a.status IN ['公示', '撤销', '到期']))
    AND ($program IS NULL OR p.id = $program OR p.name CONTAINS $program OR any(x IN p.aliases WHERE x CONTAINS $program))
  RETURN w, a, p
}
WITH w, a, p
ORDER BY coalesce(a.date, a.first_seen) DESC, w.name, p.name, coalesce(a.product, ''), a.id
LIMIT $limit
RETURN coalesce(a.date, a.first_seen) AS date, w.name AS winner, p.name AS program, a.product AS product,
  a.level AS level, a.status AS status, a.quote AS quote
ORDER BY coalesce(a.date, a.first_seen) DESC, w.name, p.name, coalesce(a.product, ''), a.id
LIMIT $limit
