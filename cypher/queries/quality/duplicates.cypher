// title: 疑似重复 | Suspected duplicates
// question: 哪些实体可能是同一个？ | Which entities may be one and the same?
// param: minimum float = 0.0 -- 相似度至少 | likeness at least
// param: type text = null -- 实体类型，如 Company | label, as Company
// column: first = 实体一 | One
// column: second = 实体二 | Other
// column: kind = 类型 | Type
// column: score = 相似度 | Likeness
// column: reason = 理由 | Reason
// column: first_id = 编号一 | Id of one
// column: second_id = 编号二 | Id of the other
// example: --param minimum=0.8 --param type=Company
MATCH (f:Entity)-[r:POSSIBLY_SAME]->(o)
WHERE r.score >= $minimum AND ($type IS NULL OR $type IN labels(f))
WITH f, r, o
ORDER BY r.score DESC, f.name, o.name, r.id
LIMIT $limit
RETURN f.name AS first, o.name AS second, [x IN labels(f) WHERE x <> 'Entity'] AS kind, r.score AS score,
  r.reason AS reason, f.id AS first_id, o.id AS second_id
ORDER BY r.score DESC, f.name, o.name, r.id
LIMIT $limit
