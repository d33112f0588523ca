"""Firm, agency or other body, when another model only says ORG: ``python -m pipelines.zh_policy.kinds``.

The names of the corpus are taken as found; the weights of the NER decide between the three types, as
``kg build --model`` has them do.
"""

from collections import Counter
from typing import Annotated

import typer

from kg import nlp
from kg.cli.console import Format, write_rows
from kg.model import EntityType
from kg.nlp.ner import Ner, page_of
from kg.nlp.ner_features import TYPES, features
from pipelines.zh_policy.articles import read_corpus
from pipelines.zh_policy.ner_data import examples

BODIES = (EntityType.COMPANY, EntityType.AGENCY, EntityType.ORGANIZATION)
NUMBERS = sorted(map(TYPES.index, BODIES))
LATER = ["kg_ner", "kg_propagation", "kg_entities"]


def main(split: Annotated[str, typer.Option(help="train, dev or test")] = "dev") -> None:
    """Print how many of each type were given which, and the share that is right."""
    pipeline = nlp.load()
    ner = pipeline.get_pipe("kg_ner")
    assert isinstance(ner, Ner) and ner.crf
    told: Counter[tuple[EntityType, EntityType]] = Counter()
    for example in examples(read_corpus(split=split)):
        if not example.article.text:
            continue
        doc = pipeline.make_doc(example.article.text)
        doc._.article = example.article
        page = page_of(pipeline(doc, disable=LATER))
        scores = ner.crf.emissions(features(page, ner.lexicon))
        for one in example.mentions:
            if one.type in BODIES:
                told[one.type, TYPES[ner.crf.likeliest(scores, one.start, one.end, NUMBERS)]] += 1
    rows = [[kind.value, *(told[kind, other] for other in BODIES)] for kind in BODIES]
    right = sum(told[kind, kind] for kind in BODIES) / told.total()
    write_rows([f"{right:.3f} right", *(kind.value for kind in BODIES)], rows, Format.TABLE)


if __name__ == "__main__":
    typer.run(main)
