"""Lines that say where a text came from and when: source lines, the head of a web page, a dateline."""

import re
from dataclasses import dataclass

from kg.ingest import marks
from kg.ingest.catalog import alternatives

_LABELS = alternatives("source_labels")
_WEB_LABEL = re.compile(
    rf"(?:发布日期|发布时间|发文日期|成文日期|印发日期|时间|日期|更新时间|信息来源|浏览次数|浏览量|阅读次数|访问量|点击数|点击量|字号|字体|作者|{_LABELS})\s*[:：]"
)
_WEB_SOURCE = re.compile(rf"(?:{_LABELS})\s*[:：]\s*(?P<name>[^\s:：|｜]+)")
_DATELINE = re.compile(
    r"(?P<name>[^\s，。；：！？\d（(]{2,20}?)[\s\u3000|｜·]+(?:\d{4}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?)(?:\s+\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?"
)
_MONTH_DAY = re.compile(r"[\s\u3000]+\d{1,2}月\d{1,2}日.*$|[\s\u3000]+\d{4}\s*[年./-].*$")
_MAX = 120


@dataclass(frozen=True, slots=True)
class Note:
    """What a line says of source and date; ``closes`` when it stands at the end of an article."""

    source: str | None = None
    date: str | None = None
    closes: bool = False


def note_of(text: str) -> Note | None:
    """Read a line that is a note of source or date, or a paragraph that ends in one; None for other text."""
    if len(text) <= _MAX:
        web = _web_head(text)
        if web:
            return web
        whole = marks.source_of(text)
        if whole:
            return Note(_MONTH_DAY.sub("", whole.name), marks.date_in(text), closes=True)
        dateline = _DATELINE.fullmatch(text)
        if dateline:
            return Note(dateline["name"], marks.date_in(text))
    trailing = marks.trailing_source(text)
    return Note(trailing.name, marks.date_in(trailing.name), closes=True) if trailing else None


def _web_head(text: str) -> Note | None:
    """发布日期：2022-03-01 来源：省经信厅 浏览次数：33 — two labels at least, or a date of publication alone."""
    labels = _WEB_LABEL.findall(text)
    date = marks.date_in(text)
    alone = date and re.match(r"(?:发布日期|发布时间|日期|时间)\s*[:：]", text) and len(text) < 30
    if len(labels) < 2 and not alone:
        return None
    source = _WEB_SOURCE.search(text)
    return Note(source["name"] if source else None, date)
