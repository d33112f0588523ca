// title: 没有读出事实的文档 | Documents without facts
// question: 哪些文档没有读出任何事实？（一条边最多记 20 篇文章） | In which documents was no fact found? (An edge names 20 articles at most.)
// column: document = 文档 | Document
// column: title = 标题 | Title
// column: date = 日期 | Date
// column: articles = 文章数 | Articles
// example:
MATCH (:Entity)-[r:AWARDED|PRODUCES|LOCATED_IN|HOLDS_POSITION|PART_OF|GRANTS|COUNTED]->(:Entity)
UNWIND r.articles AS y
WITH collect(DISTINCT y) AS proven
MATCH (d:Document)
OPTIONAL MATCH (t:Article)-[:PART_OF]->(d)
WITH d, proven, collect(t.id) AS own
WHERE none(x IN own WHERE x IN proven)
RETURN d.id AS document, d.title AS title, d.date AS date, size(own) AS articles
ORDER BY coalesce(d.title, ''), d.id
