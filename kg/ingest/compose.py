"""Write the text of an article from its blocks, with offsets, spans and tables."""

from collections.abc import Iterator, Sequence

from kg.ingest.blocks import Block, Paragraph
from kg.ingest.builder import TextBuilder
from kg.ingest.draft import Draft
from kg.ingest.joining import pieces
from kg.ingest.lines import joined
from kg.ingest.table_draft import RowDraft, TableDraft
from kg.ingest.table_rows import CellDraft
from kg.layout import Place
from kg.model import Article, Cell, Document, Row, Table
from kg.offsets import Span

CELL_SEPARATOR = " | "


def compose(document: Document, ordinal: int, draft: Draft) -> Article:
    """Make the article of a draft."""
    builder = TextBuilder(document.text)
    tables: list[Table] = []
    places: list[Place] = []
    spans: dict[int, Span] = {}
    for index, content in _contents(draft):
        if builder.length:
            builder.insert("\n")
        start = builder.length
        if isinstance(content, TableDraft):
            tables.append(_table(builder, content, places))
        else:
            _write(builder, content)
            if content.locator:
                places.append((start, builder.length, content.locator))
        spans[index] = (start, builder.length)
    text = builder.text()
    title_span = spans[draft.title_at] if draft.title_size else (0, 0)
    return Article(
        id=f"{document.id[:16]}:{ordinal:04d}",
        document=document.id,
        ordinal=ordinal,
        title=text[slice(*title_span)],
        text=text,
        offsets=builder.offsets(),
        title_span=title_span,
        section=draft.section,
        source=draft.source,
        source_span=_source_span(text, draft, spans),
        date=draft.date,
        tables=tuple(tables),
        places=tuple(places),
    )


def _contents(draft: Draft) -> Iterator[tuple[int, TableDraft | Paragraph]]:
    """What the article's lines are made of, each with the index of its first block; a title is one line."""
    title_end = draft.title_at + draft.title_size
    for index, block in enumerate(draft.blocks):
        if isinstance(block, TableDraft) or (isinstance(block, Paragraph) and index >= title_end):
            yield index, block
        elif index == draft.title_at and draft.title_size:
            yield index, _one_line(draft.blocks[index:title_end])
        elif isinstance(block, Paragraph) and index < draft.title_at:
            yield index, block


def _one_line(blocks: Sequence[Block]) -> Paragraph:
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    lines = tuple(line for paragraph in paragraphs for line in paragraph.lines)
    return Paragraph(lines, joined(lines), paragraphs[0].wrapped, locator=paragraphs[0].locator)


def _write(builder: TextBuilder, paragraph: Paragraph) -> None:
    for piece in pieces(paragraph.lines, paragraph.wrapped):
        if piece is None:
            builder.insert(" ")
        else:
            builder.copy(*piece)


def _source_span(text: str, draft: Draft, spans: dict[int, Span]) -> Span | None:
    """Where the name of the source stands: the last time that its block writes it."""
    if draft.source is None or draft.source_at is None:
        return None
    start = text.rfind(draft.source, *spans[draft.source_at])
    return (start, start + len(draft.source)) if start >= 0 else None


def _table(builder: TextBuilder, draft: TableDraft, places: list[Place]) -> Table:
    start = builder.length
    rows: list[Row] = []
    for row in draft.rows:
        if rows:
            builder.insert("\n")
        row_start = builder.length
        rows.append(_row(builder, row))
        if row.locator:
            places.append((row_start, builder.length, row.locator))
    return Table(start, builder.length, tuple(rows), draft.confidence)


def _row(builder: TextBuilder, draft: RowDraft) -> Row:
    written: list[Cell] = []
    for cell in draft.cells:
        if written:
            builder.insert(CELL_SEPARATOR)
        written.append(_cell(builder, cell))
    return Row(draft.kind, tuple(written))


def _cell(builder: TextBuilder, draft: CellDraft) -> Cell:
    start = builder.length
    text = "".join(builder.copy(*piece) for piece in draft.pieces)
    return Cell(text, start, builder.length)
