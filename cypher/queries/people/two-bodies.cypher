// title: 身兼数职者 | People in several bodies
// question: 谁在两个以上单位任职？ | Who holds positions in two bodies or more?
// param: minimum int = 2 -- 至少几个单位 | at least so many bodies
// param: former bool = true -- 连同曾任的 | with former positions
// column: person = 人物 | Person
// column: number = 单位数 | Bodies
// column: bodies = 单位 | Which
// example: --param minimum=2 --param former=false
MATCH (m:Person)-[r:HOLDS_POSITION]->(o:Entity)
WHERE $former OR NOT r.former
WITH DISTINCT m, o
ORDER BY o.name, o.id
WITH m, collect(o.name) AS names
WHERE size(names) >= $minimum
RETURN m.name AS person, size(names) AS number, names AS bodies
ORDER BY size(names) DESC, m.name, m.id
