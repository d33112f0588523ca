"""The statistical NER: a conditional random field over characters that sees what the rules proposed.

It serves recall in running text: short brands, people without a title, products without a model code. Its weights
are trained by ``pipelines/zh_policy/train_ner.py``; a pipeline without weights proposes nothing.
"""

from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from kg.catalog.lists import words
from kg.model import EntityType
from kg.nlp.candidates import Candidate, propose
from kg.nlp.edges import is_generic
from kg.nlp.hashing import Hashes
from kg.nlp.ner_crf import Crf
from kg.nlp.ner_features import TYPES, Page, features
from kg.nlp.ner_lexicon import Lexicon
from kg.nlp.overlap import resolve_overlaps
from kg.nlp.person_names import is_address
from kg.nlp.spans import text_of

SOURCE = "ner"
WEIGHTS = "weights.npz"
LISTS = "lists.npz"
# How probable a name must be. Set on the corpus' dev split and on general prose, where precision must not fall: people
# are found most surely, programmes least (the catalogue knows them better).
NEEDED = {EntityType.PERSON: 0.6, EntityType.COMPANY: 0.7, EntityType.PROGRAM: 0.97}
NEEDED_ELSE = 0.8


class Ner:
    """The component. ``crf`` are its weights, None before training; ``lists`` the hashed word lists they came with."""

    def __init__(self, crf: Crf | None = None, lists: Mapping[str, Hashes] = MappingProxyType({})) -> None:
        self.crf, self.lists = crf, lists

    @cached_property
    def lexicon(self) -> Lexicon:
        """The word lists it looks up."""
        return Lexicon.of_catalogue(self.lists)

    def __call__(self, doc: Doc) -> Doc:
        """Propose the names on the best path that are probable enough."""
        text = text_of(doc)
        if self.crf is None or not text:
            return doc
        found = self.crf.find(text, features(page_of(doc), self.lexicon))
        return propose(
            doc,
            (
                Candidate(name.start, name.end, TYPES[name.type], SOURCE, round(name.probability, 3))
                for name in found
                if name.probability >= NEEDED.get(TYPES[name.type], NEEDED_ELSE)
                and _may_be(TYPES[name.type], text[name.start : name.end])
            ),
        )

    def to_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> None:
        """Write weights and lists into a folder."""
        if self.crf is not None:
            path.mkdir(parents=True, exist_ok=True)
            self.crf.save(path / WEIGHTS)
            np.savez(path / LISTS, allow_pickle=False, **self.lists)  # hashes do not get smaller

    def from_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> "Ner":
        """Read weights and lists from a folder, where there are any."""
        file = path / WEIGHTS
        if file.is_file():
            self.crf = Crf.load(file)
            with np.load(path / LISTS) as npz:
                self.lists = dict(npz)
        return self


def _may_be(kind: EntityType, name: str) -> bool:
    if kind is EntityType.PERSON:
        return bool(name.strip()) and not is_address(name)
    everyday = kind is EntityType.COMPANY and name in words("brand_stop.txt")
    return bool(name.strip()) and not everyday and not is_generic(name)


def page_of(doc: Doc) -> Page:
    """A document as the features see it: what the rules chose and what else they proposed."""
    proposed = tuple(doc._.candidates or ())
    return Page(text_of(doc), doc, tuple(resolve_overlaps(proposed)), proposed)


@Language.factory("kg_ner", assigns=["doc._.candidates"])
def make_ner(nlp: Language, name: str) -> Ner:
    """A NER without weights."""
    return Ner()
