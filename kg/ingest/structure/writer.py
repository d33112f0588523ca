"""Write a document's text, one paragraph or table row a line, and its layout with it."""

from collections.abc import Sequence
from dataclasses import replace

from kg.ingest.structure.characters import clean
from kg.ingest.structure.grid import GridRow
from kg.ingest.structure.holes import hole_warnings
from kg.ingest.structure.rows import RowContent, TableContent, is_prose, read_grid
from kg.layout import LaidBlock, LaidRow, Layout, Locator, ParagraphBlock, TableBlock, TextBlock
from kg.offsets import Span

CELL_SEPARATOR = " | "


class LayoutWriter:
    """Collects paragraphs and tables in reading order; ``text`` and ``layout`` give what was written."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._blocks: list[LaidBlock] = []
        self._begins = False
        self._tables = 0
        self.warnings: list[str] = []

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self._parts)

    @property
    def layout(self) -> Layout:
        """The layout of the text so far."""
        return Layout(tuple(self._blocks))

    def begin_article(self) -> None:
        """Let an article begin with the next paragraph (another sheet, another file of an archive)."""
        self._begins = bool(self._blocks)

    def paragraph(self, text: str, *, title: bool = False, locator: Locator | None = None) -> None:
        """Add a paragraph; blanks are collapsed, and one without text is left out."""
        cleaned = clean(text)
        if cleaned:
            start, end = self._line(cleaned)
            self._blocks.append(ParagraphBlock(start, end, title, self._begins, locator))
            self._begins = False

    def plain_text(self, text: str, locator: Locator | None = None) -> None:
        """Add a text whose structure is to be guessed from its lines."""
        start, end = self._line(text)
        self._blocks.append(TextBlock(start, end, locator))
        self._begins = False

    def grid(self, rows: Sequence[GridRow], *, title: bool = False, confidence: float = 1.0) -> None:
        """Add what a grid of cells holds: tables with their titles and notes, or just paragraphs.

        Rows without a locator get the number of the table in the document and their own in the table.
        """
        self._tables += 1
        rows = [
            row if row.locator else replace(row, locator=Locator(table=self._tables, row=number))
            for number, row in enumerate(rows, start=1)
        ]
        if is_prose(rows):
            for row in rows:
                for slot in row.distinct:
                    self.paragraph(slot.text, locator=row.locator)
            return
        for number, content in enumerate(read_grid(rows)):
            self._table(content, title and number == 0, confidence)

    def append(self, text: str, layout: Layout, part: str) -> None:
        """Add a document that was read on its own, ``part`` of an archive."""
        shift = self._length + (1 if self._parts else 0)
        self._line(text)
        self._blocks.extend(_moved(block, shift, part) for block in layout.blocks)

    def _table(self, content: TableContent, title: bool, confidence: float) -> None:
        for line, locator in content.above:
            self.paragraph(line, title=title, locator=locator)
            title = False
        rows = [self._row(row) for row in content.rows]
        if rows:
            self._blocks.append(TableBlock(tuple(rows), confidence))
        self.warnings.extend(hole_warnings(content.rows))
        for line, locator in content.below:
            self.paragraph(line, locator=locator)

    def _row(self, row: RowContent) -> LaidRow:
        cells = [clean(cell) for cell in row.cells]
        at, _ = self._line(CELL_SEPARATOR.join(cells))
        spans: list[Span] = []
        for cell in cells:
            spans.append((at, at + len(cell)))
            at += len(cell) + len(CELL_SEPARATOR)
        return LaidRow(row.kind, tuple(spans), row.locator)

    def _line(self, text: str) -> Span:
        if self._parts:
            self._parts.append("\n")
            self._length += 1
        start = self._length
        self._parts.append(text)
        self._length += len(text)
        return start, self._length


def _moved(block: LaidBlock, by: int, part: str) -> LaidBlock:
    """A block at another place of a text; its locators name the file it came from."""
    if isinstance(block, TableBlock):
        rows = tuple(
            LaidRow(
                row.kind,
                tuple((start + by, end + by) for start, end in row.cells),
                _inside(row.locator, part),
            )
            for row in block.rows
        )
        return TableBlock(rows, block.confidence)
    start, end, locator = block.start + by, block.end + by, _inside(block.locator, part)
    if isinstance(block, TextBlock):
        return TextBlock(start, end, locator)
    return ParagraphBlock(start, end, block.title, block.begins or start == by, locator)


def _inside(locator: Locator | None, part: str) -> Locator:
    """A locator inside a part of an archive, or inside a part of that part."""
    found = locator or Locator()
    name = f"{part}/{found.part}" if found.part else part
    return replace(found, part=name)
