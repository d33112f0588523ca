"""Products in lists of lines: 1.甲公司　　A, 1.A——甲公司, 1.产品名称：A under or over 研制单位：甲公司."""

import re
from collections.abc import Iterator, Mapping

from kg.catalog.columns import PRODUCT, names_products, role_of
from kg.offsets import Span

_PARTING = re.compile(r"[ \u00a0]{2,}|[ \u00a0]*\u3000+[ \u00a0]*|\t+|\s*(?:——|—|－|–)\s*|：|:|，")
_NUMBER = re.compile(r"[ \u3000]*[（(]?\d{1,3}[.．、)）]?[ \u3000]*")
_LABELLED = re.compile(
    r"(?m)(?:^|[；;|\u3000])[ \u3000]*(?:\d{1,3}[.、．][ \u3000]*)?([\u4e00-\u9fff（）]{2,12})[：:][ \u3000]*([^\n；;|]*[^\s；;|。])"
)
_NAME = re.compile(r"(?=.*[\u4e00-\u9fff]{2})[^。；！？]{4,60}$")
_SENTENCE = re.compile("[。！？]")
_OPENING, _CLOSING = ("（", "("), ("）", ")")
_FEWEST = 3
_FEWEST_LABELS = 2
_LEAD = 400


def products_in_lines(text: str, makers: Mapping[int, int], places: Mapping[int, int]) -> Iterator[Span]:
    """The spans of products; ``makers`` and ``places`` map the starts of firms and of places to their ends."""
    yield from _labelled(text)
    run: list[Span] = []
    first = at = 0
    for line in text.split("\n"):
        pair = _beside_maker(text, at, at + len(line), makers, places)
        if pair:
            first, run = (first if run else at), [*run, pair]
        elif _SENTENCE.search(line):
            yield from _listed(text, first, run)
            run = []
        at += len(line) + 1
    yield from _listed(text, first, run)


def _listed(text: str, first: int, run: list[Span]) -> Iterator[Span]:
    """Lines make a list when they are several, under words that speak of products."""
    if len(run) >= _FEWEST and names_products(text[max(0, first - _LEAD) : first]):
        yield from run


def _beside_maker(
    text: str, start: int, end: int, makers: Mapping[int, int], places: Mapping[int, int]
) -> Span | None:
    """The product of a numbered line: its longest part that is neither a firm nor a place, beside one firm."""
    number = _NUMBER.match(text, start, end)
    if number is None:
        return None
    firms = [(at, makers[at]) for at in range(number.end(), end) if makers.get(at, end + 1) <= end]
    if len(firms) != 1:
        return None
    parts = _parts(text, number.end(), end, firms[0])
    others = [part for part in parts if part != firms[0] and places.get(part[0]) != part[1]]
    best = max(others, key=lambda part: part[1] - part[0], default=None)
    return best if best and firms[0] in parts and _NAME.match(text[slice(*best)]) else None


def _parts(text: str, start: int, end: int, firm: Span) -> list[Span]:
    """The parts of a line; a firm in brackets at its end, or what stands in brackets behind a firm, is one too."""
    if text[firm[1] : end].strip() in _CLOSING and text[: firm[0]].endswith(_OPENING):
        return [(start, firm[0] - 1), firm]
    if text.startswith(_OPENING, firm[1]) and text[start:end].rstrip().endswith(_CLOSING):
        return [firm, (firm[1] + 1, start + len(text[start:end].rstrip()) - 1)]
    return list(_parted(text, start, end))


def _parted(text: str, start: int, end: int) -> Iterator[Span]:
    for match in [*_PARTING.finditer(text, start, end), None]:
        stop = match.start() if match else end
        part = text[start:stop]
        if part.strip():
            yield start + len(part) - len(part.lstrip()), stop - len(part) + len(part.rstrip())
        start = match.end() if match else end


def _labelled(text: str) -> Iterator[Span]:
    """What stands behind 产品名称：, in an article that labels its firms too."""
    found = [(role_of(match[1]), match.span(2)) for match in _LABELLED.finditer(text)]
    if sum(role == "company" for role, _ in found) >= _FEWEST_LABELS:
        yield from (span for role, span in found if role == PRODUCT)
