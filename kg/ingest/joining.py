"""Join the lines of a paragraph: which blanks go, and where one is put in."""

import re
from collections.abc import Iterator, Sequence

from kg.ingest.lines import Line
from kg.ingest.marks import is_contact

_HAN = "\u3400-\u9fff\uf900-\ufaff，。；：、（）《》“”！？"
# A blank between Han and figures or letters comes from justification: 到 31802亿元.
_JUSTIFIED = re.compile(rf"(?<=[{_HAN}]) (?=[0-9A-Za-z])|(?<=[0-9A-Za-z%]) (?=[{_HAN}])")
# A name of two characters is spaced out to the length of three: 陈 攀.
_SPACED_NAME = re.compile(
    r"(?<=[：、，\s][\u4e00-\u9fff])[ \u3000]{1,2}(?=[\u4e00-\u9fff](?:[、，；\s（(]|$))"
)
_LEADING = re.compile(r"\d+ ")
_SOFT_HYPHENS = "\u2043\u00ad"

Piece = tuple[int, int]


def pieces(lines: Sequence[Line], wrapped: bool) -> Iterator[Piece | None]:
    """Yield the raw spans that make up a paragraph; None where a blank is to be inserted."""
    for index, line in enumerate(lines):
        if index and _needs_blank(lines[index - 1].text, line.text):
            yield None
        yield from _spans(line, wrapped, index + 1 == len(lines))


def _needs_blank(before: str, after: str) -> bool:
    """Two Latin words parted by the line break; numbers and model names broken at their hyphen are not."""
    return before[-1].isascii() and before[-1].isalpha() and after[0].isascii() and after[0].isalpha()


def _spans(line: Line, wrapped: bool, last: bool) -> Iterator[Piece]:
    text, start = line.text, line.start
    end = len(text)
    if not last and text[-1] in _SOFT_HYPHENS:
        end -= 1
    position = 0
    for first, after in _dropped(text, wrapped):
        yield (start + position, start + first)
        position = after
    yield (start + position, start + end)


def _dropped(text: str, wrapped: bool) -> list[Piece]:
    """The blanks of a line that are layout."""
    drops: list[Piece] = []
    if wrapped:
        leading = _LEADING.match(text)
        drops += [match.span() for match in _JUSTIFIED.finditer(text, leading.end() if leading else 0)]
    if is_contact(text):
        drops += [match.span() for match in _SPACED_NAME.finditer(text)]
    return sorted(drops)
