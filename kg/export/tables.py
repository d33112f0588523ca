"""The graph as tables: one of each label, one of each edge type, with titles for people."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg.catalog.tables import CATALOG, read_table
from kg.cells import csv_text
from kg.language import tr
from kg.model import Edge, Graph, Node, Predicate
from kg.schema import ARTICLE, DOCUMENT, EDGE, EDGE_EXTRA, ENTITY, ENTITY_EXTRA, LABELS

ENDS = ("from", "to", "from_id", "to_id")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its kind (label or edge type), its fields, and its rows by id."""

    kind: str
    fields: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]

    @property
    def title(self) -> str:
        """The kind in the language in force."""
        return title(self.kind)

    @property
    def titles(self) -> tuple[str, ...]:
        """The fields in the language in force."""
        return tuple(map(title, self.fields))


def title(field: str) -> str:
    """A field, label or edge type for people."""
    return tr(*_titles()[field])


@cache
def _titles() -> Mapping[str, tuple[str, str]]:
    rows = read_table(CATALOG / "export_titles.csv", ("field", "zh", "en"))
    return {row["field"]: (row["zh"], row["en"]) for _, row in rows}


def sheets(graph: Graph) -> Iterator[Sheet]:
    """Every kind that the graph has something of: entities, documents, articles, edges."""
    names = {node.id: _name(node) for node in graph.nodes}
    for label, fields in node_fields().items():
        nodes = [node for node in graph.nodes if label in node.labels]
        if nodes:
            yield Sheet(label, fields, tuple(_node_row(node, fields) for node in nodes))
    for type_, fields in edge_fields().items():
        edges = [edge for edge in graph.edges if edge.type == type_]
        if edges:
            yield Sheet(type_, fields, tuple(_edge_row(edge, fields, names) for edge in edges))


def node_fields() -> Mapping[str, tuple[str, ...]]:
    """The fields of each label: what tells it first, what is common last."""
    entities = {
        LABELS[kind]: ("name", "aliases", *extra, *list(ENTITY)[2:], "id")
        for kind, extra in ENTITY_EXTRA.items()
    }
    return {**entities, "Document": (*DOCUMENT, "id"), "Article": (*ARTICLE, "id")}


def edge_fields() -> Mapping[str, tuple[str, ...]]:
    """The fields of each edge type."""
    return {
        type_.value: ("from", "to", *EDGE_EXTRA[type_], *EDGE, "from_id", "to_id", "id")
        for type_ in Predicate
        if type_ in EDGE_EXTRA
    }


def write_csv(folder: Path, found: Iterable[Sheet]) -> None:
    """Write one CSV file a table into a folder, with a byte-order mark so that Excel reads the Chinese."""
    folder.mkdir(parents=True, exist_ok=True)
    for sheet in found:
        text = csv_text(sheet.titles, sheet.rows)
        (folder / f"{sheet.kind}.csv").write_text("\ufeff" + text, encoding="utf-8", newline="")


def _node_row(node: Node, fields: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(node.id if field == "id" else node.properties.get(field) for field in fields)


def _edge_row(edge: Edge, fields: tuple[str, ...], names: Mapping[str, str]) -> tuple[Any, ...]:
    ends = (names[edge.source], names[edge.target], edge.source, edge.target)
    known = {**edge.properties, **dict(zip(ENDS, ends, strict=True)), "id": edge.id}
    return tuple(known.get(field) for field in fields)


def _name(node: Node) -> str:
    return str(node.properties.get("name") or node.properties.get("title") or node.id)
