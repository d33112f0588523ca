"""Makes decisions from what a person names on the command line, and refuses those that make no sense."""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.errors import UsageError
from kg.export import entity_type
from kg.find import find_one
from kg.model import EntityType
from kg.resolve import decisions as files
from kg.resolve.decisions import Decision, EntityRef, StatementRef
from kg.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Author:
    """Who decides, when (ISO time), and why."""

    by: str
    at: str
    why: str

    def decision(self, action: files.Action, **about: object) -> Decision:
        """A decision of this author."""
        return files.new(action, by=self.by, at=self.at, why=self.why, **about)


def merge(workspace: Workspace, author: Author, one: str, other: str) -> Decision:
    """That two entities, by name or id, are one, known by the first. Raises UsageError when they cannot be."""
    first, second = _entity(workspace, one), _entity(workspace, other)
    if first.id == second.id:
        raise UsageError(
            f"“{one}”和“{other}”已经是同一个实体（{first.id}）。",
            f"{one!r} and {other!r} are one entity already ({first.id}).",
        )
    if first.type is not second.type:
        raise UsageError(
            f"不能合并不同类型的实体：{first.name}（{first.type}）与 {second.name}（{second.type}）。"
            "若类型有误，请先用 kg retype 改正。",
            f"entities of two types cannot be merged: {first.name} ({first.type}) and {second.name} ({second.type}). "
            "If a type is wrong, correct it with kg retype first.",
        )
    return author.decision("merge", entity=first, other=second)


def split(workspace: Workspace, author: Author, entity: str, name: str) -> Decision:
    """That a name (or another entity, by id) is not this entity's."""
    return author.decision("split", entity=_entity(workspace, entity), name=_name_of(workspace, name))


def rename(workspace: Workspace, author: Author, entity: str, name: str) -> Decision:
    """That an entity is known by another name."""
    return author.decision("rename", entity=_entity(workspace, entity), name=_given(name))


def alias(workspace: Workspace, author: Author, entity: str, name: str) -> Decision:
    """That an entity has one more name."""
    return author.decision("alias", entity=_entity(workspace, entity), name=_given(name))


def retype(workspace: Workspace, author: Author, entity: str, kind: str) -> Decision:
    """That an entity is of another type."""
    known = [one.value for one in EntityType]
    if kind.upper() not in known:
        raise UsageError(
            f"未知的类型 {kind}；可用：{'、'.join(known)}。",
            f"unknown type {kind}; use one of {', '.join(known)}.",
        )
    ref = _entity(workspace, entity)
    if ref.type == kind.upper():
        raise UsageError(f"{ref.name} 已经是 {ref.type}。", f"{ref.name} is a {ref.type} already.")
    return author.decision("retype", entity=ref, type=EntityType(kind.upper()))


def reject(workspace: Workspace, author: Author, identity: str) -> Decision:
    """That a statement, by id, is not what its text says."""
    statement = workspace.statement(identity)
    if statement is None:
        raise UsageError(
            f"没有编号为 {identity} 的陈述。可用 kg explain 查看一条边背后的陈述编号。",
            f"no statement has the id {identity}. kg explain lists the statements behind an edge.",
        )
    said = StatementRef(
        document=workspace.article(statement.evidence.article).document,
        predicate=statement.predicate,
        subject=statement.subject.name if statement.subject else None,
        object=statement.object.name,
        qualifiers=dict(statement.qualifiers),
        quote=statement.evidence.quote,
    )
    return author.decision("reject", statement=said)


def undo(decisions: Sequence[Decision], author: Author, identity: str | None) -> Decision:
    """That a decision, by id or the latest one in force, no longer stands."""
    standing = files.in_force(decisions)
    if identity is None and not standing:
        raise UsageError("没有可撤销的决定。", "there is no decision to undo.")
    chosen = identity or standing[-1].id
    if chosen not in {one.id for one in decisions} - files.undone(decisions):
        raise UsageError(
            f"没有生效中的决定 {chosen}。可用 kg decisions 列出。",
            f"no decision in force has the id {chosen}. List them with kg decisions.",
        )
    return author.decision("undo", undoes=chosen)


def _entity(workspace: Workspace, name: str) -> EntityRef:
    node = find_one(workspace, name, whole=True)
    place = node.properties.get("place") or node.properties.get("code")
    kind = EntityType(entity_type(node))
    return EntityRef(
        type=kind, name=str(node.properties["name"]), place=str(place) if place else None, id=node.id
    )


def _name_of(workspace: Workspace, name: str) -> str:
    """The name as given; an id stands for the name of its entity."""
    named = workspace.node(name)
    return str(named.properties["name"]) if named else _given(name)


def _given(name: str) -> str:
    if not name.strip():
        raise UsageError("名称不能为空。", "the name is empty.")
    return name.strip()
