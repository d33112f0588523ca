// One node of each workspace holds the stamp of its last load.
CREATE CONSTRAINT kg_load IF NOT EXISTS FOR (n:KgLoad) REQUIRE n.workspace IS UNIQUE;
