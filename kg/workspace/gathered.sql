-- What was gathered of the documents, name by name, so that a change makes anew only the part of the graph it touches.
CREATE TABLE entity_mentions (    -- document offsets of the hull
    entity TEXT NOT NULL, document TEXT NOT NULL, article TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
    sense INTEGER,                -- null where a graph was written whole
    PRIMARY KEY (entity, document, start, end)
) WITHOUT ROWID;
CREATE INDEX entity_mentions_by_sense ON entity_mentions (sense);
CREATE INDEX entity_mentions_by_document ON entity_mentions (document);

CREATE INDEX edges_by_source ON edges (source, target, type);
CREATE INDEX edges_by_target ON edges (target, type);
CREATE INDEX nodes_by_name ON nodes (json_extract(properties, '$.name'));

CREATE TABLE pending (document TEXT PRIMARY KEY) WITHOUT ROWID;  -- documents that are not gathered yet
CREATE TABLE senses (             -- names in the sense of one identity
    id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE,
    base TEXT,                    -- the entity that the texts make it
    entity TEXT                   -- the entity it is once people's decisions are applied
);
CREATE INDEX senses_by_base ON senses (base);
CREATE INDEX senses_by_entity ON senses (entity);
CREATE TABLE sense_keys (         -- what senses are found by: region, name, maker, id
    kind TEXT NOT NULL, key TEXT NOT NULL, sense INTEGER NOT NULL, PRIMARY KEY (kind, key, sense)
) WITHOUT ROWID;
CREATE INDEX sense_keys_by_sense ON sense_keys (sense);
CREATE TABLE identities (id INTEGER PRIMARY KEY, identity TEXT NOT NULL UNIQUE);
CREATE TABLE writings (           -- how often a document writes a sense so; count 0: only mentioned so
    sense INTEGER NOT NULL, document TEXT NOT NULL REFERENCES documents ON DELETE CASCADE, writing TEXT NOT NULL,
    count INTEGER NOT NULL, identity INTEGER NOT NULL, own INTEGER NOT NULL, PRIMARY KEY (sense, document, writing)
) WITHOUT ROWID;
CREATE INDEX writings_by_document ON writings (document);
CREATE TABLE sightings (          -- articles that have a sense; what of its mentions goes into the edge MENTIONS
    sense INTEGER NOT NULL, article TEXT NOT NULL REFERENCES articles ON DELETE CASCADE, date TEXT, province TEXT,
    count INTEGER NOT NULL, start INTEGER, end INTEGER, quote TEXT, confidence REAL, PRIMARY KEY (sense, article)
) WITHOUT ROWID;
CREATE INDEX sightings_by_article ON sightings (article);
CREATE TABLE claims (             -- statements between two senses
    source INTEGER NOT NULL, predicate TEXT NOT NULL, target INTEGER NOT NULL,
    statement TEXT NOT NULL REFERENCES statements ON DELETE CASCADE,
    date TEXT, jurisdiction TEXT, product TEXT, grantor TEXT, PRIMARY KEY (source, predicate, target, statement)
) WITHOUT ROWID;
CREATE INDEX claims_by_target ON claims (target);
CREATE INDEX claims_by_statement ON claims (statement);

-- What went since the graph was made.
CREATE TABLE stale (kind TEXT NOT NULL, a, b, c, PRIMARY KEY (kind, a, b, c));
CREATE TABLE vanished (entity TEXT NOT NULL, document TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL);
CREATE TRIGGER writing_gone AFTER DELETE ON writings BEGIN
    INSERT OR IGNORE INTO stale VALUES ('sense', old.sense, 0, 0);
END;
CREATE TRIGGER sighting_gone AFTER DELETE ON sightings BEGIN
    INSERT OR IGNORE INTO stale VALUES ('sense', old.sense, 0, 0), ('sighting', old.sense, old.article, 0);
END;
CREATE TRIGGER claim_gone AFTER DELETE ON claims BEGIN
    INSERT OR IGNORE INTO stale VALUES ('claim', old.source, old.predicate, old.target);
END;
CREATE TRIGGER article_gone AFTER DELETE ON articles BEGIN
    INSERT OR IGNORE INTO stale VALUES ('node', old.id, 0, 0);
END;
CREATE TRIGGER document_gone AFTER DELETE ON documents BEGIN
    INSERT OR IGNORE INTO stale VALUES ('node', old.id, 0, 0), ('document', old.id, 0, 0);
    DELETE FROM pending WHERE document = old.id;
END;
CREATE TRIGGER mention_moved AFTER UPDATE OF entity ON entity_mentions WHEN old.entity != '' BEGIN
    INSERT INTO vanished VALUES (old.entity, old.document, old.start, old.end);
END;
CREATE TRIGGER mention_gone AFTER DELETE ON entity_mentions WHEN old.entity != '' BEGIN
    INSERT INTO vanished VALUES (old.entity, old.document, old.start, old.end);
END;

-- Which nodes and edges changed, and in which generation, for stores that follow; not noted while much is made anew.
CREATE TABLE changed (
    kind TEXT NOT NULL, id TEXT NOT NULL, generation INTEGER NOT NULL, type TEXT, source TEXT, target TEXT,
    PRIMARY KEY (kind, id)
) WITHOUT ROWID;
CREATE INDEX changed_by_generation ON changed (generation);
CREATE TRIGGER node_came AFTER INSERT ON nodes WHEN (SELECT value FROM meta WHERE key = 'noting') IS NOT NULL BEGIN
    INSERT OR REPLACE INTO changed VALUES
        ('node', new.id, (SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'noting'), new.labels, NULL, NULL);
END;
CREATE TRIGGER node_went AFTER DELETE ON nodes WHEN (SELECT value FROM meta WHERE key = 'noting') IS NOT NULL BEGIN
    INSERT OR REPLACE INTO changed VALUES
        ('node', old.id, (SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'noting'), old.labels, NULL, NULL);
END;
CREATE TRIGGER edge_came AFTER INSERT ON edges WHEN (SELECT value FROM meta WHERE key = 'noting') IS NOT NULL BEGIN
    INSERT OR REPLACE INTO changed VALUES
        ('edge', new.id, (SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'noting'), new.type, new.source, new.target);
END;
CREATE TRIGGER edge_went AFTER DELETE ON edges WHEN (SELECT value FROM meta WHERE key = 'noting') IS NOT NULL BEGIN
    INSERT OR REPLACE INTO changed VALUES
        ('edge', old.id, (SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'noting'), old.type, old.source, old.target);
END;
