// title: 落款的授予单位 | Granting bodies as named
// question: 文中署名授予的单位有哪些，各授予多少？ | Which granting bodies do the texts name, and how many awards has each given?
// param: program text = null -- 项目名称或其一部分，空为全部 | programme or part of its name, null for all
// param: year int = null -- 年份 | year
// column: grantor = 授予单位 | Granting body
// column: awards = 认定数 | Awards
// column: programs = 项目数 | Programmes
// column: first_year = 最早年份 | First year
// column: last_year = 最近年份 | Last year
// example: --param program=首台（套）
MATCH (p:Program)
WHERE ($program IS NULL OR p.id = $program OR p.name CONTAINS $program OR any(x IN p.aliases WHERE x CONTAINS $program))
MATCH (p)<-[a:AWARDED]-()
WHERE (a.status IS NULL OR NOT a.status IN ['公示', '撤销', '到期'])
  AND ($year IS NULL OR a.year = $year)
UNWIND a.grantors AS g
RETURN g AS grantor, count(DISTINCT a.id) AS awards, count(DISTINCT p.id) AS programs, min(a.year) AS first_year,
  max(a.year) AS last_year
ORDER BY count(DISTINCT a.id) DESC, g
LIMIT $limit
