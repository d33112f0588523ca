// title: 没有所在地的获奖企业 | Winning firms without a place
// question: 哪些获奖企业不知道在哪里？ | Of which winning firms is the place unknown?
// param: program text = null -- 项目名称或其一部分，空为全部 | programme or part of its name, null for all
// param: year int = null -- 年份 | year
// column: company = 企业 | Firm
// column: awards = 认定数 | Awards
// column: programs = 项目 | Programmes
// example: --param year=2020
CALL () {
  MATCH (p:Program)
  WHERE $program IS NOT NULL AND (p.id = $program OR p.name CONTAINS $program OR any(x IN p.aliases WHERE x CONTAINS $program))
  MATCH (p)<-[a:AWARDED]-(c:Company)
  WHERE (a.status IS NULL OR NOT a.status IN ['公示', '撤销', '到期'])
    AND ($year IS NULL OR a.year = $year)
  WITH c, count(a) AS total
  WHERE size([(c)-[:LOCATED_IN]->() | 1]) = 0
  RETURN c, total
  UNION ALL
  UNWIND CASE WHEN $program IS NULL THEN [1] ELSE [] END AS whole
  MATCH (c:Company)
  WHERE size([(c)-[:LOCATED_IN]->() | 1]) = 0
  MATCH (c)-[a:AWARDED]->(:Program)
  WHERE (a.status IS NULL OR NOT a.status IN ['公示', '撤销', '到期'])
    AND ($year IS NULL OR a.year = $year)
  RETURN c, count(a) AS total
}
WITH c, total
ORDER BY total DESC, c.name, c.id
LIMIT $limit
MATCH (c)-[b:AWARDED]->(q:Program)
WHERE (b.status IS NULL OR NOT b.status IN ['公示', '撤销', '到期'])
  AND ($year IS NULL OR b.year = $year)
  AND ($program IS NULL OR q.id = $program OR q.name CONTAINS $program OR any(x IN q.aliases WHERE x CONTAINS $program))
WITH DISTINCT c, total, q
ORDER BY q.name, q.id
WITH c, total, collect(q.name) AS names
RETURN c.name AS company, total AS awards, names AS programs
ORDER BY total DESC, c.name, c.id
LIMIT $limit
