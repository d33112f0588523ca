"""The order in which a page is read: one column or two, and what stands over both."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Generic, Protocol, TypeVar

from kg.ingest.pdf.lines import TextLine

_MIDDLE = (0.35, 0.65)
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
    """An item and its column: ``L``, ``R``, or ``F`` for what goes over the full width."""

    item: Item
    column: str


def gutters(pages: Sequence[Sequence[TextLine]]) -> list[float | None]:
    """The gutter of each page. One with too few lines to tell (the last) has that of the others, if it fits it."""
    found = [gutter(lines) for lines in pages]
    known = sorted(x for x in found if x is not None)
    if _LEAST_PAGES * len(known) < len(found) or not known:
        return found
    usual = known[len(known) // 2]
    return [
        usual if x is None and _is_parted(lines, usual) else x for x, lines in zip(found, pages, strict=True)
    ]


def _is_parted(lines: Sequence[TextLine], x: float) -> bool:
    """Whether lines stand on both sides of a gutter and hardly any over it."""
    crossing = sum(line.left < x - 1 and line.right > x + 1 for line in lines)
    sides = {line.right <= x + 1 for line in lines if not (line.left < x - 1 and line.right > x + 1)}
    return len(sides) == 2 and crossing <= _MOST_CROSSING * len(lines)


def gutter(lines: Sequence[TextLine]) -> float | None:
    """The x between two columns; None for a page of one column."""
    if len(lines) < 2 * _LEAST_LINES:
        return None
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    x = _emptiest(lines, left + _MIDDLE[0] * (right - left), left + _MIDDLE[1] * (right - left))
    if x is None:
        return None
    lefts = [line for line in lines if line.right <= x + 1]
    rights = [line for line in lines if line.left >= x - 1]
    crossing = len(lines) - len(lefts) - len(rights)
    total = sum(len(line.text) for line in lines)
    share = min(sum(len(line.text) for line in side) for side in (lefts, rights)) / max(total, 1)
    paired = sum(any(abs(one.base - other.base) < 0.8 * one.size for other in rights) for one in lefts)
    if share < _LEAST_SHARE or paired < _LEAST_LINES or crossing > _MOST_CROSSING * len(lines):
        return None
    return x if _fills(lefts, left, x) and _fills(rights, x, right) else None


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


def reading_order(items: Sequence[Item], x: float | None) -> Iterator[Ordered[Item]]:
    """Items from top to bottom; between two that go over the gutter, the left column before the right one."""
    ordered = sorted(items, key=lambda item: (item.top, item.left))
    if x is None:
        yield from (Ordered(item, "F") for item in ordered)
        return
    lefts: list[Item] = []
    rights: list[Item] = []
    for item in ordered:
        if item.right <= x + 1:
            lefts.append(item)
        elif item.left >= x - 1:
            rights.append(item)
        else:
            yield from _flushed(lefts, rights)
            yield Ordered(item, "F")
    yield from _flushed(lefts, rights)


def _flushed(lefts: list[Item], rights: list[Item]) -> Iterator[Ordered[Item]]:
    yield from (Ordered(item, "L") for item in lefts)
    yield from (Ordered(item, "R") for item in rights)
    lefts.clear()
    rights.clear()
