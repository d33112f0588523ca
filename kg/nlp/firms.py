"""Firms by structure: a place, a name of their own (字号), a trade, a legal form."""

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache

from kg.catalog.brands import brands
from kg.catalog.lists import alternation, rows, words
from kg.model import EntityType
from kg.nlp.candidates import Candidate
from kg.nlp.edges import is_generic, left_edge, opens_name, stretch
from kg.nlp.gazetteer import Gazetteer

SOURCE = "firms"
_CONTINUES = re.compile(
    r"(?:（[\u4e00-\u9fff]{1,6}）)?(?:股份|控股|总|产业)?(?:有限|公司|集团)|化|家|长(?!沙|春)|里|房|区|商(?!贸)|门口|务部"
)
_BRANCH = (
    r"(?:（(?:有限合伙|普通合伙|特殊普通合伙|集团|中国)）(?!有限))?"
    r"(?:[\u4e00-\u9fff]{2,6}(?:分公司|分行|支行|分厂|分店)(?!经理|负责)|[\u4e00-\u9fff]{0,5}(?:卷烟厂|生产制造中心|制造中心|生产基地)|(?:冷轧|热轧|轧钢|炼铁|炼钢|铸造|锻造|焦化|选矿|热电|动力)厂)?"
)
_BRAND_BRANCH = r"[\u4e00-\u9fff]{2,6}?(?:分公司|分行|支行|供电公司|电力公司)"
_TITLE = re.compile(
    r"(?:党委书记|党总支书记|董事局主席|副董事长|董事长|副总经理|总经理|副总裁|总裁|首席执行官|首席技术官|总工程师|创始人"
    r"|CEO|CTO|法定代表人|厂长|车间主任|研发总监|营销总监|技术总监)"
)
_LED = re.compile(r"公司|的?(?:董事长|总经理|副总经理|副总|总裁|创始人|总工|厂长|负责人)")
_NO_NAME_INSIDE = re.compile(r"有限公司|有限责任公司|股份公司|[的到和了在把给为是有由]")
_OPEN_LEFT = re.compile(r"[、（：“”；和与及由的在为对是从到给\s]$")
_AFTER_NAME = (
    r"[，。；：、！？”’》）（\s]|$|[的与和等及则将已也在又就曾从是有把被派给为对向因还都没做出拿获入上当跟各用讲说请系做拉]"
    r"|公司|董事|总经理|副总|厂长|[两三四五六七八九十]家|代表|负责|当选|成为|成立|旗下|推出|研制|生产|报名|申报"
)
_LIST = re.compile(r"[\u4e00-\u9fffA-Za-z0-9·&（）]{2,40}(?:、[\u4e00-\u9fffA-Za-z0-9·&（）]{2,40})+")
_ITEM_END = re.compile(r"等|以及|[两三四五六七八九十\d]+家|[的和与及都在则将已也又就是有被为]")
_FIRMS_FOLLOW = re.compile(
    r"等?[\u4e00-\u9fff\d]{0,12}?(?:企业|公司|厂商|车企|巨头|整车厂|主机厂|集团|品牌|客户)(?![协联家])"
    r"|[两三四五六七八九十\d]+家"
)
SHORTEST, LONGEST = 2, 34
_UNITS = "省市县区旗州"
_LATIN = re.compile("[A-Za-z]")


@cache
def _forms() -> re.Pattern[str]:
    forms = alternation(row["form"] for row in rows("company_forms.csv"))
    return re.compile(rf"(?P<form>{forms})(?P<branch>{_BRANCH})")


@cache
def _strength() -> Mapping[str, str]:
    return {row["form"]: row["strength"] for row in rows("company_forms.csv")}


@cache
def _brands() -> Gazetteer:
    return Gazetteer(brands())


@cache
def _behind_brand() -> re.Pattern[str]:
    """What belongs to the firm behind its brand: a trade, 集团, a branch."""
    tails = alternation(words("company_tails.txt"))
    return re.compile(
        rf"(?![A-Za-z长])(?:(?:{tails})?(?:集团)?(?:（中国）)?(?!有限|股份)(?:{_BRAND_BRANCH})?|)"
    )


@cache
def _tails() -> re.Pattern[str]:
    tails = alternation((*words("company_tails.txt"), *words("company_tails_strong.txt")))
    return re.compile(rf"(?:{tails}){{0,2}}(?P<last>{tails})(?={_AFTER_NAME})")


@cache
def _strong_tails() -> frozenset[str]:
    return frozenset(words("company_tails_strong.txt"))


@cache
def legal_forms() -> re.Pattern[str]:
    """Matches a legal form at the end of a name, for cutting it off."""
    chosen = (row["form"] for row in rows("company_forms.csv") if row["strength"] != "weak")
    return re.compile(rf"(?:（集团）|集团|控股|股份)*{alternation(chosen)}$")


def find_firms(text: str, places: Mapping[int, int]) -> Iterator[Candidate]:
    """Firms that the text shows by their form, their well-known name, or who leads them."""
    yield from _by_form(text, places)
    yield from _by_brand(text, places)
    yield from _by_title(text, places)
    yield from _by_tail(text, places)


def _by_form(text: str, places: Mapping[int, int]) -> Iterator[Candidate]:
    for match in _forms().finditer(text):
        form = match["form"]
        strength = _strength()[form]
        if strength != "legal" and _CONTINUES.match(text, match.end()):
            continue
        start = left_edge(text, match.start(), places, legal=strength == "legal")
        if strength == "weak":
            start = _unit_in_full(text, start, match.start(), places)
        if _names_a_firm(text, start, match.start(), places, form):
            yield _candidate(start, match.end(), {"legal": 0.95, "form": 0.85, "weak": 0.7}[strength])


def _unit_in_full(text: str, start: int, end: int, places: Mapping[int, int]) -> int:
    """Where a unit named in full begins in a run that opens with no place (看 + 永康市…锻造厂), else the start."""
    if start in places:
        return start
    units = (at for at in range(start, end) if at in places and text[places[at] - 1] in _UNITS)
    return next(units, start)


def _names_a_firm(text: str, start: int, end: int, places: Mapping[int, int], form: str) -> bool:
    """Whether what stands before the form is a name: of a fair length, and not only a kind or a trade."""
    body, strength = text[start:end], _strength()[form]
    if not SHORTEST <= len(body) <= LONGEST or re.fullmatch(r"[\d.\-]+", body):
        return False
    if strength == "legal" and start in places:
        return True
    if strength != "legal" and _NO_NAME_INSIDE.search(text, places.get(start, start), end):
        return False
    if form == "厂" and body[-1] in "工进出后小建驻请给贴比新大老":
        return False
    if strength == "weak" and start not in places and not (len(body) <= 8 and stretch(text, start) == start):
        return False
    if (
        form == "集团"
        and start not in places
        and not (len(body) <= 4 and _OPEN_LEFT.search(text, max(0, start - 1), start))
    ):
        return False
    return not is_generic(body) or _brands().longest_at(text, start) > start


def _by_brand(text: str, places: Mapping[int, int]) -> Iterator[Candidate]:
    behind_places = frozenset(places.values())
    for start, end in _brands().find(text):
        behind = _behind_brand().match(text, end)
        if (
            behind
            and not _LATIN.match(text, start - 1, start)
            and (end - start > 2 or start in behind_places or opens_name(text, start))
        ):
            yield _candidate(start, behind.end(), 0.8)


def _by_title(text: str, places: Mapping[int, int]) -> Iterator[Candidate]:
    for match in _TITLE.finditer(text):
        start = left_edge(text, match.start(), places)
        body = text[start : match.start()]
        if (
            3 <= len(body) <= 12
            and not is_generic(body)
            and not _NO_NAME_INSIDE.search(body)
            and not re.search(r"[副原任兼]$|公司$|、$|部$|院$|会$|厂$|局$|委$|政府$|大学$", body)
        ):
            yield _candidate(start, match.start(), 0.55)


def _by_tail(text: str, places: Mapping[int, int]) -> Iterator[Candidate]:
    """A brand with trade words behind it (砺锋重机, 山西天地煤机), where it is clear that it begins and ends there."""
    for match in _tails().finditer(text):
        start = left_edge(text, match.start(), places)
        named = text[places.get(start, start) : match.start()]
        if (
            not 2 <= len(named) <= 4
            or is_generic(named)
            or not re.fullmatch(r"[\u4e00-\u9fffA-Za-z]+", named)
        ):
            continue
        strong = match["last"] in _strong_tails()
        if start in places or _LED.match(text, match.end()):
            yield _candidate(start, match.end(), 0.6)
        elif strong and len(named) < 4 and _OPEN_LEFT.search(text, max(0, start - 1), start):
            yield _candidate(start, match.end(), 0.5)


def list_neighbours(text: str, firms: Collection[Candidate], taken: Collection[int]) -> Iterator[Candidate]:
    """The other items of an enumeration (A、B、C) that holds firms; ``taken`` holds the starts of other names.

    Two firms, or one and words for firms behind the list (等企业, 三家), vouch for the rest.
    """
    known = {firm.start: firm.end for firm in firms}
    for run in _LIST.finditer(text):
        spans = [(run.start() + m.start(), run.start() + m.end()) for m in re.finditer("[^、]+", run[0])]
        spans[0] = (_first_item(text, *spans[0], known), spans[0][1])
        spans[-1] = (spans[-1][0], _last_item(text, *spans[-1], known))
        vouched = sum(span[0] in known for span in spans) + bool(_FIRMS_FOLLOW.match(text, spans[-1][1]))
        if vouched < 2:
            continue
        for start, end in spans:
            item = text[start:end]
            if start not in known and start not in taken and 2 <= len(item) <= 9 and not is_generic(item):
                yield _candidate(start, end, 0.55)


def _first_item(text: str, start: int, end: int, known: Mapping[int, int]) -> int:
    inside = [at for at in known if start <= at < end and known[at] == end]
    return min(inside, default=left_edge(text, end))


def _last_item(text: str, start: int, end: int, known: Mapping[int, int]) -> int:
    if start in known:
        return known[start]
    stop = _ITEM_END.search(text, start + 2, end)
    return stop.start() if stop else end


def _candidate(start: int, end: int, confidence: float) -> Candidate:
    return Candidate(start, end, EntityType.COMPANY, SOURCE, confidence)
