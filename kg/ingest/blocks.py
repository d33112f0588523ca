"""A document as a sequence of blocks: paragraphs, tables, section marks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.ingest import marks
from kg.ingest.dewrap import paragraphs
from kg.ingest.furniture import furniture
from kg.ingest.lines import Line, joined, split_lines
from kg.ingest.table_draft import TableDraft
from kg.ingest.tables import find_tables
from kg.layout import Locator


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that make one paragraph; ``text`` is what the rules look at.

    ``wrapped`` says that the document was set in columns, even where this paragraph is a single line. A layout
    also says whether it is set as a ``title``, whether an article ``begins`` with it, and where it stands.
    """

    lines: tuple[Line, ...]
    text: str
    wrapped: bool
    title: bool = False
    begins: bool = False
    locator: Locator | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """A section mark; it is no text of an article."""

    section: str


Block = Paragraph | TableDraft | Mark


def read_blocks(text: str) -> tuple[Block, ...]:
    """Cut a text into blocks; furniture is left out."""
    lines = split_lines(text)
    dropped = furniture(lines)
    kept = [line for index, line in enumerate(lines) if index not in dropped]
    tables = find_tables(kept)
    inside = {index for table in tables for index in range(table.first, table.last)}
    outside = [index for index in range(len(kept)) if index not in inside]
    after_table = {at for at in range(1, len(outside)) if outside[at] != outside[at - 1] + 1}
    groups = paragraphs([kept[index] for index in outside], after_table)
    return tuple(_merge(groups, tables, kept))


def _merge(
    groups: Sequence[tuple[Line, ...]], tables: Sequence[TableDraft], kept: Sequence[Line]
) -> Iterator[Block]:
    """Bring paragraphs and tables back into the order of the text."""
    wrapped = any(len(group) > 1 for group in groups)
    waiting = list(reversed(tables))
    for group in groups:
        while waiting and kept[waiting[-1].first].start < group[0].start:
            yield waiting.pop()
        yield _block(group, wrapped)
    yield from reversed(waiting)


def _block(group: tuple[Line, ...], wrapped: bool) -> Block:
    """A section mark or a paragraph. 【…】 is a section in print and a mere sub-heading on the web."""
    text = joined(group)
    section = marks.section_of(text)
    if section and (wrapped or text[0] not in "【〖"):
        return Mark(section)
    return Paragraph(group, text, wrapped)
