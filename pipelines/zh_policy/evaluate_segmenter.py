"""The words of the segmenter: ``python -m pipelines.zh_policy.evaluate_segmenter``.

Word F1 on the general text (UNER, words parted at entity edges as in training), and the share of names of the corpus
with an edge inside a word, by type. Such names are found all the same: ``kg_entities`` parts the word.
"""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer
from spacy.language import Language

from kg import nlp
from kg.cli.console import Format, write_rows
from kg.model import EntityType
from kg.nlp.pipeline import MODEL
from kg.nlp.spans import token_edges
from pipelines.zh_policy.articles import read_corpus
from pipelines.zh_policy.ner_data import Example, examples
from pipelines.zh_policy.train_segmenter import HERE, evaluate, read_iob2, recut


def cut_across(pipeline: Language, some: Iterable[Example]) -> dict[str, float]:
    """The share of names with an edge inside a word, by type and of ``ALL``."""
    names: Counter[str] = Counter()
    cut: Counter[str] = Counter()
    for example in some:
        edges = token_edges(pipeline.make_doc(example.article.text))
        for one in example.mentions:
            broken = not {one.start, one.end} <= edges
            names.update([one.type.value, "ALL"])
            cut.update([one.type.value, "ALL"] if broken else [])
    return {kind: cut[kind] / names[kind] for kind in names}


def main(model: Annotated[Path, typer.Option(help="Folder of the pipeline")] = MODEL) -> None:
    """Print both tables."""
    pipeline = nlp.load(model)
    general = []
    for split in ("dev", "test"):
        f1, cut = evaluate(
            pipeline, [recut(s) for s in read_iob2(HERE / "assets" / f"uner-zh-gsdsimp-{split}.iob2")]
        )
        general.append([split, round(f1, 4), round(cut, 3)])
    write_rows(["general text", "words F1", "names cut across"], general, Format.TABLE)
    kinds = ["ALL", *(kind.value for kind in EntityType)]
    rows = []
    for split in ("dev", "test"):
        found = cut_across(pipeline, examples(read_corpus(split=split)))
        rows.append([split, *(round(found.get(kind, 0.0), 3) for kind in kinds)])
    write_rows(["corpus: names cut across", *kinds], rows, Format.TABLE)


if __name__ == "__main__":
    typer.run(main)
