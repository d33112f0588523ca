// title: 把握不大的边 | Edges of low confidence
// question: 哪些关系把握不大，应当人工核对？ | Which relations are uncertain and should be checked by a person?
// param: below float = 0.6 -- 置信度低于 | confidence below
// param: relation text = null -- 关系类型，如 AWARDED | type of relation, as AWARDED
// column: source = 起点 | From
// column: relation = 关系 | Relation
// column: target = 终点 | To
// column: confidence = 置信度 | Confidence
// column: quote = 原文 | Sentence
// column: edge = 边编号 | Edge id
// example: --param below=0.7 --param relation=AWARDED
MATCH (f:Entity)-[r:AWARDED|PRODUCES|LOCATED_IN|HOLDS_POSITION|PART_OF|GRANTS|COUNTED]->(o)
WHERE r.confidence < $below AND ($relation IS NULL OR type(r) = $relation)
WITH f, r, o
ORDER BY r.confidence, r.id
LIMIT $limit
RETURN f.name AS source, type(r) AS relation, o.name AS target, r.confidence AS confidence, r.quote AS quote, r.id AS edge
ORDER BY r.confidence, r.id
LIMIT $limit
