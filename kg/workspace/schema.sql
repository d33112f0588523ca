-- The workspace, schema version 4. Left of the line the truth (what documents say), right of it a view of it.
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE documents (
    id TEXT PRIMARY KEY,          -- SHA-256 of the file's bytes
    path TEXT NOT NULL,           -- where it was read first
    media_type TEXT NOT NULL,
    reader TEXT NOT NULL,
    encoding TEXT,
    title TEXT, issue TEXT, date TEXT, publisher TEXT,
    warnings TEXT NOT NULL,       -- JSON list
    text TEXT NOT NULL,
    layout TEXT                   -- JSON: the paragraphs and tables that the reader knew; null for plain text
) WITHOUT ROWID;

CREATE TABLE descriptions (       -- what a manifest says of a path; it goes before what the file says of itself
    path TEXT PRIMARY KEY,
    title TEXT, date TEXT, publisher TEXT, url TEXT
) WITHOUT ROWID;

CREATE TABLE articles (
    id TEXT PRIMARY KEY,
    document TEXT NOT NULL REFERENCES documents ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    title TEXT NOT NULL,
    section TEXT, source TEXT, date TEXT,
    text TEXT NOT NULL,
    layout TEXT NOT NULL          -- JSON: offsets, spans of title and source, sentences, tables, places in the file
) WITHOUT ROWID;
CREATE INDEX articles_by_document ON articles (document);

CREATE TABLE mentions (
    article TEXT NOT NULL REFERENCES articles ON DELETE CASCADE,
    start INTEGER NOT NULL, end INTEGER NOT NULL,
    type TEXT NOT NULL, text TEXT NOT NULL, name TEXT NOT NULL,
    source TEXT NOT NULL, confidence REAL NOT NULL,
    PRIMARY KEY (article, start, end)
) WITHOUT ROWID;

CREATE TABLE statements (
    id TEXT PRIMARY KEY,
    article TEXT NOT NULL REFERENCES articles ON DELETE CASCADE,
    predicate TEXT NOT NULL,
    subject_type TEXT, subject TEXT,
    object_type TEXT NOT NULL, object TEXT NOT NULL,
    qualifiers TEXT NOT NULL,     -- JSON object
    start INTEGER NOT NULL, end INTEGER NOT NULL, quote TEXT NOT NULL,
    extractor TEXT NOT NULL, rule TEXT NOT NULL, origins TEXT NOT NULL, confidence REAL NOT NULL
) WITHOUT ROWID;
CREATE INDEX statements_by_article ON statements (article);

CREATE TABLE files (              -- the ledger: one row a path
    path TEXT PRIMARY KEY,
    document TEXT,                -- null when the file could not be read
    status TEXT NOT NULL,         -- done, failed
    message TEXT,
    fingerprint TEXT NOT NULL,    -- of reader, pipeline and extractors that read it
    run INTEGER NOT NULL,
    content TEXT,                 -- SHA-256 of a file that cannot be read; null for one that is tried again each time
    lacks TEXT NOT NULL DEFAULT ''  -- tools with which it, or more of it, could be read: ocr, office, seconds>120
) WITHOUT ROWID;
CREATE INDEX files_by_document ON files (document);

CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    started TEXT NOT NULL, finished TEXT,
    version TEXT NOT NULL, fingerprint TEXT NOT NULL
);

CREATE TABLE nodes (id TEXT PRIMARY KEY, labels TEXT NOT NULL, properties TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE edges (
    id TEXT PRIMARY KEY, type TEXT NOT NULL, source TEXT NOT NULL, target TEXT NOT NULL, properties TEXT NOT NULL
) WITHOUT ROWID;
