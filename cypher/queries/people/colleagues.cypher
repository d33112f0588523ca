// title: 同事 | Colleagues
// question: 谁与某人在同一单位任职？ | Who holds a position in the same body as a person?
// param: person name:Person -- 姓名或编号 | name or id of the person
// param: former bool = true -- 连同曾任的 | with former positions
// column: person = 人物 | Person
// column: colleague = 同事 | Colleague
// column: body = 单位 | Body
// column: positions = 同事的职务 | Positions of the colleague
// example: --param person=张三
UNWIND $person AS one
MATCH (m:Entity {id: one})
MATCH (m)-[r:HOLDS_POSITION]->(o:Entity)<-[s:HOLDS_POSITION]-(n:Person)
WHERE n.id <> m.id AND ($former OR NOT (r.former OR s.former))
WITH DISTINCT m, n, o, s.title AS office
ORDER BY office
WITH m, n, o, collect(office) AS offices
RETURN m.name AS person, n.name AS colleague, o.name AS body, offices AS positions
ORDER BY m.name, o.name, n.name, m.id, o.id, n.id
LIMIT $limit
