"""Rows of what was gathered: senses, their writings, the articles that have them, and claims between them."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from kg.workspace import changelog


@dataclass(slots=True)
class SenseRow:
    """What one document says of a sense. ``keys`` are (kind, key) pairs that it is found by.

    ``writings`` are (writing, count); ``sightings`` are (article, date, province, count, start, end, quote,
    confidence), the last five of its mentions there.
    """

    key: str
    identity: str
    own: str
    keys: Sequence[tuple[str, str]]
    writings: Sequence[tuple[str, int]]
    sightings: Sequence[tuple[Any, ...]]


@dataclass(slots=True)
class DocumentRows:
    """What one document adds. Claims are (statement, source key, predicate, target key, date, jurisdiction, product,
    grantor); mentions are (sense key, article, start, end).
    """

    document: str
    senses: list[SenseRow] = field(default_factory=list)
    claims: list[tuple[Any, ...]] = field(default_factory=list)
    mentions: list[tuple[str, str, int, int]] = field(default_factory=list)


Triple = tuple[int, str, int]
"""Source sense, predicate, target sense."""


@dataclass(slots=True)
class Stale:
    """What went: senses that lost something, claims, sightings (sense, article), and nodes of papers."""

    senses: set[int] = field(default_factory=set)
    claims: set[Triple] = field(default_factory=set)
    sightings: set[tuple[int, str]] = field(default_factory=set)
    nodes: set[str] = field(default_factory=set)


class Gathered:
    """The rows, inside the transaction of whoever holds the connection."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db

    def clear(self) -> None:
        """Forget everything gathered and the graph; every document is pending then."""
        changelog.skip(self.db)
        for table in (
            "claims",
            "sightings",
            "writings",
            "entity_mentions",
            "sense_keys",
            "senses",
            "identities",
        ):
            self.db.execute(f"DELETE FROM {table}")
        for table in ("stale", "nodes", "edges"):
            self.db.execute(f"DELETE FROM {table}")
        self.db.execute("INSERT OR IGNORE INTO pending SELECT id FROM documents")

    def note_no_changes(self) -> None:
        """Have no changes noted in this transaction: there will be too many."""
        changelog.skip(self.db)

    def pending(self) -> list[str]:
        """The documents that are not gathered yet, by id."""
        return [row[0] for row in self.db.execute("SELECT document FROM pending ORDER BY document")]

    def write(self, rows: DocumentRows) -> tuple[set[int], set[Triple]]:
        """Put what a document says in place of what was gathered of it; returns senses and claims that it has now."""
        self._forget(rows.document)
        numbers = {row.key: self._sense(row) for row in rows.senses}
        for row in rows.senses:
            self._write_sense(rows.document, numbers[row.key], row)
        claims = [(numbers[c[1]], c[2], numbers[c[3]], c[0], *c[4:]) for c in rows.claims]
        self.db.executemany("INSERT OR IGNORE INTO claims VALUES (?, ?, ?, ?, ?, ?, ?, ?)", claims)
        known = {key: self.sense(number)[2] or "" for key, number in numbers.items()}
        places = [(known[m[0]], rows.document, m[1], m[2], m[3], numbers[m[0]]) for m in rows.mentions]
        self.db.executemany("INSERT OR IGNORE INTO entity_mentions VALUES (?, ?, ?, ?, ?, ?)", places)
        self.db.execute("DELETE FROM pending WHERE document = ?", (rows.document,))
        return set(numbers.values()), {(c[0], c[1], c[2]) for c in claims}

    def _forget(self, document: str) -> None:
        here = "(SELECT id FROM articles WHERE document = ?)"
        said = f"(SELECT id FROM statements WHERE article IN {here})"
        self.db.execute(f"DELETE FROM claims WHERE statement IN {said}", (document,))
        self.db.execute(f"DELETE FROM sightings WHERE article IN {here}", (document,))
        self.db.execute("DELETE FROM writings WHERE document = ?", (document,))
        self.db.execute("DELETE FROM entity_mentions WHERE document = ?", (document,))

    def _sense(self, row: SenseRow) -> int:
        self.db.execute("INSERT OR IGNORE INTO senses (key) VALUES (?)", (row.key,))
        return int(self.db.execute("SELECT id FROM senses WHERE key = ?", (row.key,)).fetchone()[0])

    def _write_sense(self, document: str, number: int, row: SenseRow) -> None:
        keys = [(kind, key, number) for kind, key in row.keys]
        self.db.executemany("INSERT OR IGNORE INTO sense_keys VALUES (?, ?, ?)", keys)
        identity, own = self._identity(row.identity), self._identity(row.own)
        writings = [(number, document, writing, count, identity, own) for writing, count in row.writings]
        self.db.executemany("INSERT INTO writings VALUES (?, ?, ?, ?, ?, ?)", writings)
        sightings = [(number, *sighting) for sighting in row.sightings]
        self.db.executemany("INSERT INTO sightings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", sightings)

    def _identity(self, text: str) -> int:
        self.db.execute("INSERT OR IGNORE INTO identities (identity) VALUES (?)", (text,))
        return int(self.db.execute("SELECT id FROM identities WHERE identity = ?", (text,)).fetchone()[0])

    def take_stale(self) -> Stale:
        """What went since it was last asked, and forget it."""
        found = Stale()
        for kind, a, b, c in self.db.execute("SELECT kind, a, b, c FROM stale").fetchall():
            match kind:
                case "sense":
                    found.senses.add(a)
                case "claim":
                    found.claims.add((a, b, c))
                case "sighting":
                    found.sightings.add((a, b))
                case "node":
                    found.nodes.add(a)
                case "document":
                    self.db.execute("DELETE FROM entity_mentions WHERE document = ?", (a,))
        self.db.execute("DELETE FROM stale")
        return found

    def having(self, kind: str, keys: Iterable[str]) -> set[int]:
        """The senses with one of these keys of a kind."""
        select = "SELECT sense FROM sense_keys WHERE kind = ? AND key = ?"
        return {row[0] for key in keys for row in self.db.execute(select, (kind, key))}

    def keys_of(self, kind: str, senses: Iterable[int]) -> set[str]:
        """The keys of a kind that these senses have."""
        select = "SELECT key FROM sense_keys WHERE sense = ? AND kind = ?"
        return {row[0] for sense in senses for row in self.db.execute(select, (sense, kind))}

    def bases(self, senses: Iterable[int]) -> set[str]:
        """What the texts made of senses, where it is known."""
        return {base for sense in senses if (base := self.sense(sense)[1])}

    def of_base(self, bases: Iterable[str]) -> set[int]:
        """The senses that the texts make one of these entities, or that are one."""
        select = "SELECT id FROM senses WHERE base = ? UNION SELECT id FROM senses WHERE entity = ?"
        return {row[0] for base in bases for row in self.db.execute(select, (base, base))}

    def sense(self, number: int) -> tuple[str, str | None, str | None]:
        """Key, base and entity of a sense."""
        row: tuple[str, str | None, str | None] | None = self.db.execute(
            "SELECT key, base, entity FROM senses WHERE id = ?", (number,)
        ).fetchone()
        return row or ("", None, None)

    def identities(self, number: int) -> tuple[str, str] | None:
        """Identity and own identity of a sense, as the first document (by id) that has it says; None for a dead one."""
        row: tuple[str, str] | None = self.db.execute(
            "SELECT i.identity, o.identity FROM writings w JOIN identities i ON i.id = w.identity "
            "JOIN identities o ON o.id = w.own WHERE w.sense = ? ORDER BY w.document LIMIT 1",
            (number,),
        ).fetchone()
        return row

    def writings(self, number: int) -> list[tuple[str, int]]:
        """How often each writing of a sense occurs."""
        select = "SELECT writing, sum(count) FROM writings WHERE sense = ? GROUP BY writing"
        return self.db.execute(select, (number,)).fetchall()

    def sightings(self, number: int) -> list[tuple[str, str | None, str | None]]:
        """Articles that have a sense, with their date and province."""
        return self.db.execute(
            "SELECT article, date, province FROM sightings WHERE sense = ?", (number,)
        ).fetchall()

    def seen(self, numbers: Sequence[int]) -> tuple[int, str | None, str | None]:
        """How many articles have any of these senses, and the first and last date of those."""
        marks = ", ".join("?" * len(numbers))
        row: tuple[int, str | None, str | None] = self.db.execute(
            f"SELECT count(DISTINCT article), min(date), max(date) FROM sightings WHERE sense IN ({marks})",
            numbers,
        ).fetchone()
        return row

    def assign(self, number: int, base: str, entity: str) -> None:
        """Note what a sense is, its mentions with it."""
        self.db.execute("UPDATE senses SET base = ?, entity = ? WHERE id = ?", (base, entity, number))
        self.db.execute(
            "UPDATE OR IGNORE entity_mentions SET entity = ? WHERE sense = ? AND entity != ?",
            (entity, number, entity),
        )

    def drop(self, number: int) -> None:
        """Forget a sense that no document has."""
        self.db.execute("DELETE FROM sense_keys WHERE sense = ?", (number,))
        self.db.execute("DELETE FROM senses WHERE id = ?", (number,))

    def articles_of(self, number: int) -> list[str]:
        """The articles that mention a sense."""
        select = "SELECT article FROM sightings WHERE sense = ? AND count > 0"
        return [row[0] for row in self.db.execute(select, (number,))]

    def mentions_in(self, article: str, entity: str) -> list[tuple[Any, ...]]:
        """(count, start, end, quote, confidence, date) of each sense of an entity that an article mentions."""
        return self.db.execute(
            "SELECT m.count, m.start, m.end, m.quote, m.confidence, m.date FROM sightings m JOIN senses s ON s.id = m.sense "
            "WHERE m.article = ? AND s.entity = ? AND m.count > 0 ORDER BY m.start, m.end",
            (article, entity),
        ).fetchall()

    def entities_in(self, article: str) -> list[str]:
        """The entities that an article mentions."""
        select = "SELECT DISTINCT s.entity FROM sightings m JOIN senses s ON s.id = m.sense WHERE m.article = ? AND m.count > 0"
        return [row[0] for row in self.db.execute(select, (article,))]

    def document_of(self, article: str) -> str:
        """The document of an article."""
        return str(self.db.execute("SELECT document FROM articles WHERE id = ?", (article,)).fetchone()[0])

    def wait_for(self, documents: Iterable[str]) -> None:
        """Have documents gathered anew."""
        select = "INSERT OR IGNORE INTO pending SELECT id FROM documents WHERE id = ?"
        self.db.executemany(select, ((one,) for one in documents))

    def claims_at(self, number: int) -> Iterator[Triple]:
        """The claims with a sense at either end."""
        select = "SELECT DISTINCT source, predicate, target FROM claims WHERE "
        yield from self.db.execute(f"{select} source = ?", (number,)).fetchall()
        yield from self.db.execute(f"{select} target = ?", (number,)).fetchall()

    def claims_between(self, source: str, predicate: str, target: str) -> list[tuple[Any, ...]]:
        """(statement, article, quote, confidence, qualifiers as JSON, date, jurisdiction, product, grantor) of the
        claims between two entities.
        """
        # Both ends first: either may be a hub with very many other claims.
        return self.db.execute(
            "SELECT c.statement, a.article, a.quote, a.confidence, a.qualifiers, c.date, c.jurisdiction, c.product, c.grantor "
            "FROM senses s CROSS JOIN senses t CROSS JOIN claims c CROSS JOIN statements a "
            "WHERE s.entity = ? AND t.entity = ? AND c.source = s.id AND c.predicate = ? AND c.target = t.id "
            "AND a.id = c.statement ORDER BY c.statement",
            (source, target, predicate),
        ).fetchall()

    def pairs(self, predicate: str, number: int, *, source: bool) -> list[int]:
        """The other ends of a sense's claims of a kind; ``source`` says which end it is itself."""
        one, other = ("source", "target") if source else ("target", "source")
        select = f"SELECT DISTINCT {other} FROM claims WHERE {one} = ? AND predicate = ?"
        return [row[0] for row in self.db.execute(select, (number, predicate))]

    def present(self, kind: str) -> set[str]:
        """The ids of all entities of a type (in lower case) that texts have."""
        select = "SELECT DISTINCT entity FROM senses WHERE entity >= ? AND entity < ?"
        return {row[0] for row in self.db.execute(select, (f"{kind}-", f"{kind}."))}
