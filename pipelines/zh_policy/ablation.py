"""What each part of the pipeline is worth: ``python -m pipelines.zh_policy.ablation [--split dev]``.

Strict F1 of mentions on a split of the corpus: rules and NER together, and with one part switched off at a time.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from spacy.language import Language

from kg import nlp
from kg.cli.console import Format, write_rows
from kg.evaluate import Score
from kg.model import EntityType
from kg.nlp.pipeline import MODEL
from pipelines.zh_policy.articles import read_corpus
from pipelines.zh_policy.ner_data import Example, examples

RULES = ("kg_programmes", "kg_places", "kg_agencies", "kg_organisations", "kg_persons", "kg_products")
PARTS: dict[str, tuple[str, ...]] = {
    "rules and NER": (),
    "rules alone": ("kg_ner",),
    "NER alone": RULES,
    "without propagation": ("kg_propagation",),
    "without places and programmes": ("kg_places", "kg_programmes"),
}


def scores(pipeline: Language, some: Sequence[Example], disabled: Sequence[str]) -> dict[str, Score]:
    """Strict scores by type, and ``ALL``, with components switched off."""
    by_type = {kind.value: Score() for kind in EntityType}
    for example in some:
        doc = pipeline.make_doc(example.article.text)
        doc._.article = example.article
        found = pipeline(doc, disable=list(disabled))._.mentions or ()
        for kind in EntityType:
            mine = {(one.start, one.end) for one in found if one.type is kind}
            gold = {(one.start, one.end) for one in example.mentions if one.type is kind}
            by_type[kind.value] += Score(len(mine), len(gold), len(mine & gold), len(mine & gold))
    return by_type | {"ALL": sum(by_type.values(), Score())}


def main(
    split: Annotated[str, typer.Option(help="train, dev or test")] = "dev",
    model: Annotated[Path, typer.Option(help="Folder of the pipeline")] = MODEL,
) -> None:
    """Print the table."""
    pipeline = nlp.load(model)
    some = [example for example in examples(read_corpus(split=split)) if example.article.text]
    rows = []
    for name, disabled in PARTS.items():
        found = scores(pipeline, some, disabled)
        whole = found["ALL"]
        rows.append([name, *(round(one, 3) for one in (whole.precision, whole.recall, whole.f1)),
                     *(round(found[kind.value].f1, 3) for kind in EntityType)])  # fmt: skip
    write_rows(["", "precision", "recall", "F1", *(kind.value for kind in EntityType)], rows, Format.TABLE)


if __name__ == "__main__":
    typer.run(main)
