// Ids are unique within a workspace. Labels and types of docs/schema.md.
CREATE CONSTRAINT kg_document_id IF NOT EXISTS FOR (n:Document) REQUIRE (n.workspace, n.id) IS UNIQUE;
CREATE CONSTRAINT kg_article_id IF NOT EXISTS FOR (n:Article) REQUIRE (n.workspace, n.id) IS UNIQUE;
CREATE CONSTRAINT kg_entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE (n.workspace, n.id) IS UNIQUE;
