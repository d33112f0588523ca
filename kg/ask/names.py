"""What a question may name: programmes and places of the catalogue, and the entities of the graph."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kg.catalog.places import places
from kg.catalog.programmes import programmes
from kg.find import names_of
from kg.model import Node
from kg.resolve.names import name_key

CONCEPTS: Mapping[str, str] = {
    "Company": "COMPANY",
    "Agency": "BODY",
    "Organization": "BODY",
    "Person": "PERSON",
    "Place": "PLACE",
    "Program": "PROGRAM",
}
PLACE_LEVELS = ("province", "city", "county")
"""Places that a question may name by their short form: the highest level that has it is meant."""


@dataclass(frozen=True, slots=True)
class Name:
    """One thing that a key may stand for: its concept, the value for a query, and a place's level."""

    concept: str
    value: str
    level: str = ""


Names = Mapping[str, Sequence[Name]]
"""By key (``kg.resolve.names.name_key``): all that are called so."""


def names(nodes: Iterable[Node]) -> Names:
    """All names that a question about this graph may use. The graph's own go before the catalogue's."""
    found: defaultdict[str, list[Name]] = defaultdict(list)
    for node in nodes:
        concept = next((CONCEPTS[label] for label in node.labels if label in CONCEPTS), None)
        if concept in ("COMPANY", "BODY", "PERSON", "PROGRAM"):
            for name in names_of(node):
                _add(found, name, Name(concept, str(node.properties["name"])))
    for key, known in _catalogue().items():
        if not any(one.concept in ("PROGRAM", "PLACE") for one in found[key]):
            found[key].extend(known)
    return {key: tuple(known) for key, known in found.items() if known}


@cache
def _catalogue() -> Names:
    found: defaultdict[str, list[Name]] = defaultdict(list)
    for programme in programmes():
        for name in programme.names:
            _add(found, name, Name("PROGRAM", programme.name))
    for level in PLACE_LEVELS:
        short: defaultdict[str, list[Name]] = defaultdict(list)
        for place in places():
            if place.level == level:
                _add(short, place.name, Name("PLACE", place.name, level))
                if place.short and place.guard != "full":
                    _add(short, place.short, Name("PLACE", place.name, level))
        for key, known in short.items():
            if not any(one.concept == "PLACE" for one in found[key]):
                found[key].extend(known)
    return found


def _add(found: defaultdict[str, list[Name]], text: str, name: Name) -> None:
    key = name_key(text)
    if len(key) > 1 and name not in found[key]:
        found[key].append(name)
