// title: 所在地矛盾 | Contradicting places
// question: 哪些企业位于两个互不隶属的地方？ | Which firms lie in two places of which neither lies in the other?
// param: company name:Company = null -- 企业名称、别名或编号 | name, other name or id of the firm
// column: company = 企业 | Firm
// column: first = 一处 | One place
// column: second = 另一处 | Other place
// column: first_quote = 一处的原文 | Sentence of one
// column: second_quote = 另一处的原文 | Sentence of the other
// example: --param company=示例机械有限公司
MATCH (c:Company)
WHERE ($company IS NULL OR c.id IN $company) AND size([(c)-[:LOCATED_IN]->() | 1]) > 1
MATCH (c)-[r:LOCATED_IN]->(f:Place)
MATCH (c)-[s:LOCATED_IN]->(o:Place)
WHERE f.id < o.id
  AND NOT EXISTS { MATCH (f)-[:LOCATED_IN*1..5]->(o) }
  AND NOT EXISTS { MATCH (o)-[:LOCATED_IN*1..5]->(f) }
RETURN c.name AS company, f.name AS first, o.name AS second, r.quote AS first_quote, s.quote AS second_quote
ORDER BY c.name, r.id, s.id
LIMIT $limit
