"""Any spaCy pipeline in the place of the statistical NER: its entities become candidates of our types.

Labels are translated by ``ner_labels.csv``. Where a label covers several types (ORG), the weights of our own NER
decide between them. Offsets are characters of the text, whatever the tokens of the other pipeline are.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, cached_property

from spacy.language import Language
from spacy.tokens import Doc

from kg.catalog.lists import rows
from kg.errors import KgError, UsageError
from kg.model import EntityType
from kg.nlp.candidates import Candidate, propose
from kg.nlp.models import MODEL, load_model
from kg.nlp.ner import WEIGHTS, Ner, page_of
from kg.nlp.ner_crf import Crf
from kg.nlp.ner_features import TYPES, features
from kg.nlp.spans import text_of

SOURCE = "model"
CONFIDENCE = 0.8
_CHUNK = re.compile(r"(?s).{1,5000}(?:\n|。|\Z)|.{1,5000}")

KindOf = Callable[[int, int, Sequence[EntityType]], EntityType]


@cache
def known_labels() -> Mapping[str, tuple[EntityType, ...]]:
    """From a label, in capitals, to the types it may stand for."""
    return {row["label"]: tuple(map(EntityType, row["types"].split())) for row in rows("ner_labels.csv")}


def types_of(label: str) -> tuple[EntityType, ...]:
    """The types a label may stand for; none for a label we have no type for (DATE)."""
    return known_labels().get(label.upper(), ())


def entity_labels(pipeline: Language) -> tuple[str, ...]:
    """The labels of the components of a pipeline that set entities, sorted."""
    meta = {name: pipeline.get_pipe_meta(name).assigns for name in pipeline.pipe_names}
    setting = (name for name, assigned in meta.items() if {"doc.ents", "doc.spans"} & set(assigned))
    return tuple(sorted({label for name in setting for label in pipeline.pipe_labels.get(name, ())}))


class Guest:
    """The component. ``pipeline`` finds the names, ``ner`` tells kinds of bodies apart."""

    def __init__(self, model: str) -> None:
        self.pipeline = load_model(model)
        labels = entity_labels(self.pipeline)
        if not any(map(types_of, labels)):
            raise UsageError(
                f"spaCy 管线 {model} 不标注本产品认识的实体（它的标签：{'、'.join(labels) or '无'}）；"
                f"认识的标签有 {'、'.join(known_labels())}。",
                f"The spaCy pipeline {model} marks no entities that kg knows (its labels: "
                f"{', '.join(labels) or 'none'}); kg knows {', '.join(known_labels())}.",
            )

    @cached_property
    def ner(self) -> Ner:
        """Our own NER, whose weights decide between types."""
        return Ner(Crf.load(MODEL / "kg_ner" / WEIGHTS))

    def __call__(self, doc: Doc) -> Doc:
        """Propose the other pipeline's entities."""
        found = [(start, end, types_of(label)) for start, end, label in self._entities(text_of(doc))]
        choose = self._chooser(doc) if any(len(types) > 1 for _, _, types in found) else _first
        return propose(
            doc,
            (
                Candidate(start, end, choose(start, end, types), SOURCE, CONFIDENCE)
                for start, end, types in found
                if types
            ),
        )

    def _entities(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Start, end and label of each entity that holds more than white space."""
        chunks = list(_CHUNK.finditer(text))
        for chunk, made in zip(chunks, self.pipeline.pipe(chunk[0] for chunk in chunks), strict=True):
            positions = positions_in(chunk[0], made.text)
            for entity in made.ents:
                inside = [
                    positions[at] for at in range(entity.start_char, entity.end_char) if at in positions
                ]
                if inside:
                    yield chunk.start() + inside[0], chunk.start() + inside[-1] + 1, entity.label_

    def _chooser(self, doc: Doc) -> KindOf:
        crf, page = self.ner.crf, page_of(doc)
        assert crf is not None
        scores = crf.emissions(features(page, self.ner.lexicon))

        def choose(start: int, end: int, types: Sequence[EntityType]) -> EntityType:
            return TYPES[crf.likeliest(scores, start, end, sorted(map(TYPES.index, types)))]

        return choose


def _first(start: int, end: int, types: Sequence[EntityType]) -> EntityType:
    return types[0]


def positions_in(text: str, made: str) -> Mapping[int, int]:
    """From each character that is no blank of what a tokenizer made of a text to its place in the text.

    Tokenizers may change white space. Raises KgError when one changed more than that.
    """
    mine = [at for at, character in enumerate(text) if not character.isspace()]
    theirs = [at for at, character in enumerate(made) if not character.isspace()]
    if text != made and [text[at] for at in mine] != [made[at] for at in theirs]:
        raise KgError(
            "--model 所给管线的分词器改动了原文，无法对应位置；请换用别的管线。",
            "The tokenizer of the pipeline given by --model changes the text, so that nothing can be located; "
            "use another pipeline.",
        )
    return dict(zip(theirs, mine, strict=True))


@Language.factory("kg_model", requires=["doc._.candidates"], assigns=["doc._.candidates"])
def make_guest(nlp: Language, name: str, model: str) -> Guest:
    """A pipeline in the place of the NER, by folder or name."""
    return Guest(model)
