"""Checks the operator's tables: every faulty row of each, by file and line."""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from kg.catalog import own
from kg.catalog.firms import check_firm, firms
from kg.catalog.own import PROVENANCE, TABLES
from kg.catalog.places import check_place, check_town, places, towns
from kg.catalog.programmes import check_programme, programmes
from kg.catalog.successions import agency_successions, check_succession, place_successions
from kg.catalog.tables import CatalogError, read_rows

_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


def _check_names(path: Path, line: int, row: Mapping[str, str]) -> None:
    if not (row["short"] and row["full"]):
        raise CatalogError(path, line, "缺少简称或全称。", "the short form or the full name is missing.")


_CHECKS: Mapping[str, Callable[[Path, int, Mapping[str, str]], None]] = {
    "programmes": check_programme,
    "places": check_place,
    "towns": check_town,
    "agency_names": _check_names,
    "agency_national_names": _check_names,
    "agency_successions": check_succession,
    "place_successions": check_succession,
    "firms": check_firm,
}
# What also looks at rows together, and at the shipped rows beside them.
_LOADERS: Mapping[str, Callable[[], object]] = {
    "programmes": programmes,
    "places": places,
    "towns": towns,
    "agency_successions": agency_successions,
    "place_successions": place_successions,
    "firms": firms,
}


def faults(table: str) -> list[CatalogError]:
    """What is wrong with the operator's file of a table: each row by itself, else the first clash between rows."""
    path = own.file_of(table)
    if path is None:
        return []
    try:
        found = list(_row_faults(table, path))
        if not found:
            list(own.rows(table))
            _LOADERS.get(table, list)()
    except CatalogError as error:
        found = [error]
    return found


def _row_faults(table: str, path: Path) -> Iterator[CatalogError]:
    known = TABLES[table]
    for line, row in read_rows(path, known.columns, known.optional):
        try:
            if isinstance(row, CatalogError):
                raise row
            check_row(table, path, line, row)
        except CatalogError as fault:
            yield fault


def check_row(table: str, path: Path, line: int, row: Mapping[str, str]) -> None:
    """Raise CatalogError for a row that the table cannot hold, whatever its other rows."""
    _CHECKS[table](path, line, row)
    _check_dates(path, line, row)


def _check_dates(path: Path, line: int, row: Mapping[str, str]) -> None:
    for column in (*PROVENANCE[1:3], *({"date"} & row.keys())):
        value = row.get(column, "")
        if value and not _DATE.fullmatch(value):
            raise CatalogError(
                path,
                line,
                f"{column} 的值 {value} 不是日期；应如 2021、2021-03 或 2021-03-01。",
                f"{column} {value} is no date; write it as 2021, 2021-03 or 2021-03-01.",
            )


def ensure_valid() -> None:
    """Raise the first fault of the operator's tables, if there is one."""
    for table in TABLES:
        for fault in faults(table):
            raise fault
    stray = strays()
    if stray:
        raise CatalogError(
            stray[0],
            1,
            f"没有名为 {stray[0].stem} 的目录表；可用：{'、'.join(TABLES)}。",
            f"there is no table {stray[0].stem}; use one of {', '.join(TABLES)}.",
        )


def strays() -> list[Path]:
    """CSV files in the operator's folder that are no table of ours."""
    folder = own.folder()
    return sorted(path for path in folder.glob("*.csv") if path.stem not in TABLES) if folder else []
