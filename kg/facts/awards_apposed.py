"""AWARDED from an honour that only qualifies a firm: ``国家级小巨人企业甲公司``, ``甲公司（省级绿色工厂）``, ``作为…企业，甲公司``.

Needs PROGRAM and COMPANY. Gives AWARDED.
"""

import re
from collections.abc import Iterator

from kg.facts import lexicon, recipients
from kg.facts.award_fields import Trigger, fields_of, product_of
from kg.facts.context import Context
from kg.facts.statements import award
from kg.facts.view import A, C, D, G, L, O, P, Token
from kg.model import Statement
from kg.offsets import Span

_NOUN = "(?:示范|试点|标杆|领军|龙头|骨干|重点|中小|产品|获得)*(?:企业|单位|工厂)"
_GAP = f"[^，。；：（）{C}{O}{D}{P}{A}{G}]{{0,14}}"
_BEFORE = re.compile(
    f"(?P<as>作为|身为)?(?P<gap>{_GAP})(?P<honour>{G})(?:[”“]*{G})?[”’」]?(?:{_NOUN}(?:——|之一的|的)?|，?{_NOUN}，)[“]?(?=[{C}])"
)
_BRACKETED = re.compile(
    f"(?P<firm>{C})（(?P<inside>{_GAP}{G}(?:[”“]*{G})?[”]?(?:{_NOUN}|称号)?(?:[、，]{_GAP}{G}(?:[”“]*{G})?[”]?(?:{_NOUN}|称号)?)*)）"
)


def extract(context: Context) -> Iterator[Statement]:
    """Every honour that stands as an apposition to a firm."""
    for match in _BEFORE.finditer(context.masked):
        if match[0].endswith(("，", "，“")) and not match["as"]:
            continue
        first = context.token_at(match.end())
        program = _last_honour(context, match.span())
        if first and program and not _denied(context, match.start(), program.pos):
            for firm in _run(context, first):
                yield _award(context, firm, None, program, (match.start("gap"), firm.pos + 1))
    for match in _BRACKETED.finditer(context.masked):
        subject = context.token_at(match.start("firm"))
        if subject is None or _denied(context, match.start("inside"), match.end()):
            continue
        floor = match.start("inside")
        for program in context.between(*match.span("inside"), G):
            if not context.twin(_after(context, program) or program):
                yield _award(context, subject, floor, program, (match.start(), match.end()))
            floor = program.pos + 1


def _last_honour(context: Context, span: Span) -> Token | None:
    honours = context.between(*span, G)
    return honours[-1] if honours else None


def _after(context: Context, program: Token) -> Token | None:
    """The honour right after one that is only its first half (专精特新 in 专精特新“小巨人”)."""
    return next(iter(context.between(program.pos + 1, program.pos + 3, G)), None)


def _denied(context: Context, start: int, end: int) -> bool:
    words = context.masked[max(start - 6, 0) : end]
    return bool(lexicon.cue("deny_dated").search(words) or lexicon.cue("deny_apposed").search(words))


def _run(context: Context, first: Token) -> list[Token]:
    """The firm and those that are joined to it."""
    run = [first]
    unit = context.units[context.unit_index(first.pos)]
    for token in context.between(first.pos + 1, unit[1], C + O + D + G + L + P):
        if token.mask != C or recipients.group(context, [run[-1], token]) != [run[-1], token]:
            break
        run.append(token)
    return run


def _award(context: Context, firm: Token, floor: int | None, program: Token, proof: Span) -> Statement:
    start = proof[0] if floor is None else floor
    unit = context.units[context.unit_index(program.pos)]
    trigger = Trigger(start, start, "apposed", None)
    fields = fields_of(context, (start, unit[1]), (start, proof[1]), trigger, program, [], None)
    fields["product"] = product_of(None, context)
    return award(context, firm, program, proof, "awards_apposed.noun", 0.75, fields)
