"""HOLDS_POSITION: who is what where, one statement a title.

Needs PERSON. Gives HOLDS_POSITION. The body is the one before the title, or the last one named when only a title
stands before the name (``董事长甲，总经理乙``).
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from kg.facts import position_bodies
from kg.facts.context import Context
from kg.facts.statements import Found, statement
from kg.facts.titles import BODY, NO_POST, SPLIT, one_title, post, titles_in
from kg.facts.view import A, C, L, O, P, Token
from kg.model import EntityType, Predicate, Ref, Statement

_NAMES = re.compile(f"{P}(?:（[^）]{{0,30}}）)?(?:(?:、|和|与|及|，){P}(?:（[^）]{{0,30}}）)?)*")
_AFTER = re.compile(
    f"^(?:（[^）{P}]{{0,8}}）)?(?:等\\d{{1,3}}[人位])?(?:再次|连续|同时|也|还|现|曾|新近|则|均|继续|一致)?(?:当选(?:为|新一届)?|连任|出任|担任|兼任|升任|就任|履新|任|被聘为|受聘为|被选为|被任命为|获聘|接任|为)"
    "(?:其|该会|协会|学会|本会|公司|集团|第[一二三四五六七八九十]+届|新一届|会(?!长)|首任|理事会|的)*"
)
_SUFFIXED = re.compile(
    "^(副省长|副市长|副县长|副区长|副教授|副主任|副理事长|理事长|副会长|副局长|院士|博士|工程师|书记|省长|市长|县长|区长|厂长|局长|总经理|董事长|院长|主任|教授|院士|会长|部长|主席|处长|厅长|镇长)"
)
_ROW = re.compile(
    f"(?:（[^）\n]{{0,8}}）)?[ 　\t]*(?:，|,|是|系|现任|现为|→|现是|作为)?[ 　\t]*{L}{{0,3}}([{C}{A}{O}])的?(?:（[^）\n]{{0,8}}）)?"
    f"([ 　\t，,]*[^，。；：）\n{BODY}{P}]{{2,24}})(?=[，。；：）\n（]|(?P<next>[ 　\t]+{P})|$)"
)
_CUT_ROW = re.compile(
    f"(?:（[^）\n]{{0,8}}）)?[ 　\t]+[{C}{A}{O}][ 　\t]*([一-龥]{{0,10}})\n([一-龥]{{1,6}})(?=\n|$)"
)
_TRADE_ROW = re.compile(f"(?:（[^）\n]{{0,8}}）)?[ 　\t]+[{C}{A}{O}][ 　\t]*([一-龥]{{2,10}})(?=\n|$)")
_NOW = re.compile(
    f"，(?:现任|现为|兼任|兼|现是)([{C}{A}{O}])([^，。；：）\n{BODY}{P}]{{2,16}})(?=[，。；：、）\n（]|$)"
)
_TRADE = re.compile("，([一-龥]{1,6}?(?:工程师|技师|师傅|工|员|长|师|主任|经理))(?=[，。；\n（]|$)")
_GENERIC_BODY = re.compile(
    "(?:科学技术|技术|学术|专家|战略|审计|薪酬|安全生产)?委员会|党组|党委|纪委|工会|团委|董事会|监事会|理事会|秘书处|办公室"
)
_ROW_BEFORE = re.compile(f"{P}(?:（[^）\n]{{0,8}}）)?[ 　\t]+$")
_HEADING = re.compile("[ 　]*([一-龥 　]{2,12}?)[ 　]*(?:（[^）]{0,14}）)?[：:]?[ 　]*$")
_HELD_BY = re.compile(
    "(?:^|[，。；：（\n])(?:其|公司|本会|该会|首任|现任|新任|企业){0,2}([一-龥]{2,10}?)(?:是|为|由|系)[^，。；：（）\n]{0,16}$"
)
_HE = re.compile(
    f"(?:他|她|本人)(?:如今|现在|现|还|也|目前)?(?:是|任|系|为|担任)([{C}{A}{O}])(?:的|[一-龥]{{0,3}}的)?([^，。；：（）\n{BODY}{P}]{{2,14}})(?=[，。；）\n])"
)
_BRACKET = re.compile("^[ 　]*（([^）\n]{2,60})）")


_NEAR = 30


@dataclass(frozen=True, slots=True)
class Holding:
    """Titles at a body, as they stand before (or after) a name."""

    body: Token | None
    titles: tuple[Found, ...]
    former: bool
    place: int


def extract(context: Context) -> Iterator[Statement]:
    """Every title that stands by a person's name."""
    last: Token | None = None
    last_unit = -10
    for match in _NAMES.finditer(context.masked):
        people = context.between(*match.span(), P)
        unit = context.unit_index(match.start())
        near = last if unit - last_unit <= 3 else None
        held = list(_before(context, match.start(), position_bodies.Near(near, unit == last_unit)))
        bodies = [holding.body for holding in held if holding.body]
        if bodies:
            last, last_unit = bodies[-1], unit
        yield from _assigned(context, people, held)
        for person in people:
            yield from _bracketed(context, person)
            yield from _in_row(context, person)
            yield from _after_body(context, person)
        yield from _held_by(context, people[0], position_bodies.Near(near, unit == last_unit))
        yield from _under_heading(context, people)
        yield from _following(context, people, match.end())
    yield from _he_is(context)


def _held_by(context: Context, person: Token, last: position_bodies.Near) -> Iterator[Statement]:
    """秘书长由张三兼任, 技术总监是他的室友李四: the title before the one who holds it."""
    floor = max(person.pos - 40, 0)
    match = _HELD_BY.search(context.masked, floor, person.pos)
    title = one_title(match[1]) if match else None
    if match is None or title is None or title != match[1] or not position_bodies.kind_of(title):
        return
    owner = position_bodies.of_bare(context, match.start(1), title, title, last)
    found = Found(title, *match.span(1))
    yield from _statements(context, person, Holding(owner, (found,), False, found.start), "held_by", 0.75)


def _he_is(context: Context) -> Iterator[Statement]:
    """…张三…。他是某厂的检修工: of the one person that the sentence, or the one before, names."""
    for match in _HE.finditer(context.masked):
        unit = context.unit_index(match.start())
        floor = context.units[max(unit - 1, 0)][0]
        people = context.between(floor, match.start(), P)
        body = context.token_at(match.start(1))
        titles = tuple(titles_in(match[2], match.start(2)))
        if body and titles and len({context.name(one) for one in people}) == 1:
            yield from _statements(
                context, people[-1], Holding(body, titles, False, match.start(2)), "he_is", 0.75
            )


def _assigned(context: Context, people: list[Token], held: list[Holding]) -> Iterator[Statement]:
    """Everyone of a group gets the titles; as many bodies as people are matched in order (甲公司、乙厂负责人张、李)."""
    if len(held) == len(people) > 1 and len({holding.titles for holding in held}) == 1:
        for person, holding in zip(people, held, strict=True):
            yield from _statements(context, person, holding, "aligned", 0.85)
        return
    for person in people:
        for holding in held:
            yield from _statements(context, person, holding, "before", 0.87)


def _before(context: Context, pos: int, last: position_bodies.Near) -> Iterator[Holding]:
    """The titles that end right before a name, each with its body; several bodies may follow each other."""
    text = context.masked
    floor = max(text.rfind(mark, 0, pos) for mark in "。；！？\n：）") + 1
    end = pos
    while end > floor and text[end - 1] in " 　":
        end -= 1
    held: list[Holding] = []
    while end > floor and text[end - 1] not in "、，":
        start = _start_oftitles_in(text, floor, end)
        token = position_bodies.before(context, start)
        if token and _ROW_BEFORE.search(text, floor, token.pos) and _names_lead(context, token.pos):
            break
        if token and last.body and last.same_sentence and _GENERIC_BODY.fullmatch(token.mention.text):
            found = list(_of_department(context, token, start, end, last.body))
            held = found + held
            break
        bodies: list[Token | None] = [*position_bodies.sharing(context, token)] if token else [None]
        head = bodies[0].pos if bodies[0] else start
        former = text[head - 1 : head] in ("原", "前")
        found = [one for body in bodies for one in _pieces(context, start, end, body, former, last)]
        if not found:
            break
        held = found + held
        end = head - former
        if token is None or text[end - 1 : end] not in ("、", "，"):
            break
        end -= 1
    yield from held


def _pieces(
    context: Context, start: int, end: int, body: Token | None, former: bool, last: position_bodies.Near
) -> list[Holding]:
    """副厅长、集团原副总经理: each title with its body; 集团 in the middle names another one."""
    found: list[Holding] = []
    at = start
    for part in re.split(f"({SPLIT.pattern})", context.masked[start:end]):
        title = one_title(part) if part and not SPLIT.fullmatch(part) else None
        if title:
            offset = at + part.rfind(title)
            generic = position_bodies.GENERIC.match(part)
            if generic or body is None:
                resolved = position_bodies.of_bare(context, at, part, title, last)
                body = resolved if generic or body is None else body
                former = former and not generic
            former = former or bool(re.search("原|前任|时任|卸任", part[: part.rfind(title)]))
            owner = position_bodies.of_rank(context, title, body, at)
            found.append(Holding(owner, (Found(title, offset, offset + len(title)),), former, at))
        elif part and not SPLIT.fullmatch(part) and at + len(part) == end:
            return []
        at += len(part)
    return found


def _of_department(
    context: Context, department: Token, start: int, end: int, body: Token
) -> Iterator[Holding]:
    """科学技术委员会副主任 among a firm's leaders: the department is part of the title."""
    for title in titles_in(context.masked[start:end], start):
        name = f"{department.mention.text}{title.value}"
        yield Holding(body, (Found(name, department.pos, title.end),), False, start)


def _start_oftitles_in(text: str, floor: int, end: int) -> int:
    start = end
    while start > floor and text[start - 1] not in BODY + P + "，。；：“”（()）《》":
        start -= 1
    return start


def _bracketed(context: Context, person: Token) -> Iterator[Statement]:
    """张三（某公司董事长）."""
    match = _BRACKET.match(context.masked[person.pos + 1 : person.pos + 64])
    if not match:
        return
    end = person.pos + 1 + match.end(1)
    for holding in _before(context, end, position_bodies.Near(None, False)):
        yield from _statements(context, person, holding, "bracket", 0.9)


def _in_row(context: Context, person: Token) -> Iterator[Statement]:
    """张三　某公司　总经理 and 张三，某公司总经理: the body and the title after the name."""
    if cut := _cut_title(context, person):
        yield from _statements(context, person, cut, "row", 0.9)
        return
    match = _ROW.match(context.masked, person.pos + 1)
    if not match or (match["next"] and not _names_lead(context, person.pos)):
        return
    body = context.token_at(match.start(1))
    if later := _NOW.match(context.masked, match.end()):
        now = context.token_at(later.start(1))
        posts = tuple(titles_in(later[2], later.start(2)))
        if now and posts:
            yield from _statements(context, person, Holding(now, posts, False, later.start(2)), "row", 0.9)
    stretch = match[2]
    former = bool(re.match("[ 　]*(?:原|前)", stretch))
    titles = tuple(titles_in(stretch, match.start(2)))
    if titles and body:
        yield from _statements(context, person, Holding(body, titles, former, match.start(2)), "row", 0.9)


def _cut_title(context: Context, person: Token) -> Holding | None:
    """The title of a row that runs over its line (董事⏎长), or is a trade that no list knows (甲厂　凿锅匠)."""
    if not _names_lead(context, person.pos):
        return None
    match, found = _CUT_ROW.match(context.masked, person.pos + 1), None
    if (
        match
        and not (post().fullmatch(match[1]) and post().fullmatch(match[2]))
        and post().fullmatch(match[1] + match[2])
    ):
        found = Found(match[1] + match[2], match.start(1), match.end(2))
    elif (match := _TRADE_ROW.match(context.masked, person.pos + 1)) and not post().fullmatch(match[1]):
        found = Found(match[1], *match.span(1))
    body = context.between(person.pos + 1, found.start, C + A + O) if found else []
    return Holding(body[0], (found,), False, found.start) if found and body else None


def _names_lead(context: Context, pos: int) -> bool:
    """Whether the line of a position begins with a person, so that the titles of its rows follow the names."""
    line = context.masked.rfind("\n", 0, pos) + 1
    first = next(iter(context.between(line, pos + 1)), None)
    return first is not None and first.mask == P


def _after_body(context: Context, person: Token) -> Iterator[Statement]:
    """某厂：张三，铣工；李四，装配工."""
    line = context.masked.rfind("\n", 0, person.pos) + 1
    match = _TRADE.match(context.masked, person.pos + 1)
    body = context.last_before(person.pos, C + A + O, line) if match else None
    if match and body and context.masked[body.pos + 1] in "：:":
        title = Found(match[1], *match.span(1))
        yield from _statements(context, person, Holding(body, (title,), False, title.start), "row", 0.9)


def _under_heading(context: Context, people: list[Token]) -> Iterator[Statement]:
    """会长：张三, or a line 副会长（以姓氏笔画为序）： above the lines of names."""
    start = people[0].pos
    line = context.masked.rfind("\n", 0, start) + 1
    before = context.masked[line:start]
    owner = context.main_organisation
    if not before.strip() and line:
        heading = next(
            (
                context.masked[a:b]
                for a, b in reversed(context.lines[: _line_number(context, line)])
                if P not in context.masked[a:b]
            ),
            "",
        )
        match, at = _HEADING.match(heading), context.masked.rfind(heading, 0, line)
        if not heading.rstrip().endswith(("：", ":")) and not _of_roster(context):
            return
    else:
        match, at = _HEADING.match(before), line
        if not before.rstrip().endswith(("：", ":")):
            return
    if match is None or owner is None:
        return
    title = re.sub("[ 　]", "", match[1])
    if NO_POST.search(title):
        return
    if not post().fullmatch(title):
        return
    found = Found(title, at + match.start(1), at + match.end(1))
    for person in people:
        proof_holding = Holding(owner, (found,), False, found.start)
        yield from _statements(context, person, proof_holding, "heading", 0.8)


def _of_roster(context: Context) -> bool:
    """Whether the article opens with the body whose people it lists: then a line may be a title without a colon."""
    heads = [line for line in context.lines if line[1] > line[0]][:3]
    return any(O in context.masked[a:b] and b - a < 30 for a, b in heads)


def _line_number(context: Context, start: int) -> int:
    return bisect_left(context.lines, (start, 0))


def _following(context: Context, people: list[Token], end: int) -> Iterator[Statement]:
    """张三当选会长, 李四书记."""
    text = context.masked
    rest = text[end : end + 40]
    suffixed = _SUFFIXED.match(rest)
    if suffixed and not re.match("[一-龥]{1,3}(?:长|员|理|师|人)", rest[suffixed.end() :]):
        found = Found(suffixed[1], end, end + suffixed.end())
        body = position_bodies.of_suffix(context, suffixed[1], people[0].pos)
        for person in people if body else ():
            yield from _statements(context, person, Holding(body, (found,), False, end), "suffix", 0.75)
        return
    match = _AFTER.match(rest)
    if not match:
        return
    start = end + match.end()
    stop = min(
        (text.find(mark, start) for mark in "，。；\n！）" if text.find(mark, start) >= 0), default=len(text)
    )
    body = context.token_at(start)
    body = body if body and body.mask in BODY else None
    titles = tuple(titles_in(text[start + (1 if body else 0) : stop], start + (1 if body else 0)))
    owner = body or position_bodies.elected_at(context, titles, people[0].pos)
    for person in people if titles and owner else ():
        yield from _statements(context, person, Holding(owner, titles, False, start), "elected", 0.85)


def _statements(
    context: Context, person: Token, holding: Holding, rule: str, confidence: float
) -> Iterator[Statement]:
    body = holding.body
    if body is None:
        return
    if body.mask == L and not re.search(
        "[省市县区镇乡州]长$|书记$|主席$|村主任$", str(holding.titles[-1].value)
    ):
        return
    positions = [person.pos, person.pos + 1, holding.titles[0].start, holding.titles[-1].end]
    near = abs(body.pos - person.pos) < 80
    proof = (min([*positions, *([body.pos] if near else [])]), max(positions))
    origins = {"subject": (person.pos, person.pos + 1), "object": (body.pos, body.pos + 1)}
    if holding.former:
        first = holding.titles[0]
        at = body.pos if holding.place - _NEAR < body.pos < first.start else min(holding.place, first.start)
        origins["former"] = (max(at - 1, 0), first.end)
    for title in holding.titles:
        yield statement(
            context,
            Predicate.HOLDS_POSITION,
            Ref(EntityType.PERSON, context.name(person)),
            Ref(body.mention.type, context.name(body)),
            proof,
            f"positions.{rule}",
            confidence,
            ("title", "former"),
            {"title": title, "former": Found(holding.former, *origins["former"]) if holding.former else None},
            {key: span for key, span in origins.items() if key != "former"},
        )
