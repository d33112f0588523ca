// title: 尚无某称号的地方 | Places without a programme
// question: 哪些地方还没有人获得某项称号？ | In which places has nobody won a programme?
// param: program text -- 项目名称或其一部分 | programme or part of its name
// param: place_level text = "县" -- 哪一级地方：省、市、县、乡 | which places: 省 市 县 乡
// param: place name:Place = null -- 地名或代码，含下辖各地 | name or code of a place, all below it included
// param: year int = null -- 年份 | year
// column: place = 地方 | Place
// column: code = 代码 | Code
// column: firms = 企业数 | Firms
// example: --param program=首台（套） --param place=台州市
CALL () {
  MATCH (z:Place)
  WHERE z.id IN $place
  MATCH (z)<-[:LOCATED_IN*0..5]-(k:Place)
  WHERE k.level = $place_level
    AND NOT EXISTS {
      MATCH (k)<-[:LOCATED_IN*0..5]-(w)-[a:AWARDED]->(p:Program)
      WHERE (a.status IS NULL OR NOT a.status IN ['公示', '撤销', '到期'])
        AND ($year IS NULL OR a.year = $year)
        AND (p.id = $program OR p.name CONTAINS $program OR any(x IN p.aliases WHERE x CONTAINS $program))
    }
  RETURN DISTINCT k
  UNION ALL
  OPTIONAL MATCH (p:Program)
  WHERE $place IS NULL AND (p.id = $program OR p.name CONTAINS $program OR any(x IN p.aliases WHERE x CONTAINS $program))
  OPTIONAL MATCH (p)<-[a:AWARDED]-(w)
  WHERE (a.status IS NULL OR NOT a.status IN ['公示', '撤销', '到期'])
    AND ($year IS NULL OR a.year = $year)
  WITH DISTINCT w
  OPTIONAL MATCH (w)-[:LOCATED_IN*0..5]->(y:Place)
  WHERE y.level = $place_level
  WITH collect(DISTINCT y.id) AS taken
  MATCH (k:Place)
  WHERE $place IS NULL AND k.level = $place_level AND NOT k.id IN taken
  RETURN k
}
CALL (k) {
  OPTIONAL MATCH (k)<-[:LOCATED_IN*1..5]-(c:Company)
  RETURN count(DISTINCT c) AS number
}
RETURN k.name AS place, k.code AS code, number AS firms
ORDER BY number DESC, k.name, k.id
LIMIT $limit
