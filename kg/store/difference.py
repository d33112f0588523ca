"""What must be written to a store so that it holds a graph, and the batches in which it is written."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from kg.model import Edge, Graph, Node
from kg.store.protocol import Progress
from kg.workspace.changelog import Changed
from kg.workspace.records import dumps

DIGEST = "_digest"
"""Property of every node and edge of a store: the hash of all that it says. Never shown."""

BATCH = 5000

Row = Mapping[str, Any]
NodeKind = str
"""The label of a node that tells what it is: Company, Article …"""
EdgeKind = tuple[str, str, str]
"""Edge type, and the label by which each end is found: Entity, Document or Article."""
Kind = TypeVar("Kind")


@dataclass(frozen=True, slots=True)
class Held:
    """What a store says it holds: id → digest of nodes, by kind; (source, id) → digest of edges, by kind."""

    nodes: Mapping[NodeKind, Mapping[str, str]]
    edges: Mapping[EdgeKind, Mapping[tuple[str, str], str]]


@dataclass(frozen=True, slots=True)
class Difference:
    """Rows to write and to delete, by kind, each sorted by id."""

    nodes: Mapping[NodeKind, list[Row]]
    edges: Mapping[EdgeKind, list[Row]]
    gone_edges: Mapping[EdgeKind, list[Row]]
    gone_nodes: Mapping[NodeKind, list[Row]]

    @property
    def size(self) -> int:
        """How many rows are written or deleted."""
        groups = (self.nodes, self.edges, self.gone_edges, self.gone_nodes)
        return sum(len(rows) for group in groups for rows in group.values())


class Writer(Protocol):
    """One batch of one kind, written in one transaction. Writing a batch again changes nothing."""

    def write_nodes(self, kind: NodeKind, rows: list[Row]) -> None:
        """Write nodes: rows with ``id`` and ``properties``, which replace all that a node had."""

    def write_edges(self, kind: EdgeKind, rows: list[Row]) -> None:
        """Write edges: rows with ``id``, ``source``, ``target`` and ``properties``."""

    def delete_edges(self, kind: EdgeKind, rows: list[Row]) -> None:
        """Delete edges: rows with ``id`` and ``source``."""

    def delete_nodes(self, kind: NodeKind, rows: list[Row]) -> None:
        """Delete nodes: rows with ``id``."""


def kind_of(node: Node) -> NodeKind:
    """The one label that is not Entity."""
    return next(label for label in node.labels if label != "Entity")


def node_rows(graph: Graph, workspace: str) -> Iterator[tuple[NodeKind, Row]]:
    """Each node's kind and row, as a store writes it."""
    for node in graph.nodes:
        yield (
            kind_of(node),
            {"id": node.id, "properties": _properties(node, workspace, [sorted(node.labels)])},
        )


def edge_rows(graph: Graph, workspace: str) -> Iterator[tuple[EdgeKind, Row]]:
    """Each edge's kind and row, as a store writes it."""
    ends = {node.id: "Entity" if "Entity" in node.labels else kind_of(node) for node in graph.nodes}
    for edge in graph.edges:
        properties = _properties(edge, workspace, [edge.type, edge.source, edge.target])
        yield (
            (edge.type, ends[edge.source], ends[edge.target]),
            {"id": edge.id, "source": edge.source, "target": edge.target, "properties": properties},
        )


def difference(graph: Graph, held: Held, workspace: str) -> Difference:
    """Compare a graph with what a store holds of the workspace."""
    nodes: defaultdict[NodeKind, list[Row]] = defaultdict(list)
    edges: defaultdict[EdgeKind, list[Row]] = defaultdict(list)
    wanted_nodes: defaultdict[NodeKind, set[str]] = defaultdict(set)
    wanted_edges: defaultdict[EdgeKind, set[tuple[str, str]]] = defaultdict(set)
    for kind, row in node_rows(graph, workspace):
        wanted_nodes[kind].add(row["id"])
        if held.nodes.get(kind, {}).get(row["id"]) != row["properties"][DIGEST]:
            nodes[kind].append(row)
    for way, row in edge_rows(graph, workspace):
        key = (row["source"], row["id"])
        wanted_edges[way].add(key)
        if held.edges.get(way, {}).get(key) != row["properties"][DIGEST]:
            edges[way].append(row)
    return Difference(
        nodes,
        edges,
        {
            way: [{"source": source, "id": id} for source, id in sorted(keys.keys() - wanted_edges[way])]
            for way, keys in sorted(held.edges.items())
        },
        {
            kind: [{"id": id} for id in sorted(ids.keys() - wanted_nodes[kind])]
            for kind, ids in sorted(held.nodes.items())
        },
    )


def following(changed: Changed, workspace: str) -> Difference:
    """What must be written to a store that held a workspace's graph before these changes."""
    nodes: defaultdict[NodeKind, list[Row]] = defaultdict(list)
    edges: defaultdict[EdgeKind, list[Row]] = defaultdict(list)
    gone_nodes: defaultdict[NodeKind, list[Row]] = defaultdict(list)
    gone_edges: defaultdict[EdgeKind, list[Row]] = defaultdict(list)
    for node in changed.nodes:
        row = {"id": node.id, "properties": _properties(node, workspace, [sorted(node.labels)])}
        nodes[kind_of(node)].append(row)
    for edge in changed.edges:
        ends = {"source": edge.source, "target": edge.target}
        properties = _properties(edge, workspace, [edge.type, edge.source, edge.target])
        edges[_way(edge.type, edge.source, edge.target)].append(
            {"id": edge.id, **ends, "properties": properties}
        )
    for identity, labels in changed.gone_nodes:
        gone_nodes[kind_of(Node(identity, labels, {}))].append({"id": identity})
    for identity, kind, source, target in changed.gone_edges:
        gone_edges[_way(kind, source, target)].append({"source": source, "id": identity})
    return Difference(nodes, edges, gone_edges, gone_nodes)


def _way(kind: str, source: str, target: str) -> EdgeKind:
    return kind, _end(source), _end(target)


def _end(identity: str) -> str:
    """The label by which a node is found, from its id (docs/schema.md)."""
    if ":" in identity:
        return "Article"
    return "Entity" if "-" in identity else "Document"


def _properties(item: Node | Edge, workspace: str, head: list[Any]) -> dict[str, Any]:
    """All properties of a node or edge in a store; null is left out, as a graph store has no null."""
    stored = {name: value for name, value in item.properties.items() if value is not None}
    text = dumps([head, item.id, stored])
    digest = hashlib.sha256(text.encode()).hexdigest()[:16]
    return {**stored, "id": item.id, "workspace": workspace, DIGEST: digest}


def apply(change: Difference, writer: Writer, progress: Progress | None = None) -> int:
    """Write a difference batch by batch: nodes before edges, then what is gone, edges first. Returns its size."""
    done = 0
    steps: tuple[tuple[Any, Any], ...] = (
        (change.nodes, writer.write_nodes),
        (change.edges, writer.write_edges),
        (change.gone_edges, writer.delete_edges),
        (change.gone_nodes, writer.delete_nodes),
    )
    for groups, write in steps:
        for kind, rows in groups.items():
            for batch in _batches(rows):
                write(kind, batch)
                done += len(batch)
                if progress:
                    progress(done, change.size)
    return done


def fill(graph: Graph, workspace: str, writer: Writer, progress: Progress | None = None) -> int:
    """Write all of a graph batch by batch, nodes before edges. Returns how many rows there were."""
    done, size = 0, len(graph.nodes) + len(graph.edges)
    steps: tuple[tuple[Any, Any], ...] = (
        (node_rows(graph, workspace), writer.write_nodes),
        (edge_rows(graph, workspace), writer.write_edges),
    )
    for rows, write in steps:
        for kind, batch in _together(rows):
            write(kind, batch)
            done += len(batch)
            if progress:
                progress(done, size)
    return done


def _together(rows: Iterable[tuple[Kind, Row]]) -> Iterator[tuple[Kind, list[Row]]]:
    """Rows of one kind in batches, without holding more than one batch of each kind."""
    waiting: defaultdict[Kind, list[Row]] = defaultdict(list)
    for kind, row in rows:
        waiting[kind].append(row)
        if len(waiting[kind]) == BATCH:
            yield kind, waiting.pop(kind)
    yield from waiting.items()


def _batches(rows: list[Row]) -> Iterator[list[Row]]:
    for start in range(0, len(rows), BATCH):
        yield rows[start : start + BATCH]


def held_of(
    nodes: Iterable[tuple[NodeKind, str, str]], edges: Iterable[tuple[EdgeKind, str, str, str]]
) -> Held:
    """Gather what a store reads of itself: (kind, id, digest) and (kind, source, id, digest)."""
    known_nodes: defaultdict[NodeKind, dict[str, str]] = defaultdict(dict)
    known_edges: defaultdict[EdgeKind, dict[tuple[str, str], str]] = defaultdict(dict)
    for kind, id, digest in nodes:
        known_nodes[kind][id] = digest
    for way, source, id, digest in edges:
        known_edges[way][source, id] = digest
    return Held(known_nodes, known_edges)
