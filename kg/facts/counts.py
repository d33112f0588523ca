"""COUNTED: how many a place has, got or plans under an honour (国家级专精特新“小巨人”企业14家).

Needs PROGRAM. Gives COUNTED, with the place as subject (None when the text names none).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.catalog.grades import GRADES
from kg.facts.context import Context
from kg.facts.frames import Frame
from kg.facts.levels import level_in, level_of
from kg.facts.names import squash
from kg.facts.statements import COUNT_KEYS, Found, ref, statement
from kg.facts.view import ANY, A, C, D, G, L, O, P, Token
from kg.model import Predicate, Statement
from kg.offsets import Span

_DIGITS = "\\d[\\d,，]*(?:\\.\\d+)?|[一二三四五六七八九十百千两]+"
_NUMBER = re.compile(
    f"(?P<number>{_DIGITS})\\s*(?P<scale>万|千)?\\s*(?:多|余|来)?\\s*(?P<unit>家|个|项|户|件|款|种|台|人|名|所|条|座|席|批次|强|枚|幅)"
)
_NOT_COUNT = re.compile(
    "^(?:百分点|月|年|小时|工作日|方面|环节|部门|省|地区|批|维度|阶段|类|行业大类|镇|村|标志|战略|环|重点领域)"
)
_AFTER_G = re.compile(
    "^[”’」』）\\)]*(?:类)?(?:重大|技术|成套|新材料|软件|称号|企业|产品|装备|单位|项目|平台|园区|中小企业|示范企业|示范园区|培育企业|等|公示|公布|通知|试点|荣誉|品牌|基地|车间|工厂|入库|备案|认定|名单|获得者|共|，|、|已|有|总数|数量|累计|达到?|就|超过?|突破|约|近|仅|为|各|由|目前|现有|现|的|从|增加?到?|增至|新增|拥有|通过|保有量|在库|在册|又|（|新|净增|力争|争取|不少于|至少|达到|实现|每年|计划|合计|合共|总共|只有|才|再|也|今年|去年|全市|全省|全县|：|增长到|扩大到|保持|稳定在|备案数|中的?|占|认定了|评出|评选出|是|计|变为|(?:19|20)\\d\\d年[末底]?|“|”)*$"
)
_BEFORE_G = re.compile(
    f"^(?:多|余)?(?:家|个|项|户|件|款|名)?(?:次)?[^，。；\\d{C}{P}{A}]{{0,8}}?(?:企业|产品|单位|项目|平台|园区|装备|公司|车间|技术|服务平台)?"
    "[^，。；\\d]{0,10}?(?:列入|入选|获评|获得|被评为|被认定为|跻身|上榜|纳入|通过|入围|进入|成为|荣获|拿到|评为|认定为|获批|获|是|为|评上|升格为|升级为|已升格为)"
    f"[^，。；\\d{C}{P}]{{0,24}}$|^(?:左右|以上)?(?:的|国家级?|省级?|市级?|区级|县级|国内|省内|新|“|‘|左右|以上|{L}|{A})*$"
)
_NEW = re.compile(
    "新增|新培育|新认定|净增|增加|新获|新入选|又添|新添|入选|入围|列入|获评|获得|获批|被评为|被认定|跻身|上榜|通过|评上|批了|认定|备案|荣获|进入"
)
_TOTAL = re.compile(
    "累计|总数|总量|共有|共计|现有|拥有|目前|截至|截止|已有|已建成|保有量|达到?|共|有(?!效)|在库|在册|存量|超过?|突破"
)
_TARGET = re.compile(
    "力争|目标|到20\\d\\d年|计划|将|培育(?!行动|工程|企业|库|发展)|拟|新培育认定|争取|确保|不少于|年底前|末(?:，|达到)|下一步|打算|建成(?=.{0,12}以上)"
)
_PAST = re.compile("已|了|完成|累计|截至|目前|共")
_TOTAL_WORD = re.compile(
    "(?:，|。|；)?(?:全省|全市|全县|全区|目前)?(?:累计)?(?:总数|总量|数量|存量|累计)(?:已)?(?:达到?|为|有|超过?|突破)?$"
)
_HEADED = re.compile("(国家级|省级|自治区级|市级|县级|区级)(?:的|名单|荣誉)?[：:]")
_LEVELS = "(?:国家级|省级|自治区级|市级|县级|区级)"
_OWN_LEVEL = re.compile(f"[，、；](?:其中)?({_LEVELS})(?:的)?(?:有|为)?$")
_BY_PLACE = re.compile(f"[”’]?(?:企业|产品|装备|单位|项目)*[，：]{L}(?:市|区|县)?(?:有|新增)?")
_NOTE = re.compile("[\\s（(]*(?:注|说明|备注|合计|本名单|以上名单)")
_YEAR_OF_LIST = re.compile(r"(?:19|20)\d\d年度?")
_NEAR_BY = 4
_PLACE_SHARE = re.compile(
    f"(?:居首|次之|最多)?[，、；：。）]?(?:其中|分[市县地][^，]{{0,5}}看)?[，：]?[“]?{L}(?:、{L})*(?:市|区|县|州|两地|三地)?(?:新增|共?有|各有?|合计|占|独得|拿下|仅有?|只有|最多|以)*"
)
_SHARE_ENDS = re.compile("[，。；、（）]|居|最多|次之|$")
_JOINED = re.compile("[”’]?(?:企业|产品|新材料|软件|装备|重大技术装备)?(?:、|和|及|与)(?:重点)?[“]?")
_ENUMERATED = re.compile(f"[”’]?[^，。；{ANY}]{{0,8}}?(?:新增)?(?:{_DIGITS})[家个项户件](?:以上)?(?:、|和)")
_PLAN = re.compile("(?:行动|工程|专项)$")
_PLANNED_UNITS = ("家", "个", "户", "项", "条")
_CARRIED_OUT = re.compile("开展|实施|推进|深化|推行|打好|深入")
_BROUGHT = re.compile(
    f"[”’]?[，。：]?(?:[^，。；{ANY}]{{0,8}}，)?(?:(?:19|20)\\d\\d年，?|全市|全省|全县|全区|已|累计|共|新){{0,3}}(?:完成|新建|新增|改造|培育|打造|建成|服务|惠及|推动|实施)[^，。；{ANY}]{{0,22}}"
)
# 662家G、989种G: the second number opens an item of its own.
_NEXT_ITEM = re.compile("[”’]?(?:企业|产品|装备|项目|单位)?(?:、|和|及|与|以及)")
_NATIONWIDE = re.compile("全国(?=[共累已现新仅只有范])")
_DEALT = re.compile(
    f"{L}(?:(?:市|区|县)?(?:、|和|及|与){L})+(?:市|区|县)?(?:分别|依次)(?:新增|入选|上榜|入围|拥有|有|为|占|达)*"
    f"(?=(?P<numbers>(?:(?:{_DIGITS})\\s*[家个项户件款]?(?:、|，|和|及|与)?)+))"
)
_GRADE = re.compile(GRADES)
_SHORT = 30
_EACH = re.compile("各$")
_PLAIN = re.compile("^[^，。；]{0,8}$")


@dataclass(frozen=True, slots=True)
class Number:
    """A number with its unit: masked stretch and value."""

    start: int
    end: int
    value: int | float
    unit: str


def extract(context: Context) -> Iterator[Statement]:
    """Every number that belongs to an honour, clause by clause."""
    memory: Memory | None = None
    for unit in context.units:
        fresh = True
        dealt = _dealt(context, unit)
        for number in numbers(context, unit):
            owner = None if number.start in dealt and memory else _owner(context, unit, number)
            if memory and number.start in dealt and _is_near(context, memory, number):
                owner = memory.program
            elif owner:
                memory = Memory(owner, unit, number)
                fresh = False
            elif memory and (
                (not fresh and _follows(context, memory, number)) or _shared(context, unit, memory, number)
            ):
                owner = memory.program
                memory = Memory(owner, memory.unit, number)
            else:
                owner, counted = _announced(context, unit, number)
                owner, counted = (owner, counted) if counted else _of_plan(context, unit, number)
                if not counted:
                    continue
                if owner:
                    memory, fresh = Memory(owner, unit, number), False
            for one in _together(context, owner) if owner else ():
                yield from _statements(context, unit, one, number, dealt.get(number.start))


def _together(context: Context, program: Token) -> list[Token]:
    """首台（套）、首批次 in 首台（套）、首批次合计突破20项: what one number counts."""
    found = [program]
    while before := context.last_before(found[0].pos, G):
        if context.twin(found[0]) or not _JOINED.fullmatch(context.masked, before.pos + 1, found[0].pos):
            break
        found.insert(0, before)
    return found


@dataclass(frozen=True, slots=True)
class Memory:
    """The honour that the last number of a sentence belonged to."""

    program: Token
    unit: Span
    number: Number


def _dealt(context: Context, unit: Span) -> dict[int, Token]:
    """The place of each number in 甲县、乙区、丙区分别有4家、9家和5家, by where the number begins."""
    found: dict[int, Token] = {}
    for match in _DEALT.finditer(context.masked, *unit):
        places = context.between(*match.span(), L)
        counts = list(numbers(context, match.span("numbers")))
        if len(places) == len(counts):
            found |= {number.start: place for number, place in zip(counts, places, strict=True)}
    return found


def _is_near(context: Context, memory: Memory, number: Number) -> bool:
    return context.unit_index(number.start) - context.unit_index(memory.unit[0]) <= _NEAR_BY


def numbers(context: Context, span: Span) -> Iterator[Number]:
    """The counted numbers of a masked stretch (not years, shares, money or months)."""
    for match in _NUMBER.finditer(context.masked, *span):
        before = context.masked[max(match.start() - 1, 0) : match.start()]
        if before in ("第", ".", "每", "前", "那", "这", "另", "头") or _NOT_COUNT.match(
            context.masked[match.end() : match.end() + 6]
        ):
            continue
        if match["number"] == "一" and match["unit"] in "家个项款种":
            continue
        value = _value(match["number"], match["scale"])
        if value is not None:
            yield Number(match.start(), match.end(), value, match["unit"])


def value_of(digits: str) -> int | float | None:
    """The number that digits or Chinese numerals say."""
    return _value(digits, None)


def _value(digits: str, scale: str | None) -> int | float | None:
    plain = digits.replace(",", "").replace("，", "")
    if plain[0].isdigit():
        number = float(plain)
    else:
        chinese = _chinese(plain)
        if chinese is None:
            return None
        number = float(chinese)
    number *= {"万": 10000, "千": 1000}.get(scale or "", 1)
    return round(number) if abs(number - round(number)) < 1e-6 else number


def _chinese(text: str) -> int | None:
    digits = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"两": 2}
    total, current = 0, 0
    for character in text:
        if character in digits:
            current = digits[character]
        else:
            total += (current or 1) * {"十": 10, "百": 100, "千": 1000}[character]
            current = 0
    return total + current or None


def _owner(context: Context, unit: Span, number: Number) -> Token | None:
    """The honour that a number counts: right before it (G企业14家) or after it (16家企业入选G)."""
    clause = _clause(context, unit, number.start)
    headed = clause[0] > unit[0] and context.masked[clause[0] - 1] == "："  # 小巨人：三十一家
    before = context.last_before(number.start, G, max(unit[0], clause[0] - _SHORT) if headed else clause[0])
    after = context.between(number.end, clause[1], G)
    leads = bool(after) and _BEFORE_G.match(_YEAR_OF_LIST.sub("", context.masked[number.end : after[0].pos]))
    if before:
        gap = context.masked[before.pos + 1 : number.start]
        if _AFTER_G.match(gap) and not (leads and _NEXT_ITEM.fullmatch(gap)):
            return before
    above = context.last_before(number.start, G, unit[0])
    if above and _BY_PLACE.fullmatch(context.masked, above.pos + 1, number.start):
        return above
    if leads:
        twins = (
            one
            for one, twin in zip(after, [*after[1:], None], strict=True)
            if not twin or context.twin(twin) is not one
        )
        return next(twins)
    return None


def _clause(context: Context, unit: Span, pos: int) -> Span:
    for clause in context.clauses(unit):
        if clause[0] <= pos < clause[1]:
            return clause
    return unit


def _follows(context: Context, memory: Memory, number: Number) -> bool:
    """总数达到6家, 其中鸠江区5家, 宿州13项: a further number of the same honour."""
    gap = context.masked[memory.number.end : number.start]
    if context.between(memory.number.end, number.start, C + O + D + P + G):
        return False
    return bool(
        _TOTAL_WORD.search(gap)
        or re.fullmatch(
            f"(?:）)?[，；、]?(?:其中|其余)?{L}(?:、{L})*(?:市|区|县)?(?:新增|有|各|占|企业)?", gap
        )
        or re.fullmatch("[，]?（(?:现有|已有|目前有?|其中新增)", gap)
        or re.fullmatch("[，；](?:比上年|半年|同比|较上年)?(?:净增|新增)(?:了)?", gap)
        or re.fullmatch("(?:，)?(?:增至|增加到|增长到|升至|变成|变为|做到|扩大到|提高到)(?:了)?", gap)
        or re.fullmatch("[，、；](?:19|20)\\d\\d年[末底]?(?:是|为|有|达到?)?", gap)
        or re.fullmatch(f"[，、；](?:其中)?{_LEVELS}(?:的|项目|企业|产品|单位)?(?:有|为)?", gap)
        or re.fullmatch("[，；](?:已)?(?:通过|完成)(?:鉴定|验收|认定|复核|评审)(?:的)?", gap)
    )


def _shared(context: Context, unit: Span, memory: Memory, number: Number) -> bool:
    """绵阳9家，是第二名。德阳5家: the same honour place by place, in the sentences right after its number."""
    if number.unit != memory.number.unit or context.between(memory.number.end, number.start, P + G):
        return False
    if not _is_near(context, memory, number):
        return False
    start = max(_clause(context, unit, number.start)[0], memory.number.end)
    lead = context.masked[start : number.start]
    rest = context.masked[number.end : number.end + 4]
    return bool(_PLACE_SHARE.fullmatch(lead)) and bool(_SHARE_ENDS.match(rest))


def _of_plan(context: Context, unit: Span, number: Number) -> tuple[Token | None, bool]:
    """开展5G基站建设“百日攻坚”专项行动，新建5G基站5273个: what an action has brought about."""
    index = context.unit_index(number.start)
    plan = context.last_before(number.start, G, context.units[max(index - 1, 0)][0])
    if plan is None or number.unit not in _PLANNED_UNITS or not _PLAN.search(plan.mention.text):
        return None, False
    led = context.masked[max(plan.pos - 14, 0) : plan.pos]
    gap = context.masked[plan.pos + 1 : number.start]
    fits = _CARRIED_OUT.search(led) and _BROUGHT.fullmatch(gap)
    return (plan, True) if fits else (None, False)


def _announced(context: Context, unit: Span, number: Number) -> tuple[Token | None, bool]:
    """我市有5个产品入选 after …公布首台（套）名单; 海淀区11家企业入围."""
    frame = context.frames.before(number.start, reach=2)
    if frame is None or not frame.listing or frame.deny:
        return None, False
    clause = _clause(context, unit, number.start)
    rest = context.masked[number.end : clause[1]]
    before = context.masked[clause[0] : number.start]
    if re.match("[^，。；]{0,6}?(?:入选|入围|上榜|在列|榜上有名|通过|获评|跻身)", rest) and not re.search(
        "申报|推荐|奖励", before
    ):
        return frame.programs[-1], True
    if re.search(
        f"(?:^|[，、；：])(?:{L}|[全我本][省市县区州])(?:市|区|县)?(?:今年|本次|此次)?(?:新增|共?有|各|共|仅|只有|入围|上榜|入选|拿下|独得|占)*$"
        "|(?:新增|共|其中|认定|评出|合计|共计|授予|入围|上榜|入选)$",
        before,
    ) and re.match("[，。；、（）]|$", rest):
        return frame.programs[-1], True
    return None, False


def _statements(
    context: Context, unit: Span, program: Token, number: Number, dealt: Token | None
) -> Iterator[Statement]:
    frame = context.frames.of(program, reach=2)
    fields: dict[str, Found | None] = {
        "value": Found(number.value, number.start, number.end),
        "unit": Found(number.unit, number.end - len(number.unit), number.end),
        "kind": _kind(context, unit, program, number),
        "level": _level(context, unit, program, number, frame),
        "year": _year(context, unit, program, number, frame),
    }
    start, end = min(program.pos, number.start), max(program.pos + 1, number.end)
    if context.unit_index(program.pos) != context.unit_index(number.start):
        start, end = _clause(context, unit, number.start)
    else:
        start = max(
            min(start, *(f.start for f in (fields["level"],) if f and f.start >= unit[0]), start), unit[0]
        )
    if _GRADE.fullmatch(program.mention.text) or (
        program.mention.text.endswith("奖")
        and context.focus
        and not context.between(unit[0], number.start, L)
    ):
        return
    for place in [dealt] if dealt else _places(context, unit, number):
        origins = {"object": (program.pos, program.pos + 1)}
        if place:
            origins["subject"] = (place.pos, place.pos + 1)
        yield statement(
            context,
            Predicate.COUNTED,
            ref(context, place) if place else None,
            ref(context, program),
            (start, end),
            "counts.clause",
            0.7,
            COUNT_KEYS,
            fields,
            origins,
        )


def _kind(context: Context, unit: Span, program: Token, number: Number) -> Found | None:
    clause = _clause(context, unit, number.start)
    end = max(number.end, program.pos + 1)
    near = context.masked[clause[0] : end]
    wide_start = max(unit[0], context.masked.rfind("；", unit[0], number.start))
    wide = context.masked[wide_start : number.start]
    just = context.masked[max(number.start - 8, clause[0]) : number.start]
    for value, pattern, text, offset in (
        ("target", _TARGET, near, clause[0]),
        ("total", re.compile("总数|总量|累计|共有|共计"), just, max(number.start - 8, clause[0])),
        (
            "new",
            re.compile("新增|净增|又添|新获"),
            just + context.masked[number.start : end],
            max(number.start - 8, clause[0]),
        ),
        ("target", _TARGET, wide, wide_start),
        ("new", re.compile("新增|新培育|净增"), wide, wide_start),
        ("new", _NEW, near, clause[0]),
        ("total", _TOTAL, wide, wide_start),
    ):
        match = pattern.search(text)
        if match and not (value == "target" and _PAST.search(text)):
            return Found(value, offset + match.start(), offset + match.end())
    dated = re.search("(?:19|20)\\d\\d年(?![末底初])", wide)
    return Found("new", wide_start + dated.start(), wide_start + dated.end()) if dated else None


def _level(context: Context, unit: Span, program: Token, number: Number, frame: Frame | None) -> Found | None:
    clause = _clause(context, unit, min(program.pos, number.start))
    if own := _OWN_LEVEL.search(context.masked, unit[0], number.start):
        return level_in(context, own.span(1))
    first_of_kind = "首台" in squash(program.mention.text)
    level = level_of(
        context,
        program,
        max(clause[0], number.end if number.end <= program.pos else clause[0]),
        by_place=number.end <= program.pos and not first_of_kind,
    )
    before = context.last_before(program.pos, G, unit[0]) if level is None else None
    if before and _ENUMERATED.fullmatch(context.masked, before.pos + 1, program.pos):
        said = level_of(context, before, unit[0], by_place=False)
        level = said if said and said.start != before.pos else None
    if level is None:
        headed = list(_HEADED.finditer(context.masked, unit[0], program.pos))
        if headed and not re.search(_LEVELS, context.masked[headed[-1].end() : program.pos]):
            return level_in(context, headed[-1].span(1))
    if level is None and frame and frame.pos <= program.pos and frame.level:
        said_by_name = context.masked[frame.level.start] in L + A
        if (frame.listing and not first_of_kind) or not said_by_name:
            return frame.level
    return level or _of_opening(context, unit, program)


def _of_opening(context: Context, unit: Span, program: Token) -> Found | None:
    """The level of the whole list, for a prize's grade (一等奖2项) and for a heading within it (一、绿色工厂（11家）)."""
    text = context.masked[unit[0] : unit[1]].rstrip()
    heading = len(text) < _SHORT and not text.endswith(("。", "，", "；"))
    opening = _opening(context, program)
    if opening is None or not (heading or _GRADE.search(program.mention.text) or _NOTE.match(text)):
        return None
    return opening.level


def _opening(context: Context, program: Token) -> Frame | None:
    """What the article opens with, when that stands before an honour."""
    opening = context.frames.opening
    return opening if opening and opening.pos < program.pos else None


def _year(context: Context, unit: Span, program: Token, number: Number, frame: Frame | None) -> Found | None:
    clause = _clause(context, unit, number.start)
    inside = context.times.years(clause[0], max(number.end, program.pos), strict=False)
    if inside:
        return inside[-1]
    if re.search("目前|累计|现有|截至目前|到目前", context.masked[clause[0] : number.start]):
        return None
    before = context.times.years(unit[0], clause[0], strict=False)
    if before:
        return before[-1]
    opening = _opening(context, program) if _NOTE.match(context.masked, *unit) else None
    if opening:
        return opening.year
    return frame.year if frame and frame.pos != program.pos and frame.listing else None


def _places(context: Context, unit: Span, number: Number) -> list[Token | None]:
    """The place before the number; 各 shares it among several; 我市 and nothing mean the article's own place.

    None where the whole country is spoken of, and where the article has no place.
    """
    clause = _clause(context, unit, number.start)
    floor = clause[0]
    places = context.between(floor, number.start, L)
    if places and _EACH.search(context.masked[floor : number.start]):
        return list(places)
    if places:
        return [places[-1]]
    if _NATIONWIDE.search(context.masked, unit[0], number.start):
        return [None]
    word = context.home.own_word(floor, number.start)
    if word:
        meant = context.home.meant_by(word[0], word.start())
        return [meant]
    earlier = context.between(unit[0], floor, L)
    word = context.home.own_word(unit[0], floor)
    if earlier and (word is None or word.start() < earlier[-1].pos):
        return [earlier[-1]]
    if word:
        return [context.home.meant_by(word[0], word.start())]
    return [context.home.place]
