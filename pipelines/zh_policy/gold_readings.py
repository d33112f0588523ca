"""Tagged text (``<C>…</C>`` as the annotation guide has it) as readings whose mentions are the tags."""

import re

from kg.ingest import cut_articles
from kg.model import Article, Document, EntityType, Mention, Reading
from kg.nlp.sentences import split
from kg.offsets import Span

TYPES = {
    "C": EntityType.COMPANY,
    "A": EntityType.AGENCY,
    "O": EntityType.ORGANIZATION,
    "P": EntityType.PERSON,
    "L": EntityType.PLACE,
    "G": EntityType.PROGRAM,
    "D": EntityType.PRODUCT,
}
_PIECE = re.compile("<(/?)([CAOPLGD])>|.", re.DOTALL)


def parse(tagged: str) -> tuple[str, list[tuple[int, int, EntityType]]]:
    """The plain text and the tagged spans in it."""
    plain: list[str] = []
    spans: list[tuple[int, int, EntityType]] = []
    opened = 0
    for match in _PIECE.finditer(tagged):
        if match[2] is None:
            plain.append(match[0])
        elif match[1]:
            spans.append((opened, len(plain), TYPES[match[2]]))
        else:
            opened = len(plain)
    return "".join(plain), spans


def document_of(text: str) -> Document:
    """A text as a document."""
    return Document("document", "text.txt", "text/plain", text, "tagged")


def readings(tagged: str) -> list[Reading]:
    """The readings of a tagged document: cut into articles as every document is, with the tags as mentions."""
    text, spans = parse(tagged)
    return [_reading(article, spans) for article in cut_articles(document_of(text))]


def _reading(article: Article, spans: list[tuple[int, int, EntityType]]) -> Reading:
    clean = {run.raw + step: run.clean + step for run in article.offsets.runs for step in range(run.length)}
    mentions = []
    for start, end, kind in spans:
        inside = [clean[raw] for raw in range(start, end) if raw in clean]
        if inside:
            mentions.append(mention_of(article.text, (inside[0], inside[-1] + 1), kind))
    return Reading(article, tuple(sorted(mentions, key=lambda one: one.start)), split(article.text))


def mention_of(text: str, span: Span, kind: EntityType) -> Mention:
    """A tag as a mention."""
    name = text[span[0] : span[1]]
    return Mention(kind, span[0], span[1], name, name, "tag")
