"""Places: administrative units with their GB/T 2260 codes, regions, zones, waters, countries.

Source of the units: ``places.csv`` (provinces to counties) and ``towns.csv`` (towns and streets, whose first
six digits are the county's code), after the statistical codes of the National Bureau of Statistics as
collected by modood/Administrative-divisions-of-China (``places.LICENSE.txt``); the rest is our own.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.catalog.own import TABLES, Row, columns, rows
from kg.catalog.tables import CatalogError, read_table

LEVELS = ("country", "region", "province", "city", "county", "town", "zone", "nature", "foreign")
GUARDS = ("", "near", "full")


@dataclass(frozen=True, slots=True)
class Place:
    """One place.

    ``code`` is the GB/T 2260 code of a Chinese unit (former units keep theirs), an ISO country code, or an
    own number (Z zone, R region, N nature, F foreign city). ``guard`` says what the short form needs to be
    believed: nothing, a unit of the same province in the article (near), or the full form (full). Of places with one
    name the document's date chooses those that have it then (``valid_from``, ``valid_to``).
    """

    code: str
    name: str
    short: str
    level: str
    parent: str
    guard: str = ""
    valid_from: str = ""
    valid_to: str = ""


@cache
def places(path: Path | None = None) -> tuple[Place, ...]:
    """All places but towns, in the order of the file; of the catalogue in force when no file is named."""
    return tuple(_place(row) for row in _rows("places", path))


def _place(row: Row) -> Place:
    told = {column: row.values[column] for column in TABLES["places"].columns}
    place = Place(**told, valid_from=row.valid_from, valid_to=row.valid_to)
    check_place(row.path, row.line, row.values)
    return place


def check_place(path: Path, line: int, row: Mapping[str, str]) -> None:
    """Raise CatalogError for a row that is no place."""
    if not row["code"] or not row["name"]:
        raise CatalogError(path, line, "缺少代码或名称。", "the code or the name is missing.")
    if row["level"] not in LEVELS:
        expected = "、".join(LEVELS)
        raise CatalogError(
            path,
            line,
            f"未知的级别 {row['level']}；可用：{expected}。",
            f"unknown level {row['level']}; use one of {', '.join(LEVELS)}.",
        )
    if row["guard"] not in GUARDS:
        raise CatalogError(
            path,
            line,
            f"未知的条件 {row['guard']}；可用：near、full 或空。",
            f"unknown guard {row['guard']}; use near, full or nothing.",
        )


def check_town(path: Path, line: int, row: Mapping[str, str]) -> None:
    """Raise CatalogError for a row that is no town."""
    if not (row["code"].isdigit() and len(row["code"]) == 9 and row["name"]):
        raise CatalogError(
            path, line, "需要九位数字代码和名称。", "a code of nine digits and a name are needed."
        )


@cache
def _towns_by_name() -> Mapping[str, Sequence[tuple[str, ...]]]:
    """The rows of the towns: forty thousand of them, of which an article names a few."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for row in columns("towns", "name", "code", "valid_from", "valid_to"):
        found.setdefault(row[0], []).append(row)
    return found


def town_names() -> Collection[str]:
    """The names of the towns of the catalogue in force."""
    return _towns_by_name().keys()


def towns_named(name: str) -> tuple[Place, ...]:
    """The towns of a name, in the order of the catalogue in force."""
    return tuple(_town(*row) for row in _towns_by_name().get(name, ()))


def _town(name: str, code: str, valid_from: str, valid_to: str) -> Place:
    return Place(code, name, "", "town", code[:6], valid_from=valid_from, valid_to=valid_to)


@cache
def towns(path: Path | None = None) -> tuple[Place, ...]:
    """Towns, townships and streets; their parent is the county of the code's first six digits."""
    return tuple(
        _town(row.values["name"], row.values["code"], row.valid_from, row.valid_to)
        for row in _rows("towns", path)
    )


def _rows(table: str, path: Path | None) -> Iterator[Row]:
    if path is None:
        return rows(table)
    return (Row(path, line, values) for line, values in read_table(path, TABLES[table].columns))
