"""Ids that entities had before: each leads to the entity that has the mentions now. They never reach an export."""

import sqlite3

_PREFIX = "redirect "
# Of the entities that took over the mentions, the one that took most; of equals the first by id.
_HEIRS = """
    SELECT old.entity, new.entity FROM vanished AS old JOIN entity_mentions AS new USING (document, start, end)
    WHERE old.entity NOT IN (SELECT id FROM nodes)
    GROUP BY old.entity, new.entity ORDER BY old.entity, count(*), new.entity DESC
"""


def write(db: sqlite3.Connection) -> None:
    """Lead each vanished entity to its heir, and forget the redirects of ids that are entities again."""
    heirs = [(_PREFIX + old, new) for old, new in db.execute(_HEIRS)]
    db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", heirs)
    db.execute(
        "DELETE FROM meta WHERE key >= ? AND key < ? AND substr(key, ?) IN (SELECT id FROM nodes)",
        (_PREFIX, f"{_PREFIX}~", len(_PREFIX) + 1),
    )
    db.execute("DELETE FROM vanished")


def follow(db: sqlite3.Connection, identity: str) -> str:
    """The id that an id leads to, through any number of redirects; itself when there is none."""
    seen = {identity}
    while row := db.execute("SELECT value FROM meta WHERE key = ?", (_PREFIX + identity,)).fetchone():
        if row[0] in seen:
            break
        identity = row[0]
        seen.add(identity)
    return identity
