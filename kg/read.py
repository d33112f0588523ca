"""From a file to what is said in it: ingest, pipeline and extractors in one pass, no side effects."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
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
    """Holds the pipeline, which takes a second to load and is therefore loaded at the first use.

    ``model`` is a spaCy pipeline, by folder or name, that takes the place of our statistical NER.
    """

    def __init__(self, model: str | Path | None = None) -> None:
        self.model = model
        self._pipeline: Language | None = None

    def load(self) -> Language:
        """The pipeline, loaded if it is not yet. Raises UsageError when the model cannot be had."""
        if self._pipeline is None:
            self._pipeline = nlp.load(self.model)
        return self._pipeline

    def fingerprint(self) -> str:
        """Hash of everything that decides what this reader reads in a document."""
        return fingerprint(self.model)

    def read(self, path: Path) -> DocumentReading:
        """Read one file. Raises DocumentError when it cannot be read."""
        return self.understand(ingest.read_document(path))

    def understand(self, document: Document) -> DocumentReading:
        """Find articles, mentions and statements in a document whose text is at hand."""
        articles = tuple(self._articles(document))
        if document.layout is None:  # else its reader has looked at its tables
            holes = ingest.holes_in(table for reading, _ in articles for table in reading.article.tables)
            document = replace(document, warnings=tuple(dict.fromkeys((*document.warnings, *holes))))
        return DocumentReading(document, articles)

    def _articles(self, document: Document) -> Iterator[tuple[Reading, tuple[Statement, ...]]]:
        pipeline = self.load()
        for article in ingest.cut_articles(document):
            reading = nlp.read(pipeline, article)
            yield reading, facts.extract(reading, published=document.date or document.issue)


def fingerprint(model: str | Path | None = None) -> str:
    """Hash of everything that decides what is read in a document: readers, pipeline, catalogue, extractors."""
    parts = (ingest.fingerprint(), nlp.fingerprint(model), facts.fingerprint())
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
