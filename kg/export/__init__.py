"""Exports of a workspace. JSON lines are the form in which two workspaces are compared: see docs/schema.md."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from kg.model import Node
from kg.schema import LABELS
from kg.workspace import Workspace
from kg.workspace.records import dumps

_TYPES = {label: kind.value for kind, label in LABELS.items()}


def records(workspace: Workspace) -> Iterator[Mapping[str, Any]]:
    """Every record of the export, in its order: documents, articles, entities, edges, each by id."""
    graph = workspace.graph()
    places = _mentions(workspace)
    for label in ("Document", "Article"):
        for node in graph.nodes:
            if label in node.labels:
                yield {"record": label.lower(), "id": node.id, **node.properties}
    for node in graph.nodes:
        if "Entity" in node.labels:
            kind = entity_type(node)
            yield {
                "record": "entity",
                "id": node.id,
                "type": kind,
                **node.properties,
                "mentions": places[node.id],
            }
    for edge in graph.edges:
        ends = {
            "record": "edge",
            "id": edge.id,
            "type": edge.type,
            "source": edge.source,
            "target": edge.target,
        }
        yield {**ends, **edge.properties}


def entity_type(node: Node) -> str:
    """The entity type of a node that carries an entity's label."""
    return next(_TYPES[label] for label in node.labels if label in _TYPES)


def _mentions(workspace: Workspace) -> Mapping[str, list[Mapping[str, Any]]]:
    found: defaultdict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for place in workspace.entity_mentions():
        where = {"document": place.document, "article": place.article, "start": place.start, "end": place.end}
        found[place.entity].append(where)
    return found


def jsonl(workspace: Workspace) -> Iterator[str]:
    """The export as lines, without line ends."""
    return (dumps(record) for record in records(workspace))
