"""Where articles begin.

An article begins after a section mark or a source line; an official paper (通知, 公告 …) also begins after the date
that ends the one before it. A file without such marks is one article.
"""

import re
from collections.abc import Iterator, Sequence

from kg.ingest import marks
from kg.ingest.blocks import Block, Mark, Paragraph
from kg.ingest.notes import note_of
from kg.ingest.titles import is_official_title, is_preface, may_be_title, title_size

# Under a source line: （责任编辑：……）; it still belongs to the article above.
_TAIL = re.compile(
    r"[（(\[【]?(?:责任编辑|责编|编辑|审核|校对|审校|编审|终审|监制|初审|复审|作者|记者|文字|摄影)\s*[:：|｜/／].{1,40}"
)
_LEAST_BLOCKS = 3
_LEAST_TITLE = 8


def split(blocks: Sequence[Block]) -> Iterator[tuple[str | None, list[Block]]]:
    """Part the blocks into articles, each with the section it stands in; none is empty."""
    section: str | None = None
    current: list[Block] = []
    for index, block in enumerate(blocks):
        if isinstance(block, Mark):
            if not _is_title_alone(current):
                yield from _finished(section, current)
                current = []
            section = block.section
        elif current and _begins(blocks, index, current):
            yield from _finished(section, current)
            current = [block]
        else:
            current.append(block)
    yield from _finished(section, current)


def _finished(section: str | None, current: list[Block]) -> Iterator[tuple[str | None, list[Block]]]:
    if current:
        yield section, current


def _is_title_alone(current: Sequence[Block]) -> bool:
    """Some set the section mark under the title: it names the section of the article that has just begun."""
    if not current or len(current) > title_size(current):
        return False
    return sum(len(block.text) for block in current if isinstance(block, Paragraph)) >= _LEAST_TITLE


def _begins(blocks: Sequence[Block], index: int, current: Sequence[Block]) -> bool:
    """Whether a new article begins at a block, given the article so far."""
    block = blocks[index]
    if isinstance(block, Paragraph) and block.begins:
        return True
    if not isinstance(block, Paragraph) or not may_be_title(block.text):
        return False
    if is_preface(block) or _TAIL.fullmatch(block.text):
        return False
    if _has_body(current) and _ends_with_source(current):
        return True
    if index + 1 < len(blocks) and _is_web_head(blocks, index, current):
        return True
    if not _follows_date(current):
        return False
    return is_official_title(_title_text(blocks, index)) or _heads_prose(blocks, index)


def _has_body(current: Sequence[Block]) -> bool:
    """Whether an article has more than its title and the source line under it."""
    return len(current) > title_size(current) + 1


def _ends_with_source(current: Sequence[Block]) -> bool:
    for block in reversed(current):
        if not isinstance(block, Paragraph):
            return False
        if not _TAIL.fullmatch(block.text):
            note = note_of(block.text)
            return note is not None and note.closes
    return False


def _is_web_head(blocks: Sequence[Block], index: int, current: Sequence[Block]) -> bool:
    """A title over a line of date and source, between two texts pasted into one file."""
    under = blocks[index + 1]
    if not isinstance(under, Paragraph) or len(current) < _LEAST_BLOCKS:
        return False
    note = note_of(under.text)
    return note is not None and note.source is not None and note.date is not None


def _follows_date(current: Sequence[Block]) -> bool:
    last = current[-1]
    return len(current) > 2 and isinstance(last, Paragraph) and marks.is_date_line(last.text)


def _title_text(blocks: Sequence[Block], index: int) -> str:
    lines = blocks[index : index + title_size(blocks, index)]
    return "".join(block.text for block in lines if isinstance(block, Paragraph))


def _heads_prose(blocks: Sequence[Block], index: int) -> bool:
    """In a magazine: a line like a title, and a paragraph of several lines under it."""
    after = index + title_size(blocks, index)
    under = blocks[after] if after < len(blocks) else None
    return isinstance(under, Paragraph) and len(under.lines) > 2
