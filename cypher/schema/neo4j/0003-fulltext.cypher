// Full text in Chinese: names are searched by `kg find --to`, quotes by hand with db.index.fulltext.queryRelationships.
CREATE FULLTEXT INDEX kg_names IF NOT EXISTS FOR (n:Entity) ON EACH [n.name, n.aliases] OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}};
CREATE FULLTEXT INDEX kg_quotes IF NOT EXISTS FOR ()-[r:AWARDED|PRODUCES|LOCATED_IN|HOLDS_POSITION|PART_OF|GRANTS|COUNTED]-() ON EACH [r.quote] OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}};
