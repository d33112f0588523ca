"""What a load says to an open ArcadeDB: the batches that change it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
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


@contextmanager
def filling(database: Any) -> Iterator["FillWriter"]:
    """A writer for a database that is new and empty; all is there when the block ends."""
    with database.graph_batch() as batch:
        yield FillWriter(batch)


class FillWriter:
    """Writes the batches of a load into an empty database by the engine's bulk API; see ``kg.store.difference.Writer``.

    It keeps no log: a database that was cut off half full must not be opened again.
    """

    def __init__(self, batch: Any) -> None:
        self._batch = batch
        self._records: dict[str, str] = {}

    def write_nodes(self, kind: NodeKind, rows: list[Row]) -> None:
        """See ``Writer``."""
        records = self._batch.create_vertices(kind, [row["properties"] for row in rows])
        self._records.update(zip((row["id"] for row in rows), records, strict=True))
        failpoint("store-inside")

    def write_edges(self, kind: EdgeKind, rows: list[Row]) -> None:
        """See ``Writer``."""
        sources, targets = ([self._records[row[end]] for row in rows] for end in ("source", "target"))
        self._batch.new_edges(sources, kind[0], targets, [row["properties"] for row in rows])
        failpoint("store-inside")

    def delete_edges(self, kind: EdgeKind, rows: list[Row]) -> None:
        """Nothing is there that could be deleted."""
        raise NotImplementedError

    def delete_nodes(self, kind: NodeKind, rows: list[Row]) -> None:
        """Nothing is there that could be deleted."""
        raise NotImplementedError
