"""The text that the language benchmark reads: the corpus' dev split, an article a document."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from kg.ingest import cut_articles, read_document
from kg.model import Article
from pipelines.zh_policy.articles import read_corpus
from pipelines.zh_policy.check_corpus import TAG


def texts() -> Iterator[str]:
    """The plain text of each article."""
    yield from (TAG.sub("", article.tagged) for article in read_corpus(split="dev"))


def articles() -> list[Article]:
    """The articles as ingest gives them."""
    found: list[Article] = []
    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(texts()):
            file = Path(folder) / f"{number}.txt"
            file.write_text(text, encoding="utf-8")
            found += cut_articles(read_document(file))
    return found
