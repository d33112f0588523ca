"""Which paragraphs are titles, by their look: short, and no sentence."""

import re
from collections.abc import Sequence

from kg.ingest import marks
from kg.ingest.blocks import Block, Paragraph
from kg.ingest.catalog import alternatives, words

MAX_TITLE_LINES = 3
_MAX_TITLE = 70
_MAX_LINE = 45
_NO_TITLE_END = re.compile(r"[。；;：:，,、]$")
_QUESTION = re.compile(r"[！？!?…]$")
_BYLINE = re.compile(
    r"(?:本刊|本报)?(?:特约)?(?:记者|通讯员|作者|文|撰文|图|编译|整理)\s*[/／|｜:：\s\u3000].{1,30}"
    r"|.{2,30}[\s\u3000]{1,3}[\u4e00-\u9fff·]{2,4}|[\u4e00-\u9fff]{1,2}[\s\u3000][\u4e00-\u9fff]{1,2}"
    r"|[（(].{2,40}[）)]"
)
_NUMBER = re.compile(r".{2,12}[〔\[［【（(]\d{4}[〕\]］】）)]\s*\d{1,4}\s*号")
_PREFACE = re.compile(r"附\s*[件表录]\s*[\d一二三四五六七八九十]{0,3}\s*[:：]?|内部资料.{0,10}")
_OFFICIAL = re.compile(rf"(?:{alternatives('title_endings')})(?:[（(].{{1,12}}[）)])?$")


def may_be_title(text: str) -> bool:
    """Whether a paragraph that stands where titles stand can be one."""
    return (
        1 < len(text) <= _MAX_TITLE
        and not _NO_TITLE_END.search(text)
        and not marks.is_enumerated(text)
        and not marks.is_date_line(text)
        and not marks.source_of(text)
    )


def is_preface(block: Block) -> bool:
    """Whether a block stands before a title: 附件1, a document number."""
    if not isinstance(block, Paragraph):
        return False
    return _PREFACE.fullmatch(block.text) is not None or _NUMBER.fullmatch(block.text) is not None


def is_official_title(text: str) -> bool:
    """Whether a text is the title of an official paper: it ends in 通知, 公告, 公示 …"""
    return may_be_title(text) and _OFFICIAL.search(text) is not None


def title_size(blocks: Sequence[Block], start: int = 0) -> int:
    """How many paragraphs from ``start`` on are lines of one title: 0 to 3.

    A title broken over lines is usual in print; where lines are whole paragraphs only 关于… goes on one. What the
    reader knows to be set as a title is one in any case.
    """
    if known := _known_title(blocks, start):
        return known
    texts: list[str] = []
    for block in blocks[start : start + MAX_TITLE_LINES]:
        if not isinstance(block, Paragraph) or (texts and len(block.lines) > 1):
            break
        if texts and not _continues(block.text, texts, block.wrapped):
            break
        if not may_be_title(block.text) and not _is_open(blocks, start + len(texts)):
            break
        texts.append(block.text)
    return len(texts)


def _known_title(blocks: Sequence[Block], start: int) -> int:
    """How many blocks from ``start`` on the layout itself calls a title."""
    size = 0
    for block in blocks[start : start + MAX_TITLE_LINES]:
        if not isinstance(block, Paragraph) or not block.title or (size and block.begins):
            break
        size += 1
    return size


def _is_open(blocks: Sequence[Block], index: int) -> bool:
    """Whether a line is a title that goes on in the next: …设备换芯、 / 机器换人…"""
    block = blocks[index]
    after = blocks[index + 1] if index + 1 < len(blocks) else None
    if not isinstance(block, Paragraph) or not isinstance(after, Paragraph) or len(after.lines) > 1:
        return False
    return (
        len(block.text) <= _MAX_LINE
        and block.text[-1] in "，、"
        and may_be_title(block.text[:-1])
        and may_be_title(after.text)
    )


def _continues(text: str, before: Sequence[str], wrapped: bool) -> bool:
    """Whether a paragraph under title lines is their next line, not a byline, document number or text."""
    if before[-1][-1] in "，、":
        return True
    if _BYLINE.fullmatch(text) or _NUMBER.fullmatch(text) or len(text) > _MAX_LINE:
        return False
    if sum(map(len, before)) + len(text) > _MAX_TITLE:
        return False
    if not wrapped:
        return text.startswith("关于") and not before[-1].endswith(words("title_endings"))
    return not (_QUESTION.search(text) or before[-1].endswith(words("title_endings")))
