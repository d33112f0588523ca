"""Rows that are missing from a table, as the gaps in its 序号 show."""

from collections.abc import Iterable, Iterator, Sequence

from kg.ingest.structure.rows import RowContent
from kg.ingest.table_headings import is_serial_heading, number
from kg.language import tr
from kg.model import RowKind, Table

_SHOWN = 5


def holes_in(tables: Iterable[Table]) -> Iterator[str]:
    """A warning for each table whose row numbers have holes."""
    for table in tables:
        rows = [RowContent(row.kind, tuple(cell.text for cell in row.cells)) for row in table.rows]
        yield from hole_warnings(rows)


def hole_warnings(rows: Sequence[RowContent]) -> list[str]:
    """One warning when the row numbers of a table have holes, else none."""
    holes = serial_holes(rows)
    if not holes:
        return []
    shown = [str(hole) for hole in holes[:_SHOWN]]
    more = len(holes) > _SHOWN
    return [
        tr(
            f"表格的序号不连续，缺 {'、'.join(shown)}{'等' if more else ''}",
            f"the row numbers of a table have holes: {', '.join(shown)}{' and others' if more else ''}",
        )
    ]


def serial_holes(rows: Sequence[RowContent]) -> list[int]:
    """The numbers that a column 序号 skips; it may begin again at 1 under a group."""
    header = next((row for row in rows if row.kind is RowKind.HEADER), None)
    column = (
        next((at for at, text in enumerate(header.cells) if is_serial_heading(text)), None)
        if header
        else None
    )
    if column is None:
        return []
    holes: list[int] = []
    last = 0
    for row in rows:
        value = number(row.cells[column]) if row.kind is RowKind.DATA and column < len(row.cells) else None
        if value is None:
            continue
        if last + 1 < value <= last + 50:
            holes.extend(range(last + 1, value))
        last = value
    return holes
