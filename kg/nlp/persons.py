"""Persons: a surname and a given name, where the text around shows that it is one.

Evidence is a title before the name (董事长关守诚), a title or form of address behind it (郭思远院士), a verb of
speech (张三表示), a byline, a speaker in an interview, an enumeration with a name that is known by one of these, or
a table's column of persons. A surname alone (王总) is no name.
"""

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from kg.model import EntityType
from kg.nlp.candidates import Candidate, article_of, propose
from kg.nlp.edges import opens_name
from kg.nlp.person_names import DOTTED, dotted_end, lists, name_end, sizes_at
from kg.nlp.spans import proposed, text_of, token_bounds
from kg.nlp.tables import cells_of

SOURCE = "persons"
_SPEAKER = re.compile(r"(?m)^[ \u3000]*([\u4e00-\u9fff]{2,4})([：:])")
_IN_BRACKETS = re.compile(r"（([\u4e00-\u9fff]{2,4})）(?=\s|$)")
_LINE_NAME = re.compile(
    r"(?m)^(?:\d{1,3}[.、]?)?[ \u3000\t]*([\u4e00-\u9fff]{2,4})(?=[ \u3000\t]|，[男女]|$)"
)
_CLAUSE_START = re.compile(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]")
_LATIN = re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z]+)?(?![A-Za-z])")
_RUN = re.compile(
    r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,4}(?:、[\u4e00-\u9fff]{2,4}){2,}(?![\u4e00-\u9fff])"
)
_CREDIT = re.compile(
    r"(?:文|校|编|图|摄|采写|整理|口述|审核|撰文|编辑|校对|撰稿)[｜|：:/][ \u3000]?([\u4e00-\u9fff]{2,4})(?![\u4e00-\u9fff])"
)
_CALLED = re.compile(r"(?:本名|大名|名叫|[我他她人]叫|[，。]叫)([\u4e00-\u9fff]{2,3})(?=[，。、；])")
_WIDEST_GAP = 20
_GAP_ON = re.compile(r"[ \u3000\t]*")
_EXPLAINED = re.compile(
    r"(?:(?<![\u4e00-\u9fff])|(?<=[的及和有]))([\u4e00-\u9fff]{2,4})([，（][^，。；、（）\n]{2,30})"
)
_WORKPLACE = re.compile(r"公司|集团|大学|学院|研究院|研究所|^（(?:男|女|兼|专职)|族）?$")
# 吴国平等20人
_AND_OTHERS = re.compile(
    r"(?:(?<=[，。；、：和与授予\s])|(?<=^))([\u4e00-\u9fff]{2,3})等[\d一二三四五六七八九十]+(?:余)?[名位]?(?:同志|人|名|位)"
)
_JOINT = re.compile(r"[、和与]|[ \u3000]{1,3}")


@Language.component("kg_persons", assigns=["doc._.candidates"])
def kg_persons(doc: Doc) -> Doc:
    """Propose PERSON candidates."""
    found = {c.start: c for c in _with_evidence(doc)}
    for candidate in list(found.values()):
        for neighbour in _neighbours(text_of(doc), candidate):
            found.setdefault(neighbour.start, neighbour)
    cells = [
        Candidate(cell.start, cell.end, EntityType.PERSON, "table", 0.98)
        for cell in cells_of(article_of(doc), "person")
        if 2 <= len(cell.text) <= 12
    ]
    held = {
        at
        for name in proposed(doc, EntityType.COMPANY, EntityType.AGENCY)
        if name.confidence > 0.9
        for at in range(name.start, name.end)
    }
    persons = [c for c in found.values() if held.isdisjoint(range(c.start, c.end))]
    return propose(doc, [*persons, *cells])


def _with_evidence(doc: Doc) -> Iterator[Candidate]:
    """Weaker evidence first, so that the stronger decides where a name ends."""
    text = text_of(doc)
    starts, ends = token_bounds(doc)
    word_starts = frozenset(starts[ends - starts > 1].tolist())
    places = frozenset((c.start, c.end) for c in proposed(doc, EntityType.PLACE))
    yield from _with_dots(text)
    yield from _beside_bodies(doc)
    yield from _by_place_on_page(text, places)
    yield from _in_lists(text, places)
    yield from _described(text)
    yield from _before_verbs(text)
    yield from _after_titles(text, word_starts)


def _after_titles(text: str, word_starts: frozenset[int]) -> Iterator[Candidate]:
    for match in lists().title.finditer(text):
        start = match.end()
        latin = _LATIN.match(text, start)
        end = latin.end() if latin else dotted_end(text, start) or name_end(text, start, word_starts)
        if end:
            yield _candidate(start, end, 0.9)


def _with_dots(text: str) -> Iterator[Candidate]:
    """Names with a dot inside (库尔班·买买提), wherever they stand."""
    for match in DOTTED.finditer(text):
        dot = match.start() + re.search(r"[·•・]", match[0]).start()  # type: ignore[union-attr]
        starts = [
            at for at in range(match.start(), dot) if opens_name(text, at) or text.startswith("叫", at - 1)
        ]
        titled = [
            m.end() for m in lists().address.finditer(text, max(0, match.start() - 4), dot) if m.end() < dot
        ]
        start = max([match.start(), *starts, *titled])
        end = dotted_end(text, start)
        if end:
            yield _candidate(start, end, 0.6)


def _before_verbs(text: str) -> Iterator[Candidate]:
    """A name at the start of a clause before a verb of speech, or before a title or a form of address."""
    for match in _CLAUSE_START.finditer(text):
        start = match.start()
        for size in sizes_at(text, start, weak=True):
            sure = size > 2 or text[start] not in lists().weak
            if sure and (
                lists().speech.match(text, start + size) or lists().address.match(text, start + size)
            ):
                yield _candidate(start, start + size, 0.7)
                break
    for match in lists().address.finditer(text):
        for size in (3, 2, 4):
            start = match.start() - size
            if start >= 0 and opens_name(text, start) and size in sizes_at(text, start, weak=False):
                yield _candidate(start, match.start(), 0.6)
                break


def _by_place_on_page(text: str, places: frozenset[tuple[int, int]]) -> Iterator[Candidate]:
    """Speakers of an interview, names alone in brackets at the end of a line, names that open several lines."""
    for match in _SPEAKER.finditer(text):
        again = text.count(f"\n{match[1]}{match[2]}") > 1
        if len(match[1]) in sizes_at(text, match.start(1), weak=again):
            yield _candidate(match.start(1), match.end(1), 0.6)
    for match in _IN_BRACKETS.finditer(text):
        if match.span(1) not in places and len(match[1]) in sizes_at(text, match.start(1), weak=False):
            yield _candidate(match.start(1), match.end(1), 0.6)
    lines = [m for m in _LINE_NAME.finditer(text) if len(m[1]) in sizes_at(text, m.start(1), weak=True)]
    if len(lines) > 2:
        yield from (_candidate(m.start(1), m.end(1), 0.6) for m in lines if m.span(1) not in places)


def _explains(remark: str) -> bool:
    """Whether a remark behind a name says what a person does, or where."""
    return bool(lists().address.search(remark) or _WORKPLACE.search(remark))


def _beside_bodies(doc: Doc) -> Iterator[Candidate]:
    """A name between a firm or body and the edge of its clause, on either side of it (a register of persons)."""
    text = text_of(doc)
    kinds = (EntityType.COMPANY, EntityType.ORGANIZATION, EntityType.AGENCY)
    for body in proposed(doc, *kinds):
        if body.confidence < 0.7:
            continue
        gap = text[max(0, body.start - _WIDEST_GAP) : body.start]
        end = body.start - len(gap) + len(gap.rstrip(" \u3000\t"))
        for size in (3, 2, 4):
            start = end - size
            opens = start >= 0 and (start == 0 or text[start - 1] in "\n，。；：（、 \u3000\t→0123456789")
            if opens and size in sizes_at(text, start, weak=end < body.start):
                yield _candidate(start, end, 0.55)
                break
        start = _GAP_ON.match(text, body.end).end()  # type: ignore[union-attr]
        for size in sizes_at(text, start, weak=False):
            if text[start + size : start + size + 1] in "，。；：（\n→":
                yield _candidate(start, start + size, 0.55)
                break


def _in_lists(text: str, places: frozenset[tuple[int, int]]) -> Iterator[Candidate]:
    """Three names or more in a row: nothing else looks like that, though no title stands near."""
    for run in _RUN.finditer(text):
        items = [(m.start(), m.end()) for m in re.finditer(r"[^、]+", run[0])]
        spans = [(run.start() + first, run.start() + last) for first, last in items]
        good = [s for s in spans if s not in places and s[1] - s[0] in sizes_at(text, s[0], weak=False)]
        if len(good) > 2 and len(good) >= len(spans) - 1:
            yield from (_candidate(*span, 0.6) for span in good)


def _described(text: str) -> Iterator[Candidate]:
    """A name that is explained right behind (秦砚舟，电焊工), credited (文｜王若岚) or given (名叫阚维东)."""
    for match in (*_CREDIT.finditer(text), *_CALLED.finditer(text)):
        size = match.end(1) - match.start(1)
        if size in sizes_at(text, match.start(1), weak=match.re is _CREDIT):
            yield _candidate(match.start(1), match.end(1), 0.6)
    for match in _AND_OTHERS.finditer(text):
        for size in sizes_at(text, match.start(), weak=False):
            if size == len(match[1]):
                yield _candidate(*match.span(1), 0.6)
    for match in _EXPLAINED.finditer(text):
        size = match.end(1) - match.start(1)
        if size in sizes_at(text, match.start(1), weak=False) and _explains(match[2]):
            yield _candidate(match.start(1), match.end(1), 0.6)


def _neighbours(text: str, known: Candidate) -> Iterator[Candidate]:
    """The other names of an enumeration, forwards and backwards from one that is known."""
    at = known.end
    while joint := _JOINT.match(text, at):
        end = dotted_end(text, joint.end()) or name_end(text, joint.end(), None)
        if not end:
            break
        yield _candidate(joint.end(), end, 0.8)
        at = end
    at = known.start
    while at and text[at - 1] == "、":
        size = next(
            (s for s in (3, 2, 4) if _opens(text, at - 1 - s) and s in sizes_at(text, at - 1 - s, weak=True)),
            0,
        )
        if not size:
            break
        yield _candidate(at - 1 - size, at - 1, 0.7)
        at -= 1 + size


def _opens(text: str, at: int) -> bool:
    return at >= 0 and opens_name(text, at)


def _candidate(start: int, end: int, confidence: float) -> Candidate:
    return Candidate(start, end, EntityType.PERSON, SOURCE, confidence)
