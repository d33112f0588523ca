"""What the properties of the paragraphs of a Word 97–2003 document say of tables ([MS-DOC] 2.9.174–2.9.178, 2.6.3)."""

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

_FC_PLCF_BTE_PAPX = 0x0102
_PAGE = 512
_BX_SIZE = 13
_IN_TABLE, _ROW_END, _DEPTH, _DEFINITION, _VERTICAL = 0x2416, 0x2417, 0x6649, 0xD608, 0xD62B
_TABLE_PROPERTIES, _HUGE = 0x646B, 0x6646
_TABS = 0xC615
# The bytes of an operand by the three upper bits of its code; the sixth kind says itself how many.
_SIZES = (1, 1, 2, 4, 2, 2, 0, 3)
_VARIABLE = 6
_CELL_SIZE = 20
_MOST_COLUMNS = 63


@dataclass(frozen=True, slots=True)
class RowEnd:
    """How the cells of a row lie: the x of their edges, which go on in the cell above, which in the one before.

    Without edges the document does not say it.
    """

    edges: tuple[int, ...] = ()
    from_above: frozenset[int] = frozenset()
    from_left: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Whether a paragraph stands in a table, how deep, and whether it is the end of a row."""

    in_table: bool = False
    depth: int = 0
    row_end: RowEnd | None = None


class Paragraphs:
    """The paragraphs of a document by the offsets in the file; ``nested``: tables stand in cells."""

    def __init__(self, word: bytes, table: bytes, data: bytes) -> None:
        runs = sorted(_runs(word, table, data), key=lambda run: run[0])
        self._starts = [start for start, _, _ in runs]
        self._runs = runs
        self.nested = any(paragraph.depth > 1 for _, _, paragraph in runs)

    def at(self, offset: int) -> Paragraph:
        """The paragraph of the character at an offset."""
        at = bisect_right(self._starts, offset) - 1
        return self._runs[at][2] if at >= 0 and offset < self._runs[at][1] else Paragraph()


def _runs(word: bytes, table: bytes, data: bytes) -> Iterator[tuple[int, int, Paragraph]]:
    """First and last offset (excluded) of each paragraph."""
    offset, size = struct.unpack_from("<II", word, _FC_PLCF_BTE_PAPX)
    count = (size - 4) // 8
    for number in struct.unpack_from(f"<{max(count, 0)}I", table, offset + 4 * (count + 1)):
        page = word[(number & 0x3FFFFF) * _PAGE :][:_PAGE]
        if len(page) < _PAGE:
            raise ValueError("a page of paragraph properties is missing")
        paragraphs = page[-1]
        bounds = struct.unpack_from(f"<{paragraphs + 1}I", page)
        for at in range(paragraphs):
            place = 2 * page[4 * (paragraphs + 1) + _BX_SIZE * at]
            yield bounds[at], bounds[at + 1], _properties(_modifiers(page, place), data)


def _modifiers(page: bytes, place: int) -> bytes:
    """The list of property modifiers of a paragraph, behind the number of its style."""
    if place == 0:
        return b""
    if page[place]:
        return page[place + 3 : place + 2 * page[place]]
    return page[place + 4 : place + 2 + 2 * page[place + 1]]


def _properties(modifiers: bytes, data: bytes) -> Paragraph:
    inside, ends, depth = False, False, 0
    edges: tuple[int, ...] = ()
    above: set[int] = set()
    left: set[int] = set()
    for code, operand in _all(modifiers, data):
        if code == _IN_TABLE:
            inside = operand != b"\0"
        elif code == _ROW_END:
            ends = operand != b"\0"
        elif code == _DEPTH:
            (depth,) = struct.unpack("<I", operand)
        elif code == _DEFINITION:
            edges, above, left = _definition(operand)
        elif code == _VERTICAL and len(operand) == 2:
            (above.add if operand[1] == 1 else above.discard)(operand[0])
    end = RowEnd(edges, frozenset(above), frozenset(left)) if ends else None
    return Paragraph(inside, depth, end)


def _all(modifiers: bytes, data: bytes) -> Iterator[tuple[int, bytes]]:
    """The modifiers with those that stand elsewhere, for want of room."""
    for code, operand in _each(modifiers):
        if code in (_TABLE_PROPERTIES, _HUGE):
            (at,) = struct.unpack("<I", operand)
            (size,) = struct.unpack_from("<H", data, at)
            yield from _each(data[at + 2 : at + 2 + size])
        else:
            yield code, operand


def _each(modifiers: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 2 < len(modifiers):
        (code,) = struct.unpack_from("<H", modifiers, at)
        at += 2
        size = _SIZES[code >> 13]
        if code == _DEFINITION:
            size = struct.unpack_from("<H", modifiers, at)[0] - 1
            at += 2
        elif code >> 13 == _VARIABLE:
            size = modifiers[at]
            at += 1
            if code == _TABS and size == 255:
                return
        yield code, modifiers[at : at + size]
        at += size


def _definition(operand: bytes) -> tuple[tuple[int, ...], set[int], set[int]]:
    """The edges of the cells, those merged with the one above, and those merged with the one before."""
    count = operand[0]
    if count > _MOST_COLUMNS:
        raise ValueError("too many columns")
    edges = struct.unpack_from(f"<{count + 1}h", operand, 1)
    above: set[int] = set()
    left: set[int] = set()
    cells = operand[1 + 2 * (count + 1) :]
    for number in range(min(count, len(cells) // _CELL_SIZE)):
        (flags,) = struct.unpack_from("<H", cells, number * _CELL_SIZE)
        if flags >> 5 & 3 == 1:
            above.add(number)
        if flags & 3 >= 2:
            left.add(number)
    return edges, above, left
