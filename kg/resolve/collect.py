"""Gathers what all articles say of each entity and each pair of entities, before it becomes nodes and edges."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.model import Document, EntityType, Mention, Predicate, Reading, Ref, Statement
from kg.resolve.context import Context, article_context, document_province
from kg.resolve.entities import ArticleEntities
from kg.resolve.gazetteer import Gazetteer, gazetteer
from kg.resolve.identity import Identity
from kg.resolve.names import name_key
from kg.workspace.workspace import MentionPlace


@dataclass(slots=True)
class Gathered:
    """An entity as the texts have it: names with their counts, articles, dates of documents."""

    identity: Identity
    names: Counter[str] = field(default_factory=Counter)
    articles: set[str] = field(default_factory=set)
    dates: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement between two entities: their ids, the article's date and context."""

    id: str
    statement: Statement
    source: str
    target: str
    date: str | None
    jurisdiction: str | None
    product: str | None
    grantor: str | None


@dataclass(frozen=True, slots=True)
class MentionClaim:
    """That an article mentions an entity: how often, the document offset of the first, the sentence around it."""

    article: str
    entity: str
    count: int
    first_offset: int
    quote: str
    confidence: float
    date: str | None


@dataclass(slots=True)
class Collection:
    """Everything that was gathered, in the order of article ids."""

    documents: list[Document] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    entities: dict[str, Gathered] = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)
    mentions: list[MentionClaim] = field(default_factory=list)
    places: list[MentionPlace] = field(default_factory=list)

    def add_document(
        self, document: Document, articles: Sequence[tuple[Reading, Sequence[tuple[str, Statement]]]]
    ) -> None:
        """Gather a document with its articles and their statements (with ids)."""
        units = gazetteer()
        self.documents.append(document)
        province = document_province((reading for reading, _ in articles), units)
        for reading, statements in articles:
            context = article_context(reading, units, province)
            self._add_article(document, reading, statements, _Names(context, units, statements))

    def _add_article(
        self,
        document: Document,
        reading: Reading,
        statements: Sequence[tuple[str, Statement]],
        names: "_Names",
    ) -> None:
        article = reading.article
        date = article.date or document.date
        self.readings.append(reading)
        found: dict[str, list[Mention]] = {}
        for mention in reading.mentions:
            identity = self._note(names.of(Ref(mention.type, mention.name)), mention.name, article.id, date)
            self.entities[identity].names[mention.text] += 0
            found.setdefault(identity, []).append(mention)
            start, end = article.offsets.hull(mention.start, mention.end)
            self.places.append(MentionPlace(identity, document.id, article.id, start, end))
        self.mentions.extend(
            _mention_claim(reading, entity, mentions, date) for entity, mentions in found.items()
        )
        self.claims.extend(self._claims(statements, names, article.id, date))

    def _claims(
        self, statements: Iterable[tuple[str, Statement]], names: "_Names", article: str, date: str | None
    ) -> Iterator[Claim]:
        for identity, statement in statements:
            target = self._note(names.of(statement.object), statement.object.name, article, date)
            if statement.predicate is Predicate.ALIAS:
                self._note_alias(names, statement)
            elif statement.subject is not None:
                source = self._note(names.of(statement.subject), statement.subject.name, article, date)
                yield Claim(identity, statement, source, target, date, *names.award_fields(statement))

    def _note(self, identity: Identity, name: str, article: str, date: str | None) -> str:
        gathered = self.entities.setdefault(identity.id, Gathered(identity))
        gathered.names[name] += 1
        gathered.articles.add(article)
        if date:
            gathered.dates.add(date)
        return identity.id

    def _note_alias(self, names: "_Names", statement: Statement) -> None:
        if statement.subject is not None:
            self.entities.setdefault(
                names.of(statement.subject).id, Gathered(names.of(statement.subject))
            ).names[statement.object.name] += 0


class _Names:
    """The names of one article: short ones that an ALIAS statement binds mean what their full name means."""

    def __init__(
        self, context: Context, units: Gazetteer, statements: Sequence[tuple[str, Statement]]
    ) -> None:
        self._context = context
        self._units = units
        self._full = {
            one.object: one.subject
            for _, one in statements
            if one.predicate is Predicate.ALIAS and one.subject
        }
        self._entities = ArticleEntities(context, units, _makers(statements))

    def of(self, ref: Ref) -> Identity:
        """The identity of a name as the article writes it."""
        seen = {ref}
        while (full := self._full.get(ref)) and full not in seen:
            ref = full
            seen.add(ref)
        return self._entities.identity(ref)

    def award_fields(self, statement: Statement) -> tuple[str | None, str | None, str | None]:
        """Jurisdiction code, product and canonical grantor of an award; None for other statements."""
        if statement.predicate is not Predicate.AWARDED:
            return None, None, None
        level, product, grantor = (statement.qualifiers.get(key) for key in ("level", "product", "grantor"))
        agency = self.of(Ref(EntityType.AGENCY, str(grantor))) if grantor else None
        return (
            self._jurisdiction(level, agency),
            str(product) if product else None,
            _canonical(agency, grantor),
        )

    def _jurisdiction(self, level: object, agency: Identity | None) -> str | None:
        """The granting unit: 000000 for the state; the grantor's unit, else the article's own of that level."""
        if level in ("国家", "国内"):
            return "000000"
        if level not in ("省", "市", "县"):
            return None
        if agency and agency.place and self._units.level(agency.place) == level:
            return agency.place
        return self._context.unit(str(level))


def _canonical(agency: Identity | None, grantor: object) -> str | None:
    if agency is None:
        return None
    return agency.name or str(grantor)


def _makers(statements: Iterable[tuple[str, Statement]]) -> Mapping[str, str]:
    """For each product of an article that one firm alone makes or was honoured for: the key of the firm's name."""
    makers: dict[str, set[str]] = {}
    for _, statement in statements:
        subject = statement.subject
        if subject is None or subject.type not in (EntityType.COMPANY, EntityType.ORGANIZATION):
            continue
        product: object = None
        if statement.predicate is Predicate.PRODUCES:
            product = statement.object.name
        elif statement.predicate is Predicate.AWARDED:
            product = statement.qualifiers.get("product")
        if product:
            makers.setdefault(name_key(str(product)), set()).add(name_key(subject.name))
    return {product: next(iter(firms)) for product, firms in makers.items() if len(firms) == 1}


def _mention_claim(
    reading: Reading, entity: str, mentions: Sequence[Mention], date: str | None
) -> MentionClaim:
    article, first = reading.article, mentions[0]
    start, end = next(
        ((a, b) for a, b in reading.sentences if a <= first.start < b), (first.start, first.end)
    )
    return MentionClaim(
        article=article.id,
        entity=entity,
        count=len(mentions),
        first_offset=article.offsets.hull(first.start, first.end)[0],
        quote=article.text[start:end].strip(),
        confidence=max(mention.confidence for mention in mentions),
        date=date,
    )
