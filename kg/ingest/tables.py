"""Find table dumps among the lines of a text.

Prose must never become a table, so a table needs bars or tabs in line after line, or a row of column headings that
the catalogue knows, and rows that count up or have as many cells as there are headings.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from kg.ingest.lines import Line
from kg.ingest.side_by_side import width_of_one
from kg.ingest.table_comma import comma_table
from kg.ingest.table_draft import RowDraft, TableDraft
from kg.ingest.table_even import barred_table, even_table, stacked_table
from kg.ingest.table_headings import GROUP, flat_header, upright_header
from kg.ingest.table_numbered import numbered_table
from kg.ingest.table_rows import BREAK, atoms, cells, separator
from kg.model import RowKind


def find_tables(lines: Sequence[Line]) -> list[TableDraft]:
    """Return the tables among lines, in order, without overlap."""
    tables: list[TableDraft] = []
    index = 0
    while index < len(lines):
        table = _table_at(lines, index)
        if table:
            tables.append(table)
            index = table.last
        else:
            index += 1
    return tables


def _table_at(lines: Sequence[Line], index: int) -> TableDraft | None:
    found = _found_at(lines, index)
    return _one_below_the_other(found) if found else None


def _one_below_the_other(table: TableDraft) -> TableDraft:
    """A table of lists that stand side by side, with one list in each of its rows."""
    header = table.rows[0]
    width = width_of_one([cell.text for cell in header.cells])
    if header.kind is not RowKind.HEADER or width == len(header.cells):
        return table
    rows = [replace(header, cells=header.cells[:width])]
    body = [_parted(row, len(header.cells)) for row in table.rows[1:]]
    for whole, part in groupby(body, lambda row: row.kind is RowKind.GROUP):
        group = list(part)
        rows += group if whole else _list_after_list(group, width)
    return replace(table, rows=tuple(rows))


def _parted(row: RowDraft, columns: int) -> RowDraft:
    """Titles of groups that stand side by side on one line, as cells."""
    if row.kind is not RowKind.GROUP or separator(row.cells[0].text) not in ("|", "\t"):
        return row
    line = Line(row.cells[0].text, *row.cells[0].pieces[0])
    return replace(row, kind=RowKind.DATA, cells=cells(atoms([line], BREAK), columns))


def _list_after_list(rows: Sequence[RowDraft], width: int) -> Iterator[RowDraft]:
    for first in range(0, max(len(row.cells) for row in rows), width):
        for row in rows:
            part = row.cells[first : first + width]
            filled = [cell for cell in part if cell.text]
            if len(filled) == 1 and GROUP.fullmatch(filled[0].text):
                yield replace(row, kind=RowKind.GROUP, cells=tuple(filled))
            elif filled:
                yield replace(row, cells=part)


def _found_at(lines: Sequence[Line], index: int) -> TableDraft | None:
    header = flat_header(lines, index) or upright_header(lines, index)
    if header:
        table = numbered_table(lines, index, header) if header.numbered else even_table(lines, index, header)
        if table:
            return table
    return comma_table(lines, index) or barred_table(lines, index) or stacked_table(lines, index)
