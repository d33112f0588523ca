"""Nodes and edges as rows of the workspace, written one by one."""

import sqlite3
from collections.abc import Iterable

from kg.model import Edge, Node
from kg.workspace.records import dumps


class GraphRows:
    """The rows, inside the transaction of whoever holds the connection."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db

    def put_nodes(self, nodes: Iterable[Node]) -> None:
        """Write nodes in place of those with their ids."""
        rows = ((node.id, dumps(node.labels), dumps(dict(node.properties))) for node in nodes)
        self.db.executemany("INSERT OR REPLACE INTO nodes VALUES (?, ?, ?)", rows)

    def put_edges(self, edges: Iterable[Edge]) -> None:
        """Write edges in place of those with their ids."""
        rows = ((e.id, e.type, e.source, e.target, dumps(dict(e.properties))) for e in edges)
        self.db.executemany("INSERT OR REPLACE INTO edges VALUES (?, ?, ?, ?, ?)", rows)

    def drop_nodes(self, ids: Iterable[str]) -> None:
        """Delete nodes."""
        self.db.executemany("DELETE FROM nodes WHERE id = ?", ((one,) for one in ids))

    def drop_edges(self, ids: Iterable[str]) -> None:
        """Delete edges."""
        self.db.executemany("DELETE FROM edges WHERE id = ?", ((one,) for one in ids))

    def drop_edges_from(self, sources: Iterable[str]) -> None:
        """Delete every edge that begins at one of these nodes."""
        self.db.executemany("DELETE FROM edges WHERE source = ?", ((one,) for one in sources))

    def drop_edges_between(self, source: str, target: str, kind: str) -> None:
        """Delete the edges of a type from one node to another."""
        select = "DELETE FROM edges WHERE source = ? AND target = ? AND type = ?"
        self.db.execute(select, (source, target, kind))

    def edge_ids(self, kind: str, node: str) -> list[str]:
        """The ids of the edges of a type at either end of a node."""
        select = "SELECT id FROM edges WHERE source = ? AND type = ? UNION SELECT id FROM edges WHERE target = ? AND type = ?"
        return [row[0] for row in self.db.execute(select, (node, kind, node, kind))]

    def has_edge(self, source: str, target: str, kind: str, origin: str) -> bool:
        """Whether there is an edge of a type between two nodes that comes from texts, or from the catalogue."""
        select = (
            "SELECT 1 FROM edges WHERE source = ? AND target = ? AND type = ? "
            "AND json_extract(properties, '$.origin') = ? LIMIT 1"
        )
        return self.db.execute(select, (source, target, kind, origin)).fetchone() is not None

    def catalogue_edges(self, kind: str, prefix: str) -> set[str]:
        """The ids of the edges of a type that the catalogue says, from nodes whose ids begin so."""
        select = (
            "SELECT id FROM edges WHERE source >= ? AND source < ? AND type = ? "
            "AND json_extract(properties, '$.origin') = 'catalogue'"
        )
        return {row[0] for row in self.db.execute(select, (f"{prefix}-", f"{prefix}.", kind))}

    def nodes_of(self, prefix: str) -> set[str]:
        """The ids of nodes that begin so."""
        select = "SELECT id FROM nodes WHERE id >= ? AND id < ?"
        return {row[0] for row in self.db.execute(select, (f"{prefix}-", f"{prefix}."))}

    def of_texts(self, prefix: str) -> list[tuple[str, str]]:
        """Id and name of the nodes of a type that texts name, by id."""
        select = (
            "SELECT id, json_extract(properties, '$.name') FROM nodes WHERE id >= ? AND id < ? "
            "AND json_extract(properties, '$.origin') != 'catalogue' ORDER BY id"
        )
        return self.db.execute(select, (f"{prefix}-", f"{prefix}.")).fetchall()

    def called(self, prefix: str, name: str) -> str | None:
        """The last (by id) of the nodes of a type that have this canonical name."""
        select = (
            "SELECT max(id) FROM nodes WHERE json_extract(properties, '$.name') = ? AND id >= ? AND id < ?"
        )
        row = self.db.execute(select, (name, f"{prefix}-", f"{prefix}.")).fetchone()
        return row[0] if row else None

    def name_of(self, node: str) -> str | None:
        """The name of a node; None when there is none."""
        select = "SELECT json_extract(properties, '$.name') FROM nodes WHERE id = ?"
        row = self.db.execute(select, (node,)).fetchone()
        return row[0] if row else None

    def is_paper(self, identity: str) -> bool:
        """Whether there is a document or an article with this id."""
        select = "SELECT 1 FROM articles WHERE id = ? UNION SELECT 1 FROM documents WHERE id = ?"
        return self.db.execute(select, (identity, identity)).fetchone() is not None
