"""Tables whose cells commas part (CSV): a row of known headings, then rows of as many cells."""

import re
from collections.abc import Sequence

from kg.ingest.lines import Line
from kg.ingest.table_draft import RowDraft, TableDraft
from kg.ingest.table_headings import are_headings
from kg.ingest.table_rows import CellDraft
from kg.model import RowKind

_CELL = re.compile(r'[ \t]*(?:"(?P<quoted>(?:[^"]|"")*)"[ \t]*|(?P<plain>[^,]*))(?:,|$)')
_LEAST_COLUMNS = 3


def comma_table(lines: Sequence[Line], index: int) -> TableDraft | None:
    """The table whose headings are the cells of a line; a quoted cell may hold commas."""
    headings = _cells(lines[index]) if lines[index].text.count(",") >= _LEAST_COLUMNS - 1 else []
    if not are_headings([cell.text for cell in headings]):
        return None
    rows = [RowDraft(RowKind.HEADER, tuple(headings))]
    at = index + 1
    while at < len(lines) and len(found := _cells(lines[at])) == len(headings):
        rows.append(RowDraft(RowKind.DATA, tuple(found)))
        at += 1
    return TableDraft(index, at, tuple(rows)) if len(rows) > 1 else None


def _cells(line: Line) -> list[CellDraft]:
    found: list[CellDraft] = []
    at = 0
    while at <= len(line.text):
        match = _CELL.match(line.text, at)
        if match is None:  # a quotation mark that nothing closes
            return []
        name = "quoted" if match["quoted"] is not None else "plain"
        text = match[name]
        start = match.start(name) + len(text) - len(text.lstrip())
        text = text.strip()
        span = (line.start + start, line.start + start + len(text))
        found.append(CellDraft((span,) if text else (), text))
        if match.end() == len(line.text) and not match[0].endswith(","):
            break
        at = match.end()
    return found
