// title: 一个人的企业 | The firms of a person
// question: 某人在哪些企业任职，这些企业获得多少认定？ | In which firms does a person hold positions, and how many awards have these?
// param: person name:Person -- 姓名或编号 | name or id of the person
// column: person = 人物 | Person
// column: company = 企业 | Firm
// column: position = 职务 | Position
// column: former = 曾任 | Former
// column: awards = 企业认定数 | Awards of the firm
// column: quote = 原文 | Sentence
// example: --param person=张三
UNWIND $person AS one
MATCH (m:Entity {id: one})
MATCH (m)-[r:HOLDS_POSITION]->(c:Company)
OPTIONAL MATCH (c)-[a:AWARDED]->(:Program)
WHERE (a.status IS NULL OR NOT a.status IN ['公示', '撤销', '到期'])
WITH m, r, c, count(a) AS given
RETURN m.name AS person, c.name AS company, r.title AS position, r.former AS former, given AS awards, r.quote AS quote
ORDER BY m.name, c.name, r.title, r.id
LIMIT $limit
