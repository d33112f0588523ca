// title: 不完整的认定 | Incomplete awards
// question: 哪些认定缺少年份或级别，或与几条记录都相符而未合并？ | Which awards lack a year or a level, or fit several records and stay apart?
// param: program text = null -- 项目名称或其一部分，空为全部 | programme or part of its name, null for all
// column: winner = 获奖者 | Winner
// column: program = 项目 | Programme
// column: lacks = 缺少 | Lacks
// column: incomplete = 未合并 | Stays apart
// column: quote = 原文 | Sentence
// column: edge = 边编号 | Edge id
// example: --param program=首台（套）
MATCH (p:Program)
WHERE ($program IS NULL OR p.id = $program OR p.name CONTAINS $program OR any(x IN p.aliases WHERE x CONTAINS $program))
MATCH (p)<-[a:AWARDED]-(w)
WHERE a.incomplete OR a.year IS NULL OR a.level IS NULL
WITH w, a, p
ORDER BY w.name, p.name, a.id
LIMIT $limit
RETURN w.name AS winner, p.name AS program,
  [x IN [CASE WHEN a.year IS NULL THEN '年份' END, CASE WHEN a.level IS NULL THEN '级别' END] WHERE x IS NOT NULL] AS lacks,
  a.incomplete AS incomplete, a.quote AS quote, a.id AS edge
ORDER BY w.name, p.name, a.id
LIMIT $limit
