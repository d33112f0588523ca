"""The spaCy pipeline that ships with the package, loaded by path.

Importing this module registers the tokenizer and all component factories, so that ``spacy.load`` finds them.
"""

from pathlib import Path

import spacy
from spacy.language import Language

from kg.errors import KgError
from kg.nlp import (
    agencies,
    entities,
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

__all__ = ["COMPONENTS", "MODEL", "assemble", "load"]

MODEL = Path(__file__).parent / "zh_policy"
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
MAX_LENGTH = 100_000_000
_REGISTERED = (
    agencies, entities, ner, organisations, persons, places, products, programmes, propagation, sentences, tokenizer,
)  # fmt: skip


def load(path: Path | None = None) -> Language:
    """Load the pipeline from a folder (the shipped one by default).

    Raises KgError when the folder holds no pipeline.
    """
    folder = path or MODEL
    if not (folder / "config.cfg").is_file():
        raise KgError(
            f"文件夹 {folder} 中没有 spaCy 管线（缺 config.cfg）；请重新安装 kg，或改用别的路径。",
            f"The folder {folder} holds no spaCy pipeline (config.cfg is missing); "
            "install kg again, or give another path.",
        )
    nlp = spacy.load(folder)
    nlp.max_length = MAX_LENGTH
    return nlp


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
