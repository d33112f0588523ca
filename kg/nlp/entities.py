"""From candidates to ``doc.ents``: the last component, where overlaps are decided and token edges set right."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.model import EntityType
from kg.nlp.candidates import Candidate
from kg.nlp.events import event_names
from kg.nlp.overlap import resolve_overlaps
from kg.nlp.prize_grades import name_grades
from kg.nlp.propagation import SOURCE as PROPAGATION
from kg.nlp.reference_numbers import reference_numbers
from kg.nlp.spans import text_of, token_bounds, token_edges

Positions = NDArray[np.int64]

Doc.set_extension("mentions", default=None, force=True)


def _first_found(chosen: Iterable[Candidate], proposed: Iterable[Candidate]) -> Iterator[Candidate]:
    """The chosen candidates with the source that saw them first, where propagation only saw them again."""
    finders: dict[tuple[int, int, EntityType], str] = {}
    for one in proposed:
        finders.setdefault((one.start, one.end, one.type), one.source)
    for one in chosen:
        found_by = finders[one.start, one.end, one.type]
        yield replace(one, source=found_by) if one.source == PROPAGATION else one


def _meant(text: str, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """The candidates without those in a reference number, and without the places in the name of an event."""
    numbers, events = [*reference_numbers(text)], [*event_names(text)]
    for one in candidates:
        nowhere = numbers if one.type is not EntityType.PLACE else [*numbers, *events]
        if not any(start <= one.start < end for start, end in nowhere):
            yield one


def recut(doc: Doc, edges: Iterable[int]) -> Doc:
    """The same document with a token edge at each of the given characters (a new Doc only when needed).

    spaCy's retokenizer moves the whole array at every split, which is quadratic on long articles.
    """
    inside = sorted(set(edges) - token_edges(doc))
    if not inside:
        return doc
    text = text_of(doc)
    starts, ends = token_bounds(doc)
    spaces, sentences = doc.to_array(["SPACY", "SENT_START"]).T
    parted = np.searchsorted(ends, inside, side="right")
    fresh = Doc(
        doc.vocab,
        words=[text[a:b] for a, b in zip(*_with(inside, starts, ends), strict=True)],
        spaces=np.insert(spaces.astype(bool), parted, False).tolist(),
        sent_starts=np.insert(sentences == 1, parted + 1, False).tolist(),
    )
    fresh.user_data = doc.user_data
    return fresh


def _with(inside: list[int], starts: Positions, ends: Positions) -> tuple[list[int], list[int]]:
    """Starts and ends of tokens when each is parted at the edges inside it."""
    return np.sort(np.concatenate((starts, inside))).tolist(), np.sort(
        np.concatenate((ends, inside))
    ).tolist()


@Language.factory(
    "kg_entities", requires=["doc._.candidates"], assigns=["doc.ents", "doc._.mentions"], retokenizes=True
)
def create_entities(nlp: Language, name: str) -> "Entities":
    """Factory of the component that decides what is a mention."""
    return Entities()


class Entities:
    """Applies the overlap policy, then sets ``doc.ents`` and ``doc._.mentions`` (the chosen candidates)."""

    def __call__(self, doc: Doc) -> Doc:
        """Choose, cut, and set."""
        proposed = [*_meant(text_of(doc), doc._.candidates or ())]
        found = _first_found(resolve_overlaps(proposed), proposed)
        chosen = [*name_grades(text_of(doc), found)]
        doc = recut(doc, (edge for c in chosen for edge in (c.start, c.end)))
        doc._.mentions = chosen
        starts, ends = token_bounds(doc)
        first = np.searchsorted(starts, [c.start for c in chosen]).tolist()
        last = np.searchsorted(ends, [c.end for c in chosen]).tolist()
        doc.ents = [
            Span(doc, a, b + 1, label=c.type.value) for c, a, b in zip(chosen, first, last, strict=True)
        ]
        return doc
