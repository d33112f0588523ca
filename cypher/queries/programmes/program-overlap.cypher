// title: 同时获得的项目 | Programmes won together
// question: 获得某项称号的，还获得哪些称号，有多少家？ | What else have the winners of a programme won, and how many of them?
// param: program text -- 项目名称或其一部分 | programme or part of its name
// param: minimum int = 1 -- 至少几家 | at least so many winners
// column: program = 项目 | Programme
// column: other = 另一项目 | Other programme
// column: winners = 共同获奖者数 | Winners of both
// example: --param program=小巨人 --param minimum=2
MATCH (p:Program)
WHERE (p.id = $program OR p.name CONTAINS $program OR any(x IN p.aliases WHERE x CONTAINS $program))
MATCH (p)<-[a:AWARDED]-(w)-[b:AWARDED]->(q:Program)
WHERE q.id <> p.id AND (a.status IS NULL OR NOT a.status IN ['公示', '撤销', '到期'])
  AND (b.status IS NULL OR NOT b.status IN ['公示', '撤销', '到期'])
WITH p, q, count(DISTINCT w) AS both
WHERE both >= $minimum
RETURN p.name AS program, q.name AS other, both AS winners
ORDER BY both DESC, p.name, q.name, p.id, q.id
LIMIT $limit
