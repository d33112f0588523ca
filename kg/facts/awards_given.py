"""AWARDED as the act of who grants: ``省工信厅认定该环境舱为省级首台（套）``, ``市政府授予甲公司“质量奖”``.

Needs PROGRAM and AGENCY or ORGANIZATION. Gives AWARDED.
"""

import re
from collections.abc import Iterator

from kg.facts import lexicon, recipients
from kg.facts.award_fields import Trigger, fields_of, product_of
from kg.facts.context import Context
from kg.facts.frames import group_back
from kg.facts.honours import Kind, kind_of
from kg.facts.recipients import Recipient
from kg.facts.statements import award
from kg.facts.view import A, C, D, G, O, P, Token
from kg.model import Statement
from kg.offsets import Span

_BY_HAND = ("发给", "送给", "给了", "颁发", "颁", "授", "发", "补发", "送来", "送上")
_ONE = f"(?:[{C}{O}]|{D})"
_PRONOUN = "其|该公司|该企业|该厂|该产品|该设备|该装备|该[一-龥]{2,3}|它"
_GIVEN = re.compile(
    f"(?P<body>[{A}{O}](?:(?:、|和|与|会同|联合){A})*)[^，。；{C}{P}{D}{G}]{{0,12}}(?P<verb>授予|认定|评定|命名|确定|颁给|发给|送给|给了|评)"
    f"(?:了|给)?(?P<whom>[“]?{_ONE}(?:[^，。；]{{0,12}}?{_ONE})*|{_PRONOUN})(?:等[^，。；]{{0,10}})?[”]?(?:为|以|是|“|‘|的)?[^，。；{C}{O}{D}{P}]{{0,16}}(?P<honour>{G})"
)
_PRESENTED = re.compile(
    f"(?:(?P<body>[{A}{O}](?:(?:、|和|与|会同|联合){A})*)[^，。；{C}{P}{D}{G}]{{0,12}})?(?:给|为|向)(?P<whom>[“]?{_ONE}(?:[^，。；]{{0,12}}?{_ONE})*)(?:等[^，。；]{{0,10}})?"
    f"(?P<verb>颁发|颁|授|发|补发|送来|送上)了?[^，。；{C}{O}{D}{P}]{{0,16}}(?P<honour>{G})"
)
_PRESENT = re.compile(
    "(?:[^，。；]{0,6}奖|[”’」]?(?:企业|产品|单位)?(?:的|称号)*(?:奖|牌|匾|铜|证书|荣誉|称号|头衔))"
)
_HANDED = re.compile(
    f"(?P<body>[{A}{O}](?:(?:、|和|与|会同|联合){A})*)[^，。；{C}{P}{D}{G}]{{0,12}}(?:把|将)[^，。；{C}{P}{D}{G}]{{0,8}}(?P<honour>{G})[^，。；{C}{P}{D}{G}]{{0,6}}"
    f"(?P<verb>授予|颁给|颁发给|发给|给)了?(?P<whom>[“]?{_ONE}(?:[^，。；]{{0,12}}?{_ONE})*)"
)


_DECIDED = re.compile(
    f"(?<![^，。；：\\n])(?:经研究，?)?(?:决定|现决定|现|同意|特)?(?P<verb>授予|命名|认定)(?P<whom>[“]?{_ONE}(?:[^，。；]{{0,12}}?{_ONE})*)"
    f"(?:等[^，。；]{{0,10}})?[”]?(?:为|以|“|‘|的)?[^，。；{C}{O}{D}{P}]{{0,16}}(?P<honour>{G})"
)


def extract(context: Context) -> Iterator[Statement]:
    """Every act of granting with its recipients between the verb and the honour."""
    for match in (
        found
        for pattern in (_GIVEN, _PRESENTED, _HANDED, _DECIDED)
        for found in pattern.finditer(context.masked)
    ):
        unit = context.units[context.unit_index(match.start())]
        program = context.token_at(match.start("honour"))
        clause = max(context.masked.rfind(mark, unit[0], match.start()) for mark in "，；：") + 1
        if program is None or lexicon.cue("deny_before").search(
            context.masked[max(clause, unit[0]) : match.start("verb")]
        ):
            continue
        if match["verb"] in _BY_HAND and not (
            program.mention.text.endswith("奖") or _PRESENT.match(context.masked, program.pos + 1)
        ):
            continue
        named = match.groupdict().get("body")
        bodies = group_back(context, context.between(*match.span("body"), A + O)) if named else []
        if match.re is _DECIDED:
            bodies = _deciding(context, unit, match.start())
        status = Trigger(match.start("verb"), match.end("verb"), "give", "认定")
        for recipient in _recipients(context, match):
            fields = fields_of(
                context, unit, match.span(), status, program, bodies, context.frames.of(program)
            )
            fields["year"] = fields["year"] or context.times.issue_year
            firm_only = kind_of(context, program) is Kind.FIRM
            fields["product"] = product_of(None if firm_only else recipient.product, context)
            yield award(context, recipient.subject, program, match.span(), "awards_given.verb", 0.85, fields)


def _deciding(context: Context, unit: Span, pos: int) -> list[Token]:
    """省政府 in 经评审，省政府决定：授予甲公司…；授予乙公司…: who decides, in this sentence or the one before."""
    floor = context.units[max(context.unit_index(unit[0]) - 1, 0)][0]
    body = context.last_before(pos, A, floor)
    decides = body and context.masked.startswith("决定", body.pos + 1)
    return [body] if body and decides else []


def _recipients(context: Context, match: re.Match[str]) -> list[Recipient]:
    tokens = context.between(*match.span("whom"), C + O + D)
    if tokens:
        return recipients.pairs(context, tokens) or []
    subject = recipients.topic(context, match.start(), word=match["whom"])
    bodies = context.between(*match.span("body"), A + O) if match.groupdict().get("body") else []
    if subject is None or any(subject.pos == body.pos for body in bodies):
        return []
    product = (
        context.last_before(match.start(), D, max(0, match.start() - 160))
        if match["whom"] not in ("其", "它", "该公司", "该企业", "该厂")
        else None
    )
    return [Recipient(subject, product, True)]
