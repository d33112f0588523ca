"""Ruled tables: the grid that drawn lines make, and the cells in it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.ingest.pdf.glyphs import Glyph, Page, Rule
from kg.ingest.pdf.lines import text_lines
from kg.ingest.structure.characters import join_lines
from kg.ingest.structure.grid import MAX_COLUMNS, Slot

SNAP = 2.5
_MAX_RULES = 20_000


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table on one page: the edges of its columns and rows, and a slot for each column of each row.

    ``upright_merges`` are the columns that have a cell merged over rows.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    rows: tuple[tuple[Slot, ...], ...]
    upright_merges: frozenset[int]

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]


def ruled_tables(page: Page) -> list[RuledTable]:
    """The ruled tables of a page, from top to bottom."""
    uprights = _merged(rule for rule in page.rules[:_MAX_RULES] if rule.upright)
    levels = _merged(rule for rule in page.rules[:_MAX_RULES] if not rule.upright)
    tables = [
        table
        for group in _components(uprights, levels)
        if (table := _table(group, page.glyphs)) and any(slot.text for row in table.rows for slot in row)
    ]
    return sorted(tables, key=lambda table: (table.ys[0], table.xs[0]))


def inside(table: RuledTable, glyph: Glyph) -> bool:
    """Whether a glyph stands in a table."""
    x, y = _middle(glyph)
    left, top, right, bottom = table.box
    return left <= x <= right and top <= y <= bottom


def _middle(glyph: Glyph) -> tuple[float, float]:
    return (glyph.left + glyph.right) / 2, glyph.base - 0.35 * glyph.size


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Rules at the same place as one, where they touch."""
    found: list[Rule] = []
    at = None
    for rule in sorted(rules, key=lambda one: (one.at, one.start)):
        at = rule.at if at is None or rule.at - at > SNAP else at
        found.append(Rule(rule.upright, at, rule.start, rule.end))
    joined: list[Rule] = []
    for rule in sorted(found, key=lambda one: (one.at, one.start)):
        last = joined[-1] if joined else None
        if last and last.at == rule.at and rule.start <= last.end + SNAP:
            joined[-1] = Rule(rule.upright, rule.at, last.start, max(last.end, rule.end))
        else:
            joined.append(rule)
    return joined


def _components(uprights: Sequence[Rule], levels: Sequence[Rule]) -> Iterator[list[Rule]]:
    """Rules that touch each other, upright and level; a rule that touches none is no table's."""
    rules = [*uprights, *levels]
    parents = list(range(len(rules)))

    def root(index: int) -> int:
        while parents[index] != index:
            parents[index] = parents[parents[index]]
            index = parents[index]
        return index

    for first, upright in enumerate(uprights):
        for second, level in enumerate(levels, start=len(uprights)):
            if _touch(upright, level):
                parents[root(first)] = root(second)
    groups: dict[int, list[Rule]] = {}
    for index, rule in enumerate(rules):
        groups.setdefault(root(index), []).append(rule)
    yield from groups.values()


def _touch(upright: Rule, level: Rule) -> bool:
    return (
        level.start - SNAP <= upright.at <= level.end + SNAP
        and upright.start - SNAP <= level.at <= upright.end + SNAP
    )


def _table(rules: Sequence[Rule], glyphs: Sequence[Glyph]) -> RuledTable | None:
    uprights = [rule for rule in rules if rule.upright]
    levels = [rule for rule in rules if not rule.upright]
    xs = _edges([rule.at for rule in uprights])
    # A row cut by the end of the page has no rule under it: the grid is closed where the uprights end.
    ys = _edges([*(rule.at for rule in levels), *_ends(uprights)])
    if len(xs) < 3 or len(ys) < 2 or len(xs) > MAX_COLUMNS:
        return None
    cells = _Cells(xs, ys, uprights, levels)
    texts = _texts(cells, glyphs)
    rows = tuple(
        tuple(
            Slot(texts.get(cells.root(row, column), ""), cells.root(row, column))
            for column in range(len(xs) - 1)
        )
        for row in range(len(ys) - 1)
    )
    merges = frozenset(
        column
        for above, below in pairwise(rows)
        for column, (first, second) in enumerate(zip(above, below, strict=True))
        if first.cell == second.cell
    )
    return RuledTable(tuple(xs), tuple(ys), rows, merges)


def _ends(uprights: Sequence[Rule]) -> list[float]:
    """The highest and lowest ends, where two uprights or more end there."""
    tops, bottoms = [rule.start for rule in uprights], [rule.end for rule in uprights]
    top, bottom = min(tops, default=0.0), max(bottoms, default=0.0)
    found = []
    if sum(abs(one - top) <= SNAP for one in tops) > 1:
        found.append(top)
    if sum(abs(one - bottom) <= SNAP for one in bottoms) > 1:
        found.append(bottom)
    return found


def _edges(values: Sequence[float]) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > SNAP:
            edges.append(value)
    return edges


class _Cells:
    """The slots of a grid, united where no rule parts them."""

    def __init__(
        self, xs: Sequence[float], ys: Sequence[float], uprights: Sequence[Rule], levels: Sequence[Rule]
    ) -> None:
        self.xs, self.ys = xs, ys
        self._columns = len(xs) - 1
        self._parents = list(range(self._columns * (len(ys) - 1)))
        for row in range(len(ys) - 1):
            for column in range(self._columns):
                middle = (xs[column] + xs[column + 1]) / 2
                if column + 1 < self._columns and not _parts(uprights, xs[column + 1], ys[row], ys[row + 1]):
                    self._unite(row, column, row, column + 1)
                if row + 2 < len(ys) and not _crosses(levels, ys[row + 1], middle):
                    self._unite(row, column, row + 1, column)

    def root(self, row: int, column: int) -> int:
        """The number of the cell that a slot belongs to."""
        index = row * self._columns + column
        while self._parents[index] != index:
            index = self._parents[index]
        return index

    def _unite(self, row: int, column: int, other_row: int, other_column: int) -> None:
        first, second = self.root(row, column), self.root(other_row, other_column)
        self._parents[max(first, second)] = min(first, second)


def _parts(uprights: Sequence[Rule], x: float, top: float, bottom: float) -> bool:
    """Whether an upright rule runs along most of a side."""
    covered = sum(
        max(0.0, min(rule.end, bottom) - max(rule.start, top))
        for rule in uprights
        if abs(rule.at - x) <= SNAP
    )
    return covered >= 0.6 * (bottom - top)


def _crosses(levels: Sequence[Rule], y: float, x: float) -> bool:
    return any(abs(rule.at - y) <= SNAP and rule.start - SNAP <= x <= rule.end + SNAP for rule in levels)


def _texts(cells: _Cells, glyphs: Sequence[Glyph]) -> dict[int, str]:
    """The text of each cell: the lines of the glyphs in it."""
    by_cell: dict[int, list[Glyph]] = {}
    for glyph in glyphs:
        x, y = _middle(glyph)
        column, row = _slot(cells.xs, x), _slot(cells.ys, y)
        if column is not None and row is not None:
            by_cell.setdefault(cells.root(row, column), []).append(glyph)
    return {
        cell: join_lines([line.text for line in text_lines(found, float("inf"))], wrapped=True)
        for cell, found in by_cell.items()
    }


def _slot(edges: Sequence[float], value: float) -> int | None:
    """Between which edges a value lies."""
    if not edges[0] <= value <= edges[-1]:
        return None
    return min(sum(edge <= value for edge in edges) - 1, len(edges) - 2)
