"""Page furniture: page numbers, running heads, ruled lines. It is left out before lines are joined."""

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from kg.ingest.catalog import words
from kg.ingest.lines import Line
from kg.ingest.marks import is_contact, is_date_line, is_enumerated, section_of, source_of

_DOTS = r"[·•∙・\-－—–―~～〜|]"
_PAGE = re.compile(
    rf"(?:{_DOTS}{{1,3}}\s*\d{{1,4}}\s*(?:{_DOTS}{{1,3}}\s*(?:\d{{1,4}}\s*{_DOTS}{{0,3}})?)?)"
    rf"|\d{{1,4}}\s*{_DOTS}{{2,3}}\s*\d{{0,4}}"
    r"|第\s*\d{1,4}\s*页(?:\s*[,，/／]?\s*共\s*\d{1,4}\s*页)?|共\s*\d{1,4}\s*页\s*第\s*\d{1,4}\s*页"
    r"|[Pp]age\s+\d{1,4}(?:\s+of\s+\d{1,4})?"
)
_NUMBER = re.compile(r"\d{1,4}(?:\s*[/／]\s*\d{1,4})?")
_RULE = re.compile(r"([-=*_—─━~～·.＿＝＊－])(?:\s*\1){3,}")
_RULING = re.compile(r"[|｜+][\s|｜+:=-]*[-=][\s|｜+:=-]*")
_ISSUE = re.compile(
    r"\d{4}\s*年\s*第\s*\d{1,3}\s*期|(?:总第|第)\s*\d{1,4}\s*期|第\s*\d{1,3}\s*卷|\d{4}\s*[·.．/]\s*\d{1,2}(?=\D*(?:月刊|季刊|总第|$))"
    r"|[（(]?(?:双月刊|月刊|季刊|半月刊|周刊|内部资料|内部刊物)[）)]?|[（(]\s*总第?\s*\d{1,4}\s*期?\s*[）)]|\d{4}\s*年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?(?=\s*第)"
    r"|(?i:Vol|No)\.?\s*\d{1,4}"
)
_SPACED = re.compile(r"\S(?:[ \u3000\u00a0]{1,3}\S){2,14}")
_BLANKS = re.compile(r"\s+")
_SENTENCE = re.compile(r"[，。；：！？]")
_MAX_HEAD = 45
_MAX_RULE = 400
_PAGE_LINES = 12


def is_page_number(text: str) -> bool:
    """Whether a line is a decorated page number: ·· 6 ·· 7, — 6 —, 第6页 共20页."""
    return len(text) <= 24 and _PAGE.fullmatch(text) is not None


def is_rule(text: str) -> bool:
    """Whether a line is drawn: one repeated sign, or the ruling of a table (|---|---|)."""
    if len(text) > _MAX_RULE:
        return False
    return _RULE.fullmatch(text) is not None or _RULING.fullmatch(text) is not None


def is_spaced(text: str) -> bool:
    """Whether a line is set with a blank after each character: 浙 江 机 械."""
    return _SPACED.fullmatch(text) is not None and all(len(part) == 1 for part in text.split())


def issue_mark(text: str) -> bool:
    """Whether a short line without a sentence speaks of the issue of a journal."""
    return len(text) <= _MAX_HEAD and not _SENTENCE.search(text) and _ISSUE.search(text) is not None


def head_name(text: str) -> str:
    """What is left of a running head without the issue: the journal's name, perhaps spaced out."""
    return _BLANKS.sub(" ", _ISSUE.sub(" ", text)).strip(" \u3000·|-—()（）")


def is_running_head(text: str) -> bool:
    """Whether a single line shows by itself that it is a running head: an issue, and a spaced name or no name."""
    if not issue_mark(text):
        return False
    name = head_name(text)
    return not name or all(len(part) == 1 for part in name.split()) or _is_doubled(name)


def furniture(lines: Sequence[Line]) -> frozenset[int]:
    """Return the indexes of the lines that are page furniture."""
    found = {
        index
        for index, line in enumerate(lines)
        if is_page_number(line.text) or is_rule(line.text) or is_running_head(line.text)
    }
    found |= _recurring_heads(lines, found)
    found |= _spaced_heads(lines, found)
    found |= _plain_numbers(lines, found)
    return frozenset(found)


def _is_doubled(name: str) -> bool:
    """The head of a double page names the journal twice."""
    parts = name.split()
    return len(parts) > 1 and len(parts) % 2 == 0 and parts[: len(parts) // 2] == parts[len(parts) // 2 :]


def _recurring_heads(lines: Sequence[Line], found: set[int]) -> set[int]:
    """Short lines that recur, digits masked: a head with its issue twice, any other three times by page numbers."""
    places: dict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        if index not in found and len(line.text) <= _MAX_HEAD and not _SENTENCE.search(line.text):
            places[_BLANKS.sub("", re.sub(r"\d+", "0", line.text))].append(index)
    heads: set[int] = set()
    for masked, indexes in places.items():
        if len(re.sub(r"[\W\d_]", "", masked)) < 3 or _says_something(lines[indexes[0]].text):
            continue
        by_page = sum(_touches(index, found) for index in indexes)
        with_issue = issue_mark(lines[indexes[0]].text) and len(indexes) >= 2
        if (
            with_issue
            or (len(indexes) >= 3 and 2 * by_page >= len(indexes))
            or _carries_number(lines, indexes)
        ):
            heads.update(indexes)
    return heads


def _says_something(text: str) -> bool:
    """Lines that recur for good reasons: sources, dates, labels, items, section marks."""
    return bool(
        source_of(text) or is_date_line(text) or is_contact(text) or is_enumerated(text) or section_of(text)
    )


def _carries_number(lines: Sequence[Line], indexes: Sequence[int]) -> bool:
    """Whether a recurring line has a page number at its edge that grows from page to page."""
    if len(indexes) < 3:
        return False
    numbers = []
    for index in indexes:
        match = re.search(r"^(\d{1,4})\s+\D|\D\s+(\d{1,4})$", lines[index].text)
        if not match:
            return False
        numbers.append(int(match[1] or match[2]))
    apart = all(after - before >= _PAGE_LINES for before, after in pairwise(indexes))
    return apart and all(0 < after - before <= 4 for before, after in pairwise(numbers))


def _touches(index: int, found: set[int]) -> bool:
    return index - 1 in found or index + 1 in found


def _spaced_heads(lines: Sequence[Line], found: set[int]) -> set[int]:
    """Spaced names beside other furniture, or the same name as in a running head."""
    names = {part for index in found for part in _names(lines[index].text)}
    heads: set[int] = set()
    for index, line in enumerate(lines):
        if index in found or not is_spaced(line.text):
            continue
        compact = _BLANKS.sub("", line.text)
        if compact in names or (_touches(index, found) and not compact.endswith(words("title_endings"))):
            heads.add(index)
    return heads


def _names(text: str) -> set[str]:
    """The journal's name in a running head; 浙 江 机 械 on both sides of the issue is one name."""
    if not issue_mark(text):
        return set()
    return {_BLANKS.sub("", part) for part in _ISSUE.sub("\n", text).split("\n")} - {""}


def _plain_numbers(lines: Sequence[Line], found: set[int]) -> set[int]:
    """Bare page numbers: beside other furniture, or growing by one or two at page distance."""
    numbers = [index for index, line in enumerate(lines) if _NUMBER.fullmatch(line.text)]
    pages = {index for index in numbers if _touches(index, found)}
    values = {index: int(re.split(r"\D", lines[index].text)[0]) for index in numbers}
    for before, after in pairwise(numbers):
        if after - before >= _PAGE_LINES and 0 < values[after] - values[before] <= 2:
            pages |= {before, after}
    return pages
