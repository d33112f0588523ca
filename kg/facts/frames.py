"""What a heading or an announcement says for the rows and sentences after it: honour, level, year, batch, grantor.

``日前，浙江省经信厅公布了2020年首台（套）产品认定名单`` is a frame; a later ``入选`` or a list of firms fills it.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from kg.facts import lexicon
from kg.facts.levels import level_of, level_of_grantor
from kg.facts.names import squash
from kg.facts.statements import Found
from kg.facts.times import Times
from kg.facts.view import A, G, O, Token, View
from kg.offsets import Span

_GROUP = re.compile("^(?:、|和|与|及|以及|会同|联合|[ \u3000]+)*(?:，)?$")
_LEAD = 6
_PROPOSED = re.compile("拟(?:认定|入选|授予|推荐|命名|确定|评定|列入|奖励)")
_DISPLAYED = re.compile("公示名单|名单公示|的公示|公示期|予以?公示|进行公示|公示如下|公示$")
_REVIEWED = re.compile("复核|复审|重新认定|复评")
_PROCESS = re.compile("[\\s]*(?:经|根据|按照|依据)[^。]*(?:如下|公布|公示|认定|确定|通过)")
_ROLL = re.compile(
    "(?:目录|名单|名录|榜单?)[”》]?$"
)  # 《…推广应用指导目录》: the name says that it is a list
_REVOKED = re.compile("撤销|取消|摘牌|失效")


@dataclass(frozen=True, slots=True)
class Frame:
    """What holds for what follows. ``unit`` is the sentence it stands in; ``listing``: it heads a list."""

    unit: Span
    programs: tuple[Token, ...]
    level: Found | None
    year: Found | None
    batch: Found | None
    grantor: Found | None
    status: Found | None
    date: Found | None
    listing: bool
    deny: bool

    @property
    def pos(self) -> int:
        """The masked position of the honour."""
        return self.programs[-1].pos


class Frames:
    """The frames of an article, in order."""

    def __init__(self, view: View, times: Times) -> None:
        self.view = view
        self.times = times

    @cached_property
    def all(self) -> tuple[Frame, ...]:
        """Every announcement and heading that names an honour."""
        return tuple(self._find())

    @cached_property
    def _positions(self) -> list[int]:
        return [frame.pos for frame in self.all]

    def before(self, pos: int, *, reach: int = 6) -> Frame | None:
        """The nearest frame before a position, at most ``reach`` sentences back."""
        index = bisect_left(self._positions, pos) - 1
        if index < 0:
            return None
        frame = self.all[index]
        return frame if self.view.unit_index(pos) - self.view.unit_index(frame.pos) <= reach else None

    def of(self, program: Token, *, reach: int = 6) -> Frame | None:
        """What the announcements up to a program's mention say of the same honour, the nearest first."""
        here = self.view.unit_index(program.pos)
        index = bisect_left(self._positions, program.pos + 1) - 1
        merged: Frame | None = None
        while index >= 0 and here - self.view.unit_index(self.all[index].pos) <= reach:
            frame = self.all[index]
            if any(self.same(program, other) for other in frame.programs):
                merged = frame if merged is None else _merged(merged, frame)
            index -= 1
        return merged

    @cached_property
    def opening(self) -> Frame | None:
        """What the article opens with: its title and the first announcement that heads a list, as one."""
        end = self.view.position(max(self.view.reading.article.title_span[1], 1))
        title = next((one for one in self.all if one.unit[0] < end), None)
        rest = [one for one in self.all if one.unit[0] >= end]
        announced = next((one for one in rest if one.listing or (title and self._alike(one, title))), None)
        near = announced and self.view.unit_index(announced.pos) <= _LEAD
        found = _merged(title, announced) if title and announced and near else title or announced
        if found is None or found.year is not None:
            return found
        return replace(found, year=self.times.lead_year or self.times.issue_year)

    def of_part(self, unit: Span) -> Frame | None:
        """The list that the sentence before announces, of which a sentence that begins with 其中 tells a part."""
        if not self.view.masked.startswith("其中", unit[0]):
            return None
        frame = self.before(unit[0], reach=1)
        return frame if frame and frame.listing and not frame.deny else None

    def _alike(self, one: Frame, other: Frame) -> bool:
        return any(self.same(a, b) for a in one.programs for b in other.programs)

    def within(self, frame: Frame | None) -> Frame | None:
        """A frame with what only the article's opening says (a part of the list under the heading of it all)."""
        opening = self.opening
        if frame is None or opening is None or opening.pos > frame.pos:
            return frame or opening
        plan = lexicon.cue("no_honour").search(opening.programs[0].mention.text)
        return frame if plan and not self._alike(frame, opening) else _merged(frame, opening)

    def same(self, one: Token, other: Token) -> bool:
        """Whether two mentions name the same honour, one perhaps in a shorter form."""
        if one.mention.text == other.mention.text:
            return True
        a, b = squash(self.view.name(one)), squash(self.view.name(other))
        short, long = sorted((a, b), key=len)
        return a == b or (len(short) >= 4 and short in long)

    def _find(self) -> Iterator[Frame]:
        announce = lexicon.cue("announce")
        title_end = self.view.position(max(self.view.reading.article.title_span[1], 1))
        for unit in self.view.units:
            programs = self.view.between(*unit, G)
            if not programs or self.view.heads_columns(unit[0]):
                continue
            text = self.view.masked[unit[0] : unit[1]]
            heading = unit[0] < title_end or (len(text) < 60 and not text.rstrip().endswith("。"))
            if heading or announce.search(text):
                yield self._frame(unit, programs, heading)

    def _frame(self, unit: Span, programs: list[Token], heading: bool) -> Frame:
        view, text = self.view, self.view.masked[unit[0] : unit[1]]
        first = programs[0]
        honour = next(
            (one for one in programs if not lexicon.cue("no_honour").search(one.mention.text)), first
        )
        stop = unit[1]
        if not heading:
            clause = next(span for span in view.clauses(unit) if span[0] <= first.pos < span[1])
            programs = [program for program in programs if program.pos < clause[1]]
            stop = clause[1]
        grantors = grantors_before(view, unit, first.pos)
        level = level_of(view, honour, unit[0])
        if level is None and grantors:
            level = level_of_grantor(view, grantors[0])
        years = self.times.years(unit[0], first.pos) or self.times.years(first.pos, stop)
        title = lexicon.cue("list_title").search(text)
        return Frame(
            unit=unit,
            programs=tuple(programs),
            level=level,
            year=years[-1] if years else self.times.recent(*unit),
            batch=self.times.batch(*unit),
            grantor=joined(view, grantors),
            status=status_in(view, unit),
            date=self.times.date(unit[0], first.pos),
            listing=bool(title) or any(_ROLL.search(program.mention.text) for program in programs),
            deny=denied(view, unit),
        )


def _merged(near: Frame, far: Frame) -> Frame:
    """The nearer frame with what only the farther one says."""
    names = ("level", "year", "batch", "grantor", "date")
    return replace(near, **{name: getattr(near, name) or getattr(far, name) for name in names})


def status_in(view: View, span: Span) -> Found | None:
    """公示, 复核 or 撤销 when the words of a stretch say so."""
    for pattern, status in (
        (_PROPOSED, "公示"),
        (_DISPLAYED, "公示"),
        (_REVOKED, "撤销"),
        (_REVIEWED, "复核"),
    ):
        match = pattern.search(view.masked, *span)
        if match and not (status == "撤销" and "认定" in view.masked[span[0] : span[1]]):
            return Found(status, *match.span())
    return None


def denied(view: View, span: Span) -> bool:
    """Whether a heading is of a list of applicants, experts and the like; 经企业申报、专家评审…名单如下 is of winners."""
    return bool(lexicon.cue("not_list").search(view.masked, *span)) and not _PROCESS.match(view.masked, *span)


def joined(view: View, grantors: list[Token]) -> Found | None:
    """Several bodies as one value: 省经信厅、省财政厅."""
    if not grantors:
        return None
    names = "、".join(dict.fromkeys(view.name(grantor) for grantor in grantors))
    return Found(names, grantors[0].pos, grantors[-1].pos + 1)


def grantors_before(view: View, unit: Span, pos: int) -> list[Token]:
    """The bodies that announce: the group of agencies (or organisations) before an honour and its verb."""
    announce = lexicon.cue("announce")
    tokens = view.between(unit[0], pos, A + O)
    if not tokens or not announce.search(view.masked, tokens[-1].pos, pos):
        return []
    if "来源" in view.masked[max(unit[0], tokens[-1].pos - 6) : tokens[-1].pos]:
        return []
    return group_back(view, tokens)


def group_back(view: View, tokens: list[Token]) -> list[Token]:
    """The last of the tokens with those that are joined to it by 、 or 和."""
    group = [tokens[-1]]
    for token in reversed(tokens[:-1]):
        if not _GROUP.match(view.masked[token.pos + 1 : group[0].pos]):
            break
        group.insert(0, token)
    return group
