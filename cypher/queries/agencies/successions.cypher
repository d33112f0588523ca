// title: 前身与后继 | What it was and what it became
// question: 某机关或某地原来叫什么，后来改成、并入了什么？ | What was an agency or a place before, and what was it renamed, merged or split into?
// param: name text = null -- 机关或地方的名称或其一部分 | name of the agency or place, or part of it
// column: predecessor = 原名 | Predecessor
// column: successor = 后继 | Successor
// column: date = 时间 | Date
// column: kind = 类型 | Type
// example: --param name=浙江省经济和信息化
MATCH (o:Entity)-[r:SUCCEEDED_BY]->(n:Entity)
WHERE $name IS NULL
  OR o.id = $name OR o.name CONTAINS $name OR any(x IN o.aliases WHERE x CONTAINS $name)
  OR n.id = $name OR n.name CONTAINS $name OR any(x IN n.aliases WHERE x CONTAINS $name)
RETURN o.name AS predecessor, n.name AS successor, r.date AS date, [x IN labels(o) WHERE x <> 'Entity'] AS kind
ORDER BY r.date, o.name, n.name, r.id
LIMIT $limit
