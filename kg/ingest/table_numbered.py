"""Tables whose rows begin with 1, 2, 3 …"""

import re
from collections.abc import Sequence

from kg.ingest.lines import Line
from kg.ingest.table_draft import RowDraft, TableDraft, whole
from kg.ingest.table_headings import (
    GROUP,
    Header,
    ends_table,
    header_cells,
    is_heading_row,
    number,
    repeats,
    serial,
)
from kg.ingest.table_rows import BREAK, CellDraft, atoms, cells, parted, separator
from kg.model import RowKind

_MAX_ROW_LINES = 12
_MOST_MISSING = 50


def numbered_table(lines: Sequence[Line], index: int, header: Header) -> TableDraft | None:
    """Read rows that begin with 1, 2, 3 …; a row goes on until the next number, a group title or the end."""
    rows = [RowDraft(RowKind.HEADER, header_cells(lines, index, header))]
    at, expected = header.rows_at, 1
    while at < len(lines):
        number = _row_number(lines[at].text, header)
        if number is not None and (number in (expected, 1) or _jumps(lines[at], expected, header)):
            end = _row_end(lines, at, number + 1, header)
            rows.append(RowDraft(RowKind.DATA, _row_cells(lines[at:end], header)))
            at, expected = end, number + 1
        elif repeats(lines, at, index, header):
            at += header.rows_at - index
        elif _is_group(lines, at, expected, header):
            rows.append(RowDraft(RowKind.GROUP, (whole(lines[at]),)))
            at += 1
        else:
            break
    data = sum(row.kind is RowKind.DATA for row in rows)
    return TableDraft(index, at, tuple(rows)) if data else None


def _row_number(text: str, header: Header) -> int | None:
    return number(text) if header.upright else serial(text)


def _jumps(line: Line, expected: int, header: Header) -> bool:
    """Whether a line is a whole row whose number is higher than it should be: rows before it are missing."""
    number = _row_number(line.text, header)
    if header.upright or number is None or not expected < number <= expected + _MOST_MISSING:
        return False
    sure = header.separator in ("|", "\t") or header.columns > 2
    return sure and parted(atoms([line], BREAK)) == header.columns


def _row_end(lines: Sequence[Line], start: int, following: int, header: Header) -> int:
    """The line after a row: where the next number stands, or where the row is complete and no number follows."""
    limit = min(start + _MAX_ROW_LINES, len(lines))
    complete = None
    for at in range(start + 1, limit):
        text = lines[at].text
        full = _is_complete(lines[start:at], header)
        if full and complete is None and not _goes_on(lines[at - 1].text, text):
            complete = at
        if _row_number(text, header) in (following, 1) and (full or not header.upright):
            if complete and _only_groups(lines[complete:at]):
                return complete
            return _before_groups(lines, start, at) if header.separator in ("|", "\t") else at
        if ends_table(text) or (full and (is_heading_row(text) or _jumps(lines[at], following, header))):
            return complete or at
    if limit == len(lines) and complete is None:
        return limit
    return complete or min(start + 1, limit)


def _before_groups(lines: Sequence[Line], start: int, at: int) -> int:
    """Where the titles of groups begin that stand before a row: bars and tabs keep the row before on one line."""
    while at > start + 1 and GROUP.fullmatch(lines[at - 1].text) and not separator(lines[at - 1].text):
        at -= 1
    return at


def _only_groups(lines: Sequence[Line]) -> bool:
    return bool(lines) and all(GROUP.fullmatch(line.text) for line in lines)


def _is_complete(lines: Sequence[Line], header: Header) -> bool:
    if header.upright:
        return len(lines) >= header.columns
    return parted(atoms(lines, BREAK)) >= header.columns or (
        parted(atoms(lines, BREAK)) + sum(line.trailing for line in lines[:-1]) >= header.columns
    )


def _goes_on(before: str, after: str) -> bool:
    """Whether a cell is plainly not finished: an open bracket, or a line that begins with a closing sign."""
    return before.rfind("（") > before.rfind("）") or re.match("[）)》”、，]", after) is not None


def _row_cells(lines: Sequence[Line], header: Header) -> tuple[CellDraft, ...]:
    return cells(atoms(lines, 1.0 if header.upright else BREAK), header.columns)


def _is_group(lines: Sequence[Line], at: int, expected: int, header: Header) -> bool:
    """A title over the rows below: the next line goes on counting, or begins again."""
    if at + 1 >= len(lines) or not GROUP.fullmatch(lines[at].text):
        return False
    return _row_number(lines[at + 1].text, header) in (expected, 1)
