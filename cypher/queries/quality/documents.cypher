// title: 文档一览 | Documents
// question: 读了哪些文档，各有多少文章，提到多少实体？ | Which documents were read, how many articles have they, how many entities do they mention?
// param: since text = null -- 起始日期，如 2021-03 | first date, as 2021-03
// column: document = 文档 | Document
// column: title = 标题 | Title
// column: issue = 期号 | Issue
// column: date = 日期 | Date
// column: publisher = 发布者 | Publisher
// column: articles = 文章数 | Articles
// column: entities = 实体数 | Entities
// example: --param since=2021
MATCH (d:Document)
WHERE $since IS NULL OR d.date >= $since
OPTIONAL MATCH (t:Article)-[:PART_OF]->(d)
OPTIONAL MATCH (t)-[:MENTIONS]->(e)
WITH d, count(DISTINCT t) AS pieces, count(DISTINCT e) AS named
RETURN d.id AS document, d.title AS title, d.issue AS issue, d.date AS date, d.publisher AS publisher,
  pieces AS articles, named AS entities
ORDER BY coalesce(d.date, '') DESC, coalesce(d.title, ''), d.id
LIMIT $limit
