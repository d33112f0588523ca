// title: 同名的实体 | Shared names
// question: 哪个名称（或别名）属于两个以上实体？ | Which name (or other name) belongs to two entities or more?
// param: type text = null -- 实体类型，如 Company | label, as Company
// column: name = 名称 | Name
// column: number = 实体数 | Entities
// column: entities = 各实体 | Which
// column: ids = 编号 | Ids
// example: --param type=Company
MATCH (e:Entity)
WHERE $type IS NULL OR $type IN labels(e)
UNWIND [e.name] + e.aliases AS n
WITH n, collect(DISTINCT e.id) AS found
WHERE size(found) > 1
WITH n, found
ORDER BY size(found) DESC, n
LIMIT $limit
UNWIND found AS one
MATCH (f:Entity {id: one})
WITH n, f
ORDER BY f.id
WITH n, collect(f.name) AS names, collect(f.id) AS owners
RETURN n AS name, size(owners) AS number, names AS entities, owners AS ids
ORDER BY size(owners) DESC, n
LIMIT $limit
