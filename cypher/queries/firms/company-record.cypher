// title: 企业档案 | A firm's record
// question: 关于一家企业，都说了什么，出自哪里？ | What is said about a firm, and where?
// param: company name:Company -- 企业名称、别名或编号 | name, other name or id of the firm
// column: relation = 关系 | Relation
// column: outward = 由企业指出 | From the firm
// column: other = 对方 | Other
// column: kind = 对方类型 | Type of the other
// column: level = 级别 | Level
// column: year = 年份 | Year
// column: product = 产品 | Product
// column: status = 状态 | Status
// column: title = 职务 | Position
// column: quote = 原文 | Sentence
// column: article = 文章 | Article
// column: document = 文档 | Document
// example: --param company=示例机械有限公司
UNWIND $company AS firm
MATCH (c:Entity {id: firm})
MATCH (c)-[r:AWARDED|PRODUCES|LOCATED_IN|HOLDS_POSITION|PART_OF|POSSIBLY_SAME]-(o:Entity)
WITH c, r, o
ORDER BY type(r), coalesce(r.year, 0) DESC, o.name, r.id, c.id
LIMIT $limit
OPTIONAL MATCH (t:Article {id: r.quote_article})
OPTIONAL MATCH (t)-[:PART_OF]->(d:Document)
RETURN type(r) AS relation, startNode(r).id = c.id AS outward, o.name AS other,
  [x IN labels(o) WHERE x <> 'Entity'] AS kind, r.level AS level, r.year AS year, r.product AS product,
  r.status AS status, r.title AS title, r.quote AS quote, t.title AS article, coalesce(d.title, d.id) AS document
ORDER BY type(r), coalesce(r.year, 0) DESC, o.name, r.id, c.id
LIMIT $limit
