"""Values as cells of a spreadsheet. What documents say is hostile text: a cell must never become a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%")
"""With these a spreadsheet takes a text for a formula or a command; it takes full-width signs for plain ones."""


def flat(value: Any) -> Any:
    """A list as one text; all else as it is."""
    return "；".join(map(str, value)) if isinstance(value, list | tuple) else value


def is_formula(value: Any) -> bool:
    """Whether a spreadsheet could take a text for a formula."""
    return isinstance(value, str) and value.lstrip(" \u3000").startswith(FORMULA_STARTS)


def safe(value: Any) -> Any:
    """A value for CSV: a text that could be a formula gets an apostrophe before it."""
    value = flat(value)
    return f"'{value}" if is_formula(value) else value


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Rows as CSV for spreadsheets."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([safe(column) for column in columns])
    writer.writerows([safe(value) for value in row] for row in rows)
    return text.getvalue()
