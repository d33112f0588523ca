"""Programmes: catalogue entries by any of their names; others stand for themselves, marked uncatalogued."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from kg.catalog.programmes import Programme, programmes
from kg.catalog.validity import in_force
from kg.model import LEVELS, EntityType
from kg.resolve.identity import Identity
from kg.resolve.names import name_key

_MARKS = re.compile(r"[()/]")


def programme_identity(name: str, date: str | None = None) -> Identity:
    """The identity of a programme named so in a text of this date."""
    known = _by_key().get(_key(name), ())
    entry = next(iter(in_force(known, date) or known), None)
    if entry is None:
        return Identity(EntityType.PROGRAM, _key(name))
    level = entry.level if entry.level in LEVELS else None
    properties = (("program_kind", entry.kind or None), ("program_level", level))
    return Identity(EntityType.PROGRAM, _key(entry.name), name=entry.name, properties=properties)


@cache
def granted() -> tuple[tuple[str, str], ...]:
    """Canonical names of the programmes of which the catalogue says who grants them, with that agency's name."""
    return tuple((entry.name, entry.agency) for entry in programmes() if entry.agency)


def _key(name: str) -> str:
    """Brackets and strokes come and go in the names of programmes: 首台（套）, 首（台）套, 首台/套, 首台套."""
    return _MARKS.sub("", name_key(name))


@cache
def _by_key() -> Mapping[str, Sequence[Programme]]:
    """Entries by the key of each name; a canonical name goes before another entry's alias."""
    found: defaultdict[str, list[Programme]] = defaultdict(list)
    for entry in reversed(programmes()):
        found[_key(entry.name)].insert(0, entry)
    for entry in programmes():
        for alias in entry.aliases:
            found[_key(alias)].append(entry)
    return found
