"""AWARDED from rolls in running text: after ``2023年瞪羚企业名单公布``, place by place the firms that are on it.

Needs COMPANY or ORGANIZATION, and PROGRAM. Gives AWARDED. A stretch between 。 and ； is a roll when little is left of it
besides firms, places, numbers and the words of lists.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.catalog.lists import alternation
from kg.facts import lexicon, recipients
from kg.facts.award_fields import Trigger, fields_of, product_of
from kg.facts.context import Context
from kg.facts.frames import Frame, denied
from kg.facts.honours import is_grade, is_graded
from kg.facts.levels import level_word
from kg.facts.recipients import Recipient
from kg.facts.statements import award
from kg.facts.view import ANY, C, D, G, L, O, P, Token
from kg.model import Statement
from kg.offsets import Span

_REACH = 8
_SEGMENT = re.compile("[；。\n]")
_BRACKET = re.compile("（[^（）]*）|\\([^()]*\\)")
_COUNTED = re.compile("[\\d一二三四五六七八九十两]+\\s*[家项个户席]|授予|：")
_NAME = f"{L}?[^{ANY}、，。；：\\d]{{2,16}}"
_UNKNOWN = re.compile(  # a name among firms that was not recognised
    f"(?<=[{C}{O}）][、和与]){_NAME}(?=[、和，。；等（])|(?<=[、：]){_NAME}(?=[、和与][{C}{O}])"
)
_STATED = re.compile("(?:认定|评定|评选|确定|确认|命名|授予|评)为|入选|获评|获得|获批|荣获|列入")
_PROJECT = re.compile(
    f"(?:{D}|[^，。；：\n]{{4,50}}?)(?:[ 　]{{2,}}|　|\t)(?:(?:主要)?(?:完成|申报|研制|获奖|承担)单位：)?(?=[{C}{O}])"
)  # what won, and who made it
_PART = re.compile("[”’」]?(?:企业|产品|单位)?的[有是为]")  # 入选隐形冠军的有两家
_INTRODUCED = re.compile(f"(?:依次|分别)[为是](?=[“]?{L}?[{C}{O}])")
_HEADING = re.compile(
    "[ \u3000]*(?:[（(]?[一二三四五六七八九十\\d]{1,3}[)）、.．][^。；\n]{2,40}|[^。；\n]{2,40}[（(]\\d{1,4}\\s*[家个户项件][）)])[：:]?\\s*"
)
_COUNT_BEHIND = re.compile("[（(]\\d+\\s*[项个名家件][）)]")
_COUNT_ABOVE = re.compile("[（(](\\d{1,4})\\s*[家个户项件][）)][：:]?\\s*\n\\s*$")
_ANNOUNCES = re.compile(
    "(?:日前|近日|昨日|今天|联合|正式|\\d{1,2}月\\d{1,2}日|[、和与])*(?:公布|发布|公示|公告|印发|下发|揭晓|评出)"
)
_PLAIN = re.compile(f"[{ANY}\\s\\d一二三四五六七八九十两百余多，、：:；。“”‘’（）()·—-]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One firm of a roll: where it stands, and what the roll is of."""

    segment: Span
    recipient: Recipient
    frame: Frame
    program: Token


@cache
def _list_words() -> re.Pattern[str]:
    return re.compile(alternation(lexicon.entries("award_cues.csv", "roll_word")))


def extract(context: Context) -> Iterator[Statement]:
    """The award of every firm of a roll."""
    for entry in _rolls(context):
        yield _statement(context, entry)


def _rolls(context: Context) -> list[Entry]:
    found: list[Entry] = []
    frame: Frame | None = None
    grade: Token | None = None
    last = 0
    refused = False
    title_end = context.position(context.reading.article.title_span[1])
    opens = {one.unit: one for one in context.frames.all if one.listing or one.unit[0] < title_end}
    for number, unit in enumerate(context.units):
        head = opens.get(unit)
        if head:
            frame, grade, last, refused = (None if head.deny else head), None, number, False
        elif _is_heading(context, unit):
            refused = denied(context, unit)
        grade = _grade_of(context, unit) or grade
        if frame is None or refused or number - last > _REACH:
            continue
        for segment in _segments(context, unit):
            here = list(_listed(context, segment, frame, grade))
            found += here
            last = number if here else last
    return found


def _is_heading(context: Context, unit: Span) -> bool:
    """Whether a line heads a part of the list: 二、复核未通过企业（1家）."""
    line = _HEADING.fullmatch(context.masked, *unit)
    return line is not None and not context.between(*unit, C + O)


def _grade_of(context: Context, unit: Span) -> Token | None:
    """The grade that a line of its own names (一等奖), of which the lines below it are."""
    honours = context.between(*unit, G)
    line = _COUNT_BEHIND.sub("", context.masked[unit[0] : unit[1]])
    alone = len(honours) == 1 and not _PLAIN.sub("", line)
    return honours[0] if alone and is_grade(honours[0]) else None


def _segments(context: Context, unit: Span) -> Iterator[Span]:
    start = unit[0]
    for match in _SEGMENT.finditer(context.masked, *unit):
        yield start, match.end()
        start = match.end()
    if start < unit[1]:
        yield start, unit[1]


def _listed(context: Context, segment: Span, frame: Frame, grade: Token | None) -> Iterator[Entry]:
    firms = context.between(*segment, C + O)
    if not firms or any(one.start <= segment[0] < one.end for one in context.listings):
        return
    if context.between(*segment, P) or not _is_roll(context, segment, len(firms)):
        return
    honours = context.between(*segment, G)
    own = honours[-1] if honours and honours[-1].pos < firms[0].pos else None
    if own is None and any(
        is_grade(one)
        or not any(
            context.frames.same(one, other) and is_graded(one) == is_graded(other) for other in frame.programs
        )
        for one in honours
    ):
        return  # the sentence says an honour of its own
    program = own or grade or frame.programs[-1]
    if lexicon.cue("no_honour").search(program.mention.text):
        return
    if own and not _COUNTED.search(context.masked, own.pos, firms[0].pos):
        return
    if own and _is_said_of_others(context, segment, frame, own):
        return
    for recipient in _recipients(context, segment):
        yield Entry(segment, recipient, frame, program)


def _is_said_of_others(context: Context, segment: Span, frame: Frame, own: Token) -> bool:
    """Whether a sentence after an announcement says something else (另有3家被认定为…，分别是): no part of what was announced."""
    stated = _STATED.search(context.masked, segment[0], own.pos)
    if stated is None or _PART.match(context.masked, own.pos + 1):
        return False
    return not any(context.frames.same(own, one) for one in frame.programs)


def _is_roll(context: Context, segment: Span, firms: int) -> bool:
    text = context.masked[segment[0] : segment[1]]
    if lexicon.cue("roll_not").search(text):
        return False
    project = _PROJECT.match(text)
    if project and _of_prize(context, segment):
        return not _PLAIN.sub("", text[project.end() :])
    introduced = _INTRODUCED.search(text)
    bare = _BRACKET.sub("", text[introduced.start() :] if introduced else text)
    left = len(_list_words().sub("", _PLAIN.sub("", _UNKNOWN.sub("", bare))))
    if firms > 2:
        return left <= 3 * firms
    if left > 2:
        return False
    above = _COUNT_ABOVE.search(context.masked, max(0, segment[0] - 12), segment[0])
    counted = above is not None and int(above[1]) == firms
    return counted or bool(lexicon.cue("roll_led").search(bare) or (firms == 2 and L in bare))


def _of_prize(context: Context, segment: Span) -> bool:
    """Whether the last honour before a line is a prize or one of its grades."""
    honour = context.last_before(segment[0], G, 0)
    return honour is not None and honour.mention.text.endswith("奖")


def _recipients(context: Context, segment: Span) -> list[Recipient]:
    """Who is on a roll, each with its product: the one behind it, or the one that its line begins with."""
    members = _members(context, segment)
    if members and members[0].mask == D and _PROJECT.match(context.masked, segment[0]):
        return [Recipient(one, members[0], False) for one in members if one.mask != D]
    return recipients.pairs(context, members) or []


def _members(context: Context, segment: Span) -> list[Token]:
    """The firms and products of a roll, without parents (X旗下的Y) and firms in brackets."""
    return [
        token
        for token in context.between(*segment, C + O + D)
        if not context.is_parent(token)
        and not (token.mask == O and _ANNOUNCES.match(context.masked, token.pos + 1))
        and (token.mask == D or not _in_brackets(context, segment, token))
    ]


def _in_brackets(context: Context, segment: Span, token: Token) -> bool:
    text = context.masked[segment[0] : token.pos]
    return text.count("（") > text.count("）")


def _introduced_at(context: Context, start: int) -> int:
    """Where the words begin that introduce a segment: on the line before when that ends with a colon."""
    before = context.masked[:start].rstrip() if start else ""
    return context.units[context.unit_index(len(before) - 1)][0] if before.endswith("：") else start


def _statement(context: Context, entry: Entry) -> Statement:
    segment, recipient, frame = entry.segment, entry.recipient, entry.frame
    program = entry.program
    trigger = Trigger(recipient.subject.pos, recipient.subject.pos, "list", None)
    merged = context.frames.within(context.frames.of(program) or frame)
    fields = fields_of(context, segment, segment, trigger, program, [], merged)
    said = level_word(context, _introduced_at(context, segment[0]), recipient.subject.pos)
    fields["level"] = said or fields["level"]
    fields["product"] = product_of(recipient.product, context)
    start = segment[0] if recipient.subject.pos - segment[0] < 60 else recipient.subject.pos
    end = max(recipient.subject.pos, recipient.product.pos if recipient.product else 0) + 1
    return award(context, recipient.subject, program, (start, end), "awards_roll.segment", 0.8, fields)
