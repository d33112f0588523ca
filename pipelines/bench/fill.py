"""An embedded store filled with a synthetic graph by the engine's bulk API: ``python -m pipelines.bench.fill FOLDER SIZE``.

The graph need not fit into memory. What stands in the store is what a load of ours writes, faster and without a log.
"""

import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from kg.store import engine as engines
from kg.store.arcade import create_schema
from kg.store.difference import BATCH, DIGEST, EdgeKind, NodeKind, Row, kind_of
from kg.store.embedded import FOLDER
from pipelines.bench.synthetic import Synthetic

WORKSPACE = "bench"
CHUNK = 10_000
TIMEOUT = 600.0


def node_rows(graph: Synthetic) -> Iterator[tuple[NodeKind, Row]]:
    """Each node's kind and row."""
    for node in graph.nodes():
        yield kind_of(node), {"id": node.id, "properties": _properties(node.id, node.properties)}


def edge_rows(graph: Synthetic) -> Iterator[tuple[EdgeKind, Row]]:
    """Each edge's kind and row."""
    for edge in graph.edges():
        way = (edge.type, _key(edge.source), _key(edge.target))
        row = {"id": edge.id, "source": edge.source, "target": edge.target}
        yield way, {**row, "properties": _properties(edge.id, edge.properties)}


def _properties(id: str, properties: Any) -> dict[str, Any]:
    """All that a load writes; a digest as long as a real one."""
    stored = {name: value for name, value in properties.items() if value is not None}
    return {**stored, "id": id, "workspace": WORKSPACE, DIGEST: f"{id[-16:]:0>16}"}


def _key(id: str) -> str:
    """The label by which the end of an edge is found."""
    if "-" in id:
        return "Entity"
    return "Article" if ":" in id else "Document"


def batches(rows: Iterable[tuple[Any, Row]], size: int = BATCH) -> Iterator[tuple[Any, list[Row]]]:
    """Rows of one kind, together."""
    waiting: defaultdict[Any, list[Row]] = defaultdict(list)
    for kind, row in rows:
        waiting[kind].append(row)
        if len(waiting[kind]) == size:
            yield kind, waiting.pop(kind)
    yield from waiting.items()


def fill(
    folder: Path, nodes: Iterable[tuple[NodeKind, Row]], edges: Iterable[tuple[EdgeKind, Row]]
) -> tuple[int, int]:
    """Make the store in a folder that is new; returns how many nodes and edges are there."""
    module = engines.engine(TIMEOUT)
    path = folder / FOLDER / "db"
    path.parent.mkdir(parents=True)
    database = module.create_database(str(path))
    create_schema(database)
    found: dict[str, str] = {}
    written = 0
    with database.graph_batch() as batch:
        for kind, rows in batches(nodes, CHUNK):
            rids = batch.create_vertices(kind, [dict(row["properties"]) for row in rows])
            found.update(zip((row["id"] for row in rows), rids, strict=True))
        for (type_, _, _), rows in batches(edges, CHUNK):
            ends = ([found[row[end]] for row in rows] for end in ("source", "target"))
            batch.new_edges(next(ends), type_, next(ends), [dict(row["properties"]) for row in rows])
            written += len(rows)
    database.close()
    return len(found), written


def main() -> None:
    """Fill a folder and say how long it took."""
    folder, size = Path(sys.argv[1]), int(sys.argv[2])
    graph = Synthetic(size)
    begin = time.perf_counter()
    nodes, edges = fill(folder, node_rows(graph), edge_rows(graph))
    sys.stdout.write(f"{nodes} nodes, {edges} edges in {time.perf_counter() - begin:.0f} s\n")


if __name__ == "__main__":
    main()
