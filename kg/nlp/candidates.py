"""What the components of the pipeline propose, before one of them is chosen where they overlap."""

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Doc

from kg.model import Article, EntityType

Doc.set_extension("article", default=None, force=True)
Doc.set_extension("candidates", default=None, force=True)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A proposed mention: characters of ``Doc.text`` (= ``Article.text``), end exclusive."""

    start: int
    end: int
    type: EntityType
    source: str
    confidence: float = 1.0
    name: str | None = None


def propose(doc: Doc, candidates: Iterable[Candidate]) -> Doc:
    """Add candidates to a document; each component ends with ``return propose(doc, …)``."""
    doc._.candidates = [*(doc._.candidates or ()), *candidates]
    return doc


def article_of(doc: Doc) -> Article | None:
    """The article a document was made from, when there is one (title, source line and tables are known)."""
    article: Article | None = doc._.article
    return article
