"""What the product misses and invents on the corpus: ``python -m pipelines.zh_policy.fact_errors [--split train]``.

One line an error, sorted by kind and genre: what was said and its evidence. With ``--gold-mentions`` the extractors read
the annotated mentions, which shows their own errors alone; otherwise the whole product reads the text.
"""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any

import typer

from kg.cli.console import Format, write_rows
from kg.evaluate import FIELDS, compare
from kg.facts import extract
from kg.facts.records import as_facts
from pipelines.zh_policy.articles import CorpusArticle, read_corpus
from pipelines.zh_policy.evaluate_corpus import predictions
from pipelines.zh_policy.gold_readings import readings

Facts = Mapping[str, list[Mapping[str, Any]]]


def from_gold_mentions(articles: Iterable[CorpusArticle]) -> Facts:
    """The facts that the extractors read from the annotated mentions, by article."""
    return {
        article.name: [fact for reading in readings(article.tagged) for fact in as_facts(extract(reading))]
        for article in articles
    }


def from_text(articles: Iterable[CorpusArticle]) -> Facts:
    """The facts that the whole product reads, by article."""
    return {
        name: [record for _, record in records if record["kind"] == "fact"]
        for name, records in predictions(articles).items()
    }


def errors(articles: Iterable[CorpusArticle], facts: Facts, label: str) -> list[list[str]]:
    """Missed and spurious facts of a kind (a key of FIELDS) as rows: genre, article, which, the fields, the evidence."""
    _, keys = FIELDS[label]
    found = []
    for article in articles:
        compared = compare(label, facts[article.name], article.facts or ())
        for which, some in (("missed", compared.missed), ("spurious", compared.spurious)):
            for fact in some:
                fields = " · ".join(str(fact.get(key) if fact.get(key) is not None else "-") for key in keys)
                found.append([article.genre, article.name, which, fields, str(fact.get("ev", ""))])
    return sorted(found)


def main(
    split: Annotated[str, typer.Option(help="train, dev, test or all")] = "train",
    kind: Annotated[str, typer.Option(help="award-core, award-full, located_in, position, …")] = "award-full",
    genre: Annotated[str, typer.Option(help="one genre only")] = "",
    gold_mentions: Annotated[bool, typer.Option(help="read the annotated mentions")] = False,
) -> None:
    """Print the errors of one kind."""
    articles = [
        one
        for one in read_corpus(split=None if split == "all" else split)
        if one.facts is not None and genre in ("", one.genre)
    ]
    facts = from_gold_mentions(articles) if gold_mentions else from_text(articles)
    write_rows(["genre", "article", "error", "fact", "evidence"], errors(articles, facts, kind), Format.TABLE)


if __name__ == "__main__":
    typer.run(main)
