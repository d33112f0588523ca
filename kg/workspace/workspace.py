"""The workspace: one folder, one SQLite file in it; every change to it is one transaction."""

import json
import sqlite3
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from kg.failpoint import failpoint
from kg.layout import layout_from_json, layout_to_json
from kg.model import Article, Document, Edge, Graph, Node, Reading, Statement
from kg.workspace import changelog, descriptions, records, redirects
from kg.workspace.database import connect
from kg.workspace.descriptions import Description
from kg.workspace.gathered import Gathered
from kg.workspace.graph_rows import GraphRows
from kg.workspace.records import dumps, statement_id

__all__ = ["FileEntry", "Workspace", "statement_id"]

DATABASE = "workspace.db"


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A row of the ledger: what became of a path.

    ``content`` is the hash of the bytes of a file that cannot be read as it is, None where trying again may help;
    ``lacks`` names what was missing for reading it, or more of it.
    """

    path: str
    document: str | None
    status: str
    message: str | None
    fingerprint: str
    content: str | None = None
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MentionPlace:
    """Where an entity is mentioned: document offsets of the hull, end exclusive."""

    entity: str
    document: str
    article: str
    start: int
    end: int


class Workspace:
    """Reads and writes the statement log in ``folder``. Use as a context manager, or call ``close``."""

    def __init__(self, folder: Path, *, create: bool = False) -> None:
        self.folder = folder
        self._db = connect(folder / DATABASE, create=create)

    def close(self) -> None:
        """Close the database."""
        self._db.close()

    def __enter__(self) -> "Workspace":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def _transaction(self, name: str) -> Iterator[sqlite3.Connection]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield self._db
            failpoint(f"{name}-before-commit")
            self._db.execute("COMMIT")
        except BaseException:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise
        failpoint(f"{name}-after-commit")

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All that is read inside is of one moment, whatever others write meanwhile. Nothing is written inside."""
        self._db.execute("BEGIN")
        try:
            yield
        finally:
            self._db.execute("ROLLBACK")

    # -- the ledger --------------------------------------------------------------------------------------------

    def start_run(self, started: str, version: str, fingerprint: str) -> int:
        """Note that a run began (ISO time); returns its number."""
        with self._transaction("run-start") as db:
            row = (started, version, fingerprint)
            cursor = db.execute("INSERT INTO runs (started, version, fingerprint) VALUES (?, ?, ?)", row)
            return int(cursor.lastrowid or 0)

    def finish_run(self, run: int, finished: str) -> None:
        """Note that a run came to its end."""
        with self._transaction("run-finish") as db:
            db.execute("UPDATE runs SET finished = ? WHERE id = ?", (finished, run))

    def files(self) -> dict[str, FileEntry]:
        """The ledger, by path."""
        rows = self._db.execute(
            "SELECT path, document, status, message, fingerprint, content, lacks FROM files ORDER BY path"
        )
        return {row[0]: replace(FileEntry(*row[:6]), lacks=tuple(row[6].split())) for row in rows}

    def fingerprint_of(self, document: str) -> str | None:
        """What read a document that is here, by its id; None when it is not here."""
        row = self._db.execute("SELECT fingerprint FROM files WHERE document = ?", (document,)).fetchone()
        return row[0] if row else None

    def last_run(self) -> tuple[str, str | None, str] | None:
        """Start, finish (None: it was interrupted) and program version of the latest run."""
        row = self._db.execute(
            "SELECT started, finished, version FROM runs ORDER BY id DESC LIMIT 1"
        ).fetchone()
        return tuple(row) if row else None

    def write_failure(
        self,
        path: str,
        message: str,
        fingerprint: str,
        run: int,
        *,
        content: str | None = None,
        lacks: Sequence[str] = (),
    ) -> None:
        """Note that a file could not be read; what it said before is retracted."""
        with self._transaction("failure") as db:
            entry = FileEntry(path, None, "failed", message, fingerprint, content, tuple(lacks))
            self._put_file(db, entry, run)

    # -- documents ---------------------------------------------------------------------------------------------

    def write_document(
        self,
        document: Document,
        readings: Sequence[tuple[Reading, Sequence[Statement]]],
        *,
        path: str,
        fingerprint: str,
        run: int,
    ) -> None:
        """Write all that was read in a document in one transaction, in place of what was there."""
        with self._transaction("document") as db:
            db.execute("DELETE FROM documents WHERE id = ?", (document.id,))
            self._insert_document(db, document)
            db.execute("INSERT OR IGNORE INTO pending VALUES (?)", (document.id,))
            for reading, statements in readings:
                self._insert_reading(db, reading, statements)
            failpoint("document-inside")
            entry = FileEntry(path, document.id, "done", None, fingerprint, None, document.lacks)
            self._put_file(db, entry, run)
            self._note_change(db)
            # Other paths of the same bytes were read along with this one.
            db.execute(
                "UPDATE files SET fingerprint = ?, lacks = ? WHERE document = ?",
                (fingerprint, " ".join(document.lacks), document.id),
            )

    def link_file(self, path: str, document: str, fingerprint: str, run: int) -> None:
        """Note that a path holds the bytes of a document that is here already."""
        with self._transaction("link") as db:
            lacks = db.execute("SELECT lacks FROM files WHERE document = ?", (document,)).fetchone()[0]
            entry = FileEntry(path, document, "done", None, fingerprint, None, tuple(lacks.split()))
            self._put_file(db, entry, run)

    def _note_change(self, db: sqlite3.Connection) -> None:
        db.execute("INSERT OR REPLACE INTO meta VALUES ('changes', ?)", (str(self.changes + 1),))

    def _put_file(self, db: sqlite3.Connection, entry: FileEntry, run: int) -> None:
        old = db.execute("SELECT document FROM files WHERE path = ?", (entry.path,)).fetchone()
        db.execute(
            "INSERT OR REPLACE INTO files (path, document, status, message, fingerprint, run, content, lacks)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(entry.path, entry.document, entry.status, entry.message, entry.fingerprint, run),
                *(entry.content, " ".join(entry.lacks)),
            ),
        )
        if old and old[0] and old[0] != entry.document:
            self._drop_orphan(db, old[0])

    def paths_of(self, document: str) -> list[str]:
        """The paths that hold a document, sorted."""
        rows = self._db.execute("SELECT path FROM files WHERE document = ? ORDER BY path", (document,))
        return [row[0] for row in rows]

    def forget_files(self, paths: Iterable[str]) -> list[str]:
        """Take paths out of the ledger; a document goes, with all it said, with the last path that holds it.

        Returns the ids of the documents that went. Unknown paths are no error.
        """
        gone = []
        with self._transaction("remove") as db:
            for path in paths:
                old = db.execute("SELECT document FROM files WHERE path = ?", (path,)).fetchone()
                db.execute("DELETE FROM files WHERE path = ?", (path,))
                if old and old[0] and self._drop_orphan(db, old[0]):
                    gone.append(old[0])
            failpoint("remove-inside")
        return gone

    def _drop_orphan(self, db: sqlite3.Connection, document: str) -> bool:
        """Retract a document that no path holds any more; returns whether it was there and went."""
        orphaned = (
            "DELETE FROM documents WHERE id = ? AND NOT EXISTS (SELECT 1 FROM files WHERE document = ?)"
        )
        gone = db.execute(orphaned, (document, document)).rowcount > 0
        if gone:
            self._note_change(db)
        return gone

    @staticmethod
    def _insert_document(db: sqlite3.Connection, document: Document) -> None:
        row = (
            document.id,
            document.path,
            document.media_type,
            document.reader,
            document.encoding,
            document.title,
            document.issue,
            document.date,
            document.publisher,
            dumps(document.warnings),
            document.text,
            dumps(layout_to_json(document.layout)) if document.layout else None,
        )
        db.execute(f"INSERT INTO documents VALUES ({', '.join('?' * len(row))})", row)

    @staticmethod
    def _insert_reading(db: sqlite3.Connection, reading: Reading, statements: Sequence[Statement]) -> None:
        article = reading.article
        db.execute(
            f"INSERT INTO articles ({records.ARTICLE_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            records.article_row(reading),
        )
        db.executemany(
            f"INSERT INTO mentions ({records.MENTION_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [records.mention_row(article.id, mention) for mention in reading.mentions],
        )
        db.executemany(
            f"INSERT OR IGNORE INTO statements ({records.STATEMENT_COLUMNS}) VALUES ({', '.join('?' * 15)})",
            [records.statement_row(article.document, statement) for statement in statements],
        )

    def documents(self) -> Iterator[Document]:
        """All documents, by id."""
        for row in self._db.execute("SELECT id FROM documents ORDER BY id").fetchall():
            yield self.document(row[0])

    def document(self, identity: str) -> Document:
        """The document with this id, described by the manifest where it is. Raises KeyError when there is none."""
        row = self._db.execute(descriptions.DESCRIBED_DOCUMENT, (identity,)).fetchone()
        if row is None:
            raise KeyError(identity)
        *head, warnings, layout, url = row
        known = layout_from_json(json.loads(layout)) if layout else None
        return replace(Document(*head), warnings=tuple(json.loads(warnings)), layout=known, url=url)

    def describe(self, entries: Mapping[str, Description]) -> None:
        """Note what a manifest says of paths, in place of what one said before; other paths are left alone."""
        with self._transaction("describe") as db:
            changed = descriptions.write(db, entries)
            paths = ((path,) for path in changed)
            db.executemany(
                "INSERT OR IGNORE INTO pending SELECT document FROM files WHERE path = ? AND document NOT NULL",
                paths,
            )
            if changed:
                self._note_change(db)

    def article(self, identity: str) -> Article:
        """The article with this id. Raises KeyError when there is none."""
        return self._reading(identity).article

    def readings(self, document: str) -> Iterator[Reading]:
        """The articles of a document with their mentions and sentences, in order."""
        select = "SELECT id FROM articles WHERE document = ? ORDER BY ordinal"
        for row in self._db.execute(select, (document,)).fetchall():
            yield self._reading(row[0])

    def article_texts(self, document: str) -> list[str]:
        """The texts of the articles of a document, in order."""
        select = "SELECT text FROM articles WHERE document = ? ORDER BY ordinal"
        return [row[0] for row in self._db.execute(select, (document,))]

    def _reading(self, identity: str) -> Reading:
        select = f"SELECT {records.ARTICLE_COLUMNS} FROM articles WHERE id = ?"
        row = self._db.execute(select, (identity,)).fetchone()
        if row is None:
            raise KeyError(identity)
        article, sentences = records.article_of_row(row)
        columns = "start, end, type, text, name, source, confidence"
        mentions = self._db.execute(
            f"SELECT {columns} FROM mentions WHERE article = ? ORDER BY start", (identity,)
        )
        return Reading(article, tuple(map(records.mention_of_row, mentions)), sentences)

    def statements(self, article: str | None = None) -> Iterator[tuple[str, Statement]]:
        """Statements with their ids, by id; of one article when it is named."""
        where, values = ("WHERE article = ?", (article,)) if article else ("", ())
        select = f"SELECT {records.STATEMENT_COLUMNS} FROM statements {where} ORDER BY id"
        yield from map(records.statement_of_row, self._db.execute(select, values).fetchall())

    def statement(self, identity: str) -> Statement | None:
        """The statement with this id."""
        select = f"SELECT {records.STATEMENT_COLUMNS} FROM statements WHERE id = ?"
        row = self._db.execute(select, (identity,)).fetchone()
        return records.statement_of_row(row)[1] if row else None

    def warnings(self) -> dict[str, tuple[str, ...]]:
        """What readers noted about documents, by document; those without a note are left out."""
        rows = self._db.execute("SELECT id, warnings FROM documents WHERE warnings <> '[]'")
        return {identity: tuple(json.loads(notes)) for identity, notes in rows}

    def counts(self) -> dict[str, int]:
        """Rows of each kind."""
        tables = ("documents", "articles", "mentions", "statements", "nodes", "edges")
        return {table: self._db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables}

    # -- the graph, a view of the statements ---------------------------------------------------------------------

    @property
    def generation(self) -> int:
        """A number that grows with every change of the graph; 0 before the first."""
        row = self._db.execute("SELECT value FROM meta WHERE key = 'generation'").fetchone()
        return int(row[0]) if row else 0

    @property
    def identity(self) -> str:
        """A random id, made once: by it a server knows what this workspace wrote. In no export but for a server."""
        with self._transaction("identity") as db:
            db.execute("INSERT OR IGNORE INTO meta VALUES ('identity', ?)", (uuid.uuid4().hex,))
        row = self._db.execute("SELECT value FROM meta WHERE key = 'identity'").fetchone()
        return str(row[0])

    @property
    def resolved(self) -> str | None:
        """What the graph was made of: the token given to ``write_graph`` last."""
        row = self._db.execute("SELECT value FROM meta WHERE key = 'resolved'").fetchone()
        return row[0] if row else None

    @property
    def changes(self) -> int:
        """A number that grows whenever a document is written or retracted."""
        row = self._db.execute("SELECT value FROM meta WHERE key = 'changes'").fetchone()
        return int(row[0]) if row else 0

    def note(self, key: str) -> str | None:
        """A note that was written, alone or with the graph."""
        row = self._db.execute("SELECT value FROM meta WHERE key = ?", (f"note {key}",)).fetchone()
        return row[0] if row else None

    def write_note(self, key: str, text: str) -> None:
        """Write a note that outlives the graph."""
        with self._transaction("note") as db:
            db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (f"note {key}", text))

    def write_graph(
        self,
        graph: Graph,
        places: Iterable[MentionPlace],
        *,
        resolved: str,
        notes: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """Put a new graph in place of the old one, with notes on it, in one transaction."""
        with self._transaction("graph") as db:
            gathered, rows = Gathered(db), GraphRows(db)
            changelog.skip(db, self.generation + 1)
            gathered.clear()
            rows.put_nodes(graph.nodes)
            rows.put_edges(graph.edges)
            found = ((p.entity, p.document, p.article, p.start, p.end) for p in places)
            db.executemany("INSERT OR IGNORE INTO entity_mentions VALUES (?, ?, ?, ?, ?, NULL)", found)
            db.execute("DELETE FROM meta WHERE key LIKE 'note %'")
            self._finish_graph(db, resolved, notes)

    @contextmanager
    def remaking(self, *, resolved: str) -> Iterator[tuple[Gathered, dict[str, str]]]:
        """A transaction that brings the graph up to date with what is gathered; the dictionary takes notes on it."""
        with self._transaction("graph") as db:
            notes: dict[str, str] = {}
            changelog.begin(db, self.generation + 1)
            yield Gathered(db), notes
            changelog.end(db)
            self._finish_graph(db, resolved, notes)

    def _finish_graph(self, db: sqlite3.Connection, resolved: str, notes: Mapping[str, str]) -> None:
        redirects.write(db)
        failpoint("graph-inside")
        values = [("generation", str(self.generation + 1)), ("resolved", resolved)]
        values += [(f"note {key}", text) for key, text in sorted(notes.items())]
        db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", values)

    def changed_since(self, generation: int) -> changelog.Changed | None:
        """What changed in the graph after a generation; None when that is not known, and all must be compared."""
        return changelog.since(self._db, generation)

    def current_id(self, identity: str) -> str:
        """The id that an entity has now which once had this one; the id itself where it never changed."""
        return redirects.follow(self._db, identity)

    def graph(self) -> Graph:
        """The whole graph, nodes and edges by id."""
        nodes = self._db.execute("SELECT id, labels, properties FROM nodes ORDER BY id")
        edges = self._db.execute("SELECT id, type, source, target, properties FROM edges ORDER BY id")
        return Graph(tuple(map(_node, nodes)), tuple(map(_edge, edges)))

    def node(self, identity: str) -> Node | None:
        """The node with this id."""
        row = self._db.execute(
            "SELECT id, labels, properties FROM nodes WHERE id = ?", (identity,)
        ).fetchone()
        return _node(row) if row else None

    def entities_holding(self, characters: Iterable[Sequence[str]]) -> Iterator[Node]:
        """The entities in whose properties one character of each group occurs, by id: few of many to look at."""
        groups = [tuple(group) for group in characters]
        tests = ["(" + " OR ".join(["instr(properties, ?)"] * len(group)) + ")" for group in groups]
        where = " AND ".join(["instr(labels, 'Entity')", *tests])
        values = [one for group in groups for one in group]
        select = f"SELECT id, labels, properties FROM nodes WHERE {where} ORDER BY id"
        yield from map(_node, self._db.execute(select, values))

    def edges_of_type(self, kind: str) -> Iterator[Edge]:
        """The edges of a type, by id."""
        # An index holds type and id of every edge: the rows themselves, which are long, are read for this type alone.
        select = (
            "SELECT id, type, source, target, properties FROM edges WHERE id IN "
            "(SELECT id FROM edges INDEXED BY edges_by_target WHERE type = ?) ORDER BY id"
        )
        yield from map(_edge, self._db.execute(select, (kind,)))

    def edges_of(self, identity: str) -> list[Edge]:
        """The edge with this id, or all edges of the node with this id."""
        select = "SELECT id, type, source, target, properties FROM edges"
        rows = self._db.execute(
            f"{select} WHERE id = ? OR source = ? OR target = ? ORDER BY id", (identity,) * 3
        )
        return list(map(_edge, rows))

    def entity_mentions(self) -> Iterator[MentionPlace]:
        """Where entities are mentioned, by entity, document and offset."""
        select = "SELECT entity, document, article, start, end FROM entity_mentions ORDER BY 1, 2, 4, 5"
        yield from (MentionPlace(*row) for row in self._db.execute(select))


def _node(row: Sequence[str]) -> Node:
    return Node(row[0], tuple(json.loads(row[1])), json.loads(row[2]))


def _edge(row: Sequence[str]) -> Edge:
    return Edge(row[0], row[1], row[2], row[3], json.loads(row[4]))
