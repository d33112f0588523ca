// title: 同获称号的企业 | Firms that won the same
// question: 哪些企业与某企业获得过同一称号？ | Which firms won the same programmes as a firm?
// param: company name:Company -- 企业名称、别名或编号 | name, other name or id of the firm
// param: same_year bool = false -- 只算同一年的 | of the same year only
// column: company = 企业 | Firm
// column: number = 相同项目数 | Programmes in common
// column: programs = 项目 | Which
// example: --param company=示例机械有限公司 --param same_year=true
UNWIND $company AS firm
MATCH (c:Entity {id: firm})
MATCH (c)-[a:AWARDED]->(p:Program)<-[b:AWARDED]-(o:Company)
WHERE o.id <> c.id AND (a.status IS NULL OR NOT a.status IN ['公示', '撤销', '到期'])
  AND (b.status IS NULL OR NOT b.status IN ['公示', '撤销', '到期'])
  AND (NOT $same_year OR a.year = b.year)
WITH o, collect(DISTINCT p) AS shared
ORDER BY size(shared) DESC, o.name, o.id
LIMIT $limit
UNWIND shared AS q
WITH o, q
ORDER BY q.name, q.id
WITH o, collect(q.name) AS common
RETURN o.name AS company, size(common) AS number, common AS programs
ORDER BY size(common) DESC, o.name, o.id
LIMIT $limit
