"""Loading rates: ``python -m pipelines.bench.load SIZE [embedded] [neo4j]``.

A synthetic graph of SIZE nodes and about twice as many edges goes into the embedded store as ``kg`` loads it, and by the
engine's bulk API; and into a Neo4j (that of NEO4J_TEST_URI, or one started from its jars) as ``kg load`` does, and by
a loop of UNWIND … MERGE written by hand, on the same server in the same run.
"""

import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from pathlib import Path

import neo4j

from kg.store import engine as engines
from kg.store.difference import Row
from kg.store.embedded import EmbeddedStore
from kg.store.library import schema_statements
from kg.store.neo4j import Neo4jStore
from pipelines.bench.fill import batches, edge_rows, fill, node_rows
from pipelines.bench.synthetic import Synthetic
from tests.neo4j import server as servers

HAND_BATCH = 5000
NODES = "UNWIND $rows AS row MERGE (n:{key} {{workspace: row.properties.workspace, id: row.id}}) SET n = row.properties{label}"
EDGES = (
    "UNWIND $rows AS row MATCH (a:{source} {{workspace: row.properties.workspace, id: row.source}}) "
    "MATCH (b:{target} {{workspace: row.properties.workspace, id: row.target}}) "
    "MERGE (a)-[r:{type} {{id: row.id}}]->(b) SET r = row.properties"
)


def by_hand(server: servers.Server, graph: Synthetic) -> None:
    """What somebody writes who has rows and a driver."""
    with servers.driver(server) as driver, driver.session() as session:
        for kind, rows in batches(node_rows(graph), HAND_BATCH):
            plain = kind in ("Document", "Article")
            text = NODES.format(key=kind if plain else "Entity", label="" if plain else f" SET n:{kind}")
            session.execute_write(_batch, text, rows)
        for (type_, source, target), rows in batches(edge_rows(graph), HAND_BATCH):
            text = EDGES.format(type=type_, source=source, target=target)
            session.execute_write(_batch, text, rows)


def _batch(transaction: neo4j.ManagedTransaction, text: str, rows: list[Row]) -> None:
    transaction.run(text, rows=rows).consume()


def by_kg(server: servers.Server, graph: Synthetic) -> None:
    """``kg load``, from the graph of a workspace that is in memory."""
    store = Neo4jStore(server.uri, server.user, server.password, workspace="bench")
    store.load(graph.graph())
    store.close()


def empty(server: servers.Server) -> None:
    """All nodes away, and the schema in place."""
    with servers.driver(server) as driver, driver.session() as session:
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 20000 ROWS").consume()
        for statement in schema_statements("neo4j", suffix=".cypher", comment="//"):
            session.run(neo4j.Query(statement)).consume()
        session.run("CALL db.awaitIndexes(300)").consume()


def timed(act: Callable[[], object]) -> float:
    """Seconds on the clock."""
    begin = time.perf_counter()
    act()
    return time.perf_counter() - begin


def report(name: str, spent: dict[str, list[float]], rows: int) -> None:
    """Rows a second of each way, and how the first compares with the second; the best of the rounds."""
    best = {way: min(times) for way, times in spent.items()}
    first, second = best.values()
    rates = ", ".join(f"{way} {rows / seconds:,.0f} rows/s" for way, seconds in best.items())
    sys.stdout.write(f"{name}: {rows:,} rows; {rates}; ratio {second / first:.2f}\n")
    sys.stdout.flush()


def measure_embedded(graph: Synthetic, rows: int, rounds: int = 3) -> None:
    """A load of the embedded store beside its bulk API, in turn; both get what is in memory."""
    engines.engine()
    spent: dict[str, list[float]] = defaultdict(list)
    made, nodes, edges = graph.graph(), list(node_rows(graph)), list(edge_rows(graph))
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            store = EmbeddedStore(Path(folder) / "kg")
            spent["kg"].append(timed(partial(store.load, made)))
            store.close()
            spent["bulk API"].append(timed(partial(fill, Path(folder) / "bulk", nodes, edges)))
    report("embedded", spent, rows)


def measure_neo4j(graph: Synthetic, rows: int, rounds: int = 2) -> None:
    """A server, the two ways in turn."""
    spent: dict[str, list[float]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder, servers.server(Path(folder)) as server:
        for _ in range(rounds):
            for way, load in (("kg load", by_kg), ("by hand", by_hand)):
                empty(server)
                spent[way].append(timed(partial(load, server, graph)))
    report("neo4j", spent, rows)


def main() -> None:
    """Measure what is asked for."""
    size, *chosen = int(sys.argv[1]), *sys.argv[2:]
    graph = Synthetic(size)
    rows = sum(1 for _ in graph.nodes()) + sum(1 for _ in graph.edges())
    for name, measure in (("embedded", measure_embedded), ("neo4j", measure_neo4j)):
        if not chosen or name in chosen:
            measure(graph, rows)


if __name__ == "__main__":
    main()
