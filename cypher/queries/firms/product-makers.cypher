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
CALL () {
  MATCH (p:Program)<-[r:AWARDED]-(c)
  WHERE r.product CONTAINS $product
  RETURN c, r, r.product AS thing, p.name AS honour
  ORDER BY c.name, thing, type(r), r.id
  LIMIT $limit
  UNION ALL
  MATCH (o:Product)<-[r:PRODUCES]-(c)
  WHERE o.id = $product OR o.name CONTAINS $product OR any(x IN o.aliases WHERE x CONTAINS $product)
  RETURN c, r, o.name AS thing, null AS honour
  ORDER BY c.name, thing, type(r), r.id
  LIMIT $limit
}
RETURN c.name AS maker, thing AS product, honour AS program, r.level AS level, r.year AS year, r.quote AS quote
ORDER BY c.name, thing, type(r), r.id
LIMIT $limit
