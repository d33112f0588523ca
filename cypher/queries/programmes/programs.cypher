// title: 项目一览 | Programmes
// question: 有哪些项目，各有多少认定，从哪年到哪年？ | Which programmes are there, how many awards have they, and from when to when?
// param: program text = null -- 项目名称或其一部分，空为全部 | programme or part of its name, null for all
// param: level text = null -- 认定的级别 | level of the awards
// param: minimum int = 1 -- 至少几项认定 | with at least so many awards
// column: program = 项目 | Programme
// column: kind = 类别 | Kind
// column: awards = 认定数 | Awards
// column: winners = 获奖者数 | Winners
// column: first_year = 最早年份 | First year
// column: last_year = 最近年份 | Last year
// example: --param program=专精特新 --param level=国家
MATCH (p:Program)
WHERE ($program IS NULL OR p.id = $program OR p.name CONTAINS $program OR any(x IN p.aliases WHERE x CONTAINS $program))
OPTIONAL MATCH (p)<-[a:AWARDED]-(w)
WHERE (a.status IS NULL OR NOT a.status IN ['公示', '撤销', '到期'])
  AND ($level IS NULL OR a.level = $level)
WITH p, count(a) AS given, count(DISTINCT w) AS holders, min(a.year) AS earliest, max(a.year) AS latest
WHERE given >= $minimum
RETURN p.name AS program, p.program_kind AS kind, given AS awards, holders AS winners, earliest AS first_year,
  latest AS last_year
ORDER BY given DESC, p.name, p.id
LIMIT $limit
