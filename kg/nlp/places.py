"""Places: units of the gazetteer in full and short form, and what its structure shows to be a place.

A short form is believed by its guard (``kg.catalog.places.Place.guard``): many a county's name is also a word
of everyday speech (大同, 和平, 通道), and then the article itself must speak of that unit or its province.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from kg.catalog.lists import words
from kg.model import EntityType
from kg.nlp.candidates import Candidate, propose
from kg.nlp.gazetteer import Gazetteer
from kg.nlp.place_structures import structures
from kg.nlp.spans import text_of, token_edges
from kg.nlp.units import Form, forms_of, written_forms

SOURCE = "gazetteer"
STRUCTURE = "place-structure"


@cache
def _gazetteer() -> tuple[Gazetteer, frozenset[str]]:
    blockers = frozenset(words("place_blockers.txt"))
    return Gazetteer((*written_forms(), *blockers)), blockers


def _matches(text: str) -> list[tuple[int, int, str]]:
    gazetteer, blockers = _gazetteer()
    found = ((start, end, text[start:end]) for start, end in gazetteer.find(text))
    return [match for match in found if match[2] not in blockers]


class Surroundings:
    """What an article says about where it is: the full names in it, and the provinces of what is certain."""

    def __init__(self, written: Sequence[str], whole: Sequence[str] = ()) -> None:
        certain = [form for name in dict.fromkeys(written) for form in forms_of(name) if not form.guard]
        self.names = {form.place.name for form in certain if not form.short}
        self.provinces = {form.place.code[:2] for form in certain if form.place.code[:2].isdigit()}
        self.counties = {form.place.code[:6] for form in certain}

        near = Counter(
            code
            for name in dict.fromkeys(whole)
            for code in dict.fromkeys(
                form.place.code[:2] for form in forms_of(name) if form.guard == "near" and form.short
            )
        )
        self.provinces |= {code for code, names in near.items() if names > 1}

    def support(self, form: Form) -> bool:
        """Whether a guarded form is to be believed here."""
        place = form.place
        if place.name in self.names and form.short:
            return True
        if place.level == "town":
            return place.code[:6] in self.counties or place.code[:2] in self.provinces
        return form.guard == "near" and place.code[:2] in self.provinces


def find_units(doc: Doc) -> Iterator[Candidate]:
    """Gazetteer names in a document's text."""
    text = text_of(doc)
    matches = _matches(text)
    edges = token_edges(doc)
    matches = [(a, b, name) for a, b, name in matches if a in edges or b in edges]
    whole = [name for a, b, name in matches if a in edges and b in edges]
    surroundings = Surroundings([name for _, _, name in matches], whole)
    for start, end, name in matches:
        open_forms = [form for form in forms_of(name) if not form.guard]
        if open_forms:
            yield Candidate(start, end, EntityType.PLACE, SOURCE, 0.9 if len(name) > 2 else 0.8)
        elif any(
            surroundings.support(form) and (not form.short or (start in edges and end in edges))
            for form in forms_of(name)
        ):
            yield Candidate(start, end, EntityType.PLACE, SOURCE, 0.7)


@Language.component("kg_places", requires=["doc._.candidates"], assigns=["doc._.candidates"])
def kg_places(doc: Doc) -> Doc:
    """Propose units, then zones, roads and venues around them."""
    units = list(find_units(doc))
    found = structures(text_of(doc), {unit.start: unit.end for unit in units})
    return propose(
        doc,
        [*units, *(Candidate(start, end, EntityType.PLACE, STRUCTURE, 0.8) for start, end in found)],
    )
