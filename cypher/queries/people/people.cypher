// title: 人物与职务 | People and their positions
// question: 谁在哪里任什么职务？ | Who holds which position where?
// param: person name:Person = null -- 姓名 | name of the person
// param: organization text = null -- 单位名称或其一部分 | name of the body or part of it
// param: former bool = true -- 连同曾任的 | with former positions
// column: person = 人物 | Person
// column: position = 职务 | Position
// column: body = 单位 | Body
// column: kind = 单位类型 | Type of body
// column: former = 曾任 | Former
// column: quote = 原文 | Sentence
// column: article = 文章 | Article
// column: document = 文档 | Document
// example: --param organization=经济和信息化
MATCH (m:Person)-[r:HOLDS_POSITION]->(o:Entity)
WHERE ($person IS NULL OR m.id IN $person)
  AND ($organization IS NULL OR o.id = $organization OR o.name CONTAINS $organization)
  AND ($former OR NOT r.former)
WITH m, r, o
ORDER BY m.name, o.name, r.title, r.id
LIMIT $limit
OPTIONAL MATCH (t:Article {id: r.quote_article})
OPTIONAL MATCH (t)-[:PART_OF]->(d:Document)
RETURN m.name AS person, r.title AS position, o.name AS body, [x IN labels(o) WHERE x <> 'Entity'] AS kind,
  r.former AS former, r.quote AS quote, t.title AS article, coalesce(d.title, d.id) AS document
ORDER BY m.name, o.name, r.title, r.id
LIMIT $limit
