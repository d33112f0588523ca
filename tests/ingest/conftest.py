import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.model import Article, Document

ROOT = Path(__file__).parents[2]


@pytest.fixture
def document() -> Callable[[str], Document]:
    """A document of a text, as if read from a file."""

    def make(text: str) -> Document:
        digest = hashlib.sha256(text.encode()).hexdigest()
        return Document(id=digest, path="样本.txt", media_type="text/plain", text=text, reader="text/1")

    return make


@pytest.fixture
def characters_match() -> Callable[[Document, Article], bool]:
    """Whether each character of an article that has an origin equals the character it came from."""

    def check(document: Document, article: Article) -> bool:
        return all(
            article.text[run.clean : run.clean + run.length] == document.text[run.raw : run.raw + run.length]
            for run in article.offsets.runs
        )

    return check
