// title: 提及之处 | Where it is mentioned
// question: 某个实体在哪些文章中出现，各几次？ | Which articles mention an entity, and how often?
// param: entity name:Entity -- 名称、别名或编号 | name, other name or id
// column: entity = 实体 | Entity
// column: article = 文章 | Article
// column: section = 栏目 | Section
// column: document = 文档 | Document
// column: date = 日期 | Date
// column: times = 次数 | Times
// example: --param entity=台州市
UNWIND $entity AS one
MATCH (e:Entity {id: one})
MATCH (e)<-[r:MENTIONS]-(t:Article)
WITH e, r, t
ORDER BY e.id, r.count DESC, t.id
LIMIT $limit
OPTIONAL MATCH (t)-[:PART_OF]->(d:Document)
RETURN e.name AS entity, t.title AS article, t.section AS section, coalesce(d.title, d.id) AS document,
  coalesce(t.date, d.date) AS date, r.count AS times
ORDER BY e.id, r.count DESC, t.id
LIMIT $limit
