// title: 晋级的企业 | Firms that rose
// question: 哪些企业先得下一级称号，后得上一级称号，隔了几年？ | Which firms won at a lower level first and at a higher one later, and after how many years?
// param: lower text = "省" -- 先得的级别 | level won first
// param: upper text = "国家" -- 后得的级别 | level won later
// param: program text = null -- 项目名称或其一部分，空为全部 | programme or part of its name, null for all
// param: place name:Place = null -- 地名或代码，含下辖各地 | name or code of a place, all below it included
// column: company = 企业 | Firm
// column: lower_year = 下一级最早年份 | First year below
// column: program = 上一级项目 | Programme above
// column: upper_year = 上一级年份 | Year above
// column: years = 隔年数 | Years between
// example: --param lower=市 --param upper=省 --param place=台州市
CALL () {
  MATCH (p:Program)
  WHERE $place IS NULL AND ($program IS NULL OR p.id = $program OR p.name CONTAINS $program OR any(x IN p.aliases WHERE x CONTAINS $program))
  MATCH (p)<-[a:AWARDED]-(c:Company)
  WHERE a.level = $lower AND (a.status IS NULL OR NOT a.status IN ['公示', '撤销', '到期'])
  RETURN c, min(a.year) AS earlier
  UNION ALL
  MATCH (z:Place)
  WHERE z.id IN $place
  MATCH (z)<-[:LOCATED_IN*0..5]-(c:Company)
  WITH DISTINCT c
  MATCH (c)-[a:AWARDED]->(p:Program)
  WHERE a.level = $lower AND (a.status IS NULL OR NOT a.status IN ['公示', '撤销', '到期'])
    AND ($program IS NULL OR p.id = $program OR p.name CONTAINS $program OR any(x IN p.aliases WHERE x CONTAINS $program))
  RETURN c, min(a.year) AS earlier
}
MATCH (c)-[b:AWARDED]->(q:Program)
WHERE b.level = $upper AND b.year > earlier AND (b.status IS NULL OR NOT b.status IN ['公示', '撤销', '到期'])
  AND ($program IS NULL OR q.id = $program OR q.name CONTAINS $program OR any(x IN q.aliases WHERE x CONTAINS $program))
WITH c, earlier, b, q
ORDER BY b.year - earlier, c.name, q.name, b.id
LIMIT $limit
RETURN c.name AS company, earlier AS lower_year, q.name AS program, b.year AS upper_year, b.year - earlier AS years
ORDER BY b.year - earlier, c.name, q.name, b.id
LIMIT $limit
