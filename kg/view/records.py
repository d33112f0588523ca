"""What the page shows, as plain data: pyvis nodes and edges, and what is known of each."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import networkx as nx

from kg.model import Edge, Node
from kg.view.layout import Cluster, Layout
from kg.view.network import label, name
from kg.view.pinyin import spellings
from kg.view.places import Places
from kg.view.select import View

_SHAPES = {
    "Company": "dot",
    "Agency": "square",
    "Organization": "diamond",
    "Person": "triangle",
    "Place": "hexagon",
    "Program": "star",
    "Product": "triangleDown",
    "Article": "box",
    "Document": "box",
}
_NODE_FIELDS = (
    "aliases",
    "support",
    "first_seen",
    "last_seen",
    "credit_code",
    "program_level",
    "section",
    "source",
)
_EDGE_FIELDS = (
    "year", "level", "batch", "product", "rank", "grantors", "status", "date", "incomplete", "title", "former", "value",
    "unit", "kind", "score", "reason", "count", "support", "confidence", "quote", "first_seen", "last_seen", "origin",
)  # fmt: skip

Record = Mapping[str, Any]


class Records:
    """The data of one page. Nodes, articles and documents are named by their position in their list."""

    def __init__(self, graph: nx.MultiDiGraph, places: Places, view: View, drawn: Layout) -> None:
        self._graph, self._places, self._view, self._drawn = graph, places, view, drawn
        self._number = {node.id: number for number, node in enumerate(view.nodes)}
        self._articles = sorted(
            {one for edge in view.edges for one in self._articles_of(edge) if one in graph}
        )
        self._article_number = {one: number for number, one in enumerate(self._articles)}
        documents = {graph.nodes[one]["node"].properties.get("document") for one in self._articles}
        self._documents = sorted(str(one) for one in documents if one in graph)

    def everything(self, version: str) -> Record:
        """All of it."""
        view = self._view
        return {
            "meta": {
                "title": {"zh": view.title.zh, "en": view.title.en},
                "version": version,
                "date": self.date(),
                "leftOut": {"nodes": view.left_out.nodes, "edges": view.left_out.edges},
                "focus": [self._number[one] for one in view.focus if one in self._number],
            },
            "entities": [self._entity(node) for node in view.nodes],
            "facts": [_compact({key: edge.properties.get(key) for key in _EDGE_FIELDS})
                      | {"id": edge.id, "type": edge.type} | self._papers(edge) for edge in view.edges],
            "clusters": [self._cluster(one) for one in self._drawn.clusters],
            "articles": [self._article(one) for one in self._articles],
            "documents": [self._document(one) for one in self._documents],
        }  # fmt: skip

    def nodes(self) -> Iterable[tuple[int, str, Record]]:
        """Number, label and vis options of each node: hubs larger, one shape a type."""
        degrees = Counter(end for edge in self._view.edges for end in (edge.source, edge.target))
        for node in self._view.nodes:
            x, y = self._drawn.positions[node.id]
            size = round(min(26.0, 7 + 2.4 * degrees[node.id] ** 0.5))
            yield (
                self._number[node.id],
                name(node),
                {"shape": _SHAPES[label(node)], "group": label(node), "x": x, "y": y, "size": size},
            )

    def edges(self) -> Iterable[tuple[int, int]]:
        """Numbers of the ends of each edge."""
        return ((self._number[edge.source], self._number[edge.target]) for edge in self._view.edges)

    def date(self) -> str | None:
        """The latest date that the data states of itself."""
        papers = [
            self._graph.nodes[one]["node"].properties.get("date") for one in self._articles + self._documents
        ]
        seen = [edge.properties.get("last_seen") for edge in self._view.edges]
        return max((str(one) for one in papers + seen if one), default=None)

    def _entity(self, node: Node) -> Record:
        around = [name(self._graph.nodes[one]["node"]) for one in self._places.around(node.id)]
        names = [name(node), *(alias for alias in _list(node.properties.get("aliases")))]
        shown = _compact({key: node.properties.get(key) for key in _NODE_FIELDS})
        return shown | {"id": node.id, "pinyin": spellings(names)} | ({"places": around} if around else {})

    def _papers(self, edge: Edge) -> dict[str, Any]:
        numbers = [
            self._article_number[one] for one in self._articles_of(edge) if one in self._article_number
        ]
        quoted = self._article_number.get(str(edge.properties.get("quote_article")))
        return ({} if quoted is None else {"article": quoted}) | ({"articles": numbers} if numbers else {})

    @staticmethod
    def _articles_of(edge: Edge) -> list[str]:
        quoted = edge.properties.get("quote_article")
        return sorted({*_list(edge.properties.get("articles")), *([str(quoted)] if quoted else [])})

    def _article(self, identity: str) -> Record:
        properties = self._graph.nodes[identity]["node"].properties
        document = str(properties.get("document"))
        where = {"document": self._documents.index(document)} if document in self._documents else {}
        return where | _compact({key: properties.get(key) for key in ("title", "section", "source", "date")})

    def _document(self, identity: str) -> Record:
        """A document; one without a title of its own goes by its first article's."""
        properties = self._graph.nodes[identity]["node"].properties
        known = _compact({key: properties.get(key) for key in ("title", "issue", "publisher", "date")})
        articles = [self._graph.nodes[one]["node"].properties for one in self._articles]
        titles = [
            str(one["title"]) for one in articles if one.get("document") == identity and one.get("title")
        ]
        return {"id": identity} | ({"title": titles[0]} if titles else {}) | known

    def _cluster(self, cluster: Cluster) -> Record:
        return {
            "anchor": None if cluster.anchor is None else self._number[cluster.anchor],
            "type": cluster.label,
            "members": sorted(self._number[one] for one in cluster.members),
            "x": cluster.x,
            "y": cluster.y,
            "width": cluster.width,
            "height": cluster.height,
        }


def _compact(record: Record) -> dict[str, Any]:
    """Without what is unknown or empty."""
    return {key: value for key, value in record.items() if value not in (None, "", [], False)}


def _list(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else []
