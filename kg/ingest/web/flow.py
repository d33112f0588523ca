"""Walk an element of a web page in reading order: its paragraphs and its tables."""

import re
from collections.abc import Iterator
from functools import cache

from lxml import etree
from lxml.html import HtmlElement

from kg.ingest.catalog import words
from kg.ingest.structure.characters import clean, join_lines
from kg.ingest.structure.grid import MAX_COLUMNS, GridRow, Spread, expand
from kg.ingest.structure.rows import is_prose

_SKIPPED = {
    *(
        "script",
        "style",
        "noscript",
        "nav",
        "footer",
        "iframe",
        "object",
        "template",
        "svg",
        "select",
        "button",
    ),
    *("textarea", "head", "title"),
}
_BLOCKS = {
    *(
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "ul",
        "ol",
        "dl",
    ),
    *(
        "dt",
        "dd",
        "br",
        "hr",
        "blockquote",
        "pre",
        "figure",
        "figcaption",
        "form",
        "table",
        "thead",
        "tbody",
        "tfoot",
    ),
    *("tr", "td", "th", "caption", "center", "address", "aside", "body", "html"),
}
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_NOISE_PART = re.compile(r"[^A-Za-z0-9]+")

Piece = str | list[GridRow]


def flow(root: HtmlElement) -> Iterator[Piece]:
    """Yield the paragraphs (as text) and the data tables (as grids) of an element, in order."""
    buffer: list[str] = []
    walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walker:
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start" and element is not root and is_noise(element):
            walker.skip_subtree()
            continue
        if event == "start" and tag == "table" and (grid := _data_grid(element)):
            yield from _flushed(buffer)
            yield grid
            walker.skip_subtree()
            continue
        if tag in _BLOCKS:
            yield from _flushed(buffer)
        if event == "start" and tag != "table":
            buffer.append(element.text or "")
        elif event != "start" and element is not root:
            buffer.append(element.tail or "")
    yield from _flushed(buffer)


def is_noise(element: HtmlElement) -> bool:
    """Whether an element is no text for readers: scripts, navigation, hidden parts."""
    if not isinstance(element.tag, str):
        return False
    if (
        element.tag in _SKIPPED
        or element.get("hidden") is not None
        or _HIDDEN.search(element.get("style") or "")
    ):
        return True
    names = _NOISE_PART.split(f"{element.get('class') or ''} {element.get('id') or ''}".lower())
    return not _noise_names().isdisjoint(names) and element.tag in (
        "div",
        "ul",
        "ol",
        "section",
        "aside",
        "p",
        "header",
    )


@cache
def _noise_names() -> frozenset[str]:
    return frozenset(words("web_noise"))


@cache
def _noise_lines() -> re.Pattern[str]:
    return re.compile("|".join(words("web_lines")))


def _flushed(buffer: list[str]) -> Iterator[str]:
    text = clean("".join(buffer))
    buffer.clear()
    if text and not _noise_lines().fullmatch(text):
        yield text


def _data_grid(table: HtmlElement) -> list[GridRow] | None:
    """The cells of a table; None for one that only places text, or other tables, on the page."""
    if next(table.iterdescendants("table"), None) is not None:
        return None
    grid = _grid(table)
    return None if is_prose(grid) else grid


def _grid(table: HtmlElement) -> list[GridRow]:
    rows = list(table.iterdescendants("tr"))
    cells = [[cell for cell in row if cell.tag in ("td", "th")] for row in rows]
    slots = expand([[_spread(cell) for cell in row] for row in cells])
    heads = [bool(row) and all(cell.tag == "th" for cell in row) and len(row) > 1 for row in cells]
    caption = table.find("caption")
    grid = [GridRow(row, None, head) for row, head in zip(slots, heads, strict=True)]
    if caption is not None and slots and slots[0]:
        title = expand([[Spread(clean(caption.text_content()), 1, len(slots[0]))]])
        grid.insert(0, GridRow(title[0]))
    return grid


def _spread(cell: HtmlElement) -> Spread:
    return Spread(
        join_lines(list(_cell_lines(cell))),
        _number(cell, "rowspan"),
        min(_number(cell, "colspan"), MAX_COLUMNS),
    )


def _cell_lines(cell: HtmlElement) -> Iterator[str]:
    for piece in flow(cell):
        if isinstance(piece, str):
            yield piece


def _number(cell: HtmlElement, name: str) -> int:
    value = (cell.get(name) or "1").strip()
    return max(int(value), 1) if value.isascii() and value.isdigit() and len(value) < 6 else 1
