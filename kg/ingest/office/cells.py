"""The values of spreadsheet cells as a reader sees them, and the names of cells."""

from datetime import date, datetime, time, timedelta
from typing import Any

# A float holds 15 decimal digits; a longer number has been rounded when it was typed.
_EXACT = 10**15


def shown(value: Any) -> str:
    """A value as text: whole numbers without ``.0``, dates as 2023-05-06."""
    match value:
        case bool():
            return "是" if value else "否"
        case int() | float() if is_rounded_code(value):
            return f"{value:.14E}"
        case float():
            return str(int(value)) if value.is_integer() else repr(round(value, 10))
        case datetime():
            return str(value.date()) if value.time() == time() else str(value)[:19]
        case date() | time() | timedelta():
            return str(value)
        case _:
            return str(value)


def is_rounded_code(value: Any) -> bool:
    """Whether a number has more digits than a spreadsheet keeps: a code typed as a number."""
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) >= _EXACT


def column_name(column: int) -> str:
    """The letters of a column that counts from 0: A, B … Z, AA."""
    name = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def row_range(row: int, first: int, last: int) -> str:
    """A row of cells as a range (row and columns count from 0): ``A3:F3``."""
    return f"{column_name(first)}{row + 1}:{column_name(last)}{row + 1}"
