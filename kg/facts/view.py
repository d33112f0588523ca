"""An article as the extractors see it: its text with every mention masked by one character.

Patterns then read like sentences (``C的D获得国内G``), names cannot be mistaken for words, and every position
leads back to the article. *Masked positions* count in ``View.masked``; everything that leaves this package
is in article offsets.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from kg.facts.names import Names
from kg.model import EntityType, Mention, Reading, RowKind
from kg.offsets import Span

MASKS = {
    EntityType.COMPANY: "\ue000",
    EntityType.AGENCY: "\ue001",
    EntityType.ORGANIZATION: "\ue002",
    EntityType.PERSON: "\ue003",
    EntityType.PLACE: "\ue004",
    EntityType.PROGRAM: "\ue005",
    EntityType.PRODUCT: "\ue006",
}
C, A, O, P, L, G, D = MASKS.values()  # noqa: E741 - the letters of the annotation guide
ANY = "".join(MASKS.values())

_PARENT = re.compile("[”’]?(?:旗下|所属|下属|控股|的?子公司|名下)")
_TWO_MARKS = ("”“", "’‘", "」「", "』『")
_FIRST_HALF = "专精特新"
_QUOTES = "“”‘’'\""
_UNIT_END = re.compile("[。！？!?\n]+[”’」』）)]*")
_CLAUSE_END = re.compile("[，,；;：:]|——|——")
_FEW = 8
_FEWER = 3
_SHORT = 1500
_BRACKETS = re.compile("（[^（）\n]{0,60}）|\\([^()\n]{0,60}\\)")


@dataclass(frozen=True, slots=True)
class Token:
    """A mention in the masked text: ``pos`` is its masked position."""

    pos: int
    mention: Mention

    @property
    def mask(self) -> str:
        """The character that stands for the mention's type."""
        return MASKS[self.mention.type]


class View:
    """A reading with what every extractor asks of it, computed once."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.article.text
        self.names = Names(reading.mentions)
        self._mask()

    def _mask(self) -> None:
        parts: list[str] = []
        starts: list[int] = []
        tokens: list[Token] = []
        last = 0
        for mention in self.reading.mentions:
            if mention.start < last:
                continue
            parts.append(self.text[last : mention.start])
            starts.extend(range(last, mention.start))
            tokens.append(Token(len(starts), mention))
            parts.append(MASKS[mention.type])
            starts.append(mention.start)
            last = mention.end
        parts.append(self.text[last:])
        starts.extend(range(last, len(self.text) + 1))
        self.masked = "".join(parts)
        self.tokens = tuple(tokens)
        self._starts = starts
        self._positions = [token.pos for token in tokens]
        self._by_pos = {token.pos: token for token in tokens}

    def span(self, start: int, end: int) -> Span:
        """The article offsets of a masked stretch."""
        if end <= start:
            return self._starts[start], self._starts[start]
        token = self._by_pos.get(end - 1)
        return self._starts[start], token.mention.end if token else self._starts[end - 1] + 1

    def position(self, offset: int) -> int:
        """The masked position of an article offset."""
        return bisect_right(self._starts, offset) - 1

    def token_at(self, pos: int) -> Token | None:
        """The mention that a masked position stands for."""
        return self._by_pos.get(pos)

    def between(self, start: int, end: int, masks: str = ANY) -> list[Token]:
        """The mentions of the given types in a masked stretch, in order."""
        first, last = bisect_left(self._positions, start), bisect_left(self._positions, end)
        return [token for token in self.tokens[first:last] if token.mask in masks]

    def heads_columns(self, pos: int) -> bool:
        """Whether a masked position stands in a row of column headings, which states nothing."""
        return any(start <= pos < end for start, end in self._headings)

    @cached_property
    def _headings(self) -> tuple[Span, ...]:
        return tuple(
            (self.position(row.cells[0].start), self.position(row.cells[-1].end))
            for table in self.reading.article.tables
            for row in table.rows
            if row.kind is RowKind.HEADER and row.cells
        )

    def of(self, mask: str) -> list[Token]:
        """All mentions of a type, in order."""
        return self._by_mask.get(mask, [])

    @cached_property
    def _by_mask(self) -> dict[str, list[Token]]:
        found: dict[str, list[Token]] = {}
        for token in self.tokens:
            found.setdefault(token.mask, []).append(token)
        return found

    @cached_property
    def several_firms(self) -> bool:
        """Whether the article names more than one firm."""
        return len({self.name(token) for token in self.of(C)}) > 1

    @cached_property
    def main_group(self) -> Token | None:
        """The firm (or body) called 集团 that the article names most often."""
        groups = [token for token in self.of(C) if "集团" in self.name(token)]
        groups = groups or [token for token in self.of(O) if self.name(token).endswith("集团")]
        named = Counter(self.name(token) for token in groups)
        return max(groups, key=lambda token: (named[self.name(token)], -token.pos), default=None)

    def last_before(self, pos: int, masks: str, floor: int = 0) -> Token | None:
        """The nearest mention of the given types before a masked position."""
        for index in range(bisect_left(self._positions, pos) - 1, -1, -1):
            token = self.tokens[index]
            if token.pos < floor:
                return None
            if token.mask in masks:
                return token
        return None

    def name(self, token: Token) -> str:
        """The fullest form of a mention's name in the article; of 专精特新“小巨人” tagged as two, both together."""
        first = self.twin(token)
        if first is None:
            return self.names.full(token.mention)
        whole = self.text[first.mention.start : token.mention.end]
        return whole + "”" if whole.count("“") > whole.count("”") else whole

    def is_parent(self, token: Token) -> bool:
        """Whether a firm is only named for another one: 甲集团所属乙公司."""
        return _PARENT.match(self.masked, token.pos + 1) is not None

    def twin(self, token: Token) -> Token | None:
        """The honour that stands right before another one, with no more than a quotation mark between."""
        for before in range(token.pos - 1, token.pos - 4, -1) if token.mask == G else ():
            first = self._by_pos.get(before)
            gap = self.masked[before + 1 : token.pos]
            if first and first.mask == G and not gap.strip(_QUOTES) and not self._are_two(first, gap):
                return first
        return None

    def _are_two(self, first: Token, gap: str) -> bool:
        """Whether two honours in marks of their own are two (“百强企业”“创新百强”), unlike “专精特新”“小巨人”."""
        return gap in _TWO_MARKS and first.mention.text.strip(_QUOTES) != _FIRST_HALF

    @cached_property
    def units(self) -> tuple[Span, ...]:
        """Masked stretches that end at 。！？ or a line end: what one sentence says, with its ；."""
        return tuple(_split(self.masked, 0, len(self.masked), _UNIT_END))

    @cached_property
    def _unit_starts(self) -> list[int]:
        return [start for start, _ in self.units]

    def unit_index(self, pos: int) -> int:
        """The number of the unit that a masked position stands in."""
        return max(bisect_right(self._unit_starts, pos) - 1, 0)

    def clauses(self, unit: Span) -> list[Span]:
        """The clauses of a unit: split at ，；： but not inside brackets."""
        shields = [match.span() for match in _BRACKETS.finditer(self.masked, *unit)]
        return list(_split(self.masked, *unit, _CLAUSE_END, shields))

    @cached_property
    def lines(self) -> tuple[Span, ...]:
        """Masked stretches of the article's lines, without their line ends."""
        found: list[Span] = []
        start = 0
        for line in self.masked.split("\n"):
            found.append((start, start + len(line)))
            start += len(line) + 1
        return tuple(found)

    @cached_property
    def main_company(self) -> Token | None:
        """The firm that the article is about, or else the one that it names most often."""
        return self.focus or self._most_named(C)

    @cached_property
    def focus(self) -> Token | None:
        """The firm that the article is about: of the title, of the speaker's line below it, or named far more often
        than any other; None when there is none such."""
        titled = self.between(0, self.position(self.reading.article.title_span[1]), C)
        if titled and len({self.name(token) for token in titled}) == 1:
            return titled[0]
        for start, end in [line for line in self.lines if line[1] > line[0]][:4]:
            firms = self.between(start, end, C)
            if (
                firms
                and end - start < 30
                and self.between(start, end, P)
                and "。" not in self.masked[start:end]
            ):
                return firms[0]
        counts = Counter(self.name(token) for token in self.of(C))
        ranked = [*sorted(counts.values(), reverse=True), 0, 0]
        clear = ranked[0] >= 3 and ranked[0] >= 2 * ranked[1]
        few = len(counts) <= (_FEW if ranked[0] > ranked[1] else _FEW // 2)
        leads = few and (ranked[0] >= 2 or self._opens_with_firm(len(counts)))
        return self._most_named(C) if clear or leads else None

    def _opens_with_firm(self, firms: int) -> bool:
        """Whether a short article names few firms, and the first of them near its beginning."""
        first = next(iter(self.of(C)), None)
        short = len(self.masked) <= _SHORT and firms <= _FEWER
        return short and first is not None and first.pos * 3 <= len(self.masked)

    @cached_property
    def main_organisation(self) -> Token | None:
        """The organisation of the title, or the one that the article names most often."""
        found = self.between(0, self.position(self.reading.article.title_span[1]), O)
        return found[0] if found else self._most_named(O)

    def _most_named(self, mask: str) -> Token | None:
        found: dict[str, list[Token]] = {}
        for token in self.tokens:
            if token.mask == mask:
                found.setdefault(self.name(token), []).append(token)
        best = max(found.values(), key=lambda tokens: (len(tokens), -tokens[0].pos), default=None)
        return best[0] if best else None


def _split(
    text: str, start: int, end: int, pattern: re.Pattern[str], shields: list[Span] | None = None
) -> Iterator[Span]:
    """Cut a stretch after every match of a pattern outside the shields; blank pieces are left out."""
    for match in pattern.finditer(text, start, end):
        if any(a <= match.start() < b for a, b in shields or ()):
            continue
        if text[start : match.end()].strip():
            yield start, match.end()
        start = match.end()
    if text[start:end].strip():
        yield start, end
