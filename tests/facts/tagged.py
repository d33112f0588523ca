"""Turns tagged text (``<C>…</C>`` as the annotation guide has it) into readings."""

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


def readings(tagged: str) -> list[Reading]:
    """The readings of a tagged document: cut into articles as every document is, with the tags as mentions."""
    text, spans = parse(tagged)
    document = Document("document", "text.txt", "text/plain", text, "test")
    return [_reading(article, spans) for article in cut_articles(document)]


def _reading(article: Article, spans: list[tuple[int, int, EntityType]]) -> Reading:
    clean = {run.raw + step: run.clean + step for run in article.offsets.runs for step in range(run.length)}
    mentions = []
    for start, end, kind in spans:
        inside = [clean[raw] for raw in range(start, end) if raw in clean]
        if inside:
            mentions.append(_mention(article.text, (inside[0], inside[-1] + 1), kind))
    return Reading(article, tuple(sorted(mentions, key=lambda one: one.start)), split(article.text))


def _mention(text: str, span: Span, kind: EntityType) -> Mention:
    name = text[span[0] : span[1]]
    return Mention(kind, span[0], span[1], name, name, "tag")


def sentence(tagged: str, *, date: str | None = None) -> Reading:
    """A reading of a short text, taken as the body of an article without a title."""
    from kg.offsets import OffsetMap

    text, spans = parse(tagged)
    article = Article("article", "document", 0, "", text, OffsetMap.identity(len(text)), date=date)
    mentions = tuple(_mention(text, (start, end), kind) for start, end, kind in spans)
    return Reading(article, mentions, split(text))
