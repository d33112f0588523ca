// title: 提及最多的 | Most mentioned
// question: 哪些企业（机关、人物……）被最多的文章提到？ | Which firms (agencies, people …) are mentioned by the most articles?
// param: type text = "Company" -- 实体类型，如 Company | label, as Company
// param: minimum int = 1 -- 至少几篇文章 | by at least so many articles
// column: name = 名称 | Name
// column: articles = 文章数 | Articles
// column: first_seen = 最早 | First
// column: last_seen = 最近 | Last
// column: entity = 编号 | Id
// example: --param type=Agency --param minimum=2
MATCH (e:Entity)
WHERE $type IN labels(e) AND e.support >= $minimum
RETURN e.name AS name, e.support AS articles, e.first_seen AS first_seen, e.last_seen AS last_seen, e.id AS entity
ORDER BY e.support DESC, e.name, e.id
LIMIT $limit
