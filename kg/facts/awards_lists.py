"""AWARDED from lists inside sentences: ``…公布2022年度企业技术中心，医药健康3家，分别是A、B、C``.

Needs COMPANY or ORGANIZATION, and PROGRAM. Gives AWARDED.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from kg.facts import lexicon, recipients
from kg.facts.award_fields import Trigger, fields_of, product_of
from kg.facts.context import Context
from kg.facts.frames import Frame
from kg.facts.honours import is_grade
from kg.facts.levels import level_of, level_word
from kg.facts.recipients import Recipient
from kg.facts.statements import award
from kg.facts.view import ANY, A, C, D, G, L, O, P, Token
from kg.model import Statement
from kg.offsets import Span

_MADE_BY = re.compile(
    "[”’]?(?:的|、|（|(?:共同|联合|合作|自主)?(?:完成|研发|研制|开发|申报|生产|合作)的)?[“‘]?"
)
_COUNT = re.compile("[\\d一二三四五六七八九十两]+\\s*[家个项户件只席]|前[\\d一二三四五六七八九十]+[：:]")
_AFTER_COUNT = re.compile("^(?:[^，。；]{0,6}等)?\\s*[\\d一二三四五六七八九十两]+\\s*[家个项户件]")
_IN_LIST = re.compile(
    "[”’」』）]*(?:(?:获奖|入选|入围|上榜)?(?:企业|产品|装备|单位|组织|称号|项目))?(?:名单|目录|榜单|名录)?(?:里|中|内|上)?(?:有|为|包括|，?分别是|，?分别为|的是|，?给了|：|，授予了?)[“]?$"
)
_UNLIKE = re.compile(
    "申报|推荐|培育|候选|落选|未|没|客户|供应商|合作|参展|配套|竞争|奖励|管着|下面|旗下|周围|聚|供货|投资|签约|成立|合作|采购|走访"
)


_BELOW = 2
_OUTCOME = re.compile("揭晓|入围|入选|获评|评出|胜出|通过|上榜")


@cache
def _intro() -> re.Pattern[str]:
    return re.compile(
        f"(?:{lexicon.cue('intro').pattern})(?:{L}+(?:市|区|县)?的?|[^，。；、：（）{ANY}]{{1,16}}的)?[“]?$"
        f"|(?:依次|分别)[是为]：?[^，。；、：（）{ANY}]{{1,20}}（$"
    )


@dataclass(frozen=True, slots=True)
class Entry:
    """One recipient of a list: the sentence, the run of names it stands in, and what the list is of."""

    unit: Span
    run: tuple[Token, ...]
    recipient: Recipient
    program: Token
    frame: Frame | None
    rule: str


def extract(context: Context) -> Iterator[Statement]:
    """Every list of firms that an announcement introduces."""
    for entry in _entries(context):
        yield _statement(context, entry)


def recipients_of(context: Context) -> list[Token]:
    """The firms that such lists name, each once, in order."""
    found = {
        context.name(entry.recipient.subject): entry.recipient.subject
        for entry in reversed(list(_entries(context)))
    }
    return sorted(found.values(), key=lambda token: token.pos)


def overruled(statement: Statement, stated: Iterable[Statement]) -> bool:
    """Whether a list gives a level that its own sentence corrects: …公布省首台（套）名单，其中甲的A获得国内首台（套）."""
    return statement.rule.startswith(("awards_lists.", "awards_roll.")) and any(
        (other.subject, other.object) == (statement.subject, statement.object)
        and other.qualifiers["product"] == statement.qualifiers["product"] is not None
        and other.qualifiers["level"] not in (None, statement.qualifiers["level"])
        and other.evidence.start < statement.evidence.end
        and statement.evidence.start < other.evidence.end
        for other in stated
    )


def _entries(context: Context) -> Iterator[Entry]:
    for unit in context.units:
        done = -1
        for token in context.between(*unit, C + O):
            if token.pos <= done or any(a.start <= token.pos < a.end for a in context.listings):
                continue
            run = _run(context, token, unit[1])
            done = run[-1].pos
            yield from _list(context, unit, run)


def _run(context: Context, first: Token, end: int) -> list[Token]:
    """The firms (each perhaps with its products) that are joined to the first."""
    run = [first]
    for token in context.between(first.pos + 1, end, C + O + D + G + P):
        gap = context.masked[run[-1].pos + 1 : token.pos]
        if (token.mask == D and _MADE_BY.fullmatch(gap)) or (
            token.mask in C + O
            and (
                recipients.group(context, [run[-1], token])[0] is run[-1]
                if run[-1].mask in C + O
                else re.fullmatch("[”’]?(?:产品|装备|项目)?(?:、|和|与|及|；)", gap)
            )
        ):
            run.append(token)
        else:
            break
    return run


def _list(context: Context, unit: Span, run: list[Token]) -> Iterator[Entry]:
    start = run[0].pos
    before = context.masked[max(unit[0], start - 40) : start]
    if not _intro().search(before) and not _IN_LIST.search(before):
        return
    if context.is_parent(run[-1]):
        return
    program, frame, rule = _program(context, unit, run)
    after = context.masked[run[-1].pos + 1 : run[-1].pos + 2]
    if program is None or (before.endswith("给了") and after not in "，。；、"):
        return
    if rule == "announced" and _has_own_honour(context, unit, run[-1], program):
        return
    for recipient in recipients.pairs(context, run) or ():
        yield Entry(unit, tuple(run), recipient, program, frame, rule)


def _has_own_honour(context: Context, unit: Span, last: Token, program: Token) -> bool:
    """Whether the clause goes on to say another honour: 太仓：甲公司获评省专精特新企业, after a list of something else."""
    clause = next(span for span in context.clauses(unit) if span[0] <= last.pos < span[1])
    own = context.between(last.pos + 1, clause[1], G)
    return bool(own) and not any(context.frames.same(one, program) and not is_grade(one) for one in own)


def _program(context: Context, unit: Span, run: list[Token]) -> tuple[Token | None, Frame | None, str]:
    """The honour of the list: right before it in the sentence, or of the announcement before."""
    start, end = run[0].pos, run[-1].pos + 1
    clause_start = max(context.masked.rfind(mark, unit[0], start) for mark in "；。") + 1 or unit[0]
    unlike = [match.end() for match in _UNLIKE.finditer(context.masked, clause_start, start)]
    if unlike and not _OUTCOME.search(context.masked, unlike[-1], start):
        return None, None, ""
    program = context.last_before(start, G, clause_start)
    if program and _IN_LIST.fullmatch(context.masked, program.pos + 1, start):
        return program, context.frames.of(program, reach=2), "of_honour"
    rolled = re.search(
        f"{L}(?:市|区|县)?(?:的)?(?:有|是|：|的有：)[“]?$",
        context.masked[max(clause_start, start - 8) : start],
    )
    counted = (
        rolled
        or _COUNT.search(context.masked, clause_start, start)
        or _AFTER_COUNT.match(context.masked[end : end + 12])
    )
    if not counted:
        return None, None, ""
    if program and not context.between(program.pos, start, P):
        return program, context.frames.of(program, reach=6), "counted"
    frame = context.frames.before(start) or _of_list_above(context, start)
    if frame is None or frame.deny or not frame.listing:
        return None, None, ""
    program = frame.programs[-1]
    return program, context.frames.of(program), "announced"


def _of_list_above(context: Context, pos: int) -> Frame | None:
    """其余四家为… right below a list: what the article opens with."""
    here = context.unit_index(pos)
    below = any(
        one.end <= pos and here - context.unit_index(one.end - 1) <= _BELOW for one in context.listings
    )
    return context.frames.opening if below else None


def _statement(context: Context, entry: Entry) -> Statement:
    unit, run, program, recipient = entry.unit, entry.run, entry.program, entry.recipient
    here = (max(unit[0], context.masked.rfind("；", unit[0], run[0].pos) + 1), run[-1].pos + 1)
    trigger = Trigger(run[0].pos, run[0].pos, "list", None)
    body = context.last_before(program.pos, A, max(program.pos - 12, unit[0]))
    owners = (
        [body]
        if body and re.fullmatch("的?[^，。；]{0,10}", context.masked[body.pos + 1 : program.pos])
        else []
    )
    frame = context.frames.within(entry.frame) if is_grade(program) else entry.frame
    fields = fields_of(context, unit, here, trigger, program, owners, frame)
    fields["level"] = (
        level_word(context, here[0], run[0].pos) or fields["level"] or level_of(context, program, unit[0])
    )
    fields["product"] = product_of(recipient.product, context)
    start = here[0] if recipient.subject is run[0] else run[0].pos
    if entry.rule != "announced":
        start = min(start, program.pos)
    proof = (start, (recipient.product or recipient.subject).pos + 1)
    return award(context, recipient.subject, program, proof, f"awards_lists.{entry.rule}", 0.95, fields)
