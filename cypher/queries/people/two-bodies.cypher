// title: 身兼数职者 | People in several bodies
// question: 谁在两个以上单位任职？ | Who holds positions in two bodies or more?
// param: minimum int = 2 -- 至少几个单位 | at least so many bodies
// param: former bool = true -- 连同曾任的 | with former positions
// column: person = 人物 | Person
// column: number = 单位数 | Bodies
// column: bodies = 单位 | Which
// example: --param minimum=2 --param former=false
MATCH (m:Person)-[r:HOLDS_POSITION]->(o)
WHERE $former OR NOT r.former
WITH m, count(DISTINCT o) AS number
WHERE number >= $minimum
WITH m, number
ORDER BY number DESC, m.name, m.id
LIMIT $limit
MATCH (m)-[s:HOLDS_POSITION]->(b)
WHERE $former OR NOT s.former
WITH DISTINCT m, b
ORDER BY b.name, b.id
WITH m, collect(b.name) AS names
RETURN m.name AS person, size(names) AS number, names AS bodies
ORDER BY size(names) DESC, m.name, m.id
LIMIT $limit
