"""Which nodes and edges changed since a generation, so that a store can follow without comparing everything.

Triggers (``gathered.sql``) note changes while the row ``noting`` of ``meta`` holds a generation.
"""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import Edge, Node

_NOTING, _SINCE = "noting", "noted since"


@dataclass(frozen=True, slots=True)
class Changed:
    """Nodes and edges as they are now, and those that are gone: (id, labels) and (id, type, source, target)."""

    nodes: Sequence[Node]
    edges: Sequence[Edge]
    gone_nodes: Sequence[tuple[str, tuple[str, ...]]]
    gone_edges: Sequence[tuple[str, str, str, str]]

    @property
    def size(self) -> int:
        """How many nodes and edges changed."""
        return sum(map(len, (self.nodes, self.edges, self.gone_nodes, self.gone_edges)))


def begin(db: sqlite3.Connection, generation: int) -> None:
    """Note the changes of a transaction that makes this generation."""
    _put(db, _NOTING, generation)


def skip(db: sqlite3.Connection, generation: int | None = None) -> None:
    """Note nothing in this transaction, which makes this generation (by default the one it began to note)."""
    made = _get(db, _NOTING) if generation is None else generation
    db.execute("DELETE FROM meta WHERE key = ?", (_NOTING,))
    db.execute("DELETE FROM changed")
    if made is not None:
        _put(db, _SINCE, made)


def end(db: sqlite3.Connection) -> None:
    """The transaction has changed all it will."""
    db.execute("DELETE FROM meta WHERE key = ?", (_NOTING,))


def since(db: sqlite3.Connection, generation: int) -> Changed | None:
    """What changed after a generation; None when it was not noted from there on."""
    if generation < (_get(db, _SINCE) or 0):
        return None
    nodes, edges, gone_nodes, gone_edges = [], [], [], []
    select = "SELECT kind, id, type, source, target FROM changed WHERE generation > ? ORDER BY kind, id"
    for kind, identity, what, source, target in db.execute(select, (generation,)).fetchall():
        if kind == "node":
            row = db.execute("SELECT labels, properties FROM nodes WHERE id = ?", (identity,)).fetchone()
            if row:
                nodes.append(Node(identity, tuple(json.loads(row[0])), json.loads(row[1])))
            else:
                gone_nodes.append((identity, tuple(json.loads(what))))
        else:
            row = db.execute("SELECT properties FROM edges WHERE id = ?", (identity,)).fetchone()
            if row:
                edges.append(Edge(identity, what, source, target, json.loads(row[0])))
            else:
                gone_edges.append((identity, what, source, target))
    return Changed(nodes, edges, gone_nodes, gone_edges)


def _put(db: sqlite3.Connection, key: str, value: int) -> None:
    db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, str(value)))


def _get(db: sqlite3.Connection, key: str) -> int | None:
    row = db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return int(row[0]) if row else None
