"""The graph as GraphML and GEXF, which Gephi and networkx open."""

import io
import re
from typing import Any

import networkx as nx
from networkx.readwrite.gexf import GEXFWriter

from kg.cells import flat
from kg.model import Edge, Graph, Node

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def network(graph: Graph) -> "nx.MultiDiGraph[str]":
    """The graph for networkx: lists are one text, null is left out, edges are keyed by their id."""
    made: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in graph.nodes:
        kind = next(label for label in node.labels if label != "Entity")
        made.add_node(node.id, label=_plain(_name(node)), kind=kind, **_attributes(node))
    for edge in graph.edges:
        made.add_edge(
            edge.source, edge.target, key=edge.id, label=edge.type, relation=edge.type, **_attributes(edge)
        )
    return made


def graphml(graph: Graph) -> bytes:
    """GraphML."""
    file = io.BytesIO()
    nx.write_graphml(network(graph), file, named_key_ids=True)
    return file.getvalue()


def gexf(graph: Graph) -> bytes:
    """GEXF 1.2. networkx writes today's date and its own version into it; both are taken out."""
    made = network(graph)
    for _, _, key, attributes in made.edges(keys=True, data=True):
        attributes["id"] = key
    writer = GEXFWriter(version="1.2draft")
    writer.add_graph(made)
    for meta in [part for part in writer.xml if part.tag.endswith("meta")]:
        writer.xml.remove(meta)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def _attributes(item: Node | Edge) -> dict[str, Any]:
    taken = {"id", "type", "kind", "label", "source", "target"}
    return {
        f"stated_{name}" if name in taken else name: _plain(flat(value))
        for name, value in item.properties.items()
        if value is not None
    }


def _plain(value: Any) -> Any:
    return _NOT_XML.sub("\ufffd", value) if isinstance(value, str) else value


def _name(node: Node) -> str:
    return str(node.properties.get("name") or node.properties.get("title") or node.id)
