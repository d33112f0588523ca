"""What became of agencies and places that were renamed, merged or split (``agency_``, ``place_successions.csv``)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.catalog.own import Row, rows
from kg.catalog.places import places, towns
from kg.catalog.tables import CatalogError


@dataclass(frozen=True, slots=True)
class Succession:
    """One change.

    Places stand by their codes, and each of ``successors`` took over a part. Agencies stand by their full names, with
    某省, 某市 or 某县 for any unit of that level; several successors of an agency are the names of which one is right,
    as the texts use them. ``date`` is as far as it is known, None where it differs from place to place.
    """

    predecessor: str
    successors: tuple[str, ...]
    date: str | None


@cache
def agency_successions() -> Mapping[str, Succession]:
    """The changes of agencies by the predecessor's name or pattern. Raises CatalogError."""
    return {row.values["predecessor"]: _succession(row) for row in rows("agency_successions")}


@cache
def place_successions() -> Mapping[str, Succession]:
    """The changes of places by the predecessor's code. Raises CatalogError, for a code of no place too."""
    known = {place.code for place in (*places(), *towns())}
    found = {}
    for row in rows("place_successions"):
        one = _succession(row)
        for code in (one.predecessor, *one.successors):
            if code not in known:
                raise CatalogError(
                    row.path,
                    row.line,
                    f"没有代码为 {code} 的地方。",
                    f"there is no place of the code {code}.",
                )
        found[one.predecessor] = one
    return found


def _succession(row: Row) -> Succession:
    check_succession(row.path, row.line, row.values)
    values = row.values
    return Succession(
        values["predecessor"], tuple(filter(None, values["successors"].split("|"))), values["date"] or None
    )


def check_succession(path: Path, line: int, row: Mapping[str, str]) -> None:
    """Raise CatalogError for a row that says nothing."""
    if not (row["predecessor"] and row["successors"].strip("|")):
        raise CatalogError(path, line, "缺少原名或后继。", "the predecessor or the successor is missing.")
