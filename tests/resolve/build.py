"""Small readings and documents made by hand, for the tests of resolution."""

from collections.abc import Mapping, Sequence

from kg.model import (
    Article,
    Document,
    EntityType,
    Evidence,
    Graph,
    Mention,
    Predicate,
    Reading,
    Ref,
    Statement,
    Value,
)
from kg.offsets import OffsetMap
from kg.resolve import Resolved, resolve
from kg.resolve.correct import Corrections
from kg.resolve.decisions import Decision, in_force
from kg.resolve.gather import Gathering
from kg.workspace import statement_id

TYPES = {
    "C": EntityType.COMPANY,
    "A": EntityType.AGENCY,
    "O": EntityType.ORGANIZATION,
    "P": EntityType.PERSON,
    "L": EntityType.PLACE,
    "G": EntityType.PROGRAM,
    "D": EntityType.PRODUCT,
}


def document(digit: str = "a", date: str | None = None) -> Document:
    return Document(digit * 64, f"/{digit}.txt", "text/plain", "", "text", date=date)


def reading(
    owner: Document, text: str, *names: str, ordinal: int = 1, full: Mapping[str, str] | None = None
) -> Reading:
    """An article whose mentions are every occurrence of ``names`` (``"C甲公司"``: type and text); sentences are lines."""
    mentions = []
    for name in names:
        kind, surface = TYPES[name[0]], name[1:]
        at = text.find(surface)
        while at >= 0:
            whole = (full or {}).get(surface, surface)
            mentions.append(Mention(kind, at, at + len(surface), surface, whole, "test", 0.9))
            at = text.find(surface, at + len(surface))
    article = Article(
        f"{owner.id[:16]}:{ordinal:04d}",
        owner.id,
        ordinal,
        text.split("\n")[0],
        text,
        OffsetMap.identity(len(text)),
    )
    return Reading(article, tuple(sorted(mentions, key=lambda one: one.start)), ((0, len(text)),))


def statement(
    where: Reading,
    predicate: Predicate,
    subject: str | None,
    target: str,
    qualifiers: Mapping[str, Value] | None = None,
    confidence: float = 0.9,
) -> Statement:
    """A statement with the whole article as its quote; names as in ``reading``."""
    article = where.article
    return Statement(
        predicate=predicate,
        subject=Ref(TYPES[subject[0]], subject[1:]) if subject else None,
        object=Ref(TYPES[target[0]], target[1:]),
        evidence=Evidence(article.id, 0, len(article.text), article.text),
        extractor="test 1",
        rule="test",
        confidence=confidence,
        qualifiers=qualifiers or {},
    )


Documents = tuple[Document, Sequence[tuple[Reading, Sequence[Statement]]]]


def graph(*documents: Documents, decisions: Sequence[Decision] = ()) -> Graph:
    """The graph of some documents, with some decisions applied."""
    return resolved(*documents, decisions=decisions).graph


def resolved(*documents: Documents, decisions: Sequence[Decision] = ()) -> Resolved:
    """The same with the orphaned decisions."""
    corrections = Corrections(in_force(decisions))
    gathering = Gathering(corrections.rejected)
    for owner, articles in documents:
        rows = [(one, [(statement_id(owner.id, s), s) for s in statements]) for one, statements in articles]
        gathering.add_document(owner, rows)
    return resolve(gathering, corrections)
