"""The administrative tree as far as facts need it: which place lies in which, by the catalogue."""

from functools import cache

from kg.catalog.places import Place, places, towns_named

_RANKS = {"province": 1, "city": 2, "county": 3, "town": 4, "zone": 4}


@cache
def _by_code() -> dict[str, Place]:
    """The places in which others lie: all but towns."""
    return {place.code: place for place in places()}


@cache
def _by_name() -> dict[str, tuple[Place, ...]]:
    found: dict[str, list[Place]] = {}
    for place in places():
        for name in dict.fromkeys((place.name, place.short)):
            if name:
                found.setdefault(name, []).append(place)
    return {name: tuple(meant) for name, meant in found.items()}


def meant(name: str) -> tuple[Place, ...]:
    """The places that a name may stand for, towns last."""
    return (*_by_name().get(name, ()), *towns_named(name))


def rank(name: str) -> int:
    """1 for a province, 2 for a prefecture, 3 for a county, 4 below; 0 for what the catalogue does not know."""
    return min((_RANKS.get(place.level, 0) for place in meant(name)), default=0)


def inside(name: str, outer: str) -> bool:
    """Whether a place of the first name lies in one of the second."""
    wanted = {place.code for place in meant(outer) if place.level in _RANKS}
    return any(wanted & _ancestors(place) for place in meant(name))


def _ancestors(place: Place) -> set[str]:
    found: set[str] = set()
    code = place.parent
    while code and code in _by_code() and code not in found:
        found.add(code)
        code = _by_code()[code].parent
    return found
