"""What PDFium knows of a page: glyphs with their places, and ruled lines, from the upper left corner in points."""

import ctypes
import itertools
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from kg.ingest.structure.characters import repair

MAX_GLYPHS = 200_000
MAX_PATHS = 100_000
_MAX_FORMS = 6
_THIN = 3.0
_TILT = 0.2
# PDFium gives these for a hyphen at the end of a line; in lists it belongs to a model number, so it stays.
_HYPHENS = (0x02, 0xFFFE)
_HAN = re.compile("[\u3400-\u9fff]")
_NOTHING = frozenset((0x00, 0x0A, 0x0D, 0xAD, 0x200B, 0xFEFF))


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character: its left and right edge, its baseline, and the size of its font."""

    text: str
    left: float
    right: float
    base: float
    size: float


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn line: ``at`` is the y of a level one and the x of an upright one, ``start`` to ``end`` its extent."""

    upright: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Page:
    """A page as read: size, glyphs and rules; ``pictures`` says whether it shows any."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]
    pictures: bool


def read_page(page: pdfium.PdfPage, number: int) -> Page:
    """Read a page; it stands upright whatever its rotation."""
    turn = _Turn(page)
    rules: list[Rule] = []
    pictures = False
    for count, item in enumerate(
        page.get_objects((raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE), _MAX_FORMS)
    ):
        if count > MAX_PATHS:
            break
        if item.type == raw.FPDF_PAGEOBJ_IMAGE:
            pictures = True
        else:
            rules.extend(_rules(item, turn))
    return Page(number, turn.width, turn.height, tuple(_glyphs(page, turn)), tuple(rules), pictures)


class _Turn:
    """Turns the coordinates of a page (from its lower left, before rotation) to ours."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        self.left, self.bottom, self.right, self.top = page.get_bbox()
        self.rotation = page.get_rotation()
        wide, high = self.right - self.left, self.top - self.bottom
        self.width, self.height = (high, wide) if self.rotation in (90, 270) else (wide, high)

    def shows(self, glyph: Glyph) -> bool:
        """Whether a character stands on the page and not beside it."""
        level = 0 <= (glyph.left + glyph.right) / 2 <= float(self.width)
        return level and 0 <= glyph.base <= float(self.height) + glyph.size

    def __call__(self, x: float, y: float) -> tuple[float, float]:
        match self.rotation:
            case 90:
                return y - self.bottom, x - self.left
            case 180:
                return self.right - x, y - self.bottom
            case 270:
                return self.top - y, self.right - x
            case _:
                return x - self.left, self.top - y


def _glyphs(page: pdfium.PdfPage, turn: _Turn) -> Iterator[Glyph]:
    text = page.get_textpage()
    try:
        handle = text.raw
        for index in range(min(text.count_chars(), MAX_GLYPHS)):
            glyph = _glyph(handle, index, turn)
            if glyph and turn.shows(glyph):
                yield glyph
    finally:
        text.close()


def _glyph(handle: object, index: int, turn: _Turn) -> Glyph | None:
    code = raw.FPDFText_GetUnicode(handle, index)
    generated = raw.FPDFText_IsGenerated(handle, index) == 1
    if code in _HYPHENS:
        code = 0x2D
    elif code in _NOTHING or generated or not 0 < code < 0x110000 or 0xD800 <= code < 0xE000:
        return None
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(handle, index, matrix)
    if _is_tilted(matrix, turn.rotation):
        return None
    x, y = ctypes.c_double(), ctypes.c_double()
    box = raw.FS_RECTF()
    if not raw.FPDFText_GetCharOrigin(handle, index, x, y) or not raw.FPDFText_GetLooseCharBox(
        handle, index, box
    ):
        return None
    height = math.hypot(matrix.c, matrix.d) or 1.0
    size = raw.FPDFText_GetFontSize(handle, index) * height
    origin, base = turn(x.value, y.value)
    left, right = sorted((turn(box.left, box.bottom)[0], turn(box.right, box.top)[0]))
    if not all(map(math.isfinite, (left, right, base, origin, size))):
        return None
    text = repair(chr(code))
    if _HAN.match(text):
        # Of characters that fonts map to radicals PDFium gives the ink, not the width: take the whole square.
        left = min(origin, left)
        right = max(right, left + 0.98 * size * (math.hypot(matrix.a, matrix.b) or 1.0) / height)
    return Glyph(text, left, right, base, max(size, 1.0))


def _is_tilted(matrix: raw.FS_MATRIX, rotation: int) -> bool:
    """Whether a character does not stand upright on the turned page: a watermark, a note on the margin."""
    angle = math.atan2(matrix.b, matrix.a) + math.radians(rotation) * -1
    return abs(math.sin(angle)) > _TILT or math.cos(angle) < 0


def _rules(item: pdfium.PdfObject, turn: _Turn) -> Iterator[Rule]:
    """The level and upright lines of a path: stroked lines, thin rectangles, the sides of stroked boxes."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item.raw, fill, stroke)
    if not fill.value and not stroke.value:
        return
    for points in _subpaths(item, turn):
        xs, ys = [x for x, _ in points], [y for _, y in points]
        left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
        if right - left <= _THIN < bottom - top:
            yield Rule(True, (left + right) / 2, top, bottom)
        elif bottom - top <= _THIN < right - left:
            yield Rule(False, (top + bottom) / 2, left, right)
        elif stroke.value:
            yield from _sides(points)


def _sides(points: list[tuple[float, float]]) -> Iterator[Rule]:
    for (x0, y0), (x1, y1) in itertools.pairwise(points):
        if abs(x0 - x1) < 0.5 and abs(y0 - y1) > _THIN:
            yield Rule(True, x0, min(y0, y1), max(y0, y1))
        elif abs(y0 - y1) < 0.5 and abs(x0 - x1) > _THIN:
            yield Rule(False, y0, min(x0, x1), max(x0, x1))


def _subpaths(item: pdfium.PdfObject, turn: _Turn) -> Iterator[list[tuple[float, float]]]:
    """The corners of each part of a path, on the page; a closed part ends where it began."""
    matrices = [item.get_matrix()]
    form = item.container
    while form is not None:
        matrices.append(form.get_matrix())
        form = form.container
    points: list[tuple[float, float]] = []
    for index in range(min(raw.FPDFPath_CountSegments(item.raw), MAX_PATHS)):
        segment = raw.FPDFPath_GetPathSegment(item.raw, index)
        x, y = ctypes.c_float(), ctypes.c_float()
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield points
            points = []
        place = (x.value, y.value)
        for matrix in matrices:
            place = matrix.on_point(*place)
        points.append(turn(*place))
        if raw.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if len(points) > 1:
        yield points
