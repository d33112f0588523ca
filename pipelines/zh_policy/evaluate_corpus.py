"""Score the product on the corpus: ``python -m pipelines.zh_policy.evaluate_corpus [--split dev] [--by province]``.

Mentions are strict F1; facts are scored on the articles annotated for facts. ``--by`` adds a row a group.
"""

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from kg.cli.console import Format, write_rows
from kg.evaluate import GoldDocument, Score, score
from kg.evaluate.gold import read_tagged
from kg.extract import records_of
from kg.read import Reader
from pipelines.zh_policy.articles import CorpusArticle, read_corpus
from pipelines.zh_policy.check_corpus import TAG

Prediction = tuple[str, Mapping[str, Any]]


def gold_of(article: CorpusArticle) -> GoldDocument:
    """An article as a gold document, all of it annotated."""
    text = TAG.sub("", article.tagged)
    squeezed, mentions = read_tagged(article.tagged)
    offsets = [0]
    for character in text:
        offsets.append(offsets[-1] + (not character.isspace()))
    facts = [*(article.facts or ())]
    return GoldDocument(Path(article.name), mentions, facts, [(0, len(squeezed))], tuple(offsets))


def predictions(articles: Iterable[CorpusArticle], model: str | None = None) -> dict[str, list[Prediction]]:
    """What the product reads in each article, with a pipeline of its own or another."""
    reader = Reader(model)
    found: dict[str, list[Prediction]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for article in articles:
            file = Path(folder) / f"{article.name}.txt"
            file.write_text(TAG.sub("", article.tagged), encoding="utf-8")
            found[article.name] = [
                (article.name, record) for record in records_of(reader.read(file), article.name)
            ]
    return found


def score_articles(
    articles: Sequence[CorpusArticle], found: Mapping[str, Sequence[Prediction]]
) -> tuple[dict[str, Score], dict[str, Score]]:
    """Strict scores of mentions by type, and scores of facts over the articles annotated for facts."""
    gold = {article.name: gold_of(article) for article in articles}
    mentions, _ = score(gold, (one for name in gold for one in found[name]))
    with_facts = {article.name: gold[article.name] for article in articles if article.facts is not None}
    _, facts = score(with_facts, (one for name in with_facts for one in found[name]))
    return {kind: strict for kind, (strict, _) in mentions.items()}, facts


def main(
    split: Annotated[str, typer.Option(help="train, dev, test or all")] = "dev",
    by: Annotated[str, typer.Option(help="genre, province, style or nothing")] = "",
    model: Annotated[str | None, typer.Option(help="Folder or name of the pipeline")] = None,
) -> None:
    """Read the articles of a split and print the scores."""
    articles = list(read_corpus(split=None if split == "all" else split))
    found = predictions(articles, model)
    mentions, facts = score_articles(articles, found)
    rows = [["mentions" if kind == "ALL" else kind, *_figures(one)] for kind, one in mentions.items()]
    rows += [[label, *_figures(one)] for label, one in facts.items()]
    for group in sorted({getattr(article, by) for article in articles}) if by else ():
        some = [article for article in articles if getattr(article, by) == group]
        strict, some_facts = score_articles(some, found)
        rows.append([f"{group} ({len(some)}) mentions", *_figures(strict["ALL"])])
        rows.append([f"{group} ({len(some)}) award-full", *_figures(some_facts["award-full"])])
    write_rows(["what", "precision", "recall", "F1", "gold", "found"], rows, Format.TABLE)


def _figures(one: Score) -> list[float | int]:
    return [round(one.precision, 3), round(one.recall, 3), round(one.f1, 3), one.gold, one.predicted]


if __name__ == "__main__":
    typer.run(main)
