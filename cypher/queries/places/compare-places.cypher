// title: 两地比较 | Two places compared
// question: 两地在各个项目上分别有多少认定？ | How many awards of each programme have two places?
// param: place name:Place -- 一地的地名或代码 | name or code of one place
// param: other name:Place -- 另一地 | the other place
// param: program text = null -- 项目名称或其一部分，空为全部 | programme or part of its name, null for all
// param: year int = null -- 年份 | year
// column: program = 项目 | Programme
// column: awards = 一地认定数 | Awards of one
// column: other_awards = 另一地认定数 | Awards of the other
// column: difference = 相差 | Difference
// example: --param place=台州市 --param other=温州市 --param year=2020
MATCH (z:Place)
WHERE z.id IN $place OR z.id IN $other
MATCH (z)<-[:LOCATED_IN*0..5]-(w)
WITH DISTINCT w, z.id IN $place AS near, z.id IN $other AS far
MATCH (w)-[a:AWARDED]->(p:Program)
WHERE (a.status IS NULL OR NOT a.status IN ['公示', '撤销', '到期'])
  AND ($year IS NULL OR a.year = $year)
  AND ($program IS NULL OR p.id = $program OR p.name CONTAINS $program OR any(x IN p.aliases WHERE x CONTAINS $program))
WITH p, count(DISTINCT CASE WHEN near THEN a.id END) AS own, count(DISTINCT CASE WHEN far THEN a.id END) AS theirs
RETURN p.name AS program, own AS awards, theirs AS other_awards, own - theirs AS difference
ORDER BY own + theirs DESC, p.name, p.id
LIMIT $limit
