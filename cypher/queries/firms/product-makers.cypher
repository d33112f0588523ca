// title: 产品与厂家 | Products and their makers
// question: 某种产品是谁做的，获得过什么认定？ | Who makes a product, and what has it won?
// param: product text -- 产品名称或其一部分 | product or part of its name
// column: maker = 厂家 | Maker
// column: product = 产品 | Product
// column: program = 认定项目 | Programme won
// column: level = 级别 | Level
// column: year = 年份 | Year
// column: quote = 原文 | Sentence
// example: --param product=机床
MATCH (c:Entity)-[r:AWARDED|PRODUCES]->(o:Entity)
WHERE (type(r) = 'AWARDED' AND r.product CONTAINS $product)
  OR (type(r) = 'PRODUCES' AND (o.id = $product OR o.name CONTAINS $product OR any(x IN o.aliases WHERE x CONTAINS $product)))
RETURN c.name AS maker, CASE WHEN type(r) = 'AWARDED' THEN r.product ELSE o.name END AS product,
  CASE WHEN type(r) = 'AWARDED' THEN o.name END AS program, r.level AS level, r.year AS year, r.quote AS quote
ORDER BY c.name, CASE WHEN type(r) = 'AWARDED' THEN r.product ELSE o.name END, type(r), r.id
