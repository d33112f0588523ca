"""Places: administrative units with their GB/T 2260 codes, regions, zones, waters, countries.

Source of the units: ``places.csv`` (provinces to counties) and ``towns.csv`` (towns and streets, whose first
six digits are the county's code), after the statistical codes of the National Bureau of Statistics as
collected by modood/Administrative-divisions-of-China (``places.LICENSE.txt``); the rest is our own.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.catalog.tables import CATALOG, CatalogError, read_table

LEVELS = ("country", "region", "province", "city", "county", "town", "zone", "nature", "foreign")
GUARDS = ("", "near", "full")


@dataclass(frozen=True, slots=True)
class Place:
    """One place.

    ``code`` is the GB/T 2260 code of a Chinese unit (former units keep theirs), an ISO country code, or an
    own number (Z zone, R region, N nature, F foreign city). ``guard`` says what the short form needs to be
    believed: nothing, a unit of the same province in the article (near), or the full form (full).
    """

    code: str
    name: str
    short: str
    level: str
    parent: str
    guard: str = ""


@cache
def places(path: Path = CATALOG / "places.csv") -> tuple[Place, ...]:
    """All places but towns, in the order of the file."""
    found = []
    for line, row in read_table(path, ("code", "name", "short", "level", "parent", "guard")):
        place = Place(**row)
        if not place.code or not place.name:
            raise CatalogError(path, line, "缺少代码或名称。", "the code or the name is missing.")
        if place.level not in LEVELS:
            expected = "、".join(LEVELS)
            raise CatalogError(
                path,
                line,
                f"未知的级别 {place.level}；可用：{expected}。",
                f"unknown level {place.level}; use one of {', '.join(LEVELS)}.",
            )
        if place.guard not in GUARDS:
            raise CatalogError(
                path,
                line,
                f"未知的条件 {place.guard}；可用：near、full 或空。",
                f"unknown guard {place.guard}; use near, full or nothing.",
            )
        found.append(place)
    return tuple(found)


@cache
def towns(path: Path = CATALOG / "towns.csv") -> tuple[Place, ...]:
    """Towns, townships and streets; their parent is the county of the code's first six digits."""
    return tuple(
        Place(row["code"], row["name"], "", "town", row["code"][:6])
        for _, row in read_table(path, ("code", "name"))
    )
