"""From a file to what is said in it: ingest, pipeline and extractors in one pass, no side effects."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language

from kg import facts, ingest, nlp
from kg.model import Document, Reading, Statement


@dataclass(frozen=True, slots=True)
class DocumentReading:
    """A document with its articles, their mentions and their statements."""

    document: Document
    articles: tuple[tuple[Reading, tuple[Statement, ...]], ...]


class Reader:
    """Holds the pipeline, which takes a second to load and is therefore loaded at the first use."""

    def __init__(self, model: Path | None = None) -> None:
        self._model = model
        self._pipeline: Language | None = None

    def read(self, path: Path) -> DocumentReading:
        """Read one file. Raises DocumentError when it cannot be read."""
        return self.understand(ingest.read_document(path))

    def understand(self, document: Document) -> DocumentReading:
        """Find articles, mentions and statements in a document whose text is at hand."""
        return DocumentReading(document, tuple(self._articles(document)))

    def _articles(self, document: Document) -> Iterator[tuple[Reading, tuple[Statement, ...]]]:
        if self._pipeline is None:
            self._pipeline = nlp.load(self._model)
        for article in ingest.cut_articles(document):
            reading = nlp.read(self._pipeline, article)
            yield reading, facts.extract(reading, published=document.date or document.issue)


def fingerprint() -> str:
    """Hash of everything that decides what is read in a document: readers, pipeline, catalogue, extractors."""
    parts = (ingest.fingerprint(), nlp.fingerprint(), facts.fingerprint())
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
