// title: 证据强弱 | Strength of evidence
// question: 每种关系有多少条，多少条只有一篇文章为证，多少条把握不大？ | How many edges of each type are there, how many rest on one article, how many are of low confidence?
// param: below float = 0.6 -- 置信度低于此值为把握不大 | low confidence is below this
// column: relation = 关系 | Relation
// column: edges = 条数 | Edges
// column: single = 仅一篇文章 | From one article
// column: uncertain = 把握不大 | Low confidence
// column: catalogue = 来自目录 | From the catalogue
// column: lowest = 最低置信度 | Lowest confidence
// example: --param below=0.7
MATCH (:Entity)-[r:AWARDED|PRODUCES|LOCATED_IN|HOLDS_POSITION|PART_OF|GRANTS|COUNTED]->()
RETURN type(r) AS relation, count(r) AS edges, sum(CASE WHEN r.support = 1 THEN 1 ELSE 0 END) AS single,
  sum(CASE WHEN r.confidence < $below THEN 1 ELSE 0 END) AS uncertain,
  sum(CASE WHEN r.origin = 'catalogue' THEN 1 ELSE 0 END) AS catalogue, min(r.confidence) AS lowest
ORDER BY type(r)
LIMIT $limit
