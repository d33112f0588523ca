// title: 相邻实体 | Neighbours
// question: 与某个实体直接相连的有什么？ | What is directly connected with an entity?
// param: entity name:Entity -- 名称、别名或编号 | name, other name or id
// column: entity = 实体 | Entity
// column: relation = 关系 | Relation
// column: outward = 由实体指出 | Outward
// column: neighbour = 相邻实体 | Neighbour
// column: kind = 类型 | Type
// column: support = 文章数 | Articles
// column: confidence = 置信度 | Confidence
// column: neighbour_id = 编号 | Id
// example: --param entity=台州市
UNWIND $entity AS one
MATCH (e:Entity {id: one})
MATCH (e)-[r:AWARDED|PRODUCES|LOCATED_IN|HOLDS_POSITION|PART_OF|GRANTS|COUNTED|POSSIBLY_SAME]-(o:Entity)
RETURN e.name AS entity, type(r) AS relation, startNode(r).id = e.id AS outward, o.name AS neighbour,
  [x IN labels(o) WHERE x <> 'Entity'] AS kind, r.support AS support, r.confidence AS confidence, o.id AS neighbour_id
ORDER BY e.id, type(r), o.name, r.id
LIMIT $limit
