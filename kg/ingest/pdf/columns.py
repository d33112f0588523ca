"""The order in which a page is read: in one, two or three columns, and what stands over several."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Generic, Protocol, TypeVar

from kg.ingest.pdf.lines import TextLine

# Where gutters are looked for, as shares of the width: of two columns, of three.
_MIDDLES = (((0.35, 0.65),), ((0.25, 0.42), (0.58, 0.75)))
_OVER = -1
_STEP = 2.0
# At least one page in so many shows where the columns part.
_LEAST_PAGES = 3
# No page is so wide that its gutter is missed by these; a damaged one may claim to be.
_MOST_STEPS = 5000
_LEAST_GUTTER = 4.0
_LEAST_LINES = 5
_LEAST_SHARE = 0.12
_MOST_CROSSING = 0.5
_LEAST_FILLING = 0.6


class Placed(Protocol):
    """Anything with edges: a line of text, a table."""

    @property
    def left(self) -> float:
        """The left edge."""

    @property
    def right(self) -> float:
        """The right edge."""

    @property
    def top(self) -> float:
        """The upper edge."""


Item = TypeVar("Item", bound=Placed)


@dataclass(frozen=True, slots=True)
class Ordered(Generic[Item]):
    """An item and its column: ``1``, ``2``, ``3`` from the left, or ``F`` for what goes over several."""

    item: Item
    column: str


Gutters = tuple[float, ...]


def gutters(pages: Sequence[Sequence[TextLine]]) -> list[Gutters]:
    """The gutters of each page. One with too few lines to tell (the last) has those of the others, if they fit it."""
    found = [_gutters(lines) for lines in pages]
    known = sorted(xs for xs in found if xs)
    if _LEAST_PAGES * len(known) < len(found) or not known:
        return found
    usual = known[len(known) // 2]
    return [
        usual if not xs and _is_parted(lines, usual) else xs for xs, lines in zip(found, pages, strict=True)
    ]


def _is_parted(lines: Sequence[TextLine], xs: Gutters) -> bool:
    """Whether lines stand on both sides of gutters and hardly any over them."""
    columns = [_column(line, xs) for line in lines]
    crossing = columns.count(_OVER)
    return len(set(columns) - {_OVER}) > 1 and crossing <= _MOST_CROSSING * len(lines)


def _gutters(lines: Sequence[TextLine]) -> Gutters:
    """The x between the columns of a page; none for a page of one column."""
    if len(lines) < 2 * _LEAST_LINES:
        return ()
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    for wanted in _MIDDLES:
        xs = [
            _emptiest(lines, left + first * (right - left), left + last * (right - left))
            for first, last in wanted
        ]
        found = tuple(x for x in xs if x is not None)
        if len(found) == len(wanted) and _are_columns(lines, (left, *found, right)):
            return found
    return ()


def _are_columns(lines: Sequence[TextLine], edges: Sequence[float]) -> bool:
    """Whether enough lines fill the columns between edges, side by side, and few go over them."""
    columns = [
        [line for line in lines if line.left >= a - 1 and line.right <= b + 1] for a, b in pairwise(edges)
    ]
    crossing = len(lines) - sum(map(len, columns))
    total = sum(len(line.text) for line in lines)
    share = min(sum(len(line.text) for line in column) for column in columns) / max(total, 1)
    paired = min(
        sum(any(abs(one.base - other.base) < 0.8 * one.size for other in after) for one in before)
        for before, after in pairwise(columns)
    )
    if share < _LEAST_SHARE or paired < _LEAST_LINES or crossing > _MOST_CROSSING * len(lines):
        return False
    return all(_fills(column, *span) for column, span in zip(columns, pairwise(edges), strict=True))


def _fills(lines: Sequence[TextLine], left: float, right: float) -> bool:
    """Whether lines are as wide as a column of prose: the cells of a table are not."""
    widths = sorted(line.right - line.left for line in lines)
    return widths[int(0.6 * (len(widths) - 1))] >= _LEAST_FILLING * (right - left)


def _emptiest(lines: Sequence[TextLine], first: float, last: float) -> float | None:
    """The middle of the widest stretch that the fewest lines cross."""
    step = max(_STEP, (last - first) / _MOST_STEPS)
    steps = [first + number * step for number in range(int((last - first) / step) + 1)]
    counts = [sum(line.left < x < line.right for line in lines) for x in steps]
    least = min(counts)
    runs = [list(run) for count, run in groupby(range(len(steps)), lambda at: counts[at]) if count == least]
    best = max(runs, key=len)
    left, right = steps[best[0]], steps[best[-1]]
    return (left + right) / 2 if right - left >= _LEAST_GUTTER else None


def _column(item: Placed, xs: Gutters) -> int:
    """Which column an item stands in; _OVER for one that goes over a gutter."""
    at = sum(item.left >= x - 1 for x in xs)
    return at if at == len(xs) or item.right <= xs[at] + 1 else _OVER


def reading_order(items: Sequence[Item], xs: Gutters) -> Iterator[Ordered[Item]]:
    """Items from top to bottom; between two that go over a gutter, column after column from the left."""
    ordered = sorted(items, key=lambda item: (item.top, item.left))
    if not xs:
        yield from (Ordered(item, "F") for item in ordered)
        return
    columns: list[list[Item]] = [[] for _ in range(len(xs) + 1)]
    for item in ordered:
        column = _column(item, xs)
        if column == _OVER:
            yield from _flushed(columns)
            yield Ordered(item, "F")
        else:
            columns[column].append(item)
    yield from _flushed(columns)


def _flushed(columns: Sequence[list[Item]]) -> Iterator[Ordered[Item]]:
    for number, column in enumerate(columns, start=1):
        yield from (Ordered(item, str(number)) for item in column)
        column.clear()
