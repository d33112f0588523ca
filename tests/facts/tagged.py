"""Short tagged texts (``<C>…</C>`` as the annotation guide has it) as readings."""

from kg.model import Article, Reading
from kg.nlp.sentences import split
from kg.offsets import OffsetMap
from pipelines.zh_policy.gold_readings import mention_of, parse, readings

__all__ = ["readings", "sentence"]


def sentence(tagged: str, *, date: str | None = None) -> Reading:
    """A reading of a short text, taken as the body of an article without a title."""
    text, spans = parse(tagged)
    article = Article("article", "document", 0, "", text, OffsetMap.identity(len(text)), date=date)
    mentions = tuple(mention_of(text, (start, end), kind) for start, end, kind in spans)
    return Reading(article, mentions, split(text))
