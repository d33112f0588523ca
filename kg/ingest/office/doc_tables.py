"""The paragraphs and tables of a Word 97–2003 document, its rows and merged cells as the document defines them."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.ingest.office.doc_papx import Paragraphs, RowEnd
from kg.ingest.office.doc_text import Piece, plain
from kg.ingest.structure.characters import join_lines
from kg.ingest.structure.grid import Spread

Row = list[Spread]

_LINE_IN_CELL, _ROW_END = "\x1c", "\x1d"
_ENDS = re.compile("[\r\x07]")
_PARTS = re.compile(f"([^\r\x07{_ROW_END}]*)([\r\x07{_ROW_END}]|$)")
# Edges of cells that are closer (in twips) are one.
_SAME_EDGE = 40


def blocks(pieces: Sequence[Piece], paragraphs: Paragraphs) -> Iterator[str | list[Row]]:
    """Paragraphs (lines parted by ``\\n``) and tables in order.

    Raises ValueError when cells stand outside rows: then the properties of the paragraphs are not to be trusted.
    """
    ends: list[RowEnd] = []
    text = plain("".join(_marked(piece, paragraphs, ends) for piece in pieces))
    if text.count(_ROW_END) != len(ends):
        raise ValueError("rows in a field")
    cells: list[str] = []
    rows: list[tuple[list[str], RowEnd]] = []
    waiting = iter(ends)
    for match in _PARTS.finditer(text):
        content, end = match.groups()
        if end == "\x07":
            cells.append(content)
        elif end == _ROW_END:
            rows.append((cells, next(waiting)))
            cells = []
        elif cells:
            raise ValueError("cells without an end of their row")
        else:
            if rows:
                yield _table(rows)
                rows = []
            yield content
    if rows:
        yield _table(rows)


def _marked(piece: Piece, paragraphs: Paragraphs, ends: list[RowEnd]) -> str:
    """The text of a piece, with the ends of rows and of paragraphs inside cells told from the others."""
    parts: list[str] = []
    at, offset = 0, piece.start
    for match in _ENDS.finditer(piece.text):
        before = piece.text[at : match.start()]
        offset += piece.width * (len(before) + sum(character > "\uffff" for character in before))
        paragraph = paragraphs.at(offset)
        mark = match[0]
        if mark == "\r" and paragraph.in_table:
            mark = _LINE_IN_CELL
        elif mark == "\x07" and paragraph.row_end:
            mark = _ROW_END
            ends.append(paragraph.row_end)
        parts += (before, mark)
        at, offset = match.end(), offset + piece.width
    return "".join([*parts, piece.text[at:]])


def _table(rows: Sequence[tuple[list[str], RowEnd]]) -> list[Row]:
    edges = _columns([x for _, end in rows for x in end.edges])
    return [_row(rows, number, edges) for number in range(len(rows))]


def _columns(xs: Sequence[int]) -> list[int]:
    """The edges of columns: those of all rows, close ones once."""
    found: list[int] = []
    for x in sorted(xs):
        if not found or x - found[-1] > _SAME_EDGE:
            found.append(x)
    return found


def _row(rows: Sequence[tuple[list[str], RowEnd]], number: int, edges: Sequence[int]) -> Row:
    """The cells that begin in a row; those that go on from above or from the left have begun elsewhere."""
    texts, end = rows[number]
    if len(end.edges) != len(texts) + 1:
        return [Spread(_text(cell)) for cell in texts]
    row: Row = []
    for at, (left, right) in enumerate(pairwise(end.edges)):
        width = max(_column(edges, right) - _column(edges, left), 1)
        if at in end.from_left and row:
            row[-1] = Spread(row[-1].text + _text(texts[at]), row[-1].rows, row[-1].columns + width)
        elif at not in end.from_above or number == 0:
            row.append(Spread(_text(texts[at]), _height(rows, number, left), width))
    return row


def _column(edges: Sequence[int], x: int) -> int:
    return bisect_left(edges, x - _SAME_EDGE)


def _height(rows: Sequence[tuple[list[str], RowEnd]], number: int, left: int) -> int:
    """Over how many rows a cell goes on downwards."""
    last = number + 1
    while last < len(rows):
        end = rows[last][1]
        at = next((at for at, x in enumerate(end.edges[:-1]) if abs(x - left) <= _SAME_EDGE), None)
        if at is None or at not in end.from_above:
            break
        last += 1
    return last - number


def _text(cell: str) -> str:
    return join_lines(re.split(f"[{_LINE_IN_CELL}\n]", cell))
