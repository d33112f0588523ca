// title: 两家企业之间 | Between two firms
// question: 两家企业经由什么相连（最短的路）？ | By what are two firms connected (the shortest ways)?
// param: company name:Company -- 一家企业的名称、别名或编号 | name, other name or id of one firm
// param: other name:Company -- 另一家企业 | the other firm
// column: names = 经过的实体 | Entities on the way
// column: relations = 经过的关系 | Relations on the way
// column: steps = 步数 | Steps
// example: --param company=示例机械有限公司 --param other=样本机床有限公司
UNWIND $company AS one
UNWIND $other AS another
MATCH (f:Entity {id: one})
MATCH (o:Entity {id: another})
WHERE o.id <> f.id
MATCH w = allShortestPaths((f)-[:AWARDED|PRODUCES|LOCATED_IN|HOLDS_POSITION|PART_OF|GRANTS|POSSIBLY_SAME*..6]-(o))
WITH [x IN nodes(w) | x.name] AS via, [x IN relationships(w) | type(x)] AS kinds, [x IN relationships(w) | x.id] AS ids
RETURN via AS names, kinds AS relations, size(kinds) AS steps
ORDER BY size(kinds), via, ids
LIMIT $limit
