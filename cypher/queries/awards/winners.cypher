// title: 获奖名单 | Winners
// question: 某年、某级、某地，谁获得了某项称号？原文怎么说？ | Who won a programme in a year, at a level, in a place, and where does it say so?
// param: program text = null -- 项目名称或其一部分，空为全部 | programme or part of its name, null for all
// param: year int = null -- 年份 | year
// param: level text = null -- 级别：国际、国家、国内、省、市、县 | level: 国际 国家 国内 省 市 县
// param: place name:Place = null -- 地名或代码，含下辖各地 | name or code of a place, all below it included
// param: status text = null -- 只要此状态：公示、认定、复核、到期、撤销 | this status only: 公示 认定 复核 到期 撤销
// param: unconfirmed bool = false -- 连同公示、撤销、到期的 | with those announced for comment, revoked or expired
// column: winner = 获奖者 | Winner
// column: program = 项目 | Programme
// column: product = 产品 | Product
// column: level = 级别 | Level
// column: year = 年份 | Year
// column: batch = 批次 | Batch
// column: status = 状态 | Status
// column: quote = 原文 | Sentence
// column: article = 文章 | Article
// column: document = 文档 | Document
// column: confidence = 置信度 | Confidence
// example: --param program=首台（套） --param year=2020
CALL () {
  MATCH (p:Program)
  WHERE $place IS NULL AND ($program IS NULL OR p.id = $program OR p.name CONTAINS $program OR any(x IN p.aliases WHERE x CONTAINS $program))
  MATCH (p)<-[a:AWARDED]-(w)
  WHERE ($year IS NULL OR a.year = $year)
    AND ($level IS NULL OR a.level = $level)
    AND ($status IS NULL OR a.status = $status)
    AND ($unconfirmed OR a.status = $status OR (a.status IS NULL OR NOT a.status IN ['公示', '撤销', '到期']))
  RETURN w, a, p
  ORDER BY coalesce(a.year, 0) DESC, p.name, w.name, coalesce(a.product, ''), a.id
  LIMIT $limit
  UNION ALL
  MATCH (z:Place)
  WHERE z.id IN $place
  MATCH (z)<-[:LOCATED_IN*0..5]-(w)
  WITH DISTINCT w
  MATCH (w)-[a:AWARDED]->(p:Program)
  WHERE ($year IS NULL OR a.year = $year)
    AND ($level IS NULL OR a.level = $level)
    AND ($status IS NULL OR a.status = $status)
    AND ($unconfirmed OR a.status = $status OR (a.status IS NULL OR NOT a.status IN ['公示', '撤销', '到期']))
    AND ($program IS NULL OR p.id = $program OR p.name CONTAINS $program OR any(x IN p.aliases WHERE x CONTAINS $program))
  RETURN w, a, p
  ORDER BY coalesce(a.year, 0) DESC, p.name, w.name, coalesce(a.product, ''), a.id
  LIMIT $limit
}
WITH w, a, p
ORDER BY coalesce(a.year, 0) DESC, p.name, w.name, coalesce(a.product, ''), a.id
LIMIT $limit
OPTIONAL MATCH (t:Article {id: a.quote_article})
OPTIONAL MATCH (t)-[:PART_OF]->(d:Document)
RETURN w.name AS winner, p.name AS program, a.product AS product, a.level AS level, a.year AS year, a.batch AS batch,
  a.status AS status, a.quote AS quote, t.title AS article, coalesce(d.title, d.id) AS document,
  a.confidence AS confidence
ORDER BY coalesce(a.year, 0) DESC, p.name, w.name, coalesce(a.product, ''), a.id
LIMIT $limit
