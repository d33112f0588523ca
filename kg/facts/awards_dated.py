"""AWARDED from honours that a text puts side by side with their years: ``2016年高新技术企业，2020年国家“小巨人”``.

Needs PROGRAM and COMPANY. Gives AWARDED. There is no verb, so the confidence is lower.
"""

import re
from collections.abc import Iterator

from kg.catalog.grades import GRADES
from kg.facts import lexicon, recipients
from kg.facts.award_fields import Trigger, fields_of, product_after, product_of
from kg.facts.context import Context
from kg.facts.frames import group_back
from kg.facts.honours import Kind, kind_of
from kg.facts.levels import level_of_grantor
from kg.facts.statements import award
from kg.facts.view import A, C, D, G, L, O, P, Token
from kg.model import Statement
from kg.offsets import Span

_DATED = re.compile(
    f"(?<=[，。；、：:—“（\n 是有叫])(?:(?:获得|荣获|获)?(?:19|20)\\d\\d ?年(?:度)?(?:\\d{{1,2}}月)?|同年)[，、]?(?:{A}(?:等[^，。]{{0,6}})?)?(?:的|授予的)?[^，。；、：{C}{O}{D}{P}{A}\\d在率开推施挂启出建被去做成为是有了到把将从]{{0,10}}(?P<first>{G})(?:[”“]*{G})?"
    f"[”’」]?(?:企业|产品|称号|{GRADES})*(?:（[^）]{{0,20}}）)?(?=[，。；、\n]|$)"
)

_SINCE = re.compile(
    f"(?P<first>{G})(?:[”“]*{G})?[”’」]?(?:企业|产品|称号|的|那块|这块|牌子|奖牌|牌匾|铜牌|匾额?|证书|资质)*(?:，?(?:则|就|也|还)?(?:是|系))?"
    "(?:(?:19|20)\\d\\d|[二一][〇○零九][〇○零一二三四五六七八九]{2}) ?年(?:底|初|末|\\d{1,2}月)?[^，。；]{0,12}?"
    "(?:的事|授予|颁发|评上|评的|评为|认定|发的|发来的|挂上去的|挂上的|拿的|拿下的?|拿到的?|批的|批下来的?|给的|获得|获评|获批|进的)(?=[，。；、？）\n]|$)"
)
_AFTER = re.compile(
    f"(?<=[，。；、：:是有])[^，。；、：{C}{O}{D}{P}{A}{G}{L}]{{0,6}}(?P<first>{G})(?:[”“]*{G})?[”’」]?(?:企业|产品|称号)*（(?:19|20)\\d\\d年[^）]{{0,20}}）"
)


def extract(context: Context) -> Iterator[Statement]:
    """Every dated honour that stands for itself: 2016年G, G（2016年）."""
    for match in (
        found for pattern in (_DATED, _AFTER, _SINCE) for found in pattern.finditer(context.masked)
    ):
        unit = context.units[context.unit_index(match.start("first"))]
        program = context.between(*match.span(), G)[-1]
        if lexicon.cue("no_honour").search(program.mention.text):
            continue
        before = context.masked[max(unit[0], match.start() - 40) : match.start()]
        if lexicon.cue("deny_dated").search(before) or (
            context.between(unit[0], match.start(), P + L)
            and not context.between(unit[0], match.start(), C + O + D)
        ):
            continue
        yield from _award(context, unit, match.span(), program)


def _award(context: Context, unit: Span, span: Span, program: Token) -> Iterator[Statement]:
    subject, product = _holder(context, unit, span[0])
    if subject is None:
        return
    trigger = Trigger(span[0], span[0], "dated", None)
    bodies = context.between(*span, A)
    fields = fields_of(
        context, unit, span, trigger, program, group_back(context, bodies) if bodies else [], None
    )
    if after := context.times.years(program.pos, span[1], strict=False):
        fields["year"] = after[0]
    if fields["level"] is None and bodies:
        fields["level"] = level_of_grantor(context, bodies[0])
    firm_only = kind_of(context, program) is Kind.FIRM
    product = product_after(context, program) or (None if firm_only else product)
    fields["product"] = product_of(product, context)
    yield award(context, subject, program, span, "awards_dated.year", 0.85, fields)


def _holder(context: Context, unit: Span, pos: int) -> tuple[Token | None, Token | None]:
    """The firm (and its product) that the sentence is about, or else the article's own."""
    near = context.between(unit[0], pos, C + O + D)
    firms = [token for token in near if token.mask in C + O and not recipients.recognises(context, token)]
    part = context.masked.rfind("；", unit[0], pos)  # each dated part of a series has its own product
    products = [token for token in near if token.mask == D and token.pos > part]
    product = products[-1] if products and (not firms or products[-1].pos > firms[-1].pos) else None
    if firms:
        return firms[-1], product
    return recipients.topic(context, pos), product
