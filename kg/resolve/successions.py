"""Renamed, merged and split agencies and places: old and new stay entities of their own, linked by date.

A text names what was there at its time; what became of it is the catalogue's to say (SUCCEEDED_BY). Where no text names
the successor it stands in the graph as the catalogue's, so that who asks for the present body finds the former one.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.catalog.successions import agency_successions, place_successions
from kg.resolve.agencies import agency_identity, unit_of
from kg.resolve.context import Context
from kg.resolve.gazetteer import Gazetteer
from kg.resolve.identity import Identity

_PATTERNS = {"省": "某省", "市": "某市", "县": "某县"}


@dataclass(frozen=True, slots=True)
class Change:
    """That one entity became another, by id; the date as far as the catalogue knows it."""

    source: str
    target: str
    date: str | None


@dataclass(frozen=True, slots=True)
class AgencyChanges:
    """Changes of the agencies of a graph, and those agencies of the catalogue that no text names."""

    changes: tuple[Change, ...]
    missing: tuple[Identity, ...]


def agency_changes(present: Mapping[str, str], units: Gazetteer) -> AgencyChanges:
    """What became of the agencies that texts name; ``present`` has their ids by name."""
    known, became = dict(present), {}
    missing: dict[str, Identity] = {}
    waiting = sorted(present)
    while waiting:
        name = waiting.pop()
        became[name] = _became(name, units)
        successors = became[name][1]
        if len(successors) == 1 and (successor := successors[0]) not in known:
            identity = agency_identity(successor, Context(), units)
            known[successor] = identity.id
            missing[identity.id] = identity
            waiting.append(successor)
    changes = (
        Change(known[name], known[successor], date)
        for name, (date, successors) in became.items()
        for successor in successors
        if successor in known and known[successor] != known[name]
    )
    return AgencyChanges(tuple(changes), tuple(missing.values()))


def _became(name: str, units: Gazetteer) -> tuple[str | None, list[str]]:
    """Date and names of what an agency became; a row for its own name goes before one for all of its kind."""
    table = agency_successions()
    if own := table.get(name):
        return own.date, list(own.successors)
    code = unit_of(name, units)
    pattern = _PATTERNS.get(units.level(code) or "") if code else None
    if code is None or pattern is None:
        return None, []
    unit = units.by_code[code].name
    general = table.get(pattern + name.removeprefix(unit)) if name.startswith(unit) else None
    if general is None:
        return None, []
    return general.date, [unit + one.removeprefix(pattern) for one in general.successors]


def place_changes(codes: Iterable[str], units: Gazetteer) -> Iterator[Change]:
    """What became of the places with these codes."""
    for code in codes:
        if (change := place_successions().get(code)) is not None:
            source = units.identity(code).id
            for successor in change.successors:
                yield Change(source, units.identity(successor).id, change.date)


def successors_of(codes: Iterable[str]) -> set[str]:
    """The codes of the places that became of others, over any number of changes."""
    found: set[str] = set()
    waiting = list(codes)
    while waiting:
        change = place_successions().get(waiting.pop())
        fresh = set(change.successors) - found if change else set()
        found |= fresh
        waiting += fresh
    return found
