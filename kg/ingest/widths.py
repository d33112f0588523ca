"""How wide lines are set, in cells of one Han character.

Chinese magazines set commas, brackets and quotation marks either in half a cell or in a whole one, digits in half
a cell. With the right widths the full lines of a column agree within half a cell, and a first line whose indent
was lost stands out two cells short.
"""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

_HALVES = "，、；：“”‘’（）《》〈〉「」『』【】〔〕·"
_BLOCK = 25
_WINDOW = 0.75
_NEIGHBOURS = 4
_ENOUGH = 4
_MAX_SPREAD = 2.0
SPREAD = 0.45

Measure = Callable[[str], float]


def _table(punctuation: float) -> dict[int, float]:
    cells = dict.fromkeys(range(128), 0.35)
    cells |= {ord(digit): 0.5 for digit in "0123456789"}
    cells |= {code: 0.6 for code in range(128) if chr(code).isalpha()}
    cells |= {ord(" "): 0.4, ord("%"): 0.65}
    return cells | {ord(mark): punctuation for mark in _HALVES}


def _measure(punctuation: float) -> Measure:
    cells = _table(punctuation)
    return lambda text: sum(cells.get(ord(character), 1.0) for character in text)


HALF_WIDTH = _measure(0.5)
FULL_WIDTH = _measure(1.0)


@dataclass(frozen=True, slots=True)
class Columns:
    """The widths of lines and of the columns they stand in, one entry a line.

    ``near`` is the width that the closest lines suggest (text beside a picture is narrower), equal to ``full``
    where they suggest nothing else. ``spread`` is the standard deviation of full lines.
    """

    measure: Measure
    widths: tuple[float, ...]
    full: tuple[float, ...]
    near: tuple[float, ...]
    spread: float = SPREAD


def columns(texts: Sequence[str], indents: Sequence[float]) -> Columns:
    """Measure lines with the punctuation widths that make more of them agree."""
    by_profile = [_widths(texts, indents, measure) for measure in (HALF_WIDTH, FULL_WIDTH)]
    agreeing = [_agreeing(widths) for widths in by_profile]
    chosen = 0 if agreeing[0] >= agreeing[1] else 1
    widths = by_profile[chosen]
    full = _block_widths(widths)
    near = [_near(widths, index, full[index]) for index in range(len(widths))]
    return Columns((HALF_WIDTH, FULL_WIDTH)[chosen], tuple(widths), tuple(full), tuple(near))


def densest(widths: Sequence[float]) -> tuple[float, int]:
    """The width that most lines agree on, and how many do; lines far below the widest do not count."""
    ordered = sorted(widths)
    floor = 0.6 * widest(ordered)
    best, count = ordered[-1], 0
    end = 0
    for start in range(bisect_left(ordered, floor), len(ordered)):
        while end < len(ordered) and ordered[end] <= ordered[start] + _WINDOW:
            end += 1
        if end - start >= count:
            best, count = ordered[(start + end) // 2], end - start
    return best, count


def _widths(texts: Sequence[str], indents: Sequence[float], measure: Measure) -> list[float]:
    return [measure(text) + indent for text, indent in zip(texts, indents, strict=True)]


def _agreeing(widths: Sequence[float]) -> int:
    """How many lines lie in the densest window of their block."""
    return sum(densest(widths[at : at + _BLOCK * 2])[1] for at in range(0, len(widths), _BLOCK * 2))


def _block_widths(widths: Sequence[float]) -> list[float]:
    """The column width around each line: that of its block and the blocks beside it."""
    full: list[float] = []
    for at in range(0, len(widths), _BLOCK):
        width, _ = densest(widths[max(0, at - _BLOCK) : at + 2 * _BLOCK])
        full.extend([width] * min(_BLOCK, len(widths) - at))
    return full


def _near(widths: Sequence[float], index: int, full: float) -> float:
    around = widths[max(0, index - _NEIGHBOURS) : index + _NEIGHBOURS + 1]
    width, count = densest(around)
    return width if count >= _NEIGHBOURS else full


def widest(widths: Sequence[float]) -> float:
    """The width that only one line in ten exceeds."""
    return sorted(widths)[int(0.9 * (len(widths) - 1))]


def settle(found: Columns, certain: Sequence[int]) -> Columns:
    """Fit how ragged a text is set, given lines that are full: their sentence began before and goes on after.

    Magazines are justified; a text wrapped by hand or by a program is ragged, and its width is a tendency.
    """
    if len(certain) < _ENOUGH:
        return found
    misfits = sorted(abs(found.widths[index] - found.full[index]) for index in certain)
    spread = min(misfits[int(0.8 * (len(misfits) - 1))] / 1.28, _MAX_SPREAD)
    if spread < 2 * SPREAD:
        return found
    typical = sorted(found.widths[index] for index in certain)[len(certain) // 2]
    level = (typical,) * len(found.full)
    return replace(found, full=level, near=level, spread=spread)
