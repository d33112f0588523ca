"""Programmes of the catalogue in every writing, and uncatalogued ones by the shape of their names."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from kg.catalog.programmes import Programme, programmes
from kg.model import EntityType
from kg.nlp.candidates import Candidate, propose
from kg.nlp.gazetteer import Gazetteer
from kg.nlp.programme_patterns import GRADE, listed_programmes, open_programmes
from kg.nlp.spans import text_of
from kg.nlp.units import unit_before
from kg.nlp.writing import key, squeeze
from kg.offsets import Span

CATALOGUE = "programme-catalogue"
PATTERN = "programme-pattern"
_GRADE_AT = re.compile(GRADE)
# What may stand between the start of a guessed name and that of a known one, and then the known one is right.
_LEVEL = re.compile(r"(?:国家|全国|国内|省内|省|市|县|区|自治区|[\u4e00-\u9fff]{2,3}[省市县区])?(?:级|里)?")
_CODE = re.compile(r"[A-Za-z\d.-]")
_CLOSING = {"（": "）", "(": ")"}


@cache
def _by_key() -> Mapping[str, Programme]:
    """Programmes by the plain writing of each name, with and without quotation marks inside it."""
    found: dict[str, Programme] = {}
    for programme in programmes():
        for name in programme.names:
            found.setdefault(key(name), programme)
            found.setdefault(key(name).replace("“", ""), programme)
    return found


@cache
def _gazetteer() -> Gazetteer:
    return Gazetteer(_by_key())


def find_catalogued(text: str) -> Iterator[tuple[Span, Programme]]:
    """Spans of catalogue names in a text, in any writing."""
    plain, positions = squeeze(text)
    for first, last in _gazetteer().find(plain):
        programme = _by_key()[plain[first:last]]
        start, end = positions[first], positions[last - 1] + 1
        if text.startswith("奖励", end - 1):  # 科学技术奖励大会
            continue
        if text[start:end].isdigit() and (_CODE.match(text[:start][-1:]) or _CODE.match(text, end)):
            continue  # 973 in 919732432077160MA5X
        yield _with_surroundings(text, start, _closed(text, start, end), programme), programme


def _closed(text: str, start: int, end: int) -> int:
    """Take in the bracket that closes the name: 首台（套 + ）."""
    inside = text[start:end]
    for opening, closing in _CLOSING.items():
        if inside.count(opening) > inside.count(closing) and text.startswith(closing, end):
            return end + 1
    return end


def _with_surroundings(text: str, start: int, end: int, programme: Programme) -> Span:
    """The span with what belongs to the name: a place before it, a grade behind a prize."""
    if text[end - 1] == "奖" and (grade := _GRADE_AT.match(text, end)):
        end = grade.end()
    if programme.place_prefix:
        start = unit_before(text, start)
    return start, end


def _all(text: str, name: str) -> Iterator[int]:
    """Where a name stands."""
    return (match.start() for match in re.finditer(re.escape(name), text))


@Language.component("kg_programmes", assigns=["doc._.candidates"])
def kg_programmes(doc: Doc) -> Doc:
    """Propose programmes."""
    text = text_of(doc)
    known = {end: start for (start, end), _ in find_catalogued(text)}
    catalogued = [Candidate(start, end, EntityType.PROGRAM, CATALOGUE, 0.95) for end, start in known.items()]
    found = [
        (start, end)
        for start, end in open_programmes(text)
        if end not in known or not _LEVEL.fullmatch(text, start, max(start, known[end]))
    ]
    taken = [*known.items(), *((end, start) for start, end in found)]
    for start, end in listed_programmes(text):
        if not any(first < end and start < last for last, first in taken):
            found += [(at, at + end - start) for at in _all(text, text[start:end])]
    return propose(
        doc,
        [*catalogued, *(Candidate(start, end, EntityType.PROGRAM, PATTERN, 0.7) for start, end in found)],
    )
