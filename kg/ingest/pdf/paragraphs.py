"""Lines of a column put together into paragraphs, by indent, length, size and distance."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.ingest import marks
from kg.ingest.pdf.lines import TextLine
from kg.ingest.structure.characters import join_lines
from kg.layout import Locator

_INDENT = 1.2
_SHORT = 1.8
_LARGER = 1.12
_TITLE = 1.2
_MAX_TITLE = 80
_GAP = 1.45
_LEADING = 2.2
_LEAST_LINES = 6
_FULL = 0.85
_TOKEN = re.compile(r"[0-9A-Za-z][0-9A-Za-z.,%/+~-]*")
_OPEN_END = re.compile(r"[，、（《“‘—]$|[0-9A-Za-z]-$")
_CLOSED = re.compile(r"[。！？；：][”’」』）)]?$")
_ITEM = re.compile(r"(\d{1,4})[.．、 \u3000]+(?=[\u4e00-\u9fff“])")
_SOFT_HYPHENS = "\u2043\u00ad"


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line, its page and its column (``1``, ``2``, ``3``, ``F``)."""

    line: TextLine
    page: int
    column: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, where its first part stands, and whether it is set as a title."""

    text: str
    locator: Locator
    title: bool


@dataclass(frozen=True, slots=True)
class Edges:
    """The edges of a column and the usual distance of its lines."""

    left: float
    right: float
    leading: float


class Columns:
    """The edges of each column of each page; a page with few lines borrows from the others.

    ``width`` is that of the page: where hardly a line is full, the margins are taken to be equal.
    """

    def __init__(self, lines: Sequence[PlacedLine], width: float) -> None:
        groups: dict[tuple[int, str], list[TextLine]] = {}
        kinds: dict[str, list[TextLine]] = {}
        for placed in lines:
            groups.setdefault((placed.page, placed.column), []).append(placed.line)
            kinds.setdefault(placed.column, []).append(placed.line)
        pages: dict[int, list[TextLine]] = {}
        for placed in lines:
            pages.setdefault(placed.page, []).append(placed.line)
        usual = _body_size([placed.line for placed in lines])
        self._body = {
            page: _body_size(found) if len(found) >= _LEAST_LINES else usual for page, found in pages.items()
        }
        whole = {column: _edges(found, width if column == "F" else None) for column, found in kinds.items()}
        self._edges = {
            key: _edges(found, width if key[1] == "F" else None)
            if len(found) >= _LEAST_LINES
            else whole[key[1]]
            for key, found in groups.items()
        }

    def body(self, placed: PlacedLine) -> float:
        """The size in which most of the text of a line's page is set; a page with few lines borrows from the others."""
        return self._body[placed.page]

    def of(self, placed: PlacedLine) -> Edges:
        """The edges of the column that a line stands in."""
        return self._edges[placed.page, placed.column]


def _body_size(lines: Sequence[TextLine]) -> float:
    """The size in which most of the text is set."""
    counts: Counter[float] = Counter()
    for line in lines:
        counts[round(line.size * 2) / 2] += len(line.text)
    return max(counts, key=lambda size: (counts[size], -size), default=10.0)


def _edges(lines: Sequence[TextLine], width: float | None) -> Edges:
    left = _supported(sorted(line.left for line in lines))
    right = _supported(sorted((line.right for line in lines), reverse=True))
    if width is not None and right - left < _FULL * (width - 2 * left):
        right = width - left
    distances = sorted(
        after.base - before.base for before, after in pairwise(lines) if after.base > before.base
    )
    return Edges(left, right, distances[len(distances) // 4] if distances else 0.0)


def _supported(values: Sequence[float]) -> float:
    """The outermost value that another one shares; the outermost of all when none does."""
    for value, after in pairwise(values):
        if abs(value - after) <= 4.0:
            return value
    return values[0]


def paragraphs(lines: Sequence[PlacedLine], columns: Columns) -> Iterator[Paragraph]:
    """Group lines in reading order into paragraphs."""
    group: list[PlacedLine] = []
    for placed in lines:
        if group and starts(group[-1], placed, columns):
            yield _paragraph(group, columns)
            group = []
        group.append(placed)
    if group:
        yield _paragraph(group, columns)


def starts(before: PlacedLine, after: PlacedLine, columns: Columns) -> bool:
    """Whether a paragraph starts with a line, given the line before it."""
    first, second = before.line, after.line
    if max(first.size, second.size) > _LARGER * min(first.size, second.size):
        return True
    together = before.page == after.page and before.column == after.column
    distance = (second.base - first.base) / second.size
    if _is_large(before, columns) and together:
        return not 0 < distance < _LEADING
    edges, own = columns.of(before), columns.of(after)
    if together and own.leading and second.base - first.base > _GAP * own.leading:
        return True
    if (second.left - own.left) / second.size >= _INDENT:
        return not (_stands_apart(before, after, columns) and together)
    if marks.section_of(second.text) or marks.source_of(second.text) or _counts_on(first.text, second.text):
        return True
    return _is_short(first, second, edges) and not _OPEN_END.search(first.text)


def _counts_on(first: str, second: str) -> bool:
    """Whether lines are items of a list that follow each other: 1.甲公司, 2.乙公司."""
    one, two = _ITEM.match(first), _ITEM.match(second)
    return one is not None and two is not None and int(two[1]) == int(one[1]) + 1


def _is_large(placed: PlacedLine, columns: Columns) -> bool:
    return placed.line.size >= _TITLE * columns.body(placed)


def _stands_apart(before: PlacedLine, after: PlacedLine, columns: Columns) -> bool:
    """Whether an indented line goes on in a block that is indented as a whole: a full line stands over it.

    That line is indented more (it is the first of its paragraph), or as much and in mid-sentence.
    """
    first, second = before.line, after.line
    if _is_short(first, second, columns.of(before)) or marks.is_enumerated(second.text):
        return False
    if first.left - second.left > _INDENT * second.size:
        return True
    return abs(first.left - second.left) < 0.5 * second.size and not _CLOSED.search(first.text)


def _is_short(line: TextLine, after: TextLine, edges: Edges) -> bool:
    """Whether a line ends before the edge although the first word of the next one would have found room."""
    room = edges.right - line.right
    word = _TOKEN.match(after.text)
    needed = 0.5 * len(word[0]) if word else 0.0
    return room > max(_SHORT, needed + 1.0) * line.size


def _paragraph(group: Sequence[PlacedLine], columns: Columns) -> Paragraph:
    texts = [placed.line.text for placed in group]
    stripped = [*(text.rstrip(_SOFT_HYPHENS) for text in texts[:-1]), texts[-1]]
    here = [placed.line for placed in group if placed.page == group[0].page]
    left, right = min(line.left for line in here), max(line.right for line in here)
    box = (left, min(line.top for line in here), right, max(line.bottom for line in here))
    return Paragraph(
        join_lines(stripped, wrapped=True),
        Locator(page=group[0].page, box=rounded(box)),
        _is_large(group[0], columns)
        and sum(map(len, texts)) <= _MAX_TITLE
        and texts[-1][-1] not in "。：；，",
    )


def rounded(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """A box to a tenth of a point."""
    left, top, right, bottom = box
    return round(left, 1), round(top, 1), round(right, 1), round(bottom, 1)
