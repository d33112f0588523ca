"""The level of an honour: said before its name, in its name, or by who grants it."""

import re
from functools import cache

from kg.catalog.lists import alternation
from kg.facts import lexicon, places
from kg.facts.names import squash
from kg.facts.statements import Found
from kg.facts.view import A, G, L, Token, View

_BY_SUFFIX = (
    ("省", "省"),
    ("地区", "市"),
    ("自治区", "省"),
    ("市", "市"),
    ("州", "市"),
    ("盟", "市"),
    ("县", "县"),
    ("区", "县"),
    ("旗", "县"),
)
_BY_RANK = {1: "省", 2: "市", 3: "县"}
_NAMED = re.compile("^(?![各全本该我贵])[一-龥]{2,6}?(自治区|省|市|州|县|(?<!园)(?<!示范)(?<!试验)区)")
_HEADED = re.compile("(?:关于)?(?:公布|印发|认定|公示)?(?:(?:19|20)\\d\\d年?度?)?")
_ADJACENT = re.compile(f"^[^{A}{G}，。；：、|｜\t\n]{{0,14}}$")
_FIELD = re.compile("[“‘《 ]*(?:[一-龥]{2,8}(?:业|领域))?[“‘《 ]*")
_BRACKETED = re.compile("[”’]?[（(](国家级|省级|市级|县级|区级|自治区级|国家|省|市)[）)]")
_LEVEL_WORDS = ("国家", "省级", "市级", "县级")  # 省级企业研究院
_CHAIN = re.compile("[“”‘’\"']*(?:企业|产品|单位)?(?:、|和|与|及|以及)?[“”‘’\"']*")
_VERB = re.compile("企业|公司|产品|的(?=.{4})")
_HAPPENS = re.compile(
    "[有被获]|新增|入选|列入|评为|认定为|\\d[家个项户件]"
)  # 某市3家企业被认定为: of the winners' place


@cache
def _markers() -> tuple[re.Pattern[str], dict[str, str]]:
    table = {row["text"]: row["level"] for row in lexicon.rows("award_levels.csv") if row["kind"] == "marker"}
    return re.compile(alternation(table)), table


@cache
def _heads() -> tuple[tuple[str, str], ...]:
    return tuple(
        (row["text"], row["level"]) for row in lexicon.rows("award_levels.csv") if row["kind"] == "head"
    )


@cache
def _provinces() -> dict[str, str]:
    return {row["text"]: row["level"] for row in lexicon.rows("award_levels.csv") if row["kind"] == "place"}


def level_of(view: View, program: Token, floor: int, *, by_place: bool = True) -> Found | None:
    """The level of an honour by the words before it (from ``floor``), by its name, or by its twin before it.

    ``by_place``: whether a place before it says the level (浙江省首台（套）). What an honour is meant at when nothing
    says a level is ``default_level``.
    """
    return (
        _national(program)
        or _said_before(view, program, floor, False)
        or _said_after(view, program)
        or _said_of_twin(view, program, floor)
        or _fixed_level(program, "always")
        or (_fixed_level(program, "held") if by_place else None)
        or _of_named_place(view, program)
        or (_said_before(view, program, floor, True) if by_place else None)
        or _in_name(view, program)
        or _of_twin(view, program, floor, by_place)
        or _of_prize(view, program)
    )


def level_of_place_right_before(view: View, program: Token) -> Found | None:
    """The level of the place that a name follows at once, with its suffix: 湖南省小巨人企业名单 is a province's own."""
    place = view.token_at(program.pos - 1) if program.pos else None
    level = level_by_suffix(place.mention.text) if place and place.mask == L else None
    return Found(level, program.pos - 1, program.pos) if level else None


def default_level(program: Token) -> Found | None:
    """The level at which an honour is meant when nothing says another (制造业单项冠军: 国家)."""
    return _fixed_level(program, "default")


def _said_after(view: View, program: Token) -> Found | None:
    """小巨人（国家级）."""
    match = _BRACKETED.match(view.masked, program.pos + 1)
    return Found(_markers()[1][match[1]], *match.span(1)) if match else None


def _national(program: Token) -> Found | None:
    """国家高新技术企业, 全国文明单位: the name itself says so."""
    national = program.mention.text.lstrip("“《‘").startswith(("国家", "全国"))
    return Found("国家", program.pos, program.pos + 1) if national else None


@cache
def _fixed(kind: str) -> dict[str, str]:
    return {row["text"]: row["level"] for row in lexicon.rows("award_levels.csv") if row["kind"] == kind}


def _fixed_level(program: Token, kind: str) -> Found | None:
    """The level of an honour that exists at one only (always; held: as an honour that a firm has)."""
    level = _fixed(kind).get(squash(program.mention.text).removesuffix("企业"))
    return Found(level, program.pos, program.pos + 1) if level else None


def _said_before(view: View, program: Token, floor: int, by_place: bool) -> Found | None:
    start = max(floor, program.pos - 24)
    pattern, table = _markers()
    for match in reversed(list(pattern.finditer(view.masked, start, program.pos))):
        rest = view.masked[match.end() : program.pos]
        limit = 1 if len(match[0]) == 1 else 14
        if len(rest.strip('“”‘’"《 ')) > limit or not _ADJACENT.match(rest) or _VERB.search(rest):
            break
        if len(match[0]) == 1 and view.masked[match.start() - 1 : match.start()] in tuple(
            "城园社地全各本我该两三四五六七八九十"
        ):
            continue
        if match[0] == "区" and rest.startswith("内"):  # of the autonomous region or of the district
            continue
        if (
            not by_place
            and len(match[0]) == 1
            and _ends_place(view.masked[max(match.end() - 4, 0) : match.end()])
        ):
            continue
        return Found(table[match[0]], *match.span())
    place = view.last_before(program.pos, L, start)
    gap = view.masked[place.pos + 1 : program.pos] if place else ""
    if by_place and place and _ADJACENT.match(gap) and not _HAPPENS.search(gap):
        level = level_of_place(view.name(place))
        return Found(level, place.pos, place.pos + 1) if level else None
    return None


def _ends_place(text: str) -> bool:
    """Whether a text ends with a place's full name (浙江省, 台州市): then its last letter is no level."""
    return any(places.meant(text[-length:]) for length in (3, 4) if len(text) >= length)


def level_in(view: View, span: tuple[int, int]) -> Found | None:
    """The level that a stretch (a cell) says: 国家级, 省内首台套, 市."""
    pattern, table = _markers()
    match = pattern.search(view.masked, *span)
    return Found(table[match[0]], *match.span()) if match else None


def level_word(view: View, start: int, end: int) -> Found | None:
    """国内首创4项，依次是…: the level that the words before a list give."""
    match = re.search("国际|国内|省内", view.masked[start:end])
    if not match:
        return None
    level = {"国际": "国际", "国内": "国内", "省内": "省"}[match[0]]
    return Found(level, start + match.start(), start + match.end())


def level_of_heading(view: View, span: tuple[int, int]) -> Found | None:
    """The level of the place that a heading begins with: 海南省2022年绿色制造名单 → 省."""
    start = span[0]
    match = _HEADED.match(view.masked, *span)
    start = match.end() if match else start
    token = view.token_at(start)
    if token and token.mask == L:
        level = level_of_place(view.name(token))
        return Found(level, start, start + 1) if level else None
    named = _NAMED.match(view.masked[start : min(start + 8, span[1])])
    level = level_of_place(named[0]) if named else None
    return Found(level, start, start + len(named[0])) if named and level else None


def level_of_place(name: str) -> str | None:
    """浙江省 and 浙江 → 省, 宁波市 → 市, 德清县 and 鄞州区 → 县; None for what the name does not say."""
    if name in _provinces():
        return _provinces()[name]
    return level_by_suffix(name) or _BY_RANK.get(places.rank(name))


def level_by_suffix(name: str) -> str | None:
    """What the last letter of a place's name says; None for a name without such a letter."""
    if name.endswith(("高新区", "开发区", "新区", "园区", "示范区", "试验区", "保税区", "经开区")):
        return None
    return next(
        (level for suffix, level in _BY_SUFFIX if name.endswith(suffix) and len(name) > len(suffix)), None
    )


def _of_prize(view: View, program: Token) -> Found | None:
    """二等奖 of 国家科技进步奖: what the name of its prize says."""
    name = view.name(program)
    level = "国家" if name.startswith(("国家", "全国")) else _level_by_name(name)
    return Found(level, program.pos, program.pos + 1) if level and name != program.mention.text else None


def _of_named_place(view: View, program: Token) -> Found | None:
    """江苏省科学技术奖 → 省: the place that the name begins with, whatever place stands before it."""
    match = _NAMED.match(program.mention.text.lstrip("“《‘"))
    level = level_of_place(match[0]) if match and places.meant(match[0]) else None
    return Found(level, program.pos, program.pos + 1) if level else None


def _in_name(view: View, program: Token) -> Found | None:
    level = _level_by_name(program.mention.text.lstrip("“《‘"))
    return Found(level, program.pos, program.pos + 1) if level else None


def _level_by_name(name: str) -> str | None:
    if name.startswith("自治区"):
        return "省"
    if name[:2] in _LEVEL_WORDS:
        return _markers()[1][name[:2]]
    match = _NAMED.match(name)
    level = level_of_place(match[0]) if match else _by_province(name)
    return level or next((one for head, one in _heads() if name.startswith(head)), None)


def _by_province(name: str) -> str | None:
    """江西老字号 → 省; but 浙江制造 is a brand."""
    return next(
        (
            _provinces()[name[:size]]
            for size in (3, 2)
            if name[:size] in _provinces() and name[size:][:2] != "制造"
        ),
        None,
    )


def _of_twin(view: View, program: Token, floor: int, by_place: bool) -> Found | None:
    """国家专精特新“小巨人”, 省级绿色工厂、绿色园区: honours in a row share the level before the first."""
    twin = view.last_before(program.pos, G, max(floor, program.pos - 6))
    if twin is None or not _CHAIN.fullmatch(view.masked, twin.pos + 1, program.pos):
        return None
    return (
        _said_before(view, twin, floor, by_place)
        or _in_name(view, twin)
        or _of_twin(view, twin, floor, by_place)
    )


def _said_of_twin(view: View, program: Token, floor: int) -> Found | None:
    """省级 of 小巨人 in 省级专精特新“小巨人”: the level before both names of the one honour."""
    twin = view.twin(program)
    return _said_before(view, twin, floor, False) if twin else None


def level_of_grantor(view: View, grantor: Token) -> Found | None:
    """The level of the body that grants: 工业和信息化部 → 国家, 浙江省经信厅 → 省, 北京市经信局 → 市."""
    if grantor.mask != A:
        return None
    name = view.name(grantor)
    for head, level in _heads():
        if name.startswith(head):
            return Found(level, grantor.pos, grantor.pos + 1)
    if name.startswith(("省", "自治区")):
        return Found("省", grantor.pos, grantor.pos + 1)
    if re.match("[市区县]", name):
        return Found("市" if name[0] == "市" else "县", grantor.pos, grantor.pos + 1)
    match = _NAMED.match(name)
    named = level_of_place(match[0]) if match else None
    return Found(named, grantor.pos, grantor.pos + 1) if named else None
