"""The word lists that the statistical NER is trained with and carries as hashes: short names of firms, general words."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from kg.nlp.hashing import Hashes
from kg.nlp.ner_lexicon import hash_names

ASSETS = Path(__file__).parent / "assets"
GENERAL = {
    "frequent": "frequent",
    "common": "common",
    "person": "general_person",
    "place": "general_place",
    "name": "general_name",
}


@cache
def trained_lists() -> Mapping[str, Hashes]:
    """The hashed entries by kind of :data:`kg.nlp.ner_lexicon.KINDS`."""
    short = (ASSETS / "company-short-forms.txt").read_text(encoding="utf-8").split()
    lists = {"short": hash_names(name for name in short if len(name) > 1)}
    for block in (ASSETS / "general-words.txt").read_text(encoding="utf-8").split("# ")[1:]:
        kind, _, entries = block.partition("\n")
        lists[GENERAL[kind]] = hash_names(entries.split())
    return lists
