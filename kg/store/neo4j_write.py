"""What a load says to a Neo4j: what it holds of a workspace, and the batches that change it."""

from collections.abc import Iterator

import neo4j

from kg.failpoint import failpoint
from kg.model import Predicate
from kg.schema import LABELS
from kg.store.difference import DIGEST, EdgeKind, Held, NodeKind, Row, held_of

NODES = (*LABELS.values(), "Document", "Article")
STAMP = "KgLoad"
"""The label of the one node of a workspace that holds the stamp of its last load."""
ENTITIES = frozenset(LABELS.values())
EDGES = tuple(predicate.value for predicate in Predicate if predicate is not Predicate.ALIAS)


def read_held(session: neo4j.Session, workspace: str) -> Held:
    """What the database says it holds of a workspace."""

    def read(transaction: neo4j.ManagedTransaction) -> Held:
        return held_of(_held_nodes(transaction, workspace), _held_edges(transaction, workspace))

    return session.execute_read(read)


def _held_nodes(transaction: neo4j.ManagedTransaction, workspace: str) -> Iterator[tuple[NodeKind, str, str]]:
    for label in NODES:
        text = f"MATCH (n:{label} {{workspace: $workspace}}) RETURN n.id, n.{DIGEST}"
        for row in transaction.run(text, workspace=workspace):
            yield label, row[0], row[1]


def _held_edges(
    transaction: neo4j.ManagedTransaction, workspace: str
) -> Iterator[tuple[EdgeKind, str, str, str]]:
    for type_ in EDGES:
        text = (
            f"MATCH (a)-[r:{type_} {{workspace: $workspace}}]->(b) "
            f"RETURN labels(a), labels(b), a.id, r.id, r.{DIGEST}"
        )
        for source, target, id, edge, digest in transaction.run(text, workspace=workspace):
            yield (type_, _key_label(source), _key_label(target)), id, edge, digest


def _key_label(labels: list[str]) -> str:
    return "Entity" if "Entity" in labels else labels[0]


def count_held(session: neo4j.Session, workspace: str) -> tuple[int, int]:
    """How many nodes and edges of a workspace are there."""
    nodes = f"MATCH (n:{'|'.join(NODES)} {{workspace: $workspace}}) RETURN count(n)"
    edges = f"MATCH ()-[r:{'|'.join(EDGES)} {{workspace: $workspace}}]->() RETURN count(r)"
    found = [session.run(text, workspace=workspace).single(strict=True)[0] for text in (nodes, edges)]
    return found[0], found[1]


def read_stamp(session: neo4j.Session, workspace: str) -> str:
    """The stamp of a workspace; empty where there is none."""
    text = f"MATCH (s:{STAMP} {{workspace: $workspace}}) RETURN s.stamp"
    row = session.run(text, workspace=workspace).single()
    return row[0] if row else ""


class Neo4jWriter:
    """Writes the batches of a load, each in one transaction that is tried again; see ``difference.Writer``."""

    def __init__(self, session: neo4j.Session, workspace: str) -> None:
        self._session = session
        self._workspace = workspace

    def write_nodes(self, kind: NodeKind, rows: list[Row]) -> None:
        """See ``Writer``."""
        key, label = ("Entity", f" SET n:{kind}") if kind in ENTITIES else (kind, "")
        self._write(
            f"UNWIND $rows AS row MERGE (n:{key} {{workspace: $workspace, id: row.id}}) SET n = row.properties{label}",
            rows,
        )

    def write_edges(self, kind: EdgeKind, rows: list[Row]) -> None:
        """See ``Writer``."""
        type_, source, target = kind
        self._write(
            f"UNWIND $rows AS row MATCH (a:{source} {{workspace: $workspace, id: row.source}}) "
            f"MATCH (b:{target} {{workspace: $workspace, id: row.target}}) "
            f"MERGE (a)-[r:{type_} {{id: row.id}}]->(b) SET r = row.properties",
            rows,
        )

    def delete_edges(self, kind: EdgeKind, rows: list[Row]) -> None:
        """See ``Writer``."""
        type_, source, _ = kind
        self._write(
            f"UNWIND $rows AS row MATCH (a:{source} {{workspace: $workspace, id: row.source}})"
            f"-[r:{type_} {{workspace: $workspace, id: row.id}}]->() DELETE r",
            rows,
        )

    def delete_nodes(self, kind: NodeKind, rows: list[Row]) -> None:
        """See ``Writer``."""
        key = "Entity" if kind in ENTITIES else kind
        self._write(
            f"UNWIND $rows AS row MATCH (n:{key} {{workspace: $workspace, id: row.id}}) DETACH DELETE n", rows
        )

    def put_stamp(self, stamp: str) -> None:
        """Put a stamp in the place of the one that is there; an empty one only takes that away."""
        old = f"MATCH (s:{STAMP} {{workspace: $workspace}}) DELETE s"
        new = f"CREATE (:{STAMP} {{workspace: $workspace, stamp: $stamp}})"

        def work(transaction: neo4j.ManagedTransaction) -> None:
            for text in (old, new) if stamp else (old,):
                transaction.run(text, workspace=self._workspace, stamp=stamp).consume()

        self._session.execute_write(work)

    def _write(self, text: str, rows: list[Row]) -> None:
        def work(transaction: neo4j.ManagedTransaction) -> None:
            transaction.run(text, rows=rows, workspace=self._workspace).consume()

        self._session.execute_write(work)
        failpoint("neo4j-after-batch")
