"""Characters found in a picture, put upright and on the scale of a page, as a page of a PDF has them."""

import math
from collections.abc import Iterator, Sequence
from statistics import median

from kg.ingest.ocr.engine import Character, Point
from kg.ingest.pdf.glyphs import Glyph, Page
from kg.ingest.structure.characters import repair

# A sheet of A4 in points: what a picture without a scale of its own is taken for.
_SHORT_SIDE = 595.0
_LEAST_LINE = 5
_BASE, _SIZE = 0.82, 0.85
# The recogniser says where characters are to half a character; what is closer (in em) is not parted.
_CLOSE = 0.8


def page_of(lines: Sequence[Sequence[Character]], width: float, height: float, number: int) -> Page:
    """A page of the characters of a picture that is so many pixels wide and high."""
    scale = _SHORT_SIDE / max(min(width, height), 1.0)
    turn = -_tilt(lines)
    glyphs = [glyph for line in lines for glyph in _glyphs(line, turn, scale)]
    return Page(number, width * scale, height * scale, tuple(glyphs), (), True)


def _tilt(lines: Sequence[Sequence[Character]]) -> float:
    """The angle by which the lines of a page rise or fall, that of the middle one."""
    angles = []
    for line in lines:
        if len(line) >= _LEAST_LINE:
            (x, y), (to_x, to_y) = _middle(line[0]), _middle(line[-1])
            angles.append(math.atan2(to_y - y, to_x - x))
    return median(angles) if angles else 0.0


def _middle(character: Character) -> Point:
    xs, ys = zip(*character.corners, strict=True)
    return sum(xs) / len(xs), sum(ys) / len(ys)


def _glyphs(line: Sequence[Character], turn: float, scale: float) -> Iterator[Glyph]:
    """The characters of one line on one baseline."""
    boxes = [_upright(character, turn, scale) for character in line]
    if not boxes:
        return
    top, bottom = median(box[1] for box in boxes), median(box[3] for box in boxes)
    base, size = top + _BASE * (bottom - top), _SIZE * (bottom - top)
    ends = [
        after[0] if right < after[0] < right + _CLOSE * size else right
        for (_, _, right, _), after in zip(boxes, [*boxes[1:], (0.0, 0.0, 0.0, 0.0)], strict=True)
    ]
    for character, (left, _, _, _), right in zip(line, boxes, ends, strict=True):
        for text in repair(character.text):
            if text.strip() and right > left:
                yield Glyph(text, left, right, base, size)


def _upright(character: Character, turn: float, scale: float) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a character's box on the page turned back."""
    cosine, sine = math.cos(turn), math.sin(turn)
    points = [
        (scale * (x * cosine - y * sine), scale * (x * sine + y * cosine)) for x, y in character.corners
    ]
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)
