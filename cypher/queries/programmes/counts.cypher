// title: 公布数与实有数 | Numbers stated and held
// question: 文中公布的数量与图谱中实有的认定各是多少，差多少？ | How do the numbers that texts state compare with the awards held here?
// param: program text = null -- 项目名称或其一部分 | programme or part of its name
// param: place name:Place = null -- 地名或代码 | name or code of a place
// param: year int = null -- 年份 | year
// param: kind text = null -- 口径：new 新增、total 累计、target 目标 | kind: new total target
// param: short bool = false -- 只列实有数不足的 | only where fewer are held than stated
// column: place = 地方 | Place
// column: program = 项目 | Programme
// column: kind = 口径 | Kind
// column: level = 级别 | Level
// column: year = 年份 | Year
// column: stated = 公布数 | Stated
// column: unit = 单位 | Unit
// column: held = 实有数 | Held
// column: missing = 差额 | Missing
// column: quote = 原文 | Sentence
// example: --param program=首台（套） --param year=2020
MATCH (z:Place)-[n:COUNTED]->(p:Program)
WHERE ($program IS NULL OR p.id = $program OR p.name CONTAINS $program OR any(x IN p.aliases WHERE x CONTAINS $program))
  AND ($place IS NULL OR z.id IN $place)
  AND ($year IS NULL OR n.year = $year)
  AND ($kind IS NULL OR n.kind = $kind)
WITH z, n, p
ORDER BY coalesce(n.year, 0) DESC, p.name, z.name, n.id
LIMIT CASE WHEN $short THEN 1000000 ELSE $limit END
CALL (z, n, p) {
  OPTIONAL MATCH (z)<-[:LOCATED_IN*0..5]-(w)-[a:AWARDED]->(p)
  WHERE (a.status IS NULL OR NOT a.status IN ['公示', '撤销', '到期'])
    AND (n.year IS NULL OR a.year = n.year)
    AND (n.level IS NULL OR a.level = n.level)
  RETURN count(DISTINCT a) AS own
}
WITH z, n, p, own
WHERE NOT $short OR own < n.value
RETURN z.name AS place, p.name AS program, n.kind AS kind, n.level AS level, n.year AS year, n.value AS stated,
  n.unit AS unit, own AS held, n.value - own AS missing, n.quote AS quote
ORDER BY coalesce(n.year, 0) DESC, p.name, z.name, n.id
LIMIT $limit
