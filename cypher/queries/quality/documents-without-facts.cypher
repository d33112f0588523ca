// title: 没有读出事实的文档 | Documents without facts
// question: 哪些文档没有读出任何事实？（一条边最多记 20 篇文章） | In which documents was no fact found? (An edge names 20 articles at most.)
// column: document = 文档 | Document
// column: title = 标题 | Title
// column: date = 日期 | Date
// column: articles = 文章数 | Articles
// example:
CALL () {
  MATCH (:Entity)-[r:AWARDED|PRODUCES|LOCATED_IN|HOLDS_POSITION|PART_OF|GRANTS|COUNTED]->()
  UNWIND r.articles AS y
  RETURN DISTINCT split(y, ':')[0] AS key, null AS paper, 1 AS proven
  UNION ALL
  MATCH (d:Document)
  RETURN substring(d.id, 0, 16) AS key, d AS paper, 0 AS proven
}
WITH key, collect(paper) AS papers, max(proven) AS facts
WHERE facts = 0
UNWIND papers AS d
OPTIONAL MATCH (t:Article)-[:PART_OF]->(d)
WITH d, count(t) AS own
RETURN d.id AS document, d.title AS title, d.date AS date, own AS articles
ORDER BY coalesce(d.title, ''), d.id
LIMIT $limit
