// title: 由机关到企业 | From an agency to a firm
// question: 谁曾在机关任职，又在企业任职？ | Who held a position in an agency before and holds one in a firm?
// param: agency text = null -- 机关名称或其一部分 | name of the agency or part of it
// column: person = 人物 | Person
// column: agency = 机关 | Agency
// column: was = 曾任 | Was
// column: company = 企业 | Firm
// column: position = 职务 | Position
// column: quote = 原文 | Sentence
// example: --param agency=经济和信息化
MATCH (m:Person)-[r:HOLDS_POSITION]->(g:Agency)
WHERE r.former AND ($agency IS NULL OR g.id = $agency OR g.name CONTAINS $agency OR any(x IN g.aliases WHERE x CONTAINS $agency))
MATCH (m)-[s:HOLDS_POSITION]->(c:Company)
RETURN m.name AS person, g.name AS agency, r.title AS was, c.name AS company, s.title AS position, s.quote AS quote
ORDER BY m.name, g.name, r.title, c.name, s.title, r.id, s.id
LIMIT $limit
