"""Places known by how their names are built: development zones, parks, venues, roads, towns and villages."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from kg.catalog.lists import alternation, column, words
from kg.nlp.edges import is_generic, left_edge
from kg.offsets import Span

LONGEST_BODY = 16
_UNIT_END = "省市区县旗镇乡"
_ZONE_MODIFIER = re.compile(r"(?:国家级?|省级?|国际)+$")
# A road or lane counts right after a unit, or with a house number.
_ROAD = re.compile(
    r"(?:(?<=[省市区县镇乡旗])|(?<=街道)|(?<=开发区)|(?<=新区)|(?<=高新区)|(?<=位于)|(?<=地址：)|(?<=[，。：、（\s]))"
    r"(?P<road>[\u4e00-\u9fff]{1,5}?(?:大道|大路|大街|路|街|弄|巷|胡同))(?!段|道|径|线|演|灯|口|面|坊|拍|区|头|由|程|人|上|况)"
    r"(?P<number>[东南西北中]?段?(?:[甲乙丙]?\d|[一二三四五六七八九十]+号|某号))?"
)
_AFTER_UNIT = re.compile(r"[\u4e00-\u9fff]{1,5}?(?:镇|乡|街道|村)(?![级域镇企办委长志务庄民])")
_FREE_TRADE = re.compile(r"中国（[\u4e00-\u9fff]{2,4}）自由贸易试验区(?:[\u4e00-\u9fff]{2,6}片区)?")
_BUILDING = re.compile(
    r"(?<=号)[\u4e00-\u9fff]{2,6}(?:楼|大厦|中心|广场)(?=[\dA-Z一二三四五六七八九十]|$|，|。)"
)


@cache
def _suffix() -> re.Pattern[str]:
    return re.compile(
        alternation(column("place_suffixes.csv", "suffix")) + r"(?:（[东西南北中A-Z][区片园]?）)?"
    )


@cache
def _edge() -> re.Pattern[str]:
    return re.compile(alternation(words("place_edges.txt")))


def structures(text: str, units: Mapping[int, int]) -> Iterator[Span]:
    """Spans of places by structure; ``units`` maps the start of each known unit to its end."""
    yield from (found.span() for found in _FREE_TRADE.finditer(text))
    yield from _zones(text, units)
    yield from _roads(text, units)
    yield from _small_units(text, units)
    yield from (found.span() for found in _BUILDING.finditer(text))


def _zones(text: str, units: Mapping[int, int]) -> Iterator[Span]:
    """Zones, parks and venues: what is specific before the suffix belongs to the name."""
    for found in _suffix().finditer(text):
        if text.startswith(("管委会", "管理委员会", "人民", "法院", "公司", "集团"), found.end()):
            continue
        start = left_edge(text, found.start(), units)
        for before in _suffix().finditer(text, start, found.start()):
            start = before.end()
        for edge in _edge().finditer(text, start, found.start()):
            if not any(at < edge.end() <= units[at] for at in range(start, edge.start() + 1) if at in units):
                start = edge.end()
        start = max(
            (at for at in range(start, found.start()) if units.get(at, len(text)) <= found.start()),
            default=start,
        )
        start = _after_units(text, start, found.start(), units)
        body = text[start : found.start()]
        if len(body) > LONGEST_BODY or _plain(body):
            continue
        yield start, found.end()


def _plain(body: str) -> bool:
    """Whether nothing in the body tells one zone from another."""
    return not body or is_generic(_ZONE_MODIFIER.sub("", body)) or not re.search("[\u4e00-\u9fff]{2}", body)


def _after_units(text: str, start: int, end: int, units: Mapping[int, int]) -> int:
    """Skip full names of units at the front (芜湖市 + 鸠江开发区) as long as something specific is left."""
    while start in units and text[units[start] - 1] in _UNIT_END and units[start] < end:
        rest = text[units[start] : end]
        if _plain(rest):
            break
        start = units[start]
    return start


def _roads(text: str, units: Mapping[int, int]) -> Iterator[Span]:
    ends = set(units.values())
    for found in _ROAD.finditer(text):
        start, end = found.span("road")
        if found["number"] or start in ends:
            start = max(
                (
                    units[at]
                    for at in range(start, end)
                    if at in units and units[at] < end - 1 and text[units[at] - 1] in _UNIT_END
                ),
                default=start,
            )
            if end - start > 2 or found["number"]:
                yield start, end


def _small_units(text: str, units: Mapping[int, int]) -> Iterator[Span]:
    """A town or village named right after a unit in full."""
    for end in sorted({end for end in units.values() if text[end - 1] in "市区县旗镇乡"}):
        found = _AFTER_UNIT.match(text, end)
        if found and end not in units and len(found[0]) > 2 and not is_generic(found[0][:-1]):
            yield found.span()
