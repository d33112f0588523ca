"""From candidates to ``doc.ents``: the last component, where overlaps are decided and token edges set right."""

import sys
from collections.abc import Iterable
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.model import EntityType
from kg.nlp.candidates import Candidate
from kg.nlp.overlap import resolve_overlaps

STATISTICAL = "ner"

Doc.set_extension("mentions", default=None, force=True)


def statistical_candidates(doc: Doc) -> list[Candidate]:
    """What a statistical ``ner`` earlier in the pipeline found, as candidates like all others."""
    known = EntityType.__members__
    return [
        Candidate(ent.start_char, ent.end_char, EntityType[ent.label_], STATISTICAL, 0.5)
        for ent in doc.ents
        if ent.label_ in known
    ]


def recut(doc: Doc, edges: Iterable[int]) -> Doc:
    """The same document with a token edge at each of the given characters (a new Doc only when needed).

    spaCy's retokenizer moves the whole array at every split, which is quadratic on long articles.
    """
    standing = {token.idx for token in doc} | {token.idx + len(token) for token in doc}
    inside = sorted(set(edges) - standing)
    if not inside:
        return doc
    words: list[str] = []
    spaces: list[bool] = []
    starts: list[bool | int | None] = []
    queue = iter([*inside, sys.maxsize])
    cut = next(queue)
    for token in doc:
        first, last = token.idx, token.idx + len(token)
        bounds = [first, last]
        while cut < last:
            bounds.insert(-1, cut)
            cut = next(queue)
        words += [token.text[a - first : b - first] for a, b in pairwise(bounds)]
        spaces += [False] * (len(bounds) - 2) + [bool(token.whitespace_)]
        starts += [token.sent_start == 1] + [False] * (len(bounds) - 2)
    fresh = Doc(doc.vocab, words=words, spaces=spaces, sent_starts=starts)
    fresh.user_data = doc.user_data
    return fresh


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
        proposed = [*(doc._.candidates or ()), *statistical_candidates(doc)]
        chosen = resolve_overlaps(proposed)
        doc = recut(doc, (edge for c in chosen for edge in (c.start, c.end)))
        doc._.mentions = chosen
        first = {token.idx: token.i for token in doc}
        last = {token.idx + len(token): token.i + 1 for token in doc}
        doc.ents = [Span(doc, first[c.start], last[c.end], label=c.type.value) for c in chosen]
        return doc
