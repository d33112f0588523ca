"""Which rows of a grid are titles, column headings, group titles, data and notes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from kg.catalog.columns import is_body
from kg.ingest.side_by_side import width_of_one
from kg.ingest.structure.grid import GridRow, Slot
from kg.ingest.table_headings import GROUP, are_headings, ends_table, is_heading, number, stand_over_names
from kg.layout import Locator
from kg.model import RowKind

_MAX_TITLE_ROWS = 8
_MAX_HEADER_ROWS = 3
_MAX_GROUP = 40
_PROSE = 100


@dataclass(frozen=True, slots=True)
class RowContent:
    """A row of a table: its kind, the text of its cells, and where it stands."""

    kind: RowKind
    cells: tuple[str, ...]
    locator: Locator | None = None


@dataclass(slots=True)
class TableContent:
    """A table with the lines above it (its title) and under it (notes), each with its place."""

    above: list[tuple[str, Locator | None]] = field(default_factory=list)
    rows: list[RowContent] = field(default_factory=list)
    below: list[tuple[str, Locator | None]] = field(default_factory=list)


def read_grid(rows: Sequence[GridRow]) -> Iterator[TableContent]:
    """Part a grid into its tables: usually one, several where one stands under another in a sheet."""
    filled = _without_empty_columns([row for row in rows if row.distinct])
    starts = [at for at in range(len(filled)) if _heads(filled, at)]
    cuts = [
        0,
        *(_title_start(filled, at) for at in starts[1:] if not _repeats(filled, starts, at)),
        len(filled),
    ]
    for first, last in pairwise(cuts):
        if first < last:
            yield _table(filled[first:last])


def _without_empty_columns(rows: list[GridRow]) -> list[GridRow]:
    width = max((len(row.slots) for row in rows), default=0)
    kept = [column for column in range(width) if any(row.slots[column].text for row in rows)]
    if len(kept) == width:
        return rows
    return [GridRow(tuple(row.slots[at] for at in kept), row.locator, row.heading) for row in rows]


def _heads(rows: Sequence[GridRow], at: int) -> bool:
    """Whether a row is the first one of column headings."""
    row = rows[at]
    texts = [slot.text for slot in row.distinct]
    if row.heading:
        return at == 0 or not rows[at - 1].heading
    if not are_headings(texts) or any(number(text) is not None for text in texts):
        return False
    return at == 0 or not (_shares_cell(rows[at - 1], row) and _heads(rows, at - 1))


def _repeats(rows: Sequence[GridRow], starts: Sequence[int], at: int) -> bool:
    """Whether headings are those of the table above, printed again."""
    texts = [slot.text for slot in rows[at].slots]
    return any([slot.text for slot in rows[start].slots] == texts for start in starts if start < at)


def _title_start(rows: Sequence[GridRow], at: int) -> int:
    """Where the title above headings in the middle of a grid begins: lines over the whole width."""
    while at > 0 and len(rows[at - 1].distinct) == 1 and _covers(rows[at - 1]) and not _is_note(rows[at - 1]):
        at -= 1
    return at


def _shares_cell(above: GridRow, below: GridRow) -> bool:
    return bool({slot.cell for slot in above.distinct} & {slot.cell for slot in below.distinct})


def _table(rows: Sequence[GridRow]) -> TableContent:
    content = TableContent()
    head = _header_at(rows)
    end = _header_end(rows, head) if head is not None else 0
    for row in rows[: head or 0]:
        content.above.append((_line(row), row.locator))
    headings = _headings(rows[head:end]) if head is not None else ()
    width = width_of_one(headings)
    if head is not None:
        content.rows.append(RowContent(RowKind.HEADER, headings[:width], rows[head].locator))
    notes = next((at for at in range(len(rows), end, -1) if not _closes(rows[at - 1])), end)
    body = [
        row
        for row in rows[end:notes]
        if [slot.text for slot in row.slots] != list(headings)
        and not _is_header_part(row, rows[head or 0 : end])
    ]
    content.rows.extend(map(_body_row, _one_below_the_other(body, width)))
    content.below.extend((_line(row), row.locator) for row in rows[notes:])
    return content


def _one_below_the_other(rows: Sequence[GridRow], width: int) -> Iterator[GridRow]:
    """The rows of lists of so many columns that stand side by side, list after list; a row over all parts them."""
    if not width or not rows or len(rows[0].slots) == width:
        yield from rows
        return
    for whole, part in groupby(rows, _is_group):
        found = list(part)
        for first in range(0, 1 if whole else len(found[0].slots), width):
            for row in found:
                cut = GridRow(row.slots[first : first + width], row.locator)
                if cut.distinct:
                    yield cut


def _is_header_part(row: GridRow, header: Sequence[GridRow]) -> bool:
    """Whether a row of a header of several rows is printed again at the top of a page."""
    texts = [slot.text for slot in row.slots]
    return any([slot.text for slot in one.slots] == texts for one in header)


def _header_at(rows: Sequence[GridRow]) -> int | None:
    """The first row of headings: words that the catalogue knows, the row above the one numbered 1, or above firms."""
    reach = range(min(len(rows), _MAX_TITLE_ROWS + 1))
    known = next((at for at in reach if _heads(rows, at)), None)
    if known is not None:
        return known
    for at in reach:
        under = rows[at + 1].slots if at + 1 < len(rows) else ()
        if under and number(under[0].text) == 1 and len(rows[at].distinct) > 1:
            return at
    texts = [[slot.text for slot in row.slots] for row in rows]
    return next((at for at in reach if stand_over_names(texts[at], texts[at + 1 :])), None)


def _header_end(rows: Sequence[GridRow], head: int) -> int:
    """Headings take several rows where one is merged downwards, or several stand under one."""
    end = head + 1
    while end < min(len(rows), head + _MAX_HEADER_ROWS):
        below, above = rows[end], rows[end - 1]
        merged = _shares_cell(above, below) and number(below.slots[0].text) is None
        across = len(above.distinct) < sum(bool(slot.text) for slot in above.slots)
        named = are_headings([slot.text for slot in below.distinct])
        if not ((merged or across) and (named or below.heading or merged)) or len(below.distinct) < 2:
            break
        end += 1
    return end


def _headings(rows: Sequence[GridRow]) -> tuple[str, ...]:
    """One heading a column; of several one under the other the lowest, if it says enough by itself."""
    headings: list[str] = []
    for column in zip(*(row.slots for row in rows), strict=True):
        parts = list({slot.cell: slot.text for slot in column if slot.text}.values())
        headings.append(parts[-1] if parts and is_heading(parts[-1]) else "".join(parts))
    return tuple(headings)


def _body_row(row: GridRow) -> RowContent:
    if _is_group(row):
        return RowContent(RowKind.GROUP, (_line(row),), row.locator)
    return RowContent(RowKind.DATA, _cells(row.slots), row.locator)


def _cells(slots: Sequence[Slot]) -> tuple[str, ...]:
    """A cell merged over columns stands in the first of them; one merged over rows is in each of its rows."""
    return tuple(
        "" if at and slot.cell >= 0 and slot.cell == slots[at - 1].cell else slot.text
        for at, slot in enumerate(slots)
    )


def _is_group(row: GridRow) -> bool:
    """Whether a row speaks for those below it: one cell over most columns, or a lone title in the first."""
    if len(row.distinct) != 1 or len(row.slots) < 2:
        return False
    text = row.distinct[0].text
    if len(text) > _MAX_GROUP or number(text) is not None:
        return False
    return _covers(row) or (row.slots[0].text == text and GROUP.fullmatch(text) is not None)


def _covers(row: GridRow) -> bool:
    """Whether the only text of a row lies over half of the columns or more."""
    return 2 * sum(bool(slot.text) for slot in row.slots) > len(row.slots)


def _is_note(row: GridRow) -> bool:
    """Whether a row under a table belongs to the text: 注：…, a date, a long sentence."""
    texts = [slot.text for slot in row.distinct]
    return len(texts) == 1 and len(row.slots) > 1 and (ends_table(texts[0]) or len(texts[0]) > _PROSE)


def _closes(row: GridRow) -> bool:
    """Whether a row at the end stands under the table: a note, or a title with nothing below it (a signature)."""
    return _is_note(row) or _is_group(row)


def _line(row: GridRow) -> str:
    return " ".join(slot.text for slot in row.distinct)


def starts_with_headings(rows: Sequence[GridRow]) -> bool:
    """Whether no title stands above the headings of a grid."""
    return _header_at(_without_empty_columns([row for row in rows if row.distinct])) == 0


def is_prose(rows: Sequence[GridRow]) -> bool:
    """Whether a grid only places text on the page: one column, or no headings and cells of whole sentences."""
    filled = _without_empty_columns([row for row in rows if row.distinct])
    if not filled or len(filled[0].slots) < 2:
        return True
    if _header_at(filled) is not None:
        return False
    texts = [slot.text for row in filled for slot in row.distinct]
    if len(texts) > 2 and number(texts[0]) is not None:  # a row that goes on from the page before
        return False
    if len(texts) > 2 and all(map(is_body, texts)):  # names side by side to save paper
        return True
    return len(filled) < 2 or any(len(text) > _PROSE and "。" in text for text in texts)
