// title: 有此称号而无彼称号 | Firms with one honour and without another
// question: 哪些企业有某项称号而没有另一项？ | Which firms hold one programme and not another?
// param: has text -- 已有的项目或其名称的一部分 | programme held, or part of its name
// param: lacks text -- 没有的项目或其名称的一部分 | programme not held, or part of its name
// param: place name:Place = null -- 地名或代码，含下辖各地 | name or code of a place, all below it included
// column: company = 企业 | Firm
// column: programs = 已有项目 | Held
// column: last_year = 最近年份 | Last year
// column: articles = 文章数 | Articles
// example: --param has=省级专精特新 --param lacks=小巨人 --param place=台州市
CALL () {
  MATCH (p:Program)
  WHERE $place IS NULL AND (p.id = $has OR p.name CONTAINS $has OR any(x IN p.aliases WHERE x CONTAINS $has))
  MATCH (p)<-[a:AWARDED]-(c:Company)
  WHERE (a.status IS NULL OR NOT a.status IN ['公示', '撤销', '到期'])
  RETURN c, collect(DISTINCT p) AS found, max(a.year) AS newest
  UNION ALL
  MATCH (z:Place)
  WHERE z.id IN $place
  MATCH (z)<-[:LOCATED_IN*0..5]-(c:Company)
  WITH DISTINCT c
  MATCH (c)-[a:AWARDED]->(p:Program)
  WHERE (a.status IS NULL OR NOT a.status IN ['公示', '撤销', '到期'])
    AND (p.id = $has OR p.name CONTAINS $has OR any(x IN p.aliases WHERE x CONTAINS $has))
  RETURN c, collect(DISTINCT p) AS found, max(a.year) AS newest
}
WITH c, found, newest
WHERE NOT EXISTS {
  MATCH (c)-[b:AWARDED]->(q:Program)
  WHERE (q.id = $lacks OR q.name CONTAINS $lacks OR any(x IN q.aliases WHERE x CONTAINS $lacks))
    AND (b.status IS NULL OR NOT b.status IN ['公示', '撤销', '到期'])
}
WITH c, found, newest
ORDER BY c.support DESC, c.name, c.id
LIMIT $limit
UNWIND found AS q
WITH c, newest, q
ORDER BY q.name, q.id
WITH c, newest, collect(q.name) AS held
RETURN c.name AS company, held AS programs, newest AS last_year, c.support AS articles
ORDER BY c.support DESC, c.name, c.id
LIMIT $limit
