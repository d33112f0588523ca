"""From clusters to what nodes and edges are made of: everything gathered, under the ids of entities."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from kg.model import Article, Document, EntityType
from kg.resolve.clusters import Cluster, Clusters
from kg.resolve.gather import Claim, Gathering, SenseMention
from kg.resolve.identity import Identity
from kg.workspace.workspace import MentionPlace


@dataclass(frozen=True, slots=True)
class Gathered:
    """An entity as the texts have it: canonical name, other names, number of articles, first and last date."""

    identity: Identity
    name: str
    aliases: frozenset[str]
    support: int
    first_seen: str | None
    last_seen: str | None


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
    """Everything that nodes and edges say, by the ids of entities."""

    documents: list[Document] = field(default_factory=list)
    articles: list[Article] = field(default_factory=list)
    entities: dict[str, Gathered] = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)
    mentions: list[MentionClaim] = field(default_factory=list)
    places: list[MentionPlace] = field(default_factory=list)

    def agencies(self) -> Mapping[str, str]:
        """The ids of the agencies by name, the last one's where several have it."""
        return {
            one.name: identity
            for identity, one in sorted(self.entities.items())
            if one.identity.type is EntityType.AGENCY
        }


def settle(gathering: Gathering, clusters: Clusters) -> Collection:
    """Put everything gathered under the entity that its sense belongs to."""
    entity_of = clusters.by_sense()
    claims = [
        replace(claim, source=entity_of[claim.source], target=entity_of[claim.target])
        for claim in gathering.claims
    ]
    places = [
        MentionPlace(entity_of[one.sense], one.document, one.article, one.start, one.end)
        for one in gathering.mentions
    ]
    return Collection(
        gathering.documents,
        gathering.articles,
        {cluster.identity.id: gathered(cluster, *_seen(cluster)) for cluster in clusters},
        claims,
        _mention_claims(gathering.mentions, entity_of),
        places,
    )


def gathered(cluster: Cluster, support: int, first: str | None, last: str | None) -> Gathered:
    """What the senses of a cluster say together, seen in so many articles from a first to a last date."""
    name = cluster.canonical
    return Gathered(cluster.identity, name, frozenset(cluster.names() - {name}), support, first, last)


def _seen(cluster: Cluster) -> tuple[int, str | None, str | None]:
    articles = {article for sense in cluster.senses for article in sense.articles}
    dates = {date for sense in cluster.senses for date in sense.dates}
    return len(articles), min(dates, default=None), max(dates, default=None)


def _mention_claims(mentions: Iterable[SenseMention], entity_of: Mapping[str, str]) -> list[MentionClaim]:
    groups: defaultdict[tuple[str, str], list[SenseMention]] = defaultdict(list)
    for mention in mentions:
        groups[mention.article, entity_of[mention.sense]].append(mention)
    return [_mention_claim(article, entity, group) for (article, entity), group in groups.items()]


def _mention_claim(article: str, entity: str, mentions: list[SenseMention]) -> MentionClaim:
    first = min(mentions, key=lambda one: (one.start, one.end))
    return MentionClaim(
        article=article,
        entity=entity,
        count=len(mentions),
        first_offset=first.start,
        quote=first.quote,
        confidence=max(one.confidence for one in mentions),
        date=first.date,
    )
