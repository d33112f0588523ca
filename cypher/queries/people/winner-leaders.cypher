// title: 获奖企业的负责人 | The people of winning firms
// question: 获得某项称号的企业，有谁任职？ | Who holds positions in the firms that won a programme?
// param: program text = null -- 项目名称或其一部分，空为全部 | programme or part of its name, null for all
// param: year int = null -- 年份 | year
// param: place name:Place = null -- 地名或代码，含下辖各地 | name or code of a place, all below it included
// column: company = 企业 | Firm
// column: person = 人物 | Person
// column: position = 职务 | Position
// column: awards = 认定数 | Awards
// column: quote = 原文 | Sentence
// example: --param program=首台（套） --param year=2020
CALL () {
  MATCH (p:Program)
  WHERE $place IS NULL AND ($program IS NULL OR p.id = $program OR p.name CONTAINS $program OR any(x IN p.aliases WHERE x CONTAINS $program))
  MATCH (p)<-[a:AWARDED]-(c:Company)
  WHERE (a.status IS NULL OR NOT a.status IN ['公示', '撤销', '到期'])
    AND ($year IS NULL OR a.year = $year)
  RETURN c, count(a) AS given
  UNION ALL
  MATCH (z:Place)
  WHERE z.id IN $place
  MATCH (z)<-[:LOCATED_IN*0..5]-(c:Company)
  WITH DISTINCT c
  MATCH (c)-[a:AWARDED]->(p:Program)
  WHERE (a.status IS NULL OR NOT a.status IN ['公示', '撤销', '到期'])
    AND ($year IS NULL OR a.year = $year)
    AND ($program IS NULL OR p.id = $program OR p.name CONTAINS $program OR any(x IN p.aliases WHERE x CONTAINS $program))
  RETURN c, count(a) AS given
}
MATCH (c)<-[r:HOLDS_POSITION]-(m:Person)
WHERE NOT r.former
WITH c, given, r, m
ORDER BY given DESC, c.name, m.name, r.title, r.id
LIMIT $limit
RETURN c.name AS company, m.name AS person, r.title AS position, given AS awards, r.quote AS quote
ORDER BY given DESC, c.name, m.name, r.title, r.id
LIMIT $limit
