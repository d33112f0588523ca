"""Gathers what all articles say, name by name, before it is decided which names are one entity."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.model import Article, Document, Mention, Predicate, Reading, Ref, Statement, Value
from kg.resolve.article import ArticleNames
from kg.resolve.context import article_context, document_province
from kg.resolve.gazetteer import gazetteer
from kg.resolve.identity import Identity
from kg.resolve.names import name_key

Statements = Sequence[tuple[str, Statement]]


@dataclass(slots=True)
class Sense:
    """A name as articles write it, in the sense of one identity: the unit of which entities are made.

    ``identity`` is that of the fullest form its article binds it to, ``own`` the one it would have alone.
    ``sightings`` are the articles that have it, each with its date and the province it is at home in.
    """

    id: str
    identity: Identity
    own: Identity
    writings: Counter[str] = field(default_factory=Counter)
    sightings: dict[str, tuple[str | None, str | None]] = field(default_factory=dict)

    @property
    def bound(self) -> bool:
        """Whether its article says that it stands for a fuller name."""
        return self.own.id != self.identity.id

    @property
    def articles(self) -> set[str]:
        """The articles that have it."""
        return set(self.sightings)

    @property
    def dates(self) -> set[str]:
        """Their dates, where they are known."""
        return {date for date, _ in self.sightings.values() if date}

    @property
    def provinces(self) -> set[str]:
        """Their homes, where they are known."""
        return {province for _, province in self.sightings.values() if province}

    def note(self, article: str, date: str | None, province: str | None) -> None:
        """Note that an article has it."""
        self.sightings[article] = (date, province)


@dataclass(frozen=True, slots=True)
class Claim:
    """What edges need of a statement between two senses (after ``settle``: two entities), by id.

    ``date`` is its article's; ``jurisdiction``, ``product`` and ``grantor`` are an award's in its article's context.
    """

    id: str
    predicate: Predicate
    source: str
    target: str
    article: str
    quote: str
    confidence: float
    qualifiers: Mapping[str, Value]
    date: str | None
    jurisdiction: str | None
    product: str | None
    grantor: str | None


@dataclass(frozen=True, slots=True)
class SenseMention:
    """One mention: its sense, article, document offsets of the hull, confidence, and the sentence around it."""

    sense: str
    article: str
    document: str
    start: int
    end: int
    confidence: float
    quote: str
    date: str | None


@dataclass(slots=True)
class Gathering:
    """Everything that was gathered, in the order in which documents were added.

    ``rejects`` picks the statements of a document that a person rejected: they are left out.
    """

    rejects: Callable[[str, Statements], frozenset[str]] = lambda _document, _statements: frozenset()
    documents: list[Document] = field(default_factory=list)
    articles: list[Article] = field(default_factory=list)
    senses: dict[str, Sense] = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)
    mentions: list[SenseMention] = field(default_factory=list)

    def add_document(self, document: Document, articles: Sequence[tuple[Reading, Statements]]) -> None:
        """Gather a document with its articles and their statements (with ids)."""
        units = gazetteer()
        self.documents.append(document)
        rejected = self.rejects(document.id, [one for _, statements in articles for one in statements])
        province = document_province((reading for reading, _ in articles), units)
        for reading, statements in articles:
            kept = [one for one in statements if one[0] not in rejected]
            date = reading.article.date or document.date
            names = ArticleNames(article_context(reading, units, province, date), units, kept)
            self._add_article(document, reading, kept, names, date)

    def _add_article(
        self,
        document: Document,
        reading: Reading,
        statements: Statements,
        names: ArticleNames,
        date: str | None,
    ) -> None:
        article = reading.article
        self.articles.append(article)
        for mention in reading.mentions:
            full = self._sense(names, Ref(mention.type, mention.name), mention.name)
            sense = self._sense(names, Ref(mention.type, mention.name), mention.text)
            full.writings[mention.name] += 1
            sense.writings[mention.text] += 0
            sense.note(article.id, date, names.province)
            self.mentions.append(_sense_mention(reading, mention, sense.id, document.id, date))
        self.claims.extend(self._claims(statements, names, article.id, date))

    def _claims(
        self, statements: Statements, names: ArticleNames, article: str, date: str | None
    ) -> Iterator[Claim]:
        for identity, statement in statements:
            target = self._counted(names, statement.object, article, date)
            if statement.subject is None:
                continue
            source = self._counted(names, statement.subject, article, date)
            if statement.predicate is not Predicate.ALIAS:
                yield Claim(
                    identity,
                    statement.predicate,
                    source,
                    target,
                    article,
                    statement.evidence.quote,
                    statement.confidence,
                    statement.qualifiers,
                    date,
                    *names.award_fields(statement),
                )

    def _counted(self, names: ArticleNames, ref: Ref, article: str, date: str | None) -> str:
        sense = self._sense(names, ref, ref.name)
        sense.writings[ref.name] += 1
        sense.note(article, date, names.province)
        return sense.id

    def _sense(self, names: ArticleNames, ref: Ref, written: str) -> Sense:
        identity = names.of(ref)
        key = f"{identity.id}|{name_key(written)}"
        if key not in self.senses:
            self.senses[key] = Sense(key, identity, names.alone(Ref(ref.type, written)))
        return self.senses[key]


def _sense_mention(
    reading: Reading, mention: Mention, sense: str, document: str, date: str | None
) -> SenseMention:
    article = reading.article
    start, end = article.offsets.hull(mention.start, mention.end)
    first, last = next(
        ((a, b) for a, b in reading.sentences if a <= mention.start < b), (mention.start, mention.end)
    )
    quote = article.text[first:last].strip()
    return SenseMention(sense, article.id, document, start, end, mention.confidence, quote, date)
