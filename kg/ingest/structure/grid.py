"""A table as a rectangular grid of slots, with merged cells laid out over the slots they cover."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.layout import Locator

MAX_COLUMNS = 256
MAX_SLOTS = 4_000_000


@dataclass(frozen=True, slots=True)
class Spread:
    """A cell as a format gives it: its text, and how many rows and columns it covers."""

    text: str
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Slot:
    """One place of the grid. All slots that one merged cell covers have its ``text`` and its ``cell`` number."""

    text: str
    cell: int


EMPTY = Slot("", -1)


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row of the grid, and where it stands; ``heading`` when the format itself says that it heads the columns."""

    slots: tuple[Slot, ...]
    locator: Locator | None = None
    heading: bool = False

    @property
    def distinct(self) -> list[Slot]:
        """The cells of the row that hold text, each once, from left to right."""
        found: dict[int, Slot] = {}
        for slot in self.slots:
            if slot.text:
                found.setdefault(slot.cell, slot)
        return list(found.values())


def expand(rows: Sequence[Sequence[Spread]]) -> list[tuple[Slot, ...]]:
    """Lay out cells with spans, as browsers do; every row gets the same number of slots."""
    grid: list[dict[int, Slot]] = [{} for _ in rows]
    number = 0
    for at, row in enumerate(rows):
        column = 0
        for cell in row:
            while column in grid[at]:
                column += 1
            width = min(cell.columns, MAX_COLUMNS - column)
            for below in grid[at : at + cell.rows]:
                below.update(dict.fromkeys(range(column, column + width), Slot(cell.text, number)))
            number, column = number + 1, column + max(width, 0)
    return _even(grid)


def _even(grid: Iterable[dict[int, Slot]]) -> list[tuple[Slot, ...]]:
    rows = list(grid)
    width = max((max(row, default=-1) + 1 for row in rows), default=0)
    if width * len(rows) > MAX_SLOTS:
        width = max(MAX_SLOTS // len(rows), 1)
    return [tuple(row.get(column, EMPTY) for column in range(width)) for row in rows]
