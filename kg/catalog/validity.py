"""When a name of the catalogue holds: ``valid_from`` and ``valid_to`` of a row, and which row is meant at a date.

Dates are ISO text as far as they are known (2018, 2018-10, 2018-10-15); ``valid_to`` is the last time that still counts.
They are compared as far as both are known.
"""

from collections.abc import Iterable
from typing import Protocol, TypeVar

_ALWAYS = "9999"


class Dated(Protocol):
    """What holds in a time; "" for an end that is open."""

    @property
    def valid_from(self) -> str:
        """Since when."""

    @property
    def valid_to(self) -> str:
        """Until when."""


_Row = TypeVar("_Row", bound=Dated)


def in_force(rows: Iterable[_Row], date: str | None) -> list[_Row]:
    """Those of some rows that hold at a date, the ones that came last where a date is too vague to tell them apart.

    A text without a date means those that hold longest.
    """
    if date is None:
        found = list(rows)
        last = max((one.valid_to or _ALWAYS for one in found), default="")
        return [one for one in found if (one.valid_to or _ALWAYS) == last]
    found = [one for one in rows if _holds(one, date)]
    latest = max((one.valid_from for one in found), default="")
    return [one for one in found if one.valid_from == latest]


def overlap(one: Dated, other: Dated) -> bool:
    """Whether two rows hold at one time; one may begin on the very day, month or year that ends the other."""
    return not (_before(one.valid_to, other.valid_from) or _before(other.valid_to, one.valid_from))


def _holds(row: Dated, date: str) -> bool:
    return row.valid_from[: len(date)] <= date and date[: len(row.valid_to)] <= (row.valid_to or _ALWAYS)


def _before(end: str, start: str) -> bool:
    known = min(len(end), len(start))
    return bool(known) and end[:known] <= start[:known]
