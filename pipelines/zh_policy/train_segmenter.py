"""Train the word segmenter and write a pipeline around it: ``python -m pipelines.zh_policy.train_segmenter``.

It learns twice: from general text (UNER zh GSDSimp, CC BY-SA 4.0), then from that and the corpus' train split, whose
words are those of the first segmenter, parted where a name begins or ends. It takes about seven minutes on one core, and
prints word F1 on the development split and the share of its entities that a word edge fails to respect. The statistical
NER is trained after it (``train_ner``): the new pipeline has no weights yet.
"""

import random
import re
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Annotated

import numpy as np
import srsly  # type: ignore[import-untyped]
import typer
from spacy.language import Language
from spacy_pkuseg import train
from spacy_pkuseg.config import config as pkuseg_config

from kg.nlp.pipeline import MODEL, assemble
from pipelines.zh_policy.articles import read_corpus
from pipelines.zh_policy.ner_data import Example, examples

HERE = Path(__file__).parent
SEED = 20210201
PRUNE_BELOW = 0.05
ITERATIONS = 20
_CLAUSE = re.compile(r"(?<!\S)[^\s。；]+[。；]?|(?<=[。；])[^\s。；]+[。；]?")

META = {
    "name": "policy",
    "version": "1.2.0",
    "spacy_version": ">=3.8.7,<4.0.0",
    "description": "Chinese industrial-policy text: words (pkuseg), rules and a conditional random field of the package kg",
    "license": "CC BY-SA 4.0",
    "sources": [
        {"name": "UNER zh GSDSimp (UD Chinese GSDSimp)", "license": "CC BY-SA 4.0"},
        {"name": "pipelines/zh_policy/corpus, train split", "license": "MIT"},
        {
            "name": "company-short-forms (short names of firms, as hashes and in training text)",
            "license": "Apache-2.0",
        },
        {"name": "dictionary of jieba 0.42.1 (words, as hashes)", "license": "MIT"},
    ],
}

Span = tuple[int, int]


@dataclass(frozen=True)
class Sentence:
    """Words of one sentence, and its entities as character spans of the joined words."""

    words: tuple[str, ...]
    entities: tuple[Span, ...]

    @property
    def text(self) -> str:
        """The sentence as it is printed."""
        return "".join(self.words)

    @property
    def spans(self) -> tuple[Span, ...]:
        """Character spans of the words."""
        return spans_of(self.words)


def spans_of(words: tuple[str, ...]) -> tuple[Span, ...]:
    """Character spans of words that follow one another without a gap."""
    return tuple(pairwise(accumulate(map(len, words), initial=0)))


def read_iob2(path: Path) -> list[Sentence]:
    """Read the sentences of an .iob2 file (columns: number, word, tag)."""
    blocks = path.read_text(encoding="utf-8").split("\n\n")
    return [sentence for block in blocks if (sentence := _sentence(block)).words]


def _sentence(block: str) -> Sentence:
    rows = [line.split("\t") for line in block.splitlines() if line and not line.startswith("#")]
    words = tuple(row[1].replace(" ", "") for row in rows)
    return Sentence(words, tuple(_entities(spans_of(words), [row[2] for row in rows])))


def _entities(spans: tuple[Span, ...], tags: list[str]) -> Iterator[Span]:
    start: int | None = None
    for (first, _), tag, before in zip(spans, tags, [(0, 0), *spans], strict=False):
        if start is not None and not tag.startswith("I-"):
            yield start, before[1]
            start = None
        if tag.startswith("B-"):
            start = first
    if start is not None:
        yield start, spans[-1][1]


def recut(sentence: Sentence) -> Sentence:
    """Part every word that an entity edge runs through."""
    edges = {edge for span in sentence.entities for edge in span}
    cuts = sorted({0, *edges, *(end for _, end in sentence.spans)})
    text = sentence.text
    return Sentence(tuple(text[a:b] for a, b in pairwise(cuts)), sentence.entities)


def corpus_sentences(nlp: Language, some: Iterable[Example]) -> Iterator[Sentence]:
    """The clauses of annotated articles in the words of a segmenter, parted at the edges of names.

    Clauses with blanks in them (tables, lists) are left out.
    """
    for example in some:
        text = example.article.text
        for clause in _CLAUSE.finditer(text):
            start, end = clause.span()
            inside = (one for one in example.mentions if start <= one.start and one.end <= end)
            entities = tuple(sorted((one.start - start, one.end - start) for one in inside))
            yield recut(Sentence(tuple(token.text for token in nlp.make_doc(clause[0])), entities))


def write_training_text(sentences: list[Sentence], path: Path) -> None:
    """Write sentences in the form pkuseg trains on: words parted by blanks, one sentence a line."""
    path.write_text("".join(" ".join(sentence.words) + "\n" for sentence in sentences), encoding="utf-8")


def prune(folder: Path) -> int:
    """Drop the features whose weights are all small; return how many are left.

    The first feature ("$$", always on) must stay the first: pkuseg refers to it by its number.
    """
    data = srsly.read_msgpack(folder / "features.msgpack")
    with np.load(folder / "weights.npz") as npz:
        tags, features = (int(size) for size in npz["sizes"])
        weights = npz["w"]
    node, edge = weights[: tags * features].reshape(features, tags), weights[tags * features :]
    keep = np.abs(node).max(axis=1) >= PRUNE_BELOW
    keep[0] = True
    order = sorted(data["feature_to_idx"].items(), key=lambda item: item[1])
    data["feature_to_idx"] = {
        name: new for new, (name, _) in enumerate(item for item in order if keep[item[1]])
    }
    data["unigram"], data["bigram"] = sorted(data["unigram"]), []
    kept = np.concatenate([node[keep].ravel(), edge]).astype(np.float64)
    np.savez_compressed(folder / "weights.npz", sizes=np.array([tags, int(keep.sum())]), w=np.round(kept, 3))
    srsly.write_msgpack(folder / "features.msgpack", data)
    return int(keep.sum())


def compress(weights: Path) -> None:
    """Write the weights anew, compressed (pkuseg saves them raw)."""
    with np.load(weights) as npz:
        arrays = dict(npz)
    np.savez_compressed(weights, **arrays)


def evaluate(nlp: Language, sentences: list[Sentence]) -> tuple[float, float]:
    """Word F1, and the share of entities with an edge inside a word."""
    right = predicted = gold = cut = entities = 0
    for sentence in sentences:
        found = {(token.idx, token.idx + len(token)) for token in nlp.make_doc(sentence.text)}
        right += len(found & set(sentence.spans))
        predicted, gold = predicted + len(found), gold + len(sentence.words)
        edges = {edge for span in found for edge in span}
        entities += len(sentence.entities)
        cut += sum(not {start, end} <= edges for start, end in sentence.entities)
    return 2 * right / (predicted + gold), cut / entities


def train_pipeline(sentences: list[Sentence], dev: list[Sentence]) -> tuple[Language, int]:
    """A pipeline around a segmenter trained on sentences, and the number of its features."""
    random.seed(SEED)
    pkuseg_config.random = 0
    with tempfile.TemporaryDirectory() as folder:
        texts = {"train": Path(folder) / "train.txt", "dev": Path(folder) / "dev.txt"}
        write_training_text(sentences, texts["train"])
        write_training_text(dev, texts["dev"])
        trained = Path(folder) / "model"
        train(str(texts["train"]), str(texts["dev"]), str(trained), train_iter=ITERATIONS)
        features = prune(trained)
        return assemble(trained), features


def write(nlp: Language, out: Path) -> None:
    """Write a pipeline into a folder in the place of what is there; a model card there is kept."""
    card = out / "README.md"
    text = card.read_text(encoding="utf-8") if card.exists() else None
    shutil.rmtree(out, ignore_errors=True)
    nlp.to_disk(out)
    compress(out / "tokenizer" / "pkuseg_model" / "weights.npz")
    if text:
        card.write_text(text, encoding="utf-8")


def main(out: Annotated[Path, typer.Option(help="Folder to write the pipeline to")] = MODEL) -> None:
    """Train, prune, write the pipeline, and print its figures."""
    splits = {
        name: [recut(s) for s in read_iob2(HERE / "assets" / f"uner-zh-gsdsimp-{name}.iob2")]
        for name in ("train", "dev")
    }
    general, _ = train_pipeline(splits["train"], splits["dev"])
    own = [*corpus_sentences(general, examples(read_corpus(split="train")))]
    nlp, features = train_pipeline([*splits["train"], *own], splits["dev"])
    nlp.meta.update(META)
    write(nlp, out)
    f1, cut = evaluate(nlp, splits["dev"])
    sys.stdout.write(f"words F1 {f1:.4f} · entities cut across {cut:.2%} · {features} features\n")


if __name__ == "__main__":
    typer.run(main)
