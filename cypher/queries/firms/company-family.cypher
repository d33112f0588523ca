// title: 母公司与子公司 | Parents and subsidiaries
// question: 一家企业属于谁，下面有谁？ | Whom does a firm belong to, and who belongs to it?
// param: company name:Company -- 企业名称、别名或编号 | name, other name or id of the firm
// column: company = 企业 | Firm
// column: relative = 相关单位 | Relative
// column: kind = 类型 | Type
// column: steps = 层数（上为正） | Steps (up is positive)
// example: --param company=示例机械有限公司
UNWIND $company AS firm
MATCH (c:Entity {id: firm})
CALL (c) {
  MATCH w = (c)-[:PART_OF*1..4]->(o:Entity)
  RETURN o AS other, length(w) AS far
  UNION
  MATCH w = (c)<-[:PART_OF*1..4]-(o:Entity)
  RETURN o AS other, -length(w) AS far
}
RETURN c.name AS company, other.name AS relative, [x IN labels(other) WHERE x <> 'Entity'] AS kind, far AS steps
ORDER BY c.name, far DESC, other.name, other.id, c.id
LIMIT $limit
