"""Tables whose cells still point into the lines of a document."""

from dataclasses import dataclass

from kg.ingest.lines import Line
from kg.ingest.table_rows import CellDraft
from kg.model import RowKind


@dataclass(frozen=True, slots=True)
class RowDraft:
    """A row whose cells still point into the document."""

    kind: RowKind
    cells: tuple[CellDraft, ...]


@dataclass(frozen=True, slots=True)
class TableDraft:
    """A table that stands on the lines ``first`` to ``last`` (last excluded)."""

    first: int
    last: int
    rows: tuple[RowDraft, ...]


def whole(line: Line) -> CellDraft:
    """A cell that is a whole line."""
    return CellDraft(((line.start, line.end),), line.text)
