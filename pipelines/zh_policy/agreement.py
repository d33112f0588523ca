"""How far two readers agree: ``python -m pipelines.zh_policy.agreement``.

``second_reading/`` holds articles of the corpus that a second reader annotated apart from the first. The first
reading, as it stands in the corpus now, is taken as gold and the second as what was found.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from kg.cli.console import Format, write_rows
from kg.evaluate import GoldDocument, score
from kg.evaluate.gold import read_tagged
from pipelines.zh_policy.articles import CorpusArticle, read_corpus
from pipelines.zh_policy.evaluate_corpus import Prediction, gold_of

SECOND = Path(__file__).parent / "second_reading"


def second_mentions(article: CorpusArticle, folder: Path = SECOND) -> Iterator[Prediction]:
    """The mentions of the second reading, at offsets of the article's text."""
    at: dict[int, int] = {}
    for position, squeezed in enumerate(gold_of(article).squeezed):
        at.setdefault(squeezed, position)
    _, spans = read_tagged((folder / f"{article.name}.tagged.txt").read_text(encoding="utf-8"))
    for start, end, kind in sorted(spans):
        yield article.name, {"kind": "mention", "start": at[start], "end": at[end], "type": kind.value}


def second_facts(article: CorpusArticle, folder: Path = SECOND) -> Iterator[Prediction]:
    """The facts of the second reading."""
    lines = (folder / f"{article.name}.facts.jsonl").read_text(encoding="utf-8").splitlines()
    yield from ((article.name, {**json.loads(line), "kind": "fact"}) for line in lines if line.strip())


def main() -> None:
    """Print the agreement on mentions (strict) and, where both readers annotated facts, on facts."""
    names = {file.name.removesuffix(".tagged.txt") for file in SECOND.glob("*.tagged.txt")}
    articles = [article for article in read_corpus() if article.name in names]
    gold: dict[str, GoldDocument] = {article.name: gold_of(article) for article in articles}
    mentions, _ = score(gold, (one for article in articles for one in second_mentions(article)))
    both = [article for article in articles if article.facts is not None]
    _, facts = score(
        {article.name: gold[article.name] for article in both},
        (one for article in both for one in second_facts(article)),
    )
    rows = [
        [kind, round(strict.f1, 3), strict.gold, strict.predicted] for kind, (strict, _) in mentions.items()
    ]
    rows += [[label, round(one.f1, 3), one.gold, one.predicted] for label, one in facts.items()]
    write_rows([f"{len(articles)} articles", "F1", "first", "second"], rows, Format.TABLE)


if __name__ == "__main__":
    main()
