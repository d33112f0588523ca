"""Article-wide: what was recognised once is recognised everywhere, and short names are bound to full ones.

Works on what the overlap policy would choose so far. Proposes (1) short forms of firms, (2) names given in the
text as short (以下简称…), (3) every other place where a name of a firm, body, agency, person or product stands.
A bare place never joins a longer name (浙江 is not 浙江省经济和信息化厅).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from kg.model import EntityType
from kg.nlp.agency_names import bind_agencies
from kg.nlp.candidates import Candidate, propose
from kg.nlp.edges import is_generic, opens_name
from kg.nlp.firm_names import FirmName, parse
from kg.nlp.gazetteer import Gazetteer
from kg.nlp.overlap import resolve_overlaps
from kg.nlp.spans import place_ends_by_start, proposed, text_of, token_edges

SOURCE = "propagation"
NAMES = (
    EntityType.COMPANY,
    EntityType.AGENCY,
    EntityType.ORGANIZATION,
    EntityType.PERSON,
    EntityType.PRODUCT,
)
_MIN_CONFIDENCE = 0.5
_DECAY = 0.05
_ALIAS = re.compile(
    r"[（(](?:以下简称|以下统称|下称|以下称|简称|又称|下同|即|原名|曾用名)?[：:为]?[“\"‘]?([\u4e00-\u9fffA-Za-z0-9]{2,12})[”\"’]?"
    r"(?:，下同)?[）)]"
)
_PART_OF_PRODUCT = re.compile(r"[A-Za-z0-9\-]|牌")
_SAID = re.compile(r"简称|下称|以下称|统称|又称|原名|曾用名")


@dataclass(frozen=True, slots=True)
class _Page:
    """What is asked of a document over and over (``Doc.text`` is put together anew at each call)."""

    text: str
    token_edges: frozenset[int]
    places: Mapping[int, int]

    @classmethod
    def of(cls, doc: Doc) -> "_Page":
        return cls(text_of(doc), token_edges(doc), place_ends_by_start(doc))

    def stands_alone(self, start: int, end: int) -> bool:
        """Whether a short string is a word here, not a part of one."""
        if end - start > 2:
            return True
        return end in self.token_edges and (start in self.token_edges or opens_name(self.text, start))


@Language.component("kg_propagation", assigns=["doc._.candidates"])
def kg_propagation(doc: Doc) -> Doc:
    """Propose what follows, article-wide, from the candidates so far."""
    page = _Page.of(doc)
    seeds = [
        c for c in resolve_overlaps(proposed(doc)) if c.type in NAMES and c.confidence >= _MIN_CONFIDENCE
    ]
    aliases = list(_aliases(page.text, seeds))
    shorts = list(_short_firms(page, seeds))
    everywhere = _everywhere(page, [*seeds, *aliases, *shorts])
    return propose(doc, [*aliases, *shorts, *everywhere, *bind_agencies(page.text, seeds)])


def short_firms(doc: Doc) -> list[Candidate]:
    """The short forms of the article's fully named firms, wherever they stand."""
    firms = [c for c in resolve_overlaps(proposed(doc)) if c.type is EntityType.COMPANY]
    return list(_short_firms(_Page.of(doc), firms))


def _aliases(text: str, seeds: Iterable[Candidate]) -> Iterator[Candidate]:
    """Short names given in brackets right behind a full name."""
    for seed in seeds:
        if seed.type is EntityType.PERSON:
            continue
        match = _ALIAS.match(text, seed.end)
        if not match:
            continue
        short, full = match[1], text[seed.start : seed.end]
        if _SAID.search(match[0]) or (
            len(short) < len(full) and _in_order(short, full) and not full.endswith(short)
        ):
            yield Candidate(match.start(1), match.end(1), seed.type, SOURCE, 0.9, full)


def _in_order(short: str, full: str) -> bool:
    """Whether the characters of ``short`` all occur in ``full``, in this order."""
    rest = iter(full)
    return len(short) > 1 and all(ch in rest for ch in short)


def _short_firms(page: _Page, seeds: Iterable[Candidate]) -> Iterator[Candidate]:
    """Every short form of the article's fully named firms."""
    text = page.text
    by_stem = _by_stem(page, seeds)
    for at, stem in _occurrences(text, by_stem):
        sizes = [(firm.length_at(text, at), firm) for firm in by_stem[stem]]
        size = max(size for size, _ in sizes)
        fitting = [firm for found, firm in sizes if found == size]
        if not size or not _is_firm_here(page, at, at + size):
            continue
        start = at - fitting[0].place_before(text, at)
        name = fitting[0].full if len(fitting) == 1 else None
        yield Candidate(start, at + size, EntityType.COMPANY, SOURCE, 0.8, name)


def _by_stem(page: _Page, seeds: Iterable[Candidate]) -> dict[str, list[FirmName]]:
    """The distinct full names of firms, in parts, by the stem that all their short forms begin with."""
    parsed: dict[str, FirmName] = {}
    for seed in seeds:
        full = page.text[seed.start : seed.end]
        if seed.type is EntityType.COMPANY and full not in parsed:
            firm = _taken_apart(page, seed)
            if firm and len(firm.stem) > 1:
                parsed[full] = firm
    by_stem: dict[str, list[FirmName]] = {}
    for firm in parsed.values():
        by_stem.setdefault(firm.stem, []).append(firm)
    return {
        stem: [firm for firm in firms if not any(other.has_short(firm) for other in firms)]
        for stem, firms in by_stem.items()
    }


def _taken_apart(page: _Page, seed: Candidate) -> FirmName | None:
    """A full name in parts: all places that it begins with, but not the one that nothing but a trade is behind
    (滨州 + 渤海活塞)."""
    full, end = page.text[seed.start : seed.end], seed.start
    firm = parse(full, "")
    while page.places.get(end, seed.end) < seed.end - 3:
        end = page.places[end]
        longer = parse(full, page.text[seed.start : end])
        if firm and firm.place and longer and is_generic(longer.brand + longer.trade):
            break
        firm = longer
    return firm


def _is_firm_here(page: _Page, start: int, end: int) -> bool:
    """Whether a short form is specific enough: a name of its own, or a generic one with 集团 behind."""
    short = page.text[start:end]
    quoted = page.text[start - 1 : start] == "“" and page.text[end : end + 1] == "”"
    if len(short) < 4 and (quoted or _PART_OF_PRODUCT.match(page.text, end)):
        return False
    if is_generic(short):
        return len(short) > 3 and short.endswith("集团")
    return page.stands_alone(start, end)


def _occurrences(text: str, names: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Each position at which one of the names stands, with the longest that stands there; they may overlap."""
    gazetteer = Gazetteer(names)
    for start in range(len(text) - 1):
        end = gazetteer.longest_at(text, start)
        if end > start:
            yield start, text[start:end]


def _everywhere(page: _Page, known: Sequence[Candidate]) -> Iterator[Candidate]:
    """Every occurrence of a known name, with the type and full name of its surest occurrence."""
    text = page.text
    surest: dict[str, Candidate] = {}
    for candidate in sorted(known, key=lambda c: (-c.confidence, c.start)):
        surest.setdefault(text[candidate.start : candidate.end], candidate)
    names = _full_names(text, known)
    for at, name in _occurrences(text, surest):
        seed = surest[name]
        if page.stands_alone(at, at + len(name)):
            confidence = round(max(seed.confidence - _DECAY, 0.3), 3)
            yield Candidate(at, at + len(name), seed.type, SOURCE, confidence, names.get(name))


def _full_names(text: str, known: Iterable[Candidate]) -> Mapping[str, str]:
    """The full name of each short one that has one and the same wherever it is bound."""
    bound: dict[str, set[str]] = {}
    for candidate in known:
        if candidate.name:
            bound.setdefault(text[candidate.start : candidate.end], set()).add(candidate.name)
    return {short: next(iter(full)) for short, full in bound.items() if len(full) == 1}
