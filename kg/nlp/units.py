"""The written forms of places, and where one stands at a position of a text."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from kg.catalog.places import Place, places, town_names, towns_named

LONGEST_UNIT = 11
UNIT_LEVELS = ("province", "city", "county", "country")


@dataclass(frozen=True, slots=True)
class Form:
    """A way to write a place: the full name, or a short form with its guard."""

    place: Place
    short: bool

    @property
    def guard(self) -> str:
        """What the form needs to be believed; a town's name always needs its surroundings."""
        return self.place.guard if self.short else "near" if self.place.level == "town" else ""


def forms_of(name: str) -> tuple[Form, ...]:
    """The places that a written form may mean, towns last; none for what is no place."""
    return _units().get(name, ()) + tuple(Form(town, short=False) for town in towns_named(name))


def written_forms() -> Iterator[str]:
    """Every written form of a place."""
    yield from _units()
    yield from town_names()


@cache
def _units() -> Mapping[str, tuple[Form, ...]]:
    found: dict[str, list[Form]] = {}
    for place in places():
        found.setdefault(place.name, []).append(Form(place, short=False))
        for short in _short_forms(place):
            found.setdefault(short, []).append(Form(place, short=True))
    return {name: tuple(meant) for name, meant in found.items()}


def _short_forms(place: Place) -> Iterator[str]:
    """The short form, and for autonomous units the one that keeps its kind (关岭自治县, 黔东南州)."""
    if place.short:
        yield place.short
        kind = next((kind for kind in ("自治县", "自治州", "自治旗") if place.name.endswith(kind)), "")
        if kind:
            yield place.short + kind
        if kind == "自治州":
            yield place.short + "州"


def _is_unit(name: str) -> bool:
    return any(form.place.level in UNIT_LEVELS for form in _units().get(name, ()))


def unit_before(text: str, end: int) -> int:
    """The start of the longest name of a unit that ends at ``end``; ``end`` itself when none does."""
    starts = range(max(0, end - LONGEST_UNIT), end - 1)
    return next((start for start in starts if _is_unit(text[start:end])), end)


def unit_at(text: str, start: int) -> int:
    """The end of the longest name of a unit that begins at ``start``; ``start`` itself when none does."""
    ends = range(min(len(text), start + LONGEST_UNIT), start + 1, -1)
    return next((end for end in ends if _is_unit(text[start:end])), start)
