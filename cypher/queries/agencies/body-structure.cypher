// title: 下属单位与成员 | What belongs to a body
// question: 某机关、协会或联盟下面有哪些部门、单位或成员？ | Which departments, bodies or members belong to an agency, association or alliance?
// param: body text -- 单位名称或其一部分 | name of the body or part of it
// column: body = 单位 | Body
// column: member = 下属或成员 | Belongs to it
// column: kind = 类型 | Type
// column: steps = 层数 | Steps
// example: --param body=经济和信息化厅
MATCH (g:Agency|Organization)
WHERE g.id = $body OR g.name CONTAINS $body OR any(x IN g.aliases WHERE x CONTAINS $body)
MATCH w = (g)<-[:PART_OF*1..3]-(o:Entity)
WITH g, o, min(length(w)) AS far
RETURN g.name AS body, o.name AS member, [x IN labels(o) WHERE x <> 'Entity'] AS kind, far AS steps
ORDER BY g.name, far, o.name, g.id, o.id
LIMIT $limit
