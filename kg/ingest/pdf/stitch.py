"""Tables that page breaks cut: their pieces put together, rows that were cut in the middle as one row."""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.ingest.structure.characters import join_lines
from kg.ingest.structure.grid import GridRow, Slot
from kg.layout import Locator

_ALIGNED = 6.0


@dataclass(slots=True)
class TablePiece:
    """A table on one page, or what was stitched together so far.

    ``xs`` are the x of its columns, ``merges`` the columns with cells merged over rows.
    """

    page: int
    left: float
    right: float
    top: float
    xs: tuple[float, ...]
    rows: list[list[Slot]]
    places: list[Locator]
    merges: frozenset[int] = frozenset()
    confidence: float = 1.0

    def goes_on_in(self, other: "TablePiece") -> bool:
        """Whether a table at the top of the next page is the rest of this one."""
        return (
            other.page == self.page + 1
            and len(other.xs) == len(self.xs)
            and self.confidence == other.confidence
            and (
                all(abs(one - two) <= _ALIGNED for one, two in zip(self.xs, other.xs, strict=True))
                or _texts(self.rows[0]) == _texts(other.rows[0])
            )
        )

    def append(self, other: "TablePiece") -> None:
        """Add the rest of the table from the next page."""
        rows, places = _renumbered(other.rows, self._next_cell()), list(other.places)
        repeated = _repeated(self.rows, rows)
        rows, places = rows[repeated:], places[repeated:]
        merges = self.merges | other.merges
        if rows:
            _carry_merged(self.rows, rows, merges)
            if _is_cut(self.rows[-1], rows[0], merges):
                _join_cut(self.rows, rows)
                rows, places = rows[1:], places[1:]
        self.rows.extend(rows)
        self.places.extend(places)
        self.page, self.merges = other.page, merges

    def grid(self) -> list[GridRow]:
        """The rows with their places."""
        return [GridRow(tuple(row), place) for row, place in zip(self.rows, self.places, strict=True)]

    def _next_cell(self) -> int:
        return 1 + max((slot.cell for row in self.rows for slot in row), default=0)


def _texts(row: Sequence[Slot]) -> list[str]:
    return [slot.text for slot in row]


def _renumbered(rows: Sequence[Sequence[Slot]], first: int) -> list[list[Slot]]:
    """The same slots with cell numbers from ``first`` on, so that they are no cells of the page before."""
    lowest = min((slot.cell for row in rows for slot in row), default=0)
    return [
        [Slot(slot.text, slot.cell - lowest + first) if slot.text else slot for slot in row] for row in rows
    ]


def _repeated(rows: Sequence[Sequence[Slot]], new: Sequence[Sequence[Slot]]) -> int:
    """How many rows at the top of a page repeat the top of the table (title row left out or not)."""
    for start in range(min(3, len(rows))):
        count = 0
        while (
            count < min(len(new), 3)
            and start + count < len(rows)
            and _texts(rows[start + count]) == _texts(new[count])
        ):
            count += 1
        if count and len({slot.cell for slot in rows[start] if slot.text}) > 1:
            return count
    return 0


def _carry_merged(rows: list[list[Slot]], new: list[list[Slot]], merges: frozenset[int]) -> None:
    """A cell merged over rows on both sides of a page break has its text on one of them only."""
    for column in sorted(merges):
        above, below = rows[-1][column], new[0][column]
        if above.text and not below.text and any(slot.text for slot in new[0]):
            for row in new:
                if row[column].text or (row is not new[0] and row[column].cell != below.cell):
                    break
                row[column] = above
        elif below.text and not above.text and rows[-1][0].text:
            for row in reversed(rows):
                if row[column].text:
                    break
                row[column] = below


def _is_cut(last: Sequence[Slot], first: Sequence[Slot], merges: frozenset[int]) -> bool:
    """Whether the first row of a page is the rest of the last row of the page before: its number is there or here."""
    if 0 in merges or len({slot.cell for slot in first if slot.text}) < 1:
        return False
    if len(first) > 1 and len({slot.cell for slot in first}) == 1:
        return False
    return bool(last[0].text) != bool(first[0].text) and (not first[0].text or not last[0].text)


def _join_cut(rows: list[list[Slot]], new: list[list[Slot]]) -> None:
    joined = [
        one
        if one.cell == two.cell
        else Slot(join_lines([one.text, two.text], wrapped=True), max(one.cell, two.cell))
        for one, two in zip(rows[-1], new[0], strict=True)
    ]
    rows[-1] = joined
