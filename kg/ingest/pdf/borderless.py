"""Tables without rules: a row of known headings, and columns where the words under them leave room.

What is found is marked as uncertain: cells are told apart by distances alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.ingest.pdf.glyphs import Glyph
from kg.ingest.pdf.headings import heading_lines, heading_rows
from kg.ingest.pdf.lines import TextLine, same_row, text_lines
from kg.ingest.structure.characters import join_lines
from kg.ingest.structure.grid import EMPTY, Slot
from kg.ingest.table_headings import GROUP, are_headings, ends_table, is_serial_heading, number

CONFIDENCE = 0.6
GAP = 0.8
_SLIT, _LEAST_ROWS, _MOST_ROWS = 0.15, 3, 0.9
_NARROW = 0.3
_LEAST_COLUMNS = 3
_LEAST_GAP = 1.5
_WIDER = 1.5
_PROSE = 40
# Distances of lines that differ by less are the same.
_CLEARLY = 0.87


@dataclass(frozen=True, slots=True)
class LooseTable:
    """A table on one page: the x where its columns part, the text of its cells, and each row's upper and lower edge.

    ``first`` and ``last`` are the rows of lines (last excluded) that it stands on.
    """

    splits: tuple[float, ...]
    numbered: bool
    rows: tuple[tuple[Slot, ...], ...]
    edges: tuple[tuple[float, float], ...]
    first: int
    last: int
    left: float
    right: float

    @property
    def top(self) -> float:
        """The upper edge."""
        return self.edges[0][0]


def loose_tables(rows: Sequence[Sequence[TextLine]], before: LooseTable | None) -> list[LooseTable]:
    """The tables among rows of lines; ``before`` is one at the end of the page before, which may go on here."""
    found: list[LooseTable] = []
    at = 0
    if before and rows and (goes_on := _continuation(rows, before)):
        found.append(goes_on)
        at = goes_on.last
    while at < len(rows):
        texts = [line.text for line in rows[at]]
        table = _table_under(rows, at) if len(texts) >= _LEAST_COLUMNS and are_headings(texts) else None
        if table:
            found.append(table)
        at = table.last if table else at + 1
    return found


def rows_of(glyphs: Sequence[Glyph]) -> list[list[TextLine]]:
    """The lines of a page, parted at the distance of cells, those side by side together."""
    return list(same_row(text_lines(glyphs, GAP)))


def _table_under(rows: Sequence[Sequence[TextLine]], at: int) -> LooseTable | None:
    first, body_at = heading_rows(rows, at)
    last = _end(rows, body_at, rows[body_at - 1])
    body = rows[body_at:last]
    if not body:
        return None
    headings = heading_lines([line for row in rows[first:body_at] for line in row])
    splits = _splits(headings, body)
    numbered = is_serial_heading(headings[0].text)
    cells = [_cells(row, splits) for row in body]
    anchors = _anchors(cells, numbered)
    if not anchors:
        return None
    head = tuple(Slot(line.text, -2 - index) for index, line in enumerate(headings))
    return _built(splits, numbered, (first, last), rows, [(head, headings)], (cells, body, anchors))


def _continuation(rows: Sequence[Sequence[TextLine]], before: LooseTable) -> LooseTable | None:
    """The rest of a table that a page break cut, when its first row carries the next number."""
    if are_headings([line.text for line in rows[0]]):
        return None
    last_number = next(
        (found for row in reversed(before.rows) if (found := number(row[0].text)) is not None), None
    )
    last = _end(rows, 0, rows[0])
    cells = [_cells(row, before.splits) for row in rows[:last]]
    numbers = [number(row[0].text) for row in cells]
    first = next((found for found in numbers if found is not None), None)
    if not before.numbered or last_number is None or first != last_number + 1:
        return None
    return _built(before.splits, True, (0, last), rows, [], (cells, rows[:last], _anchors(cells, True)))


def _end(rows: Sequence[Sequence[TextLine]], at: int, header: Sequence[TextLine]) -> int:
    """Where the table under headings ends: at prose, a note, a distance much wider than the ones before."""
    base, widest = header[0].base, _LEAST_GAP * header[0].size
    while at < len(rows):
        row = rows[at]
        distance = row[0].base - base
        if distance > _WIDER * widest:
            break
        if len(row) == 1 and (ends_table(row[0].text) or len(row[0].text) > _PROSE):
            break
        widest = max(widest, distance)
        base, at = row[0].base, at + 1
    return at


def _splits(header: Sequence[TextLine], body: Sequence[Sequence[TextLine]]) -> tuple[float, ...]:
    """Between each two headings the middle of the widest stretch that no word of the rows, or the fewest, crosses."""
    middles = [(line.left + line.right) / 2 for line in header]
    lines = [
        line
        for row in body
        for line in row
        # A line by itself may be a row over all columns; one that goes on in its cell covers one heading at most.
        if len(row) > 1 or sum(line.left <= middle <= line.right for middle in middles) <= 1
    ]
    words = [part for line in [*lines, *header] for part in _words(line)]
    splits: list[float] = []
    for before, after in pairwise(header):
        first, last = (before.left + before.right) / 2, (after.left + after.right) / 2
        taken = [span for span in words if span[1] > first and span[0] < last]
        slit = _slit([line for row in body for line in row], first, last)
        splits.append(_emptiest(taken, first, last) if slit is None else slit)
    return tuple(splits)


def _slit(lines: Sequence[TextLine], first: float, last: float) -> float | None:
    """Where nearly every line has a gap, however narrow, when cells all but touch (南昌市 江西甲公司); else None."""
    rows = [
        [
            (before.right, after.left)
            for before, after in pairwise(line.glyphs)
            if first < before.right and after.left < last and after.left - before.right > _SLIT * line.size
        ]
        for line in lines
        if line.left < first and line.right > last
    ]
    if len(rows) < _LEAST_ROWS or len(rows) * 2 < len(lines):
        return None
    middles = [(left + right) / 2 for gaps in rows for left, right in gaps]
    cut = [(sum(any(a < x < b for a, b in gaps) for gaps in rows), x) for x in middles]
    most, at = max(cut, default=(0, 0.0))
    return at if most >= _MOST_ROWS * len(rows) else None


def _words(line: TextLine) -> Iterator[tuple[float, float]]:
    """The stretches of a line without a gap: narrow columns leave less room than parts two cells for certain."""
    left, right = line.left, line.left
    for glyph in line.glyphs:
        if glyph.left - right > _NARROW * line.size:
            yield left, right
            left = glyph.left
        right = max(right, glyph.right)
    yield left, right


def _emptiest(taken: Sequence[tuple[float, float]], first: float, last: float) -> float:
    """The middle of the widest stretch between two headings that the fewest words cross."""
    edges = sorted({first, last, *(x for span in taken for x in span if first < x < last)})
    stretches = [
        (sum(left < end and right > start for left, right in taken), start - end, (start + end) / 2)
        for start, end in pairwise(edges)
    ]
    return min(stretches)[2] if stretches else (first + last) / 2


def _cells(row: Sequence[TextLine], splits: Sequence[float]) -> list[Slot]:
    """The glyphs of a row by column."""
    if len(row) == 1 and GROUP.fullmatch(row[0].text):
        return [Slot(row[0].text, 0), *[EMPTY] * len(splits)]
    columns: list[list[Glyph]] = [[] for _ in range(len(splits) + 1)]
    for line in row:
        for glyph in line.glyphs:
            columns[sum(split <= (glyph.left + glyph.right) / 2 for split in splits)].append(glyph)
    texts = [" ".join(line.text for line in text_lines(glyphs, float("inf"))) for glyphs in columns]
    return [Slot(text, 0) if text else EMPTY for text in texts]


def _anchors(cells: Sequence[Sequence[Slot]], numbered: bool) -> list[int]:
    """The lines that each begin a row of their own."""
    if numbered:
        return [at for at, row in enumerate(cells) if number(row[0].text) is not None or _is_group(row)]
    return [
        at
        for at, row in enumerate(cells)
        if (row[0].text and (sum(bool(slot.text) for slot in row) > 1 or _is_group(row)))
        or _under_merged(row)
    ]


def _under_merged(row: Sequence[Slot]) -> bool:
    """Whether a row is whole but for its first cell: one cell that stands over several rows."""
    return len(row) >= _LEAST_COLUMNS and not row[0].text and all(slot.text for slot in row[1:])


def _is_group(row: Sequence[Slot]) -> bool:
    """Whether a row is a title over rows, or one beside another where lists stand side by side."""
    texts = [slot.text for slot in row if slot.text]
    return bool(row[0].text) and len(texts) <= 2 and all(GROUP.fullmatch(text) for text in texts)


def _built(
    splits: tuple[float, ...],
    numbered: bool,
    span: tuple[int, int],
    page: Sequence[Sequence[TextLine]],
    head: list[tuple[tuple[Slot, ...], list[TextLine]]],
    body: tuple[Sequence[Sequence[Slot]], Sequence[Sequence[TextLine]], Sequence[int]],
) -> LooseTable:
    """Put the lines of each row together."""
    cells, lines, anchors = body
    groups = _groups(cells, lines, anchors, numbered)
    rows: list[tuple[Slot, ...]] = [row for row, _ in head]
    edges = [_edge(found) for _, found in head]
    for members in groups:
        columns = zip(*(cells[at] for at in members), strict=True)
        texts = [join_lines([slot.text for slot in column], wrapped=True) for column in columns]
        first = len(rows) * len(texts)
        row = [Slot(text, first + column) if text else EMPTY for column, text in enumerate(texts)]
        if rows and not numbered and _under_merged(row):
            row[0] = rows[-1][0]
        rows.append(tuple(row))
        edges.append(_edge([line for at in members for line in lines[at]]))
    used = [line for row in page[span[0] : span[1]] for line in row]
    left, right = min(line.left for line in used), max(line.right for line in used)
    return LooseTable(splits, numbered, tuple(rows), tuple(edges), *span, left, right)


def _edge(lines: Sequence[TextLine]) -> tuple[float, float]:
    return min(line.top for line in lines), max(line.bottom for line in lines)


def _groups(
    cells: Sequence[Sequence[Slot]],
    lines: Sequence[Sequence[TextLine]],
    anchors: Sequence[int],
    numbered: bool,
) -> list[list[int]]:
    """The lines of each row: from the end of the row before to where the next begins."""
    starts = [0]
    place = _anchor_place(anchors, len(cells), numbered)
    for anchor, following in pairwise(anchors):
        if _is_group(cells[following]):
            starts.append(following)
        elif _is_group(cells[anchor]):
            starts.append(anchor + 1)
        else:
            starts.append(anchor + _cut([row[0] for row in lines[anchor : following + 1]], place))
    return [list(range(first, last)) for first, last in pairwise([*starts, len(cells)])]


def _anchor_place(anchors: Sequence[int], lines: int, numbered: bool) -> str:
    """Where in its row an anchor stands, as the first and the last row show."""
    if not numbered or (anchors[0] == 0 and anchors[-1] < lines - 1):
        return "top"
    return "bottom" if anchors[0] > 0 and anchors[-1] == lines - 1 else "middle"


def _cut(lines: Sequence[TextLine], place: str) -> int:
    """Where between two anchors the second one's row begins: at the widest distance, else by the anchors' place."""
    distances = [after.base - before.base for before, after in pairwise(lines)]
    widest = max(distances)
    if sum(distance > _CLEARLY * widest for distance in distances) == 1:
        return distances.index(widest) + 1
    if place != "middle":
        return len(lines) - 1 if place == "top" else 1
    first, last = lines[0].base, lines[-1].base
    return next(at for at, line in enumerate(lines) if line.base - first > last - line.base)
