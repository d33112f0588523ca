"""What speaks for and against a paragraph ending after a line, as costs: negative logarithms of rough odds.

The weights were found on two issues of a magazine and checked on re-wrapped text of widths from 14 to 38 cells.
"""

import re
from collections.abc import Sequence

from kg.ingest import marks
from kg.ingest.lines import Line
from kg.ingest.widths import Columns

FORBIDDEN = 1000.0
OPEN_END = re.compile(r"[，、（《“‘「『(,—-]$")
_STOP = re.compile(r"(?:[。！？!?…]|[。！？.]?[……]{1,2})[”’」』）)】]*$")
_CLOSED = re.compile(r"[）)”》]$")
_PAUSE = re.compile(r"[；：;:]$")
_RUNS_ON = re.compile(r"[，。、；：”’）》」』！？%,.;:)]|……")
_TOKEN = re.compile(r"[0-9A-Za-z][0-9A-Za-z.,:/%+~_-]*%?")
_HALF_END = re.compile(r"[0-9A-Za-z]$")
_TAIL = 12


def going_on(lines: Sequence[Line], columns: Columns, lost_indent: float) -> list[float]:
    """The cost of each line as one after which its paragraph goes on, if ``lost_indent`` cells were before it."""
    return [
        _misfit(lines, columns, index, lost_indent) + (2.2 if _STOP.search(line.text[-_TAIL:]) else 0.0)
        for index, line in enumerate(lines)
    ]


def ending(lines: Sequence[Line], columns: Columns) -> list[tuple[float, float]]:
    """The cost of each line as the last of its paragraph: as its only line, and as one of several."""
    margin = max(2.7, 2.5 * columns.spread)
    return [
        _ending(line.text, short=width < full - margin)
        for line, width, full in zip(lines, columns.widths, columns.full, strict=True)
    ]


def between(lines: Sequence[Line], parted: Sequence[bool]) -> list[tuple[float, float]]:
    """For each line but the last, the costs of joining it with the next one and of parting them.

    What the document does elsewhere counts: kept indents and blank lines speak where some lines have them.
    """
    kept = keeps_indents(lines)
    blank = sum(line.gap > 1 for line in lines[1:])
    spaced = 0.03 * len(lines) <= blank <= 0.5 * len(lines)
    return [
        (FORBIDDEN, 0.0) if parted[index] else _gap(lines[index], lines[index + 1], kept, spaced)
        for index in range(len(lines) - 1)
    ]


def keeps_indents(lines: Sequence[Line]) -> bool:
    """Whether the first lines of paragraphs still have their indents."""
    return sum(1 <= line.indent <= 4 for line in lines) >= max(1, 0.03 * len(lines))


def _misfit(lines: Sequence[Line], columns: Columns, index: int, lost_indent: float) -> float:
    """How badly the width of a line fits a full line of its column."""
    width = columns.widths[index] + lost_indent
    token = _TOKEN.match(lines[index + 1].text) if index + 1 < len(lines) else None
    room = columns.measure(token[0]) if token else 0.0
    full, near = columns.full[index], columns.near[index]
    fit = _deviation(width, full, room, columns.spread)
    return fit if near == full else min(fit, _deviation(width, near, room, columns.spread))


def _deviation(width: float, full: float, room: float, spread: float) -> float:
    if width < full < width + room:  # the next number or word did not fit any more
        return 0.0
    return min(((width - full) / spread) ** 2 / 2, 6.0 if width > full else 16.0)


def _ending(text: str, short: bool) -> tuple[float, float]:
    if _STOP.search(text[-_TAIL:]):
        return 3.0, 3.0
    if _PAUSE.search(text[-1]):
        cost = (4.0 if short else 5.5) + _unclosed(text)
        return cost, cost
    cost = 7.5 if short else 11.0
    if _CLOSED.search(text[-1]):
        cost -= 3.0
    if OPEN_END.search(text[-1]) or (not short and _HALF_END.search(text[-1])):
        cost += 9.0
    cost += _unclosed(text)
    return cost, cost + 2.0


def _unclosed(text: str) -> float:
    """A bracket or title mark that is still open at the end of the line."""
    for opening, closing in ("（）", "《》", "()"):
        if text.rfind(opening) > text.rfind(closing):
            return 8.0
    return 0.0


def _gap(line: Line, after: Line, kept: bool, spaced: bool) -> tuple[float, float]:
    if _RUNS_ON.match(after.text):
        return 0.0, 10.0
    join, end = _by_opening(after.text)
    if kept:
        join, end = (join + 8.0, end - 2.0) if after.indent >= 1 else (join, end + 3.0)
    if spaced:
        join, end = (join + 6.0, end - 2.0) if after.gap > 1 else (join, end + 1.0)
    if marks.is_date_line(after.text) and not OPEN_END.search(line.text[-1]):
        join += 6.0
    return join, end


def _by_opening(text: str) -> tuple[float, float]:
    """What the beginning of a line says of joining it to the line before, and of parting them."""
    if marks.is_contact(text):
        return 8.0, -4.0
    if marks.is_enumerated(text):
        return 5.0, -3.0
    if marks.is_listed_name(text):
        return 5.0, -5.0
    if marks.is_inline_enumerated(text):
        return 1.5, -1.5
    return 0.0, 0.0
