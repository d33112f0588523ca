"""What an award says besides its winner and honour: level, year, batch, grantor, rank, status, date and product."""

import re
from dataclasses import dataclass

from kg.facts import honours
from kg.facts.context import Context
from kg.facts.frames import Frame, joined, status_in
from kg.facts.honours import Kind
from kg.facts.levels import default_level, level_of, level_of_grantor
from kg.facts.names import squash
from kg.facts.recipients import Recipient, starts_anew
from kg.facts.statements import Found
from kg.facts.view import C, D, G, Token
from kg.offsets import Span

_FIRST_SET = re.compile("首（?台|首批次|首版次")
_WITH_PRODUCT = re.compile(
    f"[”’]?[^，。；（{C}{D}]{{0,8}}(?:[，（(][^，。；{C}{D}]{{0,8}}(?:产品|项目|成果|凭)[^，。；{C}{D}]{{0,3}}[为是：“]*"
    f"|（(?:\\d{{4}}年?，)?[“]?)(?={D}[”’]?+(?!(?:产品|项目|先后|成功|[也又还再])*(?:入选|入围|列入|通过|[获荣被斩摘拿评])))"
)
_LISTED = re.compile(
    f"[^，。；：{C}{D}]{{0,16}}[，：](?:分别|依次|具体)?(?:是|为|包括|有)：?(?P<list>[“]?{D}[”]?(?:(?:、|和|以及|及)[“]?{D}[”]?)+)"
)
_OWN_THING = re.compile("[，；：。]“[^”]+”(?:项目|成果|技术|产品)?$")
_WITH = re.compile("凭(?:借|着)?(?:的是)?(?:一[款台套种])?[“]?$")
_YEAR_IN_TITLE = re.compile(r"(?<!\d)((?:19|20)\d\d)年")
_LED_UP = re.compile("^[《“]*(?:关于)?(?:公布|认定|印发|公示|命名|表彰|下达|确定)*")
_AT_MEETING = ("会上", "大会上", "会议上", "仪式上")  # of a meeting that honours the winners of a year
_STATES = ("是", "就是", "还是", "属", "属于", "系", "为", "作为", "拥有", "具有", "持有", "建有", "设有")


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word of award_triggers.csv in the masked text."""

    start: int
    end: int
    kind: str
    status: str | None


def product_for(
    context: Context, unit: Span, trigger: Trigger, recipient: Recipient, program: Token
) -> Token | None:
    """The product that was recognised: an honour of firms has none but what is named with it, one of products takes
    the product named before in the sentence, and one of either does not take a product that is only carried over."""
    kind = honours.kind_of(context, program)
    thing = _OWN_THING.search(context.masked[unit[0] : trigger.start])
    if thing and recipient.carried and D not in thing[0]:
        return product_after(context, program)  # “…”项目获二等奖: another thing than the one before
    if kind is Kind.FIRM:
        return product_after(context, program) or _by_virtue_of(context, recipient.product)
    if recipient.product and (kind is not Kind.EITHER or not recipient.carried):
        return recipient.product
    if named := product_after(context, program):
        return named
    if kind is not Kind.THING:
        return None
    part = max(unit[0], context.masked.rfind("；", unit[0], trigger.start))
    near = context.last_before(trigger.start, D, part if starts_anew(context, part, part + 1) else unit[0])
    return near or (
        _product_above(context, unit, recipient) if _FIRST_SET.search(program.mention.text) else None
    )


def _by_virtue_of(context: Context, product: Token | None) -> Token | None:
    """The product that a firm received an honour with: 凭D."""
    return (
        product if product and _WITH.search(context.masked[max(product.pos - 8, 0) : product.pos]) else None
    )


def _product_above(context: Context, unit: Span, recipient: Recipient) -> Token | None:
    """The product of the sentences before, when no firm but the recipient stands between."""
    floor = context.units[max(context.unit_index(unit[0]) - 3, 0)][0]
    product = context.last_before(unit[0], D, floor)
    subject = context.name(recipient.subject)
    if product is None or any(
        context.name(one) != subject for one in context.between(product.pos, unit[0], C)
    ):
        return None
    return product


def product_after(context: Context, program: Token) -> Token | None:
    """G（产品：D）; G，入选产品为D."""
    match = _WITH_PRODUCT.match(context.masked, program.pos + 1)
    return context.token_at(match.end()) if match else None


def products_listed(context: Context, program: Token, end: int) -> list[Token]:
    """三项产品被评定为G，分别是D、D和D: the products that a clause after the honour lists, up to ``end``."""
    match = _LISTED.match(context.masked, program.pos + 1, end)
    found = context.between(*match.span("list"), D) if match else []
    return found if len(found) > 1 else []


def product_of(token: Token | None, context: Context) -> Found | None:
    """A product's name as a qualifier."""
    return Found(context.name(token), token.pos, token.pos + 1) if token else None


def _year_in_name(program: Token) -> Found | None:
    """2022年度首版次软件推广应用指导目录: the name of a list gives its year."""
    match = _YEAR_IN_TITLE.match(_LED_UP.sub("", program.mention.text))
    return Found(int(match[1]), program.pos, program.pos + 1) if match else None


def _year_of_title(context: Context, unit: Span, program: Token) -> Found | None:
    """The year in the title of the document that the sentence cites: 《关于公布2023年…智能工厂名单的通知》，X入选智能工厂."""
    for title in reversed(context.between(unit[0], program.pos, G)):
        years = set(_YEAR_IN_TITLE.findall(title.mention.text))
        if len(years) == 1 and squash(program.mention.text) in squash(title.mention.text):
            return Found(int(years.pop()), title.pos, title.pos + 1)
    return None


def _year_of_round(context: Context, unit: Span, program: Token) -> Found | None:
    """The year of the round that the article reports on, for a grade of its prize and for what a meeting hands over."""
    of_round = honours.is_grade(program) or context.masked.startswith(_AT_MEETING, unit[0])
    return context.times.lead_year if of_round else None


def fields_of(
    context: Context,
    unit: Span,
    clause: Span,
    trigger: Trigger,
    program: Token,
    grantors: list[Token],
    frame: Frame | None,
) -> dict[str, Found | None]:
    """Level, year and the rest: what the clause says, else what the announcement before it said."""
    times = context.times
    level = level_of(context, program, trigger.end if trigger.end <= program.pos else clause[0])
    stands = context.masked[trigger.start : trigger.end] in _STATES
    year = times.year_of(unit, clause, trigger.start, program.pos, carried=not stands)
    if level is None and grantors:
        level = level_of_grantor(context, grantors[0])
    status = status_in(context, clause)
    if status is None and trigger.status:
        status = Found(trigger.status, trigger.start, trigger.end)
    date = times.date(*clause)
    if year is None and not times.is_undated(clause[0], program.pos):
        year = (
            (frame.year if frame and not stands else None)
            or _year_in_name(program)
            or _year_of_title(context, unit, program)
            or _year_of_round(context, unit, program)
            or (None if stands else times.reviewed_year)
        )
    return {
        "level": level or (frame.level if frame else None) or default_level(program),
        "year": year,
        "batch": times.batch(*clause) or (frame.batch if frame else None),
        "grantor": joined(context, grantors) or (frame.grantor if frame else None),
        "rank": times.rank(*clause),
        "status": status,
        "date": date or (frame.date if frame else None),
    }
