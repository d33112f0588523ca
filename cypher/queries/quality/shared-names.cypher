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
WITH DISTINCT n, e
ORDER BY e.id
WITH n, collect(e.name) AS names, collect(e.id) AS owners
WHERE size(owners) > 1
RETURN n AS name, size(owners) AS number, names AS entities, owners AS ids
ORDER BY size(owners) DESC, n
