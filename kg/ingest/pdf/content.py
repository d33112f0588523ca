"""What a page holds, in reading order: lines of text and tables."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.ingest.pdf.borderless import CONFIDENCE, LooseTable, loose_tables, rows_of
from kg.ingest.pdf.columns import Gutters, gutters, reading_order
from kg.ingest.pdf.furniture import furniture
from kg.ingest.pdf.glyphs import Glyph, Page
from kg.ingest.pdf.lines import TextLine, text_lines
from kg.ingest.pdf.paragraphs import PlacedLine, rounded
from kg.ingest.pdf.ruled import RuledTable, inside, ruled_tables
from kg.ingest.pdf.stitch import TablePiece
from kg.layout import Locator

_COLUMN_GAP = 1.5

Content = PlacedLine | TablePiece


@dataclass(frozen=True, slots=True)
class PageText:
    """A page whose ruled tables are known: the lines outside them, and the glyphs of these lines."""

    number: int
    width: float
    height: float
    tables: tuple[RuledTable, ...]
    lines: tuple[TextLine, ...]


def page_text(page: Page) -> PageText:
    """Find the ruled tables and the lines outside them."""
    tables = ruled_tables(page)
    outside = [glyph for glyph in page.glyphs if not any(inside(table, glyph) for table in tables)]
    return PageText(
        page.number, page.width, page.height, tuple(tables), tuple(text_lines(outside, _COLUMN_GAP))
    )


def contents(pages: Sequence[PageText]) -> tuple[list[Content], list[str]]:
    """The content of all pages in reading order, tables stitched over page breaks; and the furniture left out."""
    dropped = furniture([page.lines for page in pages], [page.height for page in pages])
    parted: list[tuple[list[LooseTable], list[TextLine]]] = []
    left_out: list[str] = []
    before: LooseTable | None = None
    for page, out in zip(pages, dropped, strict=True):
        kept = [line for index, line in enumerate(page.lines) if index not in out]
        left_out.extend(page.lines[index].text for index in sorted(out))
        loose, rest = _loose(kept, before)
        before = loose[-1] if loose and _ends_page(loose[-1], rest) else None
        parted.append((loose, rest))
    columns = gutters([rest for _, rest in parted])
    ordered = (
        item
        for page, (loose, rest), xs in zip(pages, parted, columns, strict=True)
        for item in _page_content(page, loose, rest, xs)
    )
    return list(_stitched(ordered)), left_out


def _loose(lines: Sequence[TextLine], before: LooseTable | None) -> tuple[list[LooseTable], list[TextLine]]:
    """The tables without rules, and the lines that are in none."""
    rows = rows_of([glyph for line in lines for glyph in line.glyphs])
    tables = loose_tables(rows, before)
    if not tables:
        return [], list(lines)
    taken: set[Glyph] = {
        glyph
        for table in tables
        for row in rows[table.first : table.last]
        for line in row
        for glyph in line.glyphs
    }
    left = [glyph for line in lines for glyph in line.glyphs if glyph not in taken]
    return tables, text_lines(left, _COLUMN_GAP)


def _ends_page(table: LooseTable, lines: Sequence[TextLine]) -> bool:
    return all(line.base < table.edges[-1][1] for line in lines)


def _page_content(
    page: PageText, loose: Sequence[LooseTable], lines: Sequence[TextLine], xs: Gutters
) -> Iterator[Content]:
    pieces = [
        *(_ruled_piece(page.number, table) for table in page.tables),
        *(_loose_piece(page.number, table) for table in loose),
    ]
    items: list[TextLine | TablePiece] = [*lines, *pieces]
    for found in reading_order(items, xs):
        if isinstance(found.item, TablePiece):
            yield found.item
        else:
            yield PlacedLine(found.item, page.number, found.column)


def _ruled_piece(number: int, table: RuledTable) -> TablePiece:
    left, top, right, _ = table.box
    places = [
        Locator(page=number, box=rounded((left, upper, right, lower))) for upper, lower in pairwise(table.ys)
    ]
    rows = [list(row) for row in table.rows]
    return TablePiece(number, left, right, top, table.xs, rows, places, table.upright_merges)


def _loose_piece(number: int, table: LooseTable) -> TablePiece:
    places = [
        Locator(page=number, box=rounded((table.left, upper, table.right, lower)))
        for upper, lower in table.edges
    ]
    rows = [list(row) for row in table.rows]
    return TablePiece(
        number, table.left, table.right, table.top, table.splits, rows, places, confidence=CONFIDENCE
    )


def _stitched(content: Iterable[Content]) -> Iterator[Content]:
    """Put tables together that follow each other over a page break with nothing between."""
    open_table: TablePiece | None = None
    for item in content:
        if isinstance(item, TablePiece):
            if open_table and open_table.goes_on_in(item):
                open_table.append(item)
                continue
            if open_table:
                yield open_table
            open_table = item
        else:
            if open_table:
                yield open_table
                open_table = None
            yield item
    if open_table:
        yield open_table
