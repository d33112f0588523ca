"""An article before its text is written: which of its blocks are title, source and date."""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.ingest import marks
from kg.ingest.blocks import Block, Paragraph
from kg.ingest.notes import Note, note_of
from kg.ingest.titles import is_preface, title_size

_HEAD_BLOCKS = 3
_FOOT_BLOCKS = 4
_MAX_NOTE = 90


@dataclass(frozen=True, slots=True)
class Draft:
    """The blocks of one article; those from ``title_at`` on, ``title_size`` of them, are lines of its title.

    The block at ``source_at`` names the ``source``.
    """

    blocks: Sequence[Block]
    title_at: int = 0
    title_size: int = 0
    section: str | None = None
    source: str | None = None
    source_at: int | None = None
    date: str | None = None


def draft(blocks: Sequence[Block], section: str | None) -> Draft:
    """Find title, source and date among the blocks of an article."""
    title_at = next((at for at, block in enumerate(blocks) if not is_preface(block)), 0)
    size = title_size(blocks, title_at)
    head = title_at + size
    found = _head_note(blocks, head) or _foot_note(blocks, head)
    at, note = found if found else (None, Note())
    return Draft(
        blocks=blocks,
        title_at=title_at,
        title_size=size,
        section=section,
        source=note.source,
        source_at=at if note.source else None,
        date=note.date or _signed_date(blocks, head),
    )


def _head_note(blocks: Sequence[Block], head: int) -> tuple[int, Note] | None:
    """The note under the title: 发布日期：… 来源：…"""
    for at, block in enumerate(blocks[head : head + _HEAD_BLOCKS], start=head):
        if not isinstance(block, Paragraph) or len(block.text) > _MAX_NOTE:
            return None
        note = note_of(block.text)
        if note and at + 1 < len(blocks):
            return at, note
    return None


def _foot_note(blocks: Sequence[Block], head: int) -> tuple[int, Note] | None:
    """The last source note of the body."""
    for at in range(len(blocks) - 1, head - 1, -1):
        block = blocks[at]
        note = note_of(block.text) if isinstance(block, Paragraph) else None
        if note and note.source:
            return at, note
    return None


def _signed_date(blocks: Sequence[Block], head: int) -> str | None:
    """The date under the signature: at the end of a notice, or before its annexes."""
    for at in range(len(blocks) - 1, head - 1, -1):
        block = blocks[at]
        if isinstance(block, Paragraph) and marks.is_date_line(block.text):
            before_annex = at + 1 < len(blocks) and _opens_annex(blocks[at + 1])
            if before_annex or at >= len(blocks) - _FOOT_BLOCKS:
                return marks.date_in(block.text)
    return None


def _opens_annex(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.text.startswith(("附件", "附表", "附："))
