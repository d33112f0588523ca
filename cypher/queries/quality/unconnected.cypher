// title: 没有关系的实体 | Entities without relations
// question: 哪些实体只被提到，没有读出任何关系？ | Which entities are only mentioned, without any relation?
// param: type text = "Company" -- 实体类型，如 Company | label, as Company
// param: minimum int = 1 -- 至少几篇文章 | by at least so many articles
// column: name = 名称 | Name
// column: articles = 文章数 | Articles
// column: entity = 编号 | Id
// example: --param type=Company --param minimum=2
MATCH (e:Entity)
WHERE $type IN labels(e) AND e.support >= $minimum
  AND NOT EXISTS { MATCH (e)-[:AWARDED|PRODUCES|LOCATED_IN|HOLDS_POSITION|PART_OF|GRANTS|COUNTED]-() }
RETURN e.name AS name, e.support AS articles, e.id AS entity
ORDER BY e.support DESC, e.name, e.id
LIMIT $limit
