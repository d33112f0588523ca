// title: 各地首家 | The first of each place
// question: 各地最早获得某项称号的是谁，哪一年？ | Who was the first in each place to win a programme, and when?
// param: program text -- 项目名称或其一部分 | programme or part of its name
// param: place_level text = "市" -- 哪一级地方：省、市、县、乡 | which places: 省 市 县 乡
// column: place = 地方 | Place
// column: year = 最早年份 | First year
// column: winners = 获奖者 | Winners
// example: --param program=首台（套） --param place_level=县
MATCH (p:Program)
WHERE (p.id = $program OR p.name CONTAINS $program OR any(x IN p.aliases WHERE x CONTAINS $program))
MATCH (p)<-[a:AWARDED]-(w)
WHERE (a.status IS NULL OR NOT a.status IN ['公示', '撤销', '到期']) AND a.year IS NOT NULL
MATCH (w)-[:LOCATED_IN*0..5]->(z:Place)
WHERE z.level = $place_level
WITH z, w, min(a.year) AS y
ORDER BY w.name, w.id
WITH z, min(y) AS earliest, collect(y) AS ys, collect(w.name) AS names
RETURN z.name AS place, earliest AS year, [i IN range(0, size(ys) - 1) WHERE ys[i] = earliest | names[i]] AS winners
ORDER BY earliest, z.name, z.id
LIMIT $limit
