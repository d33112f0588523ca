"""Write the pages of a PDF, or of pictures, as a text with its layout."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from kg.ingest.pdf.content import Content, PageText, contents
from kg.ingest.pdf.paragraphs import Columns, PlacedLine, paragraphs
from kg.ingest.pdf.stitch import TablePiece
from kg.ingest.structure.writer import LayoutWriter
from kg.layout import Locator


def write_pages(
    writer: LayoutWriter, pages: Sequence[PageText], recognised: frozenset[int] = frozenset()
) -> list[str]:
    """Write all pages in reading order; returns the furniture left out.

    What stands on the pages ``recognised`` was read from pictures, and its locators say so.
    """
    if not pages:
        return []
    found, left_out = contents(pages)
    columns = Columns([item for item in found if isinstance(item, PlacedLine)], pages[0].width)
    for is_table, group in groupby(found, lambda item: isinstance(item, TablePiece)):
        if is_table:
            for table in _tables(group):
                rows = [replace(row, locator=_marked(row.locator, recognised)) for row in table.grid()]
                writer.grid(rows, title=True, confidence=table.confidence)
        else:
            lines = [item for item in group if isinstance(item, PlacedLine)]
            for paragraph in paragraphs(lines, columns):
                locator = _marked(paragraph.locator, recognised)
                writer.paragraph(paragraph.text, title=paragraph.title, locator=locator)
    return left_out


def _tables(group: Iterable[Content]) -> Iterator[TablePiece]:
    return (item for item in group if isinstance(item, TablePiece))


def _marked(locator: Locator | None, recognised: frozenset[int]) -> Locator | None:
    return replace(locator, ocr=True) if locator and locator.page in recognised else locator
