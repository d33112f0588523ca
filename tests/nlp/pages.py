"""Runs components on a line of text, without a trained segmenter: what they propose and what would be chosen."""

from collections.abc import Iterable, Sequence

import spacy
from spacy.tokens import Doc

from kg.model import Article, EntityType, Table
from kg.nlp import pipeline
from kg.nlp.candidates import Candidate, propose
from kg.nlp.overlap import resolve_overlaps
from kg.offsets import OffsetMap

NLP = spacy.blank("zh")
assert pipeline.COMPONENTS  # importing the module registers every component


def page(text: str, places: Iterable[str] = (), tables: tuple[Table, ...] = ()) -> Doc:
    """A document of one article, with the given places proposed wherever they stand."""
    doc = NLP.make_doc(text)
    doc._.article = Article("a", "d", 0, "", text, OffsetMap.identity(len(text)), tables=tables)
    spots = [
        (text.index(place, at), place)
        for place in places
        for at in range(len(text))
        if text.startswith(place, at)
    ]
    return propose(
        doc, [Candidate(at, at + len(p), EntityType.PLACE, "gazetteer", 0.9) for at, p in sorted(set(spots))]
    )


def run(doc: Doc, *components: str) -> Sequence[Candidate]:
    """What is chosen from all that the components propose, in their order."""
    for name in components:
        doc = NLP.create_pipe(name)(doc)
    return resolve_overlaps(doc._.candidates)


def names(doc: Doc, kind: EntityType, *components: str) -> list[str]:
    """The strings chosen for one type."""
    return [doc.text[c.start : c.end] for c in run(doc, *components) if c.type is kind]
