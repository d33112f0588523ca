"""The lines of a text, with where they stand."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

# One line end each. U+0085 and U+001C..U+001E are left alone: they are noise of encodings, not layout.
_LINE_END = re.compile("\r\n|[\n\r\f\v\u2028\u2029]")
_BLANKS = " \t\u3000\u00a0\ufeff\u200b"


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank. ``text`` is stripped and equals ``document.text[start:end]``.

    ``indent`` is the width of the blanks before it in cells (U+3000 counts 1, a half-width blank 0.5),
    ``gap`` the number of line ends before it (1: the next line, 2: a blank line between), ``trailing``
    whether blanks follow it.
    """

    text: str
    start: int
    end: int
    indent: float = 0.0
    gap: int = 1
    trailing: bool = False


def split_lines(text: str) -> list[Line]:
    """Return the lines of a text that are not blank, in order."""
    lines: list[Line] = []
    position, gap = 0, 1
    for match in _LINE_END.finditer(text):
        gap = _append(lines, text[position : match.start()], position, gap)
        position = match.end()
    _append(lines, text[position:], position, gap)
    return lines


def _append(lines: list[Line], raw: str, start: int, gap: int) -> int:
    """Add one raw line unless it is blank; return the gap before the next one."""
    content = raw.strip(_BLANKS)
    if not content:
        return gap + 1
    lead = len(raw) - len(raw.lstrip(_BLANKS))
    begin = start + lead
    trailing = lead + len(content) < len(raw)
    lines.append(Line(content, begin, begin + len(content), _indent(raw[:lead]), gap, trailing))
    return 1


def _indent(blanks: str) -> float:
    wide = blanks.count("\u3000") + 2 * blanks.count("\t")
    return wide + 0.5 * (blanks.count(" ") + blanks.count("\u00a0"))


def joined(lines: Sequence[Line]) -> str:
    """The texts of lines put together without anything between: what rules look at, not what is stored."""
    return "".join(line.text for line in lines)
