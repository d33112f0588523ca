"""Page furniture of a PDF: what stands in the margins and recurs, page numbers, what a browser prints there."""

import re
from collections.abc import Sequence

from kg.ingest.furniture import is_page_number, is_running_head
from kg.ingest.pdf.lines import TextLine
from kg.ingest.table_headings import are_headings

_MARGIN = 0.09
_RECURS = 3
_SAME_PLACE = 6.0
_SAME_ROW = 0.5
_NUMBER = re.compile(r"\d{1,4}(?:\s*[/／]\s*\d{1,4})?|[-—–―－]\s*\d{1,4}\s*[-—–―－]|[IVXivx]{1,6}")
_PRINTED = re.compile(
    r"(?:file|https?)://\S+(?:\s+\d+/\d+)?|\d{1,4}[/-]\d{1,2}[/-]\d{1,4},?\s+\d{1,2}:\d{2}(?:\s*[AP]M)?.*",
    re.DOTALL,
)
_MAX = 60


def furniture(pages: Sequence[Sequence[TextLine]], heights: Sequence[float]) -> list[frozenset[int]]:
    """For each page the indexes of the lines that are furniture."""
    margins = [
        [index for index, line in enumerate(lines) if _in_margin(line, height)]
        for lines, height in zip(pages, heights, strict=True)
    ]
    places: dict[str, list[tuple[int, float]]] = {}
    for number, (lines, found) in enumerate(zip(pages, margins, strict=True)):
        for index in found:
            places.setdefault(_masked(lines[index].text), []).append((number, lines[index].base))
    return [_of_page(lines, found, places) for lines, found in zip(pages, margins, strict=True)]


def _in_margin(line: TextLine, height: float) -> bool:
    return len(line.text) <= _MAX and (line.base < _MARGIN * height or line.top > (1 - _MARGIN) * height)


def _recurs(line: TextLine, places: dict[str, list[tuple[int, float]]]) -> bool:
    """Whether a line's text, digits masked, stands at the same height of three pages or more."""
    found = places[_masked(line.text)]
    return len({page for page, base in found if abs(base - line.base) <= _SAME_PLACE}) >= _RECURS


def _masked(text: str) -> str:
    return re.sub(r"\s+", "", re.sub(r"\d+", "0", text))


def _of_page(
    lines: Sequence[TextLine], margin: Sequence[int], places: dict[str, list[tuple[int, float]]]
) -> frozenset[int]:
    """The margin lines in whose row everything is furniture; 33 beside other cells is no page number."""
    found: set[int] = set()
    rows: list[list[int]] = []
    for at in margin:
        if rows and abs(lines[at].base - lines[rows[-1][0]].base) < _SAME_ROW * lines[at].size:
            rows[-1].append(at)
        else:
            rows.append([at])
    for row in rows:
        texts = [lines[at].text for at in row]
        if are_headings(" ".join(texts).split()):
            continue
        if any(map(_is_printed, texts)) or all(
            _recurs(lines[at], places) or _is_number(lines[at].text) for at in row
        ):
            found.update(row)
    return frozenset(found)


def _is_printed(text: str) -> bool:
    """What only furniture looks like: the head of a journal, 第6页, what a browser prints."""
    return _PRINTED.fullmatch(text) is not None or is_page_number(text) or is_running_head(text)


def _is_number(text: str) -> bool:
    return _NUMBER.fullmatch(text) is not None
