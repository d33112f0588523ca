"""Tables whose cells still point into the lines of a document."""

from dataclasses import dataclass

from kg.ingest.lines import Line
from kg.ingest.table_rows import CellDraft
from kg.layout import Locator
from kg.model import RowKind


@dataclass(frozen=True, slots=True)
class RowDraft:
    """A row whose cells still point into the document, and where it stands in the file if the reader knows."""

    kind: RowKind
    cells: tuple[CellDraft, ...]
    locator: Locator | None = None


@dataclass(frozen=True, slots=True)
class TableDraft:
    """A table that stands on the lines ``first`` to ``last`` (last excluded)."""

    first: int
    last: int
    rows: tuple[RowDraft, ...]
    confidence: float = 1.0


def whole(line: Line) -> CellDraft:
    """A cell that is a whole line."""
    return CellDraft(((line.start, line.end),), line.text)
