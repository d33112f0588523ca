"""People's corrections: ``decisions.jsonl`` in the workspace, one signed and dated line a decision.

A line says what it is about by names, types and places, never by ids alone, so that it survives better extractors.
Lines are only ever added: a decision is undone by another one.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from kg.errors import WorkspaceError
from kg.model import EntityType, Predicate, Statement
from kg.resolve.identity import digest
from kg.resolve.names import name_key
from kg.workspace.records import dumps

FILE = "decisions.jsonl"
Action = Literal["merge", "split", "rename", "retype", "alias", "reject", "undo"]
# What each action needs besides who, when and why.
_NEEDS: dict[str, frozenset[str]] = {
    "merge": frozenset(("entity", "other")),
    "split": frozenset(("entity", "name")),
    "rename": frozenset(("entity", "name")),
    "retype": frozenset(("entity", "type")),
    "alias": frozenset(("entity", "name")),
    "reject": frozenset(("statement",)),
    "undo": frozenset(("undoes",)),
}
_OPTIONAL = frozenset(("entity", "other", "name", "type", "statement", "undoes"))


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class EntityRef(_Strict):
    """An entity as a decision names it. ``id`` helps only where type, name and place fit several."""

    type: EntityType
    name: str
    place: str | None = None
    id: str | None = None

    @property
    def label(self) -> str:
        """How people are told of it."""
        return f"{self.name}（{self.place}）" if self.place else self.name


class StatementRef(_Strict):
    """A statement as a decision names it: what it says, and the document and quote that say so."""

    document: str
    predicate: Predicate
    subject: str | None
    object: str
    qualifiers: dict[str, str | int | float | bool | None]
    quote: str

    def says(self, document: str, statement: Statement) -> bool:
        """Whether a statement of a document says this, whatever its quote."""
        subject = statement.subject.name if statement.subject else None
        return (
            document == self.document
            and statement.predicate is self.predicate
            and (subject, statement.object.name) == (self.subject, self.object)
            and dict(statement.qualifiers) == self.qualifiers
        )


class Decision(_Strict):
    """One line of the file."""

    id: str
    action: Action
    by: str
    at: str
    why: str
    entity: EntityRef | None = None
    other: EntityRef | None = None
    name: str | None = None
    type: EntityType | None = None
    statement: StatementRef | None = None
    undoes: str | None = None

    @model_validator(mode="after")
    def _complete(self) -> "Decision":
        given = {field for field in _OPTIONAL if getattr(self, field) is not None}
        if given != _NEEDS[self.action]:
            wanted = ", ".join(sorted(_NEEDS[self.action]))
            raise ValueError(f"{self.action} needs exactly: {wanted}")
        return self

    @property
    def about(self) -> str:
        """What it speaks of, for people."""
        match self:
            case Decision(statement=StatementRef() as one):
                return f"{one.subject or '—'} —{one.predicate}→ {one.object}"
            case Decision(entity=EntityRef() as one, other=EntityRef() as other):
                return f"{one.label} ＝ {other.label}"
            case Decision(entity=EntityRef() as one):
                return f"{one.label} → {self.name or self.type}"
        return str(self.undoes)


def new(action: Action, *, by: str, at: str, why: str, **about: object) -> Decision:
    """A decision with its id, a hash of all it says."""
    fields = {"action": action, "by": by, "at": at, "why": why, **about}
    plain = json.loads(Decision.model_construct(id="", **fields).model_dump_json(exclude_none=True))  # type: ignore[arg-type]
    return Decision(id=f"d-{digest(plain)}", **fields)  # type: ignore[arg-type]


def load(folder: Path) -> tuple[Decision, ...]:
    """All decisions, in their order. Raises WorkspaceError that names the file and line of one that is broken."""
    file = folder / FILE
    if not file.exists():
        return ()
    found: list[Decision] = []
    lines = file.read_bytes().split(b"\n")
    for number, line in enumerate(lines, 1):
        if line.strip():
            found.append(_parse(file, number, line))
            _check_undo(file, number, found)
    return tuple(found)


def _parse(file: Path, number: int, line: bytes) -> Decision:
    try:
        return Decision.model_validate_json(line.decode("utf-8").strip().removeprefix("\ufeff"))
    except ValidationError as error:
        fault = error.errors()[0]
        where = "".join(f"{part}: " for part in fault["loc"])
        raise _broken(file, number, where + fault["msg"].removeprefix("Value error, ")) from error
    except UnicodeDecodeError as error:
        raise _broken(file, number, "not UTF-8") from error


def _check_undo(file: Path, number: int, found: Sequence[Decision]) -> None:
    last = found[-1]
    earlier = {one.id for one in found[:-1]}
    if last.id in earlier:
        raise _broken(file, number, f"{last.id} is there twice")
    if last.undoes and last.undoes not in earlier:
        raise _broken(file, number, f"undoes {last.undoes}, which is not there before it")


def _broken(file: Path, number: int, fault: str) -> WorkspaceError:
    return WorkspaceError(
        f"决定文件 {file} 第 {number} 行有误：{fault}。没有应用任何决定；请改正或删去这一行。",
        f"{file}, line {number} is broken: {fault}. No decision was applied; mend or remove that line.",
    )


def append(folder: Path, decision: Decision) -> None:
    """Add a decision at the end of the file, whole or not at all. Raises WorkspaceError when the file is broken."""
    load(folder)
    file = folder / FILE
    before = file.read_bytes() if file.exists() else b""
    if before and not before.endswith(b"\n"):
        before += b"\n"
    line = dumps(json.loads(decision.model_dump_json(exclude_none=True))).encode() + b"\n"
    draft = file.with_suffix(".tmp")
    draft.write_bytes(before + line)
    draft.replace(file)


def undone(decisions: Sequence[Decision]) -> frozenset[str]:
    """Ids of those that a later one undoes. What undoes an undoing brings the first decision back."""
    found: set[str] = set()
    for decision in reversed(decisions):
        if decision.undoes and decision.id not in found:
            found.add(decision.undoes)
    return frozenset(found)


def in_force(decisions: Sequence[Decision]) -> list[Decision]:
    """Those that say something and that nothing undoes, in their order."""
    gone = undone(decisions)
    return [one for one in decisions if one.id not in gone and one.action != "undo"]


def conflicts(decisions: Iterable[Decision]) -> list[tuple[Decision, Decision]]:
    """Pairs of decisions in force that say different things of the same entities; the later one is applied."""
    last: dict[tuple[str, ...], Decision] = {}
    found = []
    for decision in decisions:
        topic = _topic(decision)
        earlier = last.get(topic)
        if earlier and _says(earlier) != _says(decision):
            found.append((earlier, decision))
        last[topic] = decision
    return found


def _topic(decision: Decision) -> tuple[str, ...]:
    one = decision.entity
    if one is None:
        return (decision.id,)
    names = [name_key(one.name)]
    if decision.action in ("merge", "split", "alias"):
        other = decision.other.name if decision.other else decision.name or ""
        return ("together", one.type, *sorted((*names, name_key(other))))
    return (decision.action, one.type, one.place or "", *names)


def _says(decision: Decision) -> object:
    if decision.action in ("merge", "split", "alias"):
        return decision.action == "split"
    return decision.name, decision.type


def version(decisions: Sequence[Decision]) -> str:
    """A hash of the decisions, which changes when what is applied may change."""
    text = "\n".join(one.model_dump_json() for one in decisions)
    return hashlib.sha256(text.encode()).hexdigest()[:12]
