"""Tables that go on: what follows a table without headings of its own, on the next page or sheet, is its rest."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.ingest.blocks import Block, Paragraph
from kg.ingest.table_draft import RowDraft, TableDraft, whole
from kg.ingest.table_headings import GROUP, number
from kg.model import RowKind

_GOES_ON = re.compile(
    r"[（(【]?(?:续表\s*\d*|续上表|接上[页表]|上接.{0,8}|下接.{0,8}|附[件表]\s*\d*\s*[（(]?续[）)]?|续)[）)】]?"
)

_MOST_BETWEEN = 2


def with_rests(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, with tables and their rests as one.

    The words that only say so (续表) are no text; the title of a group at the end of a page is a row of the table.
    """
    table: TableDraft | None = None
    between: list[Paragraph] = []
    for block in blocks:
        if table and isinstance(block, Paragraph) and _may_part(block) and len(between) < _MOST_BETWEEN:
            between.append(block)
            continue
        if table and isinstance(block, TableDraft):
            said = any(_GOES_ON.fullmatch(one.text) for one in between)
            if rest := _rest(table, block, said):
                groups = [_group(one) for one in between if not _GOES_ON.fullmatch(one.text)]
                table = replace(
                    table,
                    rows=(*table.rows, *groups, *rest),
                    confidence=min(table.confidence, block.confidence),
                )
                between = []
                continue
        if table:
            yield table
            yield from between
        table, between = None, []
        if isinstance(block, TableDraft):
            table = block
        else:
            yield block
    if table:
        yield table
        yield from between


def _may_part(block: Paragraph) -> bool:
    return not block.begins and (_GOES_ON.fullmatch(block.text) or GROUP.fullmatch(block.text)) is not None


def _group(block: Paragraph) -> RowDraft:
    return RowDraft(RowKind.GROUP, (whole(block.lines[0]),), block.locator)


def _rest(table: TableDraft, after: TableDraft, said: bool) -> tuple[RowDraft, ...]:
    """The rows of a table that go on with one before; none where it is a table of its own."""
    if _width(table) != _width(after):
        return ()
    above, own = _headings(table), _headings(after)
    if own and not (said and own == above):
        return ()
    last, first = _numbers(table)[-1:], _numbers(after)[:1]
    counts_on = not first or not last or first[0] == last[0] + 1
    return tuple(row for row in after.rows if row.kind is not RowKind.HEADER) if above and counts_on else ()


def _width(table: TableDraft) -> int:
    return max(len(row.cells) for row in table.rows)


def _headings(table: TableDraft) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows if row.kind is RowKind.HEADER]


def _numbers(table: TableDraft) -> list[int]:
    """The numbers in the first cells of rows."""
    found = (number(row.cells[0].text) for row in table.rows if row.kind is RowKind.DATA)
    return [one for one in found if one is not None]
