"""Whether lines are pieces of paragraphs, cut at the width of a column, or paragraphs themselves."""

import re
from collections.abc import Sequence

from kg.ingest.lines import Line
from kg.ingest.marks import is_enumerated
from kg.ingest.widths import Columns, widest

_INSIDE = re.compile("[，。；、]")
_ENDS_OPEN = re.compile(r"[\w（《“‘「%℃+-]$")
_RUNS_ON = re.compile("[，。；：、”）》]")
_BLOCK = 25
_MAX_COLUMN = 60.0
_LEAST_PROSE = 0.15


def wrapped(lines: Sequence[Line], columns: Columns) -> list[bool]:
    """Say for each line whether it belongs to wrapped text.

    Judged by blocks with their neighbours; when most of a document is wrapped, all of it is: short lists and
    headings inside wrapped text are left to the rules that rebuild paragraphs.
    """
    flags: list[bool] = []
    for at in range(0, len(lines), _BLOCK):
        window = slice(max(0, at - _BLOCK), at + 2 * _BLOCK)
        flag = _is_wrapped(lines[window], columns.widths[window])
        flags.extend([flag] * min(_BLOCK, len(lines) - at))
    return [True] * len(flags) if 2 * sum(flags) >= len(flags) > 0 else flags


def _is_wrapped(lines: Sequence[Line], widths: Sequence[float]) -> bool:
    """Prose whose lines break off in mid-sentence, and hardly any line wider than the column."""
    prose = [index for index in range(len(lines) - 1) if is_prose(lines[index])]
    if len(lines) < 3 or len(prose) < _LEAST_PROSE * len(lines) or widest(widths) > _MAX_COLUMN:
        return False
    broken = sum(breaks_off(lines[index], lines[index + 1]) for index in prose)
    return broken >= 0.35 * len(prose)


def is_prose(line: Line) -> bool:
    """Whether a line has the punctuation of sentences in it."""
    return _INSIDE.search(line.text) is not None


def breaks_off(line: Line, after: Line) -> bool:
    """Whether a line ends in the middle of a sentence, as far as its end and the next line show."""
    if after.indent >= 1 or is_enumerated(after.text):
        return False
    return _ENDS_OPEN.search(line.text) is not None or _RUNS_ON.match(after.text) is not None
