// title: 项目档案 | A programme's record
// question: 除获奖者外，关于一个项目都说了什么：谁授予、公布了多少、属于什么？ | What is said about a programme besides its winners: who grants it, what numbers are stated, what is it part of?
// param: program text -- 项目名称或其一部分 | programme or part of its name
// column: program = 项目 | Programme
// column: relation = 关系 | Relation
// column: other = 对方 | Other
// column: number = 公布数 | Stated
// column: unit = 单位 | Unit
// column: year = 年份 | Year
// column: level = 级别 | Level
// column: quote = 原文 | Sentence
// example: --param program=首台（套）
MATCH (p:Program)
WHERE (p.id = $program OR p.name CONTAINS $program OR any(x IN p.aliases WHERE x CONTAINS $program))
MATCH (p)-[r:GRANTS|COUNTED|PART_OF|LOCATED_IN|HOLDS_POSITION]-(o)
RETURN p.name AS program, type(r) AS relation, o.name AS other, r.value AS number, r.unit AS unit, r.year AS year,
  r.level AS level, r.quote AS quote
ORDER BY p.name, type(r), coalesce(r.year, 0) DESC, o.name, r.id, p.id
LIMIT $limit
