"""AWARDED from tables and from lists of lines: the heading says the honour, each row who has it.

Needs COMPANY or ORGANIZATION, and PROGRAM (in the heading or in the rows). Gives AWARDED.
"""

import re
from collections.abc import Iterator
from itertools import zip_longest

from kg.catalog.grades import GRADES
from kg.facts import lexicon
from kg.facts.award_fields import product_of
from kg.facts.context import Context
from kg.facts.frames import denied, joined, status_in
from kg.facts.honours import Kind, kind_of
from kg.facts.levels import (
    default_level,
    level_in,
    level_of,
    level_of_grantor,
    level_of_heading,
    level_of_place_right_before,
)
from kg.facts.listed import Listing, Record
from kg.facts.names import squash
from kg.facts.statements import Fields, Found, award
from kg.facts.view import A, G, O, Token
from kg.model import Statement
from kg.offsets import Span

_ISSUER = re.compile(
    f"(?:经|由|发布机关[：:]|认定机关[：:]|公布单位[：:]|发文机关[：:]|发布单位[：:])([{A}{O}](?:(?:、|和|与)[{A}{O}])*)"
)
_GRADE = re.compile(GRADES)
_SUMMED = re.compile(f"以上[^，。]{{0,8}}(?:为|系|是)[^，。{G}]{{0,8}}({G})")
_DROPPED = re.compile("不合格|撤销|未通过|不予|移出|取消|退出|暂缓|落选")
_DROPPED_BELOW = re.compile(f"[\\s\\d.|]{{1,12}}(?:{_DROPPED.pattern})")
_GOES_ON = re.compile("以下|下列|如下|提名奖|优秀奖|[二三]等奖|其余|续表|续：")
_BARE_YEAR = re.compile("[\\s|]((?:19|20)\\d\\d)(?=[\\s|]|$)")
_BARE_LEVEL = re.compile("[\\s|](国家级?|省级?|市级?|县级|区级|自治区级?|国内|省内|国际)(?=[\\s|]|$)")
_HEDGED = re.compile("能否|推荐|申报|争创|候选|培育")
_ASIDE = re.compile("不重复|享受|奖励政策|给予.{0,12}(?:奖励|补助|支持)|奖励.{0,6}万元")
_OF_REGION = re.compile("区内")  # of the autonomous region or of the district: the heading says which
_ANNEX = re.compile("\\s*附[件表录]\\s*[\\d一二三四五六七八九十]*\\s*[:：]?")
_NEAR = 8


def extract(context: Context) -> Iterator[Statement]:
    """The award of every row under a heading that says one."""
    for listing in context.listings:
        head = Head(context, listing)
        if head.denied:
            continue
        for record, after in zip_longest(listing.records, listing.records[1:]):
            dropped = _DROPPED.search(context.masked, record.start, record.end)
            until = after.start if after else len(context.masked)
            if not dropped and not _DROPPED_BELOW.match(context.masked, record.end, until):
                yield from _row(context, listing, head, record)


class Head:
    """What the lines before a list, and the notes after it, say for all of its rows."""

    def __init__(self, context: Context, listing: Listing) -> None:
        self.context = context
        self.lead = self._lead(listing)
        self.notes = self._notes(listing)
        heads = [span for span in self.lead if _is_heading(context, span)]
        self.denied = any(denied(context, span) for span in heads if context.between(*span, G))
        self.title = any(lexicon.cue("list_title").search(context.masked, *span) for span in self.lead)
        self.program = self._program(heads)
        if listing.table and self.program and any(a <= self.program.pos < b for a, b in heads):
            self.title = True
        summed = _SUMMED.search(context.masked, *self.notes[0]) if self.notes else None
        if summed:
            self.program = context.token_at(summed.start(1))
            self.title = True
        self.fields = self._fields()

    def _program(self, heads: list[Span]) -> Token | None:
        """The honour of the nearest heading, else of the lead, else of the notes below."""
        for spans in (list(reversed(heads)), list(reversed(self.lead)), self.notes):
            for span in spans:
                honours = [
                    token
                    for token in self.context.between(*span, G)
                    if not lexicon.cue("no_honour").search(token.mention.text)
                ]
                if honours:
                    return honours[-1] if spans is not self.notes else honours[0]
        return self._only_honour()

    def _only_honour(self) -> Token | None:
        """历届获奖组织: the honour of an article that names no other one, where the words above say that it is a list."""
        if not any(lexicon.cue("list_title").search(self.context.masked, *span) for span in self.lead[-3:]):
            return None
        honours, frames = self.context.of(G), self.context.frames
        opening = frames.opening
        if opening is None or opening.deny or not all(frames.same(honours[0], one) for one in honours):
            return None
        return opening.programs[-1]

    def _lead(self, listing: Listing) -> list[Span]:
        """The lines between the list before and this one; the lead of that one too when they do not name it anew."""
        previous = self._previous_end(listing)
        lines = [line for line in self.context.lines if line[1] < listing.start and line[1] > line[0]]
        last = [line for line in lines if line[0] >= previous]
        text = "".join(self.context.masked[a:b] for a, b in last)
        bare = len(re.sub("[\\W\\d_]", "", text)) == 0
        if previous and (bare or (len(last) <= 2 and G not in text and _GOES_ON.search(text))):
            last = [line for line in lines if line[1] <= self.context.listings[0].start] + last
        return last[:3] + last[-3:] if len(last) > 6 else last

    def _previous_end(self, listing: Listing) -> int:
        return max((other.end for other in self.context.listings if other.end <= listing.start), default=0)

    def _notes(self, listing: Listing) -> list[Span]:
        """The lines under a list, up to what heads the next one."""
        lines = [line for line in self.context.lines if line[0] >= listing.end and line[1] > line[0]][:_NEAR]
        text = self.context.masked
        headed = (at for at, line in enumerate(lines) if _ANNEX.match(text, *line) or self._heads_next(line))
        return lines[: next(headed, len(lines))]

    def _heads_next(self, line: Span) -> bool:
        """Whether a line is the title of another list: a heading with an honour."""
        context = self.context
        return bool(
            context.between(*line, G)
            and _is_heading(context, line)
            and lexicon.cue("list_title").search(context.masked, *line)
        )

    def _fields(self) -> dict[str, Found | None]:
        context, times = self.context, self.context.times
        where = [*self.lead, *self.notes]
        grantors = self._grantors()
        level = self._level() or (level_of_grantor(context, grantors[0]) if grantors else None)
        years = [year for span in self.lead for year in times.years(*span)]
        noted = [
            year
            for span in self.notes
            if self._speaks_of_list(span)
            for year in times.years(*span, strict=False)
        ]
        opening = context.frames.opening
        year = years[0] if years else noted[0] if noted else opening.year if opening else None
        return {
            "level": level,
            "year": year,
            "batch": next((batch for span in where if (batch := times.batch(*span))), None),
            "grantor": joined(context, grantors),
            "status": self._status(),
            "date": next((date for span in self.lead if (date := times.date(*span))), None),
        }

    def _status(self) -> Found | None:
        """公示 or 复核 from any line above; 撤销 only from the heading right above, for lists of others may stand before."""
        headings = [span[0] for span in self.lead if _is_heading(self.context, span)]
        nearest = headings[-1] if headings else 0
        found = ((span[0], status_in(self.context, span)) for span in self.lead)
        return next((one for at, one in found if one and (one.value != "撤销" or at >= nearest)), None)

    def _level(self) -> Found | None:
        """What the words before the honour say, else the place before it, else the place of the heading."""
        if self.program is None:
            return None
        context = self.context
        notes = [span for span in self.notes if not _HEDGED.search(context.masked, *span)]
        same = [
            (token, span)
            for span in [*reversed(self.lead), *notes]
            for token in context.between(*span, G)
            if context.frames.same(token, self.program) and not self._is_aside(token)
        ]
        if not any("国家" in view_text(context, *span) for span in self.lead):
            own = (level_of_place_right_before(context, token) for token, span in same if span in self.lead)
            if level := next((level for level in own if level), None):
                return level
        for by_place in (False, True):
            for token, span in same:
                if level := level_of(context, token, span[0], by_place=by_place):
                    return level
        headings = [span for span in self.lead if _is_heading(context, span)]
        said = next((level for span in headings if (level := level_of_heading(context, span))), None)
        opening = context.frames.opening
        return said or (opening.level if opening else None) or default_level(self.program)

    def _is_aside(self, token: Token) -> bool:
        """Whether a sentence speaks of what winners receive or have (已获省级…的不重复奖励), and not of this list."""
        unit = self.context.units[self.context.unit_index(token.pos)]
        return _ASIDE.search(self.context.masked, *unit) is not None

    def _speaks_of_list(self, span: Span) -> bool:
        return bool(re.search("名单|表|有效期|以上|上述", self.context.masked[span[0] : span[1]]))

    def _grantors(self) -> list[Token]:
        context = self.context
        for frame in reversed(context.frames.all):
            if frame.grantor and frame.unit in [
                context.units[context.unit_index(span[0])] for span in self.lead
            ]:
                return context.between(frame.grantor.start, frame.grantor.end, A + O)
        for span in [*self.notes, *self.lead]:
            match = _ISSUER.search(context.masked, *span)
            if match:
                return context.between(*match.span(1), A + O)
        return []


def _is_heading(context: Context, span: Span) -> bool:
    """Whether a line is a heading: short, and no sentence."""
    text = context.masked[span[0] : span[1]].rstrip()
    return len(text) <= 60 and not text.endswith(("。", "；", "，"))


def _row(context: Context, listing: Listing, head: Head, record: Record) -> Iterator[Statement]:
    above = tuple(context.between(*record.heading, G)) if record.heading else ()
    named = tuple(program for program in record.programs if _is_honour(program))
    programs = named or above or ((head.program,) if head.program else ())
    if not programs or not (named or above or head.title):
        return
    fields: dict[str, Found | None] = dict(head.fields)
    status = fields.get("status")
    if record.heading:
        fields |= _of_heading(context, record.heading)
    for subject in record.subjects:
        for program in programs:
            ours = record.makes and kind_of(context, program) is Kind.FIRM
            for product in (None,) if ours else record.products or (None,):
                own = _own_fields(context, record, program)
                given = {**fields, **own, "status": fields.get("status") or status}
                yield _award(context, listing, head, record, subject, program, product, given)


def _is_honour(program: Token) -> bool:
    """Whether a name in a row is an honour of its own: a grade is one when it is known which prize it is of."""
    grade = _GRADE.fullmatch(squash(program.mention.text))
    return not grade or program.mention.name != program.mention.text


def _own_fields(context: Context, record: Record, program: Token) -> Fields:
    """The level, year and grade that stand in the row itself."""
    own: dict[str, Found | None] = {}
    if grade := _GRADE.search(view_text(context, record.start, record.end)):
        first = context.position(context.span(record.start, record.start)[0] + grade.start())
        own["rank"] = Found(grade[0], first, first + 1 if context.token_at(first) else first + len(grade[0]))
    if level := _own_level(context, record, program):
        own["level"] = level
    years = context.times.years(*record.year, strict=False) if record.year else []
    if record.year and not years:
        plain = re.search("(?:19|20)\\d\\d", context.masked[record.year[0] : record.year[1]])
        start = record.year[0]
        years = [Found(int(plain[0]), start + plain.start(), start + plain.end())] if plain else []
    if not years and not record.year:
        stated = (year for span in record.stretches for year in context.times.years(*span))
        year = next(stated, None) or _bare_year(context, record)
        years = [year] if year else []
    if years:
        own["year"] = years[0]
    if record.grantors:
        own["grantor"] = joined(context, list(record.grantors))
    return own


def _own_level(context: Context, record: Record, program: Token) -> Found | None:
    """The level in a row's column of levels or in a cell of its own, else before the honour that the row names."""
    level = (
        level_of(context, program, record.start, by_place=False)
        or level_of_place_right_before(context, program)
        if record.programs
        else None
    )
    if record.level:
        return _said_in(context, record.level) or level
    bare = _first(_BARE_LEVEL, context, record)
    return (level_in(context, bare.span(1)) if bare else None) or level


def _said_in(context: Context, span: Span) -> Found | None:
    """The level that a cell says, but for one that the heading must explain."""
    return None if _OF_REGION.match(context.masked, *span) else level_in(context, span)


def _bare_year(context: Context, record: Record) -> Found | None:
    """A cell of a row that is a year alone."""
    match = _first(_BARE_YEAR, context, record)
    return Found(int(match[1]), *match.span(1)) if match else None


def _first(pattern: re.Pattern[str], context: Context, record: Record) -> re.Match[str] | None:
    """The first match in what may speak of the award, the sign before each stretch taken in."""
    found = (pattern.search(context.masked, max(start - 1, 0), end) for start, end in record.stretches)
    return next((match for match in found if match), None)


def view_text(context: Context, start: int, end: int) -> str:
    """The article's own text of a masked stretch."""
    first, last = context.span(start, end)
    return context.text[first:last]


def _of_heading(context: Context, span: Span) -> Fields:
    """The year, level and status that the row or line above a group says for it."""
    years = context.times.years(*span)
    programs = context.between(*span, G)
    level = level_of(context, programs[-1], span[0], by_place=False) if programs else level_in(context, span)
    found = {"year": years[0] if years else None, "status": status_in(context, span), "level": level}
    return {key: value for key, value in found.items() if value}


def _award(
    context: Context,
    listing: Listing,
    head: Head,
    record: Record,
    subject: Token,
    program: Token,
    product: Token | None,
    fields: Fields,
) -> Statement:
    rule = "awards_rows.table" if listing.table else "awards_rows.lines"
    given = {**fields, "product": product_of(product, context)}
    return award(context, subject, program, (record.start, record.end), rule, 0.95, given)
