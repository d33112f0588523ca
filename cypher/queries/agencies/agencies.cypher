// title: 机关与其授予的称号 | Agencies and what they grant
// question: 哪些机关授予哪些称号，各授予多少？机构改革前的机关也算在后继名下。 | Which agencies grant which programmes, and how many awards are known? A former body is found under its successor's name too.
// param: agency text = null -- 机关名称或其一部分 | name of the agency or part of it
// param: program text = null -- 项目名称或其一部分，空为全部 | programme or part of its name, null for all
// column: agency = 机关 | Agency
// column: program = 项目 | Programme
// column: awards = 认定数 | Awards
// column: origin = 来源 | Origin
// column: quote = 原文 | Sentence
// example: --param agency=工业和信息化部
MATCH (p:Program)<-[r:GRANTS]-(g)
WHERE ($program IS NULL OR p.id = $program OR p.name CONTAINS $program OR any(x IN p.aliases WHERE x CONTAINS $program))
OPTIONAL MATCH (g)-[:SUCCEEDED_BY*1..4]->(s:Entity)
WHERE $agency IS NOT NULL AND (s.id = $agency OR s.name CONTAINS $agency OR any(x IN s.aliases WHERE x CONTAINS $agency))
WITH g, r, p, count(s) AS later
WHERE $agency IS NULL OR later > 0 OR g.id = $agency OR g.name CONTAINS $agency OR any(x IN g.aliases WHERE x CONTAINS $agency)
WITH p, collect([g, r]) AS pairs
CALL (p) {
  OPTIONAL MATCH (p)<-[a:AWARDED]-()
  WHERE (a.status IS NULL OR NOT a.status IN ['公示', '撤销', '到期'])
  WITH a.grantors AS names, count(a) AS times
  RETURN collect([names, times]) AS tallies
}
UNWIND pairs AS pair
WITH p, tallies, pair[0] AS g, pair[1] AS r
WITH p, g, r, reduce(sum = 0, t IN tallies | CASE WHEN any(x IN [g.name] + g.aliases WHERE x IN t[0]) THEN sum + t[1] ELSE sum END) AS named
RETURN g.name AS agency, p.name AS program, named AS awards, r.origin AS origin, r.quote AS quote
ORDER BY g.name, p.name, r.id
LIMIT $limit
