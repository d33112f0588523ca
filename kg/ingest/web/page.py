"""The parts of a web page: where its text is, what its title, date and source are, which files it links to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from lxml.html import HtmlElement

from kg.ingest import marks
from kg.ingest.catalog import words
from kg.ingest.notes import note_of
from kg.ingest.structure.characters import clean
from kg.ingest.web.flow import flow, is_noise

_TITLES = ("articletitle", "og:title", "title")
_DATES = ("pubdate", "publishdate", "article:published_time", "og:published_time", "date")
_SOURCES = ("contentsource", "source")
_SITES = ("sitename", "og:site_name")
_SITE_TAIL = re.compile(
    r"\s*(?:[-_|｜—–]+|\s·\s)\s*[^-_|｜—–]*(?:网|网站|门户|政府|厅|局|委员会|平台|栏目|公示公告|通知公告)[^-_|｜—–]*$"
)
_ATTACHMENT = re.compile(r"\.(?:docx?|xlsx?|pdf|zip|rar|7z|wps|et|csv|ofd)(?:$|[?#])", re.IGNORECASE)
_LEAST_TEXT = 20
_SHARE = 0.7
_LINK_WEIGHT = 0.3
_HEAD_LINES = 80


@dataclass(frozen=True, slots=True)
class Head:
    """What a page says of itself; None for what it does not say."""

    title: str | None = None
    date: str | None = None
    source: str | None = None
    site: str | None = None


def main_text(body: HtmlElement) -> HtmlElement:
    """The element that holds the article: a container that content systems use, else where the text is densest."""
    for test in words("web_containers"):
        kind, name = test.split()
        for element in _matching(body, kind, name):
            if len(clean(element.text_content())) >= _LEAST_TEXT:
                return _whole(element, kind, name)
    return _densest(body)


def _matching(body: HtmlElement, kind: str, name: str) -> Iterator[HtmlElement]:
    if kind == "tag":
        yield from body.iterdescendants(name)
    else:
        for element in body.iterdescendants("div", "td", "section", "article", "span", "ucapcontent", "main"):
            if name in (element.get(kind) or "").split():
                yield element


def _whole(element: HtmlElement, kind: str, name: str) -> HtmlElement:
    """Some systems cut an article into several containers of one name under one parent."""
    parent = element.getparent()
    if kind == "class" and parent is not None and parent.tag != "body":
        twins = [child for child in parent if name in (child.get("class") or "").split()]
        if len(twins) > 1:
            return parent
    return element


def _densest(body: HtmlElement) -> HtmlElement:
    """The innermost element that holds most of the text; what is linked counts little."""
    weights = _weights(body)
    total = weights.get(body, 0.0)
    best = body
    for element in body.iterdescendants("div", "td", "section", "article", "main"):
        if total and weights.get(element, 0.0) >= _SHARE * total:
            best = element
    return best


def _weights(body: HtmlElement) -> dict[HtmlElement, float]:
    """The weight of the text in each element: its length, links counted little, noise not at all."""
    weights: dict[HtmlElement, float] = {}
    quiet: dict[HtmlElement, float] = {}
    for element in body.iter():
        parent = element.getparent()
        above = quiet.get(parent, 1.0) if parent is not None else 1.0
        noisy = element is not body and is_noise(element)
        quiet[element] = (
            0.0
            if noisy or not isinstance(element.tag, str)
            else above * (_LINK_WEIGHT if element.tag == "a" else 1.0)
        )
    for element in reversed(list(body.iter())):
        own = len((element.text or "").strip()) * quiet[element]
        weights[element] = weights.get(element, 0.0) + own
        parent = element.getparent()
        if parent is not None and element is not body:
            tail = len((element.tail or "").strip()) * quiet.get(parent, 1.0)
            weights[parent] = weights.get(parent, 0.0) + weights[element] + tail
    return weights


def read_head(page: HtmlElement, body: HtmlElement) -> Head:
    """Title, date, source and site: from the page's meta tags, else from its headings and the line under them."""
    metas = {
        (meta.get("name") or meta.get("property") or "").strip().lower(): clean(meta.get("content") or "")
        for meta in page.iter("meta")
    }
    meta = Head(
        _first(metas, _TITLES),
        marks.date_in(_first(metas, _DATES) or ""),
        _first(metas, _SOURCES),
        _first(metas, _SITES),
    )
    shown = _shown_note(body)
    return Head(
        title=meta.title or _heading(body) or _page_title(page),
        date=meta.date or shown.date,
        source=meta.source or shown.source,
        site=meta.site,
    )


def _first(metas: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((metas[name] for name in names if metas.get(name)), None)


def _shown_note(body: HtmlElement) -> Head:
    """The first line near the top that gives date or source: 发布日期：… 来源：…"""
    for _, piece in zip(range(_HEAD_LINES), flow(body), strict=False):
        note = note_of(piece) if isinstance(piece, str) and not marks.source_of(piece) else None
        if note and not note.closes and (note.date or note.source):
            return Head(date=note.date, source=note.source)
    return Head()


def _heading(body: HtmlElement) -> str | None:
    headings = (clean(element.text_content()) for element in body.iter("h1", "h2"))
    return next((text for text in headings if len(text) > 3), None)


def _page_title(page: HtmlElement) -> str | None:
    title = page.find(".//title")
    return (_SITE_TAIL.sub("", clean(title.text_content())) or None) if title is not None else None


def attachments(page: HtmlElement) -> list[tuple[str, str]]:
    """The files that a page links to: what the link says, and its address."""
    found: dict[str, str] = {}
    for link in page.iter("a"):
        address = (link.get("href") or "").strip()
        if _ATTACHMENT.search(address):
            name = clean(link.text_content()) or clean(unquote(address).rsplit("/", 1)[-1])
            found.setdefault(address, name)
    return [(name, address) for address, name in found.items()]
