"""Train the statistical NER on the corpus' train split: ``python -m pipelines.zh_policy.train_ner``.

Each article is read three times: with all that the rules propose; with a part of it taken away at random, so that
the model does not lean on rules that know the corpus better than they know the world; and so again with other names
in it (:mod:`pipelines.zh_policy.augment`). General text (UNER) is read beside it. Nothing of the dev and test splits
is seen.
"""

import random
import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, repeat
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import numpy as np
import pycrfsuite
import typer
from numpy.typing import NDArray
from spacy.language import Language

from kg import nlp
from kg.nlp.candidates import Candidate
from kg.nlp.ner import Ner, page_of
from kg.nlp.ner_crf import Crf, pieces
from kg.nlp.ner_features import Page, features, label_names, labels_of
from kg.nlp.overlap import resolve_overlaps
from kg.nlp.pipeline import MODEL
from pipelines.zh_policy.articles import read_corpus
from pipelines.zh_policy.augment import Names, with_other_names
from pipelines.zh_policy.ner_data import Example, examples, general_examples
from pipelines.zh_policy.ner_lists import trained_lists

DROPPED = 0.35
LEFT_OUT_OF_THE_PIPELINE = ["kg_ner", "kg_propagation", "kg_entities"]


def pages(pipeline: Language, share: float, seed: int, renamed: int) -> Iterator[tuple[Page, Example]]:
    """The articles to learn from, ``share`` of them, chosen by the seed; each twice, and ``renamed`` times renamed."""
    chance = random.Random(seed)
    articles = list(read_corpus(split="train"))
    chance.shuffle(articles)
    chosen = articles[: round(len(articles) * share)]
    for example in filter(lambda one: one.article.text, chain(examples(chosen), general_examples())):
        page = _page(pipeline, example)
        yield page, example
        yield _with_gaps(page, chance), example
    names = Names.of(chosen)
    others = (
        replace(article, tagged=with_other_names(article.tagged, names, chance))
        for article in chain.from_iterable(repeat(chosen, renamed))
    )
    for example in filter(lambda one: one.article.text, examples(others)):
        yield _with_gaps(_page(pipeline, example), chance), example


def _page(pipeline: Language, example: Example) -> Page:
    """An article as the NER sees it behind the rules."""
    doc = pipeline.make_doc(example.article.text)
    doc._.article = example.article
    return page_of(pipeline(doc, disable=LEFT_OUT_OF_THE_PIPELINE))


def _with_gaps(page: Page, chance: random.Random) -> Page:
    """A page with a part of the rules' proposals taken away."""
    kept: tuple[Candidate, ...] = tuple(one for one in page.proposed if chance.random() >= DROPPED)
    return Page(page.text, page.doc, tuple(resolve_overlaps(kept)), kept)


def fit(pipeline: Language, share: float, seed: int, iterations: int, renamed: int) -> Crf:
    """Train on a share of the train split, as the rules and the segmenter of a pipeline see it."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params({"c1": 0.15, "c2": 0.02, "max_iterations": iterations, "feature.minfreq": 2})
    lexicon, names = Ner(lists=trained_lists()).lexicon, label_names()
    for page, example in pages(pipeline, share, seed, renamed):
        numbers = features(page, lexicon)
        labels = labels_of(len(page.text), example.mentions)
        for start, end in pieces(page.text):
            columns = [[str(one) for one in column if one] for column in numbers[:, start:end].T.tolist()]
            trainer.append(columns, [names[label] for label in labels[start:end]])
    with TemporaryDirectory() as folder:
        file = str(Path(folder) / "ner.crfsuite")
        trainer.train(file)
        tagger = pycrfsuite.Tagger()
        tagger.open(file)
        info = tagger.info()
        return _crf(info.state_features, info.transitions)


def _crf(states: dict[tuple[str, str], float], moves: dict[tuple[str, str], float]) -> Crf:
    number = {name: at for at, name in enumerate(label_names())}
    buckets: NDArray[np.uint32] = np.unique(
        np.array([int(feature) for feature, _ in states], dtype=np.uint32)
    )
    row = {int(bucket): at + 1 for at, bucket in enumerate(buckets)}
    state = np.zeros((len(buckets) + 1, len(number)), dtype=np.float32)
    for (feature, label), weight in states.items():
        state[row[int(feature)], number[label]] = weight
    # A move that was never seen is next to impossible.
    transition = np.full((len(number), len(number)), -8.0, dtype=np.float32)
    for (before, after), weight in moves.items():
        transition[number[before], number[after]] = weight
    return Crf(buckets, state, transition)


def main(
    model: Annotated[
        Path, typer.Option(help="Folder of the pipeline whose words and rules are read")
    ] = MODEL,
    out: Annotated[
        Path | None, typer.Option(help="Folder to write the weights into, else the model's")
    ] = None,
    share: Annotated[float, typer.Option(help="Share of the train split, for a learning curve")] = 1.0,
    seed: Annotated[int, typer.Option(help="Seed of the order and of what is taken away")] = 1,
    iterations: Annotated[int, typer.Option(help="Iterations of L-BFGS at the most")] = 60,
    renamed: Annotated[int, typer.Option(help="How often each article is read with other names")] = 1,
) -> None:
    """Train and write the weights; with another ``out`` the rest of the pipeline is copied there."""
    crf = fit(nlp.load(model), share, seed, iterations, renamed)
    if out and out != model:
        shutil.copytree(model, out, dirs_exist_ok=True)
    Ner(crf, trained_lists()).to_disk((out or model) / "kg_ner")
    sys.stdout.write(f"{len(crf.buckets)} features, {np.count_nonzero(crf.state)} weights\n")


if __name__ == "__main__":
    typer.run(main)
