"""The spaCy pipeline that ships with the package, loaded by path.

Importing this module registers the tokenizer and all component factories, so that ``spacy.load`` finds them.
"""

from pathlib import Path

import spacy
from spacy.language import Language

from kg.nlp import (
    agencies,
    entities,
    guest,
    ner,
    organisations,
    persons,
    places,
    products,
    programmes,
    propagation,
    sentences,
    tokenizer,
)
from kg.nlp.models import MODEL, load_model

__all__ = ["COMPONENTS", "MODEL", "assemble", "load"]

COMPONENTS = (
    "kg_sentences",
    "kg_programmes",
    "kg_places",
    "kg_agencies",
    "kg_organisations",
    "kg_persons",
    "kg_products",
    "kg_ner",
    "kg_propagation",
    "kg_entities",
)
_REGISTERED = (
    agencies, entities, guest, ner, organisations, persons, places, products, programmes, propagation, sentences, tokenizer,
)  # fmt: skip


def load(model: str | Path | None = None) -> Language:
    """Load a pipeline by folder or name (the shipped one by default).

    A pipeline of another kind takes the place of the statistical NER in the shipped one. Tokens of the shipped one know
    their text alone (no ``like_num``, no ``shape_``; ``spacy.load`` of the folder gives them all): none of ours asks for
    more, and it takes an eighth of the time to find out. Raises UsageError when there is none of that name, or when it
    marks nothing we know.
    """
    nlp = load_model(model)
    if "kg_entities" in nlp.pipe_names:
        nlp.vocab.lex_attr_getters = {}  # type: ignore[attr-defined]
        return nlp
    host = load_model(None)
    host.vocab.lex_attr_getters = {}  # type: ignore[attr-defined]
    host.add_pipe("kg_model", before="kg_ner", config={"model": str(model)})
    host.remove_pipe("kg_ner")
    return host


def assemble(segmenter: Path) -> Language:
    """Make the pipeline anew around a trained pkuseg model; used by the training script."""
    config = {"nlp": {"tokenizer": {"@tokenizers": "kg.PolicyTokenizer.v1"}}}
    nlp = spacy.blank("zh", config=config)
    for name in COMPONENTS:
        nlp.add_pipe(name)
    words = nlp.tokenizer
    assert isinstance(words, tokenizer.PolicyTokenizer)
    words.initialize(pkuseg_model=str(segmenter))
    return nlp
