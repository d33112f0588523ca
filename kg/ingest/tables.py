"""Find table dumps among the lines of a text.

Prose must never become a table, so a table needs bars or tabs in line after line, or a row of column headings that
the catalogue knows, and rows that count up or have as many cells as there are headings.
"""

from collections.abc import Sequence

from kg.ingest.lines import Line
from kg.ingest.table_draft import TableDraft
from kg.ingest.table_even import barred_table, even_table, stacked_table
from kg.ingest.table_headings import flat_header, upright_header
from kg.ingest.table_numbered import numbered_table


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
    header = flat_header(lines, index) or upright_header(lines, index)
    if header:
        table = numbered_table(lines, index, header) if header.numbered else even_table(lines, index, header)
        if table:
            return table
    return barred_table(lines, index) or stacked_table(lines, index)
