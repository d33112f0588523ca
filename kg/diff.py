"""What changed between two exports: facts that are new, that changed, that are gone; new winners apart."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from kg.errors import UsageError
from kg.model import Predicate
from kg.resolve.names import name_key
from kg.schema import EDGE, EDGE_EXTRA, KEYS

Record = Mapping[str, Any]
Key = tuple[Any, ...]

NO_WINNER = ("公示", "撤销", "到期")
# What texts say of the world; mentions, the parts of documents and doubts are about the texts.
_FACTS = tuple(
    kind
    for kind in Predicate
    if kind in EDGE_EXTRA and kind not in (Predicate.MENTIONS, Predicate.POSSIBLY_SAME)
)


class ChangeKind(StrEnum):
    """What became of a fact."""

    WINNER = "winner"
    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Change:
    """One fact that changed: names of both ends, what it says now, what it said before, and its proof."""

    kind: ChangeKind
    type: str
    source: str
    target: str
    now: Mapping[str, Any]
    before: Mapping[str, Any]
    quote: str | None


class _Export:
    """Entities and facts of an export, by id."""

    def __init__(self, records: Iterable[Record]) -> None:
        self.entities: dict[str, Record] = {}
        self.facts: list[Record] = []
        for record in records:
            if record["record"] == "entity":
                self.entities[record["id"]] = record
            elif record["record"] == "edge" and _is_fact(record):
                self.facts.append(record)

    def name(self, identity: str) -> str:
        return str(self.entities[identity]["name"])


def _is_fact(record: Record) -> bool:
    about_article = record["type"] == "PART_OF" and ":" in record["source"]
    return record["type"] in _FACTS and record["origin"] == "text" and not about_article


def read_export(path: Path) -> Iterator[Record]:
    """The records of an export file. Raises UsageError that names the line that is none."""
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                record = json.loads(line)
                if not isinstance(record, dict) or "record" not in record:
                    raise ValueError(f"line {number}")
                yield record
    except OSError as error:
        raise UsageError(
            f"无法读取 {path}：{error.strerror}。", f"cannot read {path}: {error.strerror}."
        ) from error
    except ValueError as error:
        raise UsageError(
            f"{path} 不是 kg export --format jsonl 的结果（{error}）。",
            f"{path} is not an export of kg export --format jsonl ({error}).",
        ) from error


def compare(old: Iterable[Record], new: Iterable[Record]) -> list[Change]:
    """The changes from one export to another: winners first, then by type and names."""
    before, after = _Export(old), _Export(new)
    known = _renamed(before, after)
    were = {_key(fact, known): fact for fact in before.facts}
    are = {_key(fact, {}): fact for fact in after.facts}
    came = {key: fact for key, fact in are.items() if key not in were}
    went = {key: fact for key, fact in were.items() if key not in are}
    pairs = [(were[key], are[key]) for key in are if key in were] + _refined(went, came)
    changes = [
        _change(ChangeKind.WINNER if _is_winner(fact) else ChangeKind.NEW, after, fact, {})
        for fact in came.values()
    ]
    changes += [_change(ChangeKind.GONE, before, fact, _says(fact), now={}) for fact in went.values()]
    changes += [one for was, now in pairs if (one := _changed(after, was, now))]
    order = list(ChangeKind)
    return sorted(
        changes, key=lambda one: (order.index(one.kind), one.type, one.source, one.target, str(one.now))
    )


def since(records: Iterable[Record], date: str) -> list[Change]:
    """The facts that documents of this date or later were the first to state (dates compare as text)."""
    export = _Export(records)
    fresh = _Export(
        [*export.entities.values(), *(f for f in export.facts if (f["first_seen"] or "") >= date)]
    )
    return compare(export.entities.values(), [*fresh.entities.values(), *fresh.facts])


def _renamed(before: _Export, after: _Export) -> Mapping[str, str]:
    """Which entity of the new export an old one is whose id is gone: the only one of its type that has its name."""
    named: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for identity, one in after.entities.items():
        for name in (one["name"], *one["aliases"]):
            named[one["type"], name_key(name)].add(identity)
    found = {}
    for identity, one in before.entities.items():
        heirs = named[one["type"], name_key(one["name"])]
        if identity not in after.entities and len(heirs) == 1:
            found[identity] = next(iter(heirs))
    return found


def _key(fact: Record, known: Mapping[str, str]) -> Key:
    ends = (known.get(fact[end], fact[end]) for end in ("source", "target"))
    return (fact["type"], *ends, *(fact[field] for field in KEYS.get(Predicate(fact["type"]), ())))


def _refined(went: dict[Key, Record], came: dict[Key, Record]) -> list[tuple[Record, Record]]:
    """Take out of both what one text now says more fully: one fact of two ends went, and one came."""
    pairs = []
    left, arrived = Counter(key[:3] for key in went), Counter(key[:3] for key in came)
    for old in [key for key in went if left[key[:3]] == arrived[key[:3]] == 1]:
        new = next(key for key in came if key[:3] == old[:3])
        pairs.append((went.pop(old), came.pop(new)))
    return pairs


def _changed(after: _Export, was: Record, now: Record) -> Change | None:
    old, new = _says(was), _says(now)
    if old == new:
        return None
    won = _is_winner(now) and not _is_winner(was)
    differing = {field: value for field, value in old.items() if value != new[field]}
    return _change(ChangeKind.WINNER if won else ChangeKind.CHANGED, after, now, differing)


def _change(
    kind: ChangeKind, export: _Export, fact: Record, before: Record, now: Record | None = None
) -> Change:
    said = _says(fact) if now is None else now
    quote = fact["quote"] if fact["quote"] else None
    return Change(
        kind, fact["type"], export.name(fact["source"]), export.name(fact["target"]), said, before, quote
    )


def _says(fact: Record) -> Record:
    """What a fact says, apart from its ends and its proofs."""
    return {field: fact[field] for field in EDGE_EXTRA[Predicate(fact["type"])] if field not in EDGE}


def _is_winner(fact: Record) -> bool:
    return fact["type"] == Predicate.AWARDED and fact["status"] not in NO_WINNER
