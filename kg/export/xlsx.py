"""Workbooks: one sheet a table, with a frozen header and filters. No text of a document can become a formula."""

import datetime
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from kg.cells import flat, is_formula
from kg.errors import UsageError

MAX_ROWS = 1_048_575
"""Rows that a sheet holds below its header."""
MAX_TEXT = 32_767
"""Characters that a cell holds."""
WIDTHS = (8, 50)

Page = tuple[str, Sequence[str], Sequence[Sequence[Any]]]
"""Name of the sheet, titles of the columns, rows."""


def write_workbook(file: Path, pages: Iterable[Page]) -> None:
    """Write a workbook. The same pages give the same bytes. Raises UsageError when it cannot be written."""
    book = xlsxwriter.Workbook(str(file), {"strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": datetime.datetime(2000, 1, 1)})  # no clock in exports
    head, literal = book.add_format({"bold": True, "bg_color": "#E8EEF7", "bottom": 1}), book.add_format()
    literal.set_quote_prefix()
    for name, titles, rows in pages:
        if len(rows) > MAX_ROWS:
            raise UsageError(
                f"{name} 有 {len(rows)} 行，超过一张工作表的上限 {MAX_ROWS}；请改用 csv。",
                f"{name} has {len(rows)} rows, more than the {MAX_ROWS} of a sheet; use csv.",
            )
        _write_sheet(book.add_worksheet(name), titles, rows, head, literal)
    try:
        book.close()
    except FileCreateError as error:
        raise UsageError(f"无法写入 {file}：{error}。", f"cannot write {file}: {error}.") from error


def _write_sheet(
    sheet: Any, titles: Sequence[str], rows: Sequence[Sequence[Any]], head: Any, literal: Any
) -> None:
    for column, title in enumerate(titles):
        sheet.write_string(0, column, title, head)
        sheet.set_column(column, column, _width(title, [row[column] for row in rows[:200]]))
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            _write_cell(sheet, number, column, flat(value), literal)
    sheet.freeze_panes(1, 0)
    if titles:
        sheet.autofilter(0, 0, len(rows), len(titles) - 1)


def _write_cell(sheet: Any, row: int, column: int, value: Any, literal: Any) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)
    else:
        text = str(value)
        text = text if len(text) <= MAX_TEXT else text[: MAX_TEXT - 1] + "…"
        sheet.write_string(row, column, text, literal if is_formula(text) else None)


def _width(title: str, values: Sequence[Any]) -> int:
    longest = max((_columns(str(flat(value))) for value in (title, *values) if value is not None), default=0)
    return min(max(longest + 2, WIDTHS[0]), WIDTHS[1])


def _columns(text: str) -> int:
    return sum(2 if ord(character) > 0x2E7F else 1 for character in text)
