"""The graph as a networkx graph, and what its nodes are."""

import networkx as nx

from kg.model import Edge, Graph, Node, Predicate

HUBS = frozenset({"Place", "Program"})
PAPERS = frozenset({"Document", "Article"})

# Part of the picture of whatever they touch, without counting as a step: where it is and what it makes.
CONTEXT = frozenset({Predicate.LOCATED_IN, Predicate.PRODUCES})


def network(graph: Graph, min_confidence: float = 0.0) -> nx.MultiDiGraph:
    """The graph with ``node`` (Node) on every node and ``edge`` (Edge) on every edge, whose key is its id.

    Edges below ``min_confidence`` are left out.
    """
    made = nx.MultiDiGraph()
    made.add_nodes_from((node.id, {"node": node}) for node in graph.nodes)
    for edge in graph.edges:
        if confidence(edge) >= min_confidence and edge.source in made and edge.target in made:
            made.add_edge(edge.source, edge.target, key=edge.id, edge=edge)
    return made


def label(node: Node) -> str:
    """The one label that tells what a node is."""
    return next(one for one in node.labels if one != "Entity")


def name(node: Node) -> str:
    """What to call a node: an entity's name, a paper's title, else the id."""
    return str(node.properties.get("name") or node.properties.get("title") or node.id)


def support(item: Node | Edge) -> int:
    """Number of articles behind a node or edge."""
    value = item.properties.get("support")
    return value if isinstance(value, int) else 0


def confidence(edge: Edge) -> float:
    """Confidence of an edge; 1 for one that states none."""
    value = edge.properties.get("confidence")
    return float(value) if isinstance(value, int | float) else 1.0


def edges_at(graph: nx.MultiDiGraph, identity: str) -> list[Edge]:
    """Edges that begin or end at a node, by id."""
    out = [data["edge"] for _, _, data in graph.out_edges(identity, data=True)]
    into = [data["edge"] for _, _, data in graph.in_edges(identity, data=True)]
    return sorted({edge.id: edge for edge in out + into}.values(), key=lambda edge: edge.id)


def other_end(edge: Edge, identity: str) -> str:
    """The end of an edge that is not ``identity``."""
    return edge.target if edge.source == identity else edge.source
