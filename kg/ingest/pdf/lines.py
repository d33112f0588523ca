"""Glyphs put together into lines of text, parted where columns or cells part them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.ingest.pdf.glyphs import Glyph

_SAME_BASE = 0.45
# A blank is this wide, and much wider than the distances that justification makes in the line.
_BLANK = 0.2
_BESIDE_HAN = 0.25
_UNUSUAL = 2.5
_TWICE = 0.25


@dataclass(frozen=True, slots=True)
class TextLine:
    """A stretch of glyphs on one baseline; edges in points, ``size`` that of most of its glyphs."""

    text: str
    left: float
    right: float
    base: float
    size: float
    glyphs: tuple[Glyph, ...]

    @property
    def top(self) -> float:
        """The upper edge, about."""
        return self.base - 0.9 * self.size

    @property
    def bottom(self) -> float:
        """The lower edge, about."""
        return self.base + 0.25 * self.size


def text_lines(glyphs: Iterable[Glyph], gap: float) -> list[TextLine]:
    """The lines of glyphs from top to bottom, from left to right; parted at gaps of more than ``gap`` em."""
    found: list[TextLine] = []
    for row in _rows(glyphs):
        found.extend(line for part in _parted(row, gap) if (line := make_line(part)))
    return found


def _rows(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """Glyphs by baseline; small differences (sub- and superscripts, other fonts) do not part a line."""
    row: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda one: (one.base, one.left)):
        if row and glyph.base - row[0].base > _SAME_BASE * min(row[0].size, glyph.size):
            yield _once(sorted(row, key=lambda one: one.left))
            row = []
        row.append(glyph)
    if row:
        yield _once(sorted(row, key=lambda one: one.left))


def _once(row: Sequence[Glyph]) -> list[Glyph]:
    """Leave out glyphs that are drawn twice to look bold."""
    kept: list[Glyph] = []
    for glyph in row:
        last = kept[-1] if kept else None
        if (
            last
            and last.text == glyph.text
            and glyph.left - last.left < _TWICE * glyph.size
            and glyph.text != " "
        ):
            continue
        kept.append(glyph)
    return kept


def _parted(row: Sequence[Glyph], gap: float) -> Iterator[list[Glyph]]:
    part: list[Glyph] = []
    end = 0.0
    blank = False
    for glyph in row:
        if not glyph.text.strip():
            blank = bool(part)
            continue
        if part and glyph.left - end > gap * max(glyph.size, part[-1].size):
            yield part
            part, blank = [], False
        part.append(replace(glyph, text=f" {glyph.text}") if blank else glyph)
        end = max(end, glyph.right) if len(part) > 1 else glyph.right
        blank = False
    if part:
        yield part


def make_line(row: Sequence[Glyph]) -> TextLine | None:
    """A line of glyphs from left to right, blanks put in where there is room for one; None without text."""
    gaps = [_gap(before, after) for before, after in pairwise(row)]
    usual = max(sorted(gaps)[len(gaps) // 2], 0.0) if gaps else 0.0
    text = ""
    for gap, glyph in zip([0.0, *gaps], row, strict=True):
        if gap > _BLANK and gap > _UNUSUAL * usual and not glyph.text.startswith(" "):
            text += " "
        text += glyph.text
    text = text.strip()
    if not text:
        return None
    sizes = sorted(glyph.size for glyph in row)
    bases = sorted(glyph.base for glyph in row)
    middle = len(row) // 2
    return TextLine(
        text, row[0].left, max(one.right for one in row), bases[middle], sizes[middle], tuple(row)
    )


def _gap(before: Glyph, after: Glyph) -> float:
    """The room between two glyphs in em, without that which typesetting leaves between Han and a figure or letter."""
    room = (after.left - before.right) / max(before.size, after.size)
    first, second = before.text[-1], after.text[0]
    beside_han = first.isascii() != second.isascii() and (first + second).isalnum()
    return room - _BESIDE_HAN if beside_han else room


def same_row(lines: Sequence[TextLine]) -> Iterator[list[TextLine]]:
    """Group lines that stand side by side."""
    row: list[TextLine] = []
    for line in lines:
        if row and line.base - row[0].base > _SAME_BASE * min(row[0].size, line.size):
            yield row
            row = []
        row.append(line)
    if row:
        yield row
