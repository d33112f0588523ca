// title: 各批次认定数 | Awards by batch
// question: 某项称号的各批次各有多少？ | How many awards are there in each batch of a programme?
// param: program text = null -- 项目名称或其一部分，空为全部 | programme or part of its name, null for all
// column: program = 项目 | Programme
// column: batch = 批次 | Batch
// column: level = 级别 | Level
// column: year = 最早年份 | First year
// column: awards = 认定数 | Awards
// column: winners = 获奖者数 | Winners
// example: --param program=小巨人
MATCH (p:Program)
WHERE ($program IS NULL OR p.id = $program OR p.name CONTAINS $program OR any(x IN p.aliases WHERE x CONTAINS $program))
MATCH (p)<-[a:AWARDED]-(w)
WHERE a.batch IS NOT NULL AND (a.status IS NULL OR NOT a.status IN ['公示', '撤销', '到期'])
WITH p, a.batch AS series, a.level AS rung, min(a.year) AS earliest, count(a) AS given,
  count(DISTINCT w) AS holders
RETURN p.name AS program, series AS batch, rung AS level, earliest AS year, given AS awards, holders AS winners
ORDER BY p.name, coalesce(earliest, 0), series, coalesce(rung, ''), p.id
LIMIT $limit
