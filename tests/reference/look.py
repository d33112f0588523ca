"""A graph with what its questions need at hand, and the conditions that the questions share."""

from collections.abc import Iterator
from typing import Any

from kg.model import Edge, Graph, Node
from tests.graphs import NOT_WON

Rows = list[tuple[Any, ...]]
FACTS = ("AWARDED", "PRODUCES", "LOCATED_IN", "HOLDS_POSITION", "PART_OF", "GRANTS", "COUNTED")


class Look:
    """A graph with what its questions need at hand."""

    def __init__(self, graph: Graph) -> None:
        self.nodes = {node.id: node for node in graph.nodes}
        self.edges = graph.edges

    def of(self, label: str) -> Iterator[Node]:
        return (node for node in self.nodes.values() if label in node.labels)

    def typed(self, *types: str) -> Iterator[Edge]:
        return (edge for edge in self.edges if edge.type in types)

    def ends(self, edge: Edge) -> tuple[Node, Node]:
        return self.nodes[edge.source], self.nodes[edge.target]

    def name(self, identity: str) -> str:
        return str(self.nodes[identity].properties["name"])

    def places_of(self, identity: str, steps: int = 5) -> set[str]:
        """The node itself and all places it lies in, up to so many steps."""
        found, border = {identity}, {identity}
        for _ in range(steps):
            border = {edge.target for edge in self.typed("LOCATED_IN") if edge.source in border}
            found |= border
        return found

    def within(self, identity: str, place: str | None) -> bool:
        return place is None or any(
            self.called(self.nodes[one], place)
            for one in self.places_of(identity)
            if "Place" in self.nodes[one].labels
        )

    def called(self, node: Node, name: str) -> bool:
        known = node.properties
        return name in (node.id, known.get("code"), known["name"]) or name in list_of(known["aliases"])

    def article(self, edge: Edge) -> Any:
        piece = self.nodes.get(str(edge.properties["quote_article"]))
        return piece.properties["title"] if piece else None

    def document(self, edge: Edge) -> Any:
        piece = self.nodes.get(str(edge.properties["quote_article"]))
        if piece is None:
            return None
        owner = self.nodes[str(piece.properties["document"])]
        return owner.properties["title"] or owner.id

    def kind(self, identity: str) -> list[str]:
        return [label for label in self.nodes[identity].labels if label != "Entity"]


def list_of(value: Any) -> list[str]:
    assert isinstance(value, list)
    return value


def won(edge: Edge) -> bool:
    return edge.properties["status"] not in NOT_WON


def year_of(edge: Edge) -> int:
    """The year for sorting: 0 where there is none."""
    year: Any = edge.properties.get("year")
    return year or 0


def fits(wanted: Any, value: Any) -> bool:
    return wanted is None or wanted == value


def program_fits(node: Node, program: str | None) -> bool:
    names = [str(node.properties["name"]), *list_of(node.properties["aliases"])]
    return program is None or node.id == program or any(program in name for name in names)


def awards(
    look: Look, program: str | None = None, year: int | None = None, level: str | None = None
) -> Iterator[Edge]:
    for edge in look.typed("AWARDED"):
        known = edge.properties
        if (
            program_fits(look.nodes[edge.target], program)
            and fits(year, known["year"])
            and fits(level, known["level"])
        ):
            yield edge
