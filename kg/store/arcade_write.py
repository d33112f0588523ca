"""What a load says to an open ArcadeDB: the batches that change it."""

from collections.abc import Callable
from typing import Any

from kg.failpoint import failpoint
from kg.store.arcade import CYPHER
from kg.store.difference import EdgeKind, NodeKind, Row


class ArcadeWriter:
    """Writes the batches of a load, each in a transaction; see ``kg.store.difference.Writer``.

    Labels and edge types stand in the text of the statement, so they come from the schema only; values are parameters.
    """

    def __init__(self, database: Any) -> None:
        self._database = database

    def write_nodes(self, kind: NodeKind, rows: list[Row]) -> None:
        """See ``Writer``."""
        self._write(f"UNWIND $rows AS row MERGE (n:{kind} {{id: row.id}}) SET n = row.properties", rows)

    def write_edges(self, kind: EdgeKind, rows: list[Row]) -> None:
        """See ``Writer``.

        Edges of these ids that are there go first: MERGE would look through all edges of both ends for each row, which
        takes minutes where an article mentions thousands.
        """
        type_, source, target = kind
        create = (
            f"UNWIND $rows AS row MATCH (a:{source} {{id: row.source}}) MATCH (b:{target} {{id: row.target}}) "
            f"CREATE (a)-[r:{type_}]->(b) SET r = row.properties"
        )

        def write() -> None:
            self._delete(type_, rows)
            self._database.command(CYPHER, create, {"rows": rows})

        self._transact(write)

    def delete_edges(self, kind: EdgeKind, rows: list[Row]) -> None:
        """See ``Writer``."""
        self._transact(lambda: self._delete(kind[0], rows))

    def _delete(self, type_: str, rows: list[Row]) -> None:
        self._database.command(
            "sql", f"DELETE FROM {type_} WHERE id IN :ids", {"ids": [row["id"] for row in rows]}
        )

    def delete_nodes(self, kind: NodeKind, rows: list[Row]) -> None:
        """See ``Writer``."""
        self._write(f"UNWIND $rows AS row MATCH (n:{kind} {{id: row.id}}) DETACH DELETE n", rows)

    def _write(self, text: str, rows: list[Row]) -> None:
        self._transact(lambda: self._database.command(CYPHER, text, {"rows": rows}))

    def _transact(self, work: Callable[[], Any]) -> None:
        self._database.run_in_transaction(work)
        failpoint("store-inside")
