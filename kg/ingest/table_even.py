"""Tables without row numbers: rows that have as many cells as there are headings, or lines of equal bars."""

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.ingest.catalog import alternatives
from kg.ingest.lines import Line, joined
from kg.ingest.table_draft import RowDraft, TableDraft, whole
from kg.ingest.table_headings import (
    GROUP,
    Header,
    ends_table,
    header_cells,
    is_short_heading,
    repeats,
    stand_over_names,
)
from kg.ingest.table_rows import BAR, BREAK, CellDraft, atoms, cells, parted, separator
from kg.model import RowKind

_FILLING = (
    (r"[地市区县州]", r"[市区县州盟旗省](?:[（(].*[）)])?$"),
    (r"(?:单位|企业|公司|机构)$", rf"^[^，。；：]{{4,40}}(?:{alternatives('byline_suffixes')})$"),
    (r"类|等级|级别|奖", r"^[^，。；：]{2,12}$"),
)
_MAX_STACK = 3000
_MAX_STACK_COLUMNS = 12
_MAX_EVEN_LINES = 5
_STOPS_STACK = re.compile("[，；：。]|.{41}")


def even_table(lines: Sequence[Line], index: int, header: Header) -> TableDraft | None:
    """Read rows that have as many cells as there are headings, or one less under titles that fill the first."""
    rows = [RowDraft(RowKind.HEADER, header_cells(lines, index, header))]
    at, short = header.rows_at, 0
    while at < len(lines):
        found = _under_group(lines, at, header)
        if found is not None:
            rows.append(RowDraft(RowKind.GROUP, (whole(lines[at]),)))
            at, short = at + 1, found
        elif size := _even_size(lines, at, header, short):
            rows.append(RowDraft(RowKind.DATA, _even_cells(lines[at : at + size], header, short)))
            at += size
        elif repeats(lines, at, index, header):
            at += header.rows_at - index
        else:
            break
    data = sum(row.kind is RowKind.DATA for row in rows)
    return TableDraft(index, at, tuple(rows)) if data >= _least_rows(header) else None


def _least_rows(header: Header) -> int:
    return 1 if header.separator in ("|", "\t", "/") else 2


def _even_size(lines: Sequence[Line], at: int, header: Header, short: int) -> int:
    """How many lines the row at a line takes; 0 where no row is. Bars and tabs keep a row on one line."""
    wanted = header.columns - short
    if wanted < 2:
        return 0
    for size in range(1, 2 if header.separator in ("|", "\t") else _MAX_EVEN_LINES):
        group = lines[at : at + size]
        if len(group) < size or ends_table(group[-1].text):
            return 0
        row = atoms(group, BREAK)
        if parted(row) == wanted and row[-1].text and separator(joined(group)) == header.separator:
            left_over = lines[at + size : at + size + 1]
            return size + 1 if left_over and len(left_over[0].text) == 1 else size
    return 0


def _even_cells(lines: Sequence[Line], header: Header, short: int) -> tuple[CellDraft, ...]:
    row = cells(atoms(lines, BREAK), header.columns - short)
    return (CellDraft((), ""),) * short + row


def _under_group(lines: Sequence[Line], at: int, header: Header) -> int | None:
    """How many cells the rows under the title at a line lack: 1 when it fills the first column for them.

    None when the line is no title over rows.
    """
    text = lines[at].text
    fills = _fills_first(text, header.first)
    if at + 1 == len(lines) or separator(text) or not (fills or GROUP.fullmatch(text)):
        return None
    if fills and _even_size(lines, at + 1, header, 1):
        return 1
    return 0 if _even_size(lines, at + 1, header, 0) else None


def _fills_first(text: str, heading: str) -> bool:
    """Whether a title says what the first column would: 杭州市 under 所在地, a firm under 单位."""
    return any(re.search(column, heading) and re.search(title, text) for column, title in _FILLING)


def barred_table(lines: Sequence[Line], index: int) -> TableDraft | None:
    """Three lines or more with the same number of bars or tabs are a table even under unknown headings."""
    kind = separator(lines[index].text)
    if kind not in ("|", "\t"):
        return None
    columns = _barred(lines[index])
    rows: list[RowDraft] = []
    at = index
    while at < len(lines):
        if separator(lines[at].text) != kind or _barred(lines[at]) != columns:
            break
        rows.append(RowDraft(RowKind.DATA, cells(atoms(lines[at : at + 1], BREAK), columns)))
        at += 1
    if len(rows) < 3 or columns < 2:
        return None
    texts = [[cell.text for cell in row.cells] for row in rows]
    if stand_over_names(texts[0], texts[1:]):
        rows[0] = replace(rows[0], kind=RowKind.HEADER)
    return TableDraft(index, at, tuple(rows))


def _barred(line: Line) -> int:
    """How many cells bars or tabs make of a line; blanks part none."""
    return parted(atoms([line], BREAK), BAR)


def stacked_table(lines: Sequence[Line], index: int) -> TableDraft | None:
    """Three headings or more one below the other, then cells one a line in their rhythm, without numbers."""
    columns = _stacked_headings(lines, index)
    if columns < 3:
        return None
    end = index + columns
    limit = min(index + _MAX_STACK, len(lines))
    while end < limit and not _STOPS_STACK.search(lines[end].text) and not ends_table(lines[end].text):
        end += 1
    size = end - index
    if size % columns or size < 3 * columns:
        return None
    rows = [
        RowDraft(
            RowKind.DATA if at > index else RowKind.HEADER,
            tuple(whole(line) for line in lines[at : at + columns]),
        )
        for at in range(index, end, columns)
    ]
    return TableDraft(index, end, tuple(rows))


def _stacked_headings(lines: Sequence[Line], index: int) -> int:
    """How many lines from this one on are surely column headings, counted no further than a table is wide."""
    limit = min(index + _MAX_STACK_COLUMNS, len(lines))
    return next(
        (at - index for at in range(index, limit) if not is_short_heading(lines[at].text)), limit - index
    )
