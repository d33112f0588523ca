"""A document whose reader knows its structure, as a sequence of blocks."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from kg.ingest import marks
from kg.ingest.blocks import Block, Mark, Paragraph, read_blocks
from kg.ingest.lines import Line
from kg.ingest.table_draft import RowDraft, TableDraft
from kg.ingest.table_rows import CellDraft
from kg.ingest.tables import find_tables
from kg.layout import LaidBlock, LaidRow, Layout, ParagraphBlock, TableBlock, TextBlock
from kg.model import RowKind
from kg.offsets import Span


def laid_out_blocks(text: str, layout: Layout) -> Iterator[Block]:
    """Turn the blocks of a layout into those that the cutter works on.

    Tables that are typed as lines of a paragraph each are found as in plain text.
    """
    for kind, group in groupby(layout.blocks, type):
        if kind is ParagraphBlock:
            yield from _paragraphs(text, [block for block in group if isinstance(block, ParagraphBlock)])
        else:
            for block in group:
                yield from _other(text, block)


def _other(text: str, block: LaidBlock) -> Iterator[Block]:
    if isinstance(block, TableBlock):
        yield TableDraft(0, 0, tuple(_row(text, row) for row in block.rows), block.confidence)
    elif isinstance(block, TextBlock):
        yield from _guessed(text, block)


def _row(text: str, row: LaidRow) -> RowDraft:
    cells = tuple(CellDraft((span,) if span[0] < span[1] else (), text[slice(*span)]) for span in row.cells)
    return RowDraft(RowKind(row.kind), cells, row.locator)


def _paragraphs(text: str, blocks: Sequence[ParagraphBlock]) -> Iterator[Block]:
    lines = [Line(text[block.start : block.end], block.start, block.end) for block in blocks]
    tables = {table.first: table for table in find_tables(lines)}
    at = 0
    while at < len(lines):
        if table := tables.get(at):
            yield _placed(table, blocks)
            at = table.last
        else:
            yield _paragraph(lines[at], blocks[at])
            at += 1


def _paragraph(line: Line, block: ParagraphBlock) -> Block:
    section = marks.section_of(line.text)
    if section and line.text[0] not in "【〖":
        return Mark(section)
    return Paragraph((line,), line.text, False, block.title, block.begins, block.locator)


def _placed(table: TableDraft, blocks: Sequence[ParagraphBlock]) -> TableDraft:
    """A table found in lines, its rows placed where their first line stands."""
    rows = []
    for row in table.rows:
        first = min((piece[0] for cell in row.cells for piece in cell.pieces), default=blocks[0].start)
        at = bisect_right(blocks, first, key=lambda block: block.start) - 1
        rows.append(replace(row, locator=blocks[at].locator))
    return replace(table, rows=tuple(rows))


def _guessed(text: str, block: TextBlock) -> Iterator[Block]:
    """The blocks of a stretch of plain text, moved to where it stands; the first of them begins an article."""
    begins = True
    for found in read_blocks(text[block.start : block.end]):
        moved = _moved(found, block)
        if isinstance(moved, Paragraph) and begins:
            moved, begins = replace(moved, begins=True), False
        yield moved


def _moved(found: Block, block: TextBlock) -> Block:
    by = block.start
    if isinstance(found, Paragraph):
        lines = tuple(replace(line, start=line.start + by, end=line.end + by) for line in found.lines)
        return replace(found, lines=lines, locator=block.locator)
    if isinstance(found, TableDraft):
        rows = tuple(
            replace(row, cells=tuple(_cell(cell, by) for cell in row.cells), locator=block.locator)
            for row in found.rows
        )
        return replace(found, rows=rows)
    return found


def _cell(cell: CellDraft, by: int) -> CellDraft:
    pieces: tuple[Span, ...] = tuple((start + by, end + by) for start, end in cell.pieces)
    return CellDraft(pieces, cell.text)
