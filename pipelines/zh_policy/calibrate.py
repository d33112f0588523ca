"""How often each rule of the extractors is right: ``python -m pipelines.zh_policy.calibrate [--write]``.

The whole product reads the corpus. A rule's confidence is the share of its facts on the dev split that match the
annotation in every field, drawn towards the same share on the train split, and that towards the share of its kind: a
rule seen rarely says little of itself. ``--write`` stores kg/catalog/rule_confidence.csv. The table of reliability shows,
for facts of the test split by confidence, how many are right.
"""

import csv
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import Format, write_rows
from kg.evaluate import compare
from kg.facts.records import with_facts
from kg.read import Reader
from pipelines.zh_policy.articles import CorpusArticle, read_corpus
from pipelines.zh_policy.check_corpus import TAG

KINDS = ("award-full", "located_in", "position", "part_of", "alias", "count")
STRENGTH = 8.0
EDGES = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


@dataclass(frozen=True, slots=True)
class Judged:
    """A fact that the product read, and whether the annotation holds it."""

    rule: str
    kind: str
    confidence: float
    right: bool


def judge(split: str) -> list[Judged]:
    """Every fact of a split that the product reads, judged."""
    reader = Reader()
    articles = [article for article in read_corpus(split=split) if article.facts is not None]
    with tempfile.TemporaryDirectory() as folder:
        return [one for article in articles for one in _judge(reader, Path(folder), article)]


def _judge(reader: Reader, folder: Path, article: CorpusArticle) -> Iterator[Judged]:
    file = folder / f"{article.name}.txt"
    file.write_text(TAG.sub("", article.tagged), encoding="utf-8")
    pairs = [pair for _, statements in reader.read(file).articles for pair in with_facts(statements)]
    for kind in KINDS:
        compared = compare(kind, [fact for _, fact in pairs], article.facts or ())
        right = [found for found, _ in compared.matched]
        judged = [*((fact, True) for fact in right), *((fact, False) for fact in compared.spurious)]
        for fact, answer in judged:
            statement = next(one for one, record in pairs if _same(record, fact))
            yield Judged(statement.rule, kind, statement.confidence, answer)


def _same(record: Mapping[str, object], fact: Mapping[str, object]) -> bool:
    """Whether a judged fact is a record (or one of the titles that a record joins)."""
    return all(record.get(key) == value for key, value in fact.items() if key != "title")


def confidences(dev: Iterable[Judged], train: Iterable[Judged]) -> dict[str, float]:
    """The confidence of every rule that was seen, by name."""
    dev, train = list(dev), list(train)
    kind_of = {one.rule: one.kind for one in (*train, *dev)}
    by_kind = _counts(train, lambda one: one.kind)
    on_train, on_dev = _counts(train, lambda one: one.rule), _counts(dev, lambda one: one.rule)
    found = {}
    for rule, kind in sorted(kind_of.items()):
        right, seen = by_kind[kind]
        prior = drawn(*on_train[rule], (right + 1) / (seen + 2))
        found[rule] = round(drawn(*on_dev[rule], prior), 3)
    return found


def drawn(right: int, seen: int, prior: float) -> float:
    """A share drawn towards a prior, which counts as much as STRENGTH facts."""
    return (right + STRENGTH * prior) / (seen + STRENGTH)


def _counts(judged: Iterable[Judged], key: Callable[[Judged], str]) -> defaultdict[str, tuple[int, int]]:
    """How many facts are right and how many there are, by a key."""
    found: defaultdict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for one in judged:
        right, seen = found[key(one)]
        found[key(one)] = right + one.right, seen + 1
    return found


def reliability(judged: Iterable[Judged]) -> list[list[object]]:
    """Rows of the table: confidence from, to, facts, mean confidence, share that is right."""
    judged = list(judged)
    rows: list[list[object]] = []
    for low, high in pairwise(EDGES):
        some = [one for one in judged if low <= one.confidence < high or (one.confidence == high == 1.0)]
        if some:
            mean = sum(one.confidence for one in some) / len(some)
            share = sum(one.right for one in some) / len(some)
            rows.append([low, high, len(some), round(mean, 3), round(share, 3)])
    return rows


def main(
    write: Annotated[bool, typer.Option(help="store the confidences in the catalogue")] = False,
    split: Annotated[str, typer.Option(help="the split of the table of reliability")] = "test",
) -> None:
    """Measure the rules, store them when asked, and print the table of reliability."""
    dev, train = judge("dev"), judge("train")
    found = confidences(dev, train)
    if write:
        path = Path(str(files("kg.catalog"))) / "rule_confidence.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(("rule", "confidence"))
            writer.writerows(found.items())
    seen_dev, seen_train = _counts(dev, lambda one: one.rule), _counts(train, lambda one: one.rule)
    rules = [[rule, *seen_train[rule], *seen_dev[rule], confidence] for rule, confidence in found.items()]
    write_rows(["rule", "train right", "train", "dev right", "dev", "confidence"], rules, Format.TABLE)
    kept = {"dev": dev, "train": train}
    judged = [
        replace(one, confidence=found.get(one.rule, one.confidence))
        for one in kept.get(split) or judge(split)
    ]
    write_rows(["from", "to", "facts", "confidence", "right"], reliability(judged), Format.TABLE)


if __name__ == "__main__":
    typer.run(main)
