// title: 到期的称号 | Honours that expire
// question: 哪些称号在某年到期？（原文说到期的，以及满有效期而没有再次认定的） | Which honours expire in a year? (those a text says have expired, and those whose term ends without a later award)
// param: year int -- 年份 | year
// param: validity int = 3 -- 有效期，年 | term in years
// param: program text = null -- 项目名称或其一部分，空为全部 | programme or part of its name, null for all
// param: place name:Place = null -- 地名或代码，含下辖各地 | name or code of a place, all below it included
// column: winner = 获奖者 | Winner
// column: program = 项目 | Programme
// column: level = 级别 | Level
// column: awarded = 认定年份 | Year of the award
// column: basis = 依据 | Basis
// column: quote = 原文 | Sentence
// example: --param year=2023 --param program=小巨人
CALL () {
  MATCH (p:Program)
  WHERE $place IS NULL AND ($program IS NULL OR p.id = $program OR p.name CONTAINS $program OR any(x IN p.aliases WHERE x CONTAINS $program))
  MATCH (p)<-[a:AWARDED]-(w)
  WHERE ((a.status = '到期' AND substring(coalesce(a.date, ''), 0, 4) = toString($year))
    OR (a.year + $validity = $year AND (a.status IS NULL OR NOT a.status IN ['公示', '撤销', '到期'])))
  RETURN w, a, p
  UNION ALL
  MATCH (z:Place)
  WHERE z.id IN $place
  MATCH (z)<-[:LOCATED_IN*0..5]-(w)
  WITH DISTINCT w
  MATCH (w)-[a:AWARDED]->(p:Program)
  WHERE ((a.status = '到期' AND substring(coalesce(a.date, ''), 0, 4) = toString($year))
    OR (a.year + $validity = $year AND (a.status IS NULL OR NOT a.status IN ['公示', '撤销', '到期'])))
    AND ($program IS NULL OR p.id = $program OR p.name CONTAINS $program OR any(x IN p.aliases WHERE x CONTAINS $program))
  RETURN w, a, p
}
WITH w, a, p
WHERE a.status = '到期' OR NOT EXISTS {
  MATCH (w)-[b:AWARDED]->(p)
  WHERE b.year > a.year AND (b.status IS NULL OR NOT b.status IN ['公示', '撤销', '到期'])
}
WITH w, a, p
ORDER BY w.name, p.name, coalesce(a.year, 0), a.id
LIMIT $limit
RETURN w.name AS winner, p.name AS program, a.level AS level, a.year AS awarded,
  CASE WHEN a.status = '到期' THEN '原文' ELSE '推算' END AS basis, a.quote AS quote
ORDER BY w.name, p.name, coalesce(a.year, 0), a.id
LIMIT $limit
