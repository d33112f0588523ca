"""What an update of the graph has to look at again, in temporary tables: however much it is, it takes no memory."""

import sqlite3
from collections.abc import Iterable, Iterator

from kg.workspace.gathered import Triple

_TABLES = """
CREATE TEMP TABLE IF NOT EXISTS touched_senses (sense INTEGER PRIMARY KEY);
CREATE TEMP TABLE IF NOT EXISTS touched_claims (
    source INTEGER, predicate TEXT, target INTEGER, PRIMARY KEY (source, predicate, target)
) WITHOUT ROWID;
CREATE TEMP TABLE IF NOT EXISTS touched_articles (article TEXT PRIMARY KEY) WITHOUT ROWID;
"""


class Touched:
    """Senses that must be decided on, claims and articles whose edges must be written; nothing at first."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        for statement in filter(str.strip, _TABLES.split(";")):
            db.execute(statement)
        for table in ("touched_senses", "touched_claims", "touched_articles"):
            db.execute(f"DELETE FROM {table}")

    def add_senses(self, senses: Iterable[int]) -> None:
        """Have senses decided on."""
        self._db.executemany("INSERT OR IGNORE INTO touched_senses VALUES (?)", ((one,) for one in senses))

    def add_claims(self, claims: Iterable[Triple]) -> None:
        """Have the edges of claims written."""
        self._db.executemany("INSERT OR IGNORE INTO touched_claims VALUES (?, ?, ?)", claims)

    def add_articles(self, articles: Iterable[str]) -> None:
        """Have the mentions of articles written."""
        self._db.executemany(
            "INSERT OR IGNORE INTO touched_articles VALUES (?)", ((one,) for one in articles)
        )

    def done(self, senses: Iterable[int]) -> None:
        """Senses are decided on."""
        self._db.executemany("DELETE FROM touched_senses WHERE sense = ?", ((one,) for one in senses))

    def senses(self, number: int, after: str) -> tuple[set[int], str]:
        """About so many senses of the next regions that follow a key, whole regions, and the last one's key."""
        few = {row[0] for row in self._db.execute("SELECT sense FROM touched_senses LIMIT ?", (number + 1,))}
        if len(few) <= number:  # what one document touches is not looked for among all regions
            return few, after
        select = (
            "SELECT k.sense, k.key FROM sense_keys k CROSS JOIN touched_senses t ON t.sense = k.sense "
            "WHERE k.kind = 'region' AND k.key > ? ORDER BY k.key"
        )
        found: set[int] = set()
        for sense, key in self._db.execute(select, (after,)):
            if len(found) >= number and key != after:
                break
            found.add(sense)
            after = key
        return found, after

    def groups(self) -> Iterator[tuple[str, str, str]]:
        """Source entity, predicate and target entity of the claims, as they are decided on now."""
        yield from self._db.execute(
            "SELECT DISTINCT s.entity, c.predicate, t.entity FROM touched_claims c JOIN senses s ON s.id = c.source "
            "JOIN senses t ON t.id = c.target ORDER BY 1, 2, 3"
        )

    def articles(self) -> Iterator[str]:
        """The articles, by id."""
        yield from (row[0] for row in self._db.execute("SELECT article FROM touched_articles ORDER BY 1"))
