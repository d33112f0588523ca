"""What ``kg extract`` prints: mentions as spans of the document's text, facts as flat records."""

from collections.abc import Iterator
from typing import Any

from kg.facts.records import as_facts
from kg.read import DocumentReading


def records_of(reading: DocumentReading, name: str) -> Iterator[dict[str, Any]]:
    """Mentions (document offsets of the hull, end exclusive) and facts of a document, article by article."""
    for article_reading, statements in reading.articles:
        offsets = article_reading.article.offsets
        for mention in article_reading.mentions:
            start, end = offsets.hull(mention.start, mention.end)
            place = {"kind": "mention", "doc": name, "start": start, "end": end}
            yield place | {"type": mention.type.value, "text": mention.text, "source": mention.source}
        for fact in as_facts(statements):
            yield {**fact, "doc": name}
