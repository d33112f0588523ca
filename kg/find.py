"""Finding an entity by what people call it."""

from collections.abc import Iterable, Sequence

from kg.errors import UsageError
from kg.model import Node
from kg.resolve.agencies import agency_identity
from kg.resolve.context import Context
from kg.resolve.gazetteer import gazetteer
from kg.resolve.names import name_key, writings
from kg.schema import LABELS
from kg.workspace import Workspace

_ENTITY_LABELS = frozenset(LABELS.values())


def find(nodes: Iterable[Node], name: str, label: str | None = None) -> list[Node]:
    """Entities called ``name`` (canonical name or alias; an id too); without any, those whose name holds it.

    ``label`` keeps to one label. The most supported come first.
    """
    wanted = name_key(name)
    entities = [node for node in nodes if _is_entity(node, label)]
    exact = [node for node in entities if node.id == name or wanted in map(name_key, names_of(node))]
    found = exact or [node for node in entities if any(wanted in name_key(one) for one in names_of(node))]
    return sorted(found, key=lambda node: (-_support(node), node.id))


def find_in(workspace: Workspace, name: str, label: str | None = None) -> list[Node]:
    """The same in a workspace, whose graph is not read whole; a short name of an agency is written out if it must be."""
    name = workspace.current_id(name)
    known = workspace.node(name)
    possible = workspace.entities_holding(writings(name_key(name)))
    found = find([*([known] if known else []), *(one for one in possible if one.id != name)], name, label)
    written_out = agency_identity(name, Context(), gazetteer()).name
    if found or written_out in (None, name):
        return found
    return find_in(workspace, str(written_out), label)


def find_one(workspace: Workspace, name: str, label: str | None = None, *, whole: bool = False) -> Node:
    """The one entity called so; with ``whole`` a part of its name is not enough.

    Raises UsageError that lists them with ids and places when there are several.
    """
    name = workspace.current_id(name)
    found = find_in(workspace, name, label)
    if whole:
        found = [one for one in found if one.id == name or name_key(name) in map(name_key, names_of(one))]
    if not found:
        raise UsageError(
            f"没有找到“{name}”。可用 kg find 搜索名称的一部分。",
            f"nothing is called {name!r}. Search for a part of the name with kg find.",
        )
    exact = [
        node for node in found if node.id == name or name_key(name) == name_key(str(node.properties["name"]))
    ]
    if len(exact) == 1:
        return exact[0]
    if len(found) > 1:
        listing = "；".join(
            f"{node.id} {node.properties['name']} {node.properties.get('place') or ''}" for node in found[:20]
        )
        raise UsageError(
            f"“{name}”对应 {len(found)} 个实体，请改用其中一个的编号：{listing}",
            f"{name!r} fits {len(found)} entities; use the id of one of them: {listing}",
        )
    return found[0]


def names_of(node: Node) -> Sequence[str]:
    """Canonical name and aliases."""
    aliases = node.properties.get("aliases")
    return [str(node.properties["name"]), *(aliases if isinstance(aliases, list) else [])]


def _is_entity(node: Node, label: str | None) -> bool:
    return label in node.labels if label else bool(_ENTITY_LABELS & set(node.labels))


def _support(node: Node) -> int:
    value = node.properties.get("support")
    return value if isinstance(value, int) else 0
