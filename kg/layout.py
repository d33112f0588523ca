"""What a reader knows of a document's structure, beside its text: paragraphs, tables, and where they stood.

A reader of a structured format (web page, Word, Excel, PDF) writes a text, one paragraph or table row a line, and
says with a ``Layout`` which is which. Spans are document offsets. A plain text has no layout; its structure is
guessed from its lines.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kg.offsets import Span


@dataclass(frozen=True, slots=True)
class Locator:
    """Where something stands in the file, for a person who opens it; None for what the format does not have.

    ``page`` counts from 1, ``box`` is left, top, right, bottom in points from the upper left corner of the page.
    ``row`` counts from 1 as the spreadsheet program shows it, ``cells`` is a range such as ``A3:F3``; elsewhere it
    counts the rows of the ``table``, the first of the file being 1. ``part`` is the name of a file in an archive.
    ``ocr`` says that the text was recognised in a picture.
    """

    part: str | None = None
    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    sheet: str | None = None
    table: int | None = None
    row: int | None = None
    cells: str | None = None
    ocr: bool | None = None

    def __str__(self) -> str:
        page = f"p. {self.page}" if self.page else None
        cells = f"{self.sheet}!{self.cells}" if self.sheet and self.cells else self.sheet
        table = f"table {self.table}" if self.table else None
        row = f"row {self.row}" if self.row and not self.cells else None
        ocr = "OCR" if self.ocr else None
        return ", ".join(part for part in (self.part, page, cells, table, row, ocr) if part)


@dataclass(frozen=True, slots=True)
class ParagraphBlock:
    """One paragraph. ``title`` says that it is set as the title of an article, ``begins`` that one begins here."""

    start: int
    end: int
    title: bool = False
    begins: bool = False
    locator: Locator | None = None


@dataclass(frozen=True, slots=True)
class LaidRow:
    """A row of a table: its kind (a ``RowKind``), the spans of its cells (start == end for an empty one)."""

    kind: str
    cells: tuple[Span, ...]
    locator: Locator | None = None


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table; ``confidence`` is below 1 where its cells were guessed from the distances of words."""

    rows: tuple[LaidRow, ...]
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A stretch of plain text whose structure is to be guessed from its lines (a .txt inside an archive)."""

    start: int
    end: int
    locator: Locator | None = None


LaidBlock = ParagraphBlock | TableBlock | TextBlock


@dataclass(frozen=True, slots=True)
class Layout:
    """The blocks of a document in the order of its text."""

    blocks: tuple[LaidBlock, ...]


Place = tuple[int, int, Locator]


def locators_at(places: Sequence[Place], start: int, end: int) -> Iterator[Locator]:
    """The locators of the places that a span touches, in order."""
    return (locator for first, last, locator in places if first < end and start < last)


def locator_to_json(locator: Locator | None) -> dict[str, Any] | None:
    """A locator as a JSON object without what it does not say."""
    if locator is None:
        return None
    fields = ("part", "page", "box", "sheet", "table", "row", "cells", "ocr")
    return {name: value for name in fields if (value := getattr(locator, name)) is not None}


def locator_from_json(value: dict[str, Any] | None) -> Locator | None:
    """A locator from its JSON object."""
    if value is None:
        return None
    box = value.get("box")
    return Locator(**{**value, "box": tuple(box) if box else None})


def layout_to_json(layout: Layout) -> list[list[Any]]:
    """A layout as JSON: one list a block, its kind first."""
    return [_block_to_json(block) for block in layout.blocks]


def _block_to_json(block: LaidBlock) -> list[Any]:
    if isinstance(block, TableBlock):
        rows = [[row.kind, row.cells, locator_to_json(row.locator)] for row in block.rows]
        return ["table", rows, block.confidence]
    where = locator_to_json(block.locator)
    if isinstance(block, TextBlock):
        return ["text", block.start, block.end, where]
    return ["paragraph", block.start, block.end, block.title, block.begins, where]


def layout_from_json(value: Sequence[Sequence[Any]]) -> Layout:
    """A layout from its JSON."""
    return Layout(tuple(_block_from_json(*block) for block in value))


def _block_from_json(kind: str, *fields: Any) -> LaidBlock:
    if kind == "table":
        rows, confidence = fields
        return TableBlock(tuple(_row_from_json(*row) for row in rows), confidence)
    *head, where = fields
    fields = (*head, locator_from_json(where))
    return TextBlock(*fields) if kind == "text" else ParagraphBlock(*fields)


def _row_from_json(kind: str, cells: Sequence[Sequence[int]], where: dict[str, Any] | None) -> LaidRow:
    return LaidRow(kind, tuple((start, end) for start, end in cells), locator_from_json(where))
