"""Edges of the graph: statements that say the same become one edge with its proofs."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Collection as Sized

from kg.model import Edge, EntityType, Predicate, Value
from kg.resolve.awards import award_groups
from kg.resolve.bind import Doubt
from kg.resolve.gather import Claim
from kg.resolve.gazetteer import Gazetteer
from kg.resolve.identity import digest
from kg.resolve.names import name_key
from kg.resolve.nodes import missing_places
from kg.resolve.programmes import granted
from kg.resolve.settle import Collection, MentionClaim
from kg.resolve.successions import Change, agency_changes, place_changes
from kg.schema import ENDS, KEYS, LABELS

PROOFS = 20
_STATUS_ORDER = ("公示", "认定", "复核", "到期", "撤销")
_PREFIX_LABELS = {kind.lower(): label for kind, label in LABELS.items()}

Key = tuple[Value, ...]
Properties = Mapping[str, Value | list[str]]


def edges(
    collection: Collection, doubts: Iterable[Doubt], units: Gazetteer, catalogue: str
) -> Iterator[Edge]:
    """Every edge, in no order. ``catalogue`` is the version named on edges that the catalogue says."""
    yield from map(mention_edge, collection.mentions)
    for article in collection.articles:
        yield article_edge(article.id, article.document)
    said = list(claim_edges(collection.claims))
    yield from said
    said_ends = {(edge.type, edge.source, edge.target) for edge in said}
    yield from _place_edges(collection, units, catalogue, said_ends)
    yield from _grant_edges(collection, units, catalogue, said_ends)
    changes = [*agency_changes(collection.agencies(), units).changes]
    changes += place_changes(known_codes(collection.entities, units), units)
    yield from (succession_edge(one, catalogue) for one in changes)
    yield from map(doubt_edge, doubts)


def edge_id(kind: str, source: str, target: str, key: Key = ()) -> str:
    """The id of an edge: a hash of its ends and of the fields that tell it from others."""
    return f"{kind.lower()}-{digest([kind, source, target, list(key)])}"


def claim_edges(claims: Iterable[Claim]) -> Iterator[Edge]:
    """The edges that claims between entities support."""
    groups: defaultdict[tuple[Predicate, str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        if _fits(claim):
            groups[claim.predicate, claim.source, claim.target].append(claim)
    for (predicate, source, target), members in groups.items():
        by_key = _award_keys(members) if predicate is Predicate.AWARDED else _plain_keys(predicate, members)
        for (key, incomplete), supporting in by_key.items():
            extra = _extra(predicate, key, supporting, incomplete)
            identity = edge_id(predicate, source, target, _identity_key(predicate, key))
            yield Edge(identity, predicate, source, target, _proofs(supporting) | dict(extra))


def _fits(claim: Claim) -> bool:
    """Whether both ends may stand at this edge, and are not the same."""
    for end, allowed in zip((claim.source, claim.target), ENDS[claim.predicate], strict=True):
        label = _PREFIX_LABELS[end.partition("-")[0]]
        if allowed != "Entity" and label not in allowed.split():
            return False
    return claim.source != claim.target


def _plain_keys(predicate: Predicate, claims: Iterable[Claim]) -> Mapping[tuple[Key, bool], list[Claim]]:
    found: defaultdict[tuple[Key, bool], list[Claim]] = defaultdict(list)
    for claim in claims:
        found[_plain_key(predicate, claim), False].append(claim)
    return found


def _plain_key(predicate: Predicate, claim: Claim) -> Key:
    said = claim.qualifiers
    if predicate is Predicate.HOLDS_POSITION:
        return said.get("title"), bool(said.get("former"))
    return tuple(said.get(name) for name in KEYS.get(predicate, ()))


def _award_key(claim: Claim) -> Key:
    said = claim.qualifiers
    product = name_key(claim.product) if claim.product else None
    return said.get("level"), claim.jurisdiction, said.get("year"), said.get("batch"), product


def _award_keys(claims: Sequence[Claim]) -> Mapping[tuple[Key, bool], list[Claim]]:
    groups = award_groups(_award_key(claim) for claim in claims)
    found: defaultdict[tuple[Key, bool], list[Claim]] = defaultdict(list)
    for claim in claims:
        found[groups[_award_key(claim)]].append(claim)
    return found


def _identity_key(predicate: Predicate, key: Key) -> Key:
    """Numbers are written one way, so that 162 and 162.0 give one id."""
    return (_number(key[0]), *key[1:]) if predicate is Predicate.COUNTED else key


def _number(value: Value) -> float:
    """The value of a count, which its extractor gives as a number."""
    if not isinstance(value, int | float):
        raise TypeError(f"a count's value is a number, not {value!r}")
    return float(value)


def _extra(predicate: Predicate, key: Key, claims: Sequence[Claim], incomplete: bool) -> Properties:
    if predicate is not Predicate.AWARDED:
        named = dict(zip(KEYS.get(predicate, ()), key, strict=True))
        return named | {"value": _number(named["value"])} if predicate is Predicate.COUNTED else named
    level, jurisdiction, year, batch, product = key
    dated = max(claims, key=_status_order)
    best = sorted(claims, key=_best_first)
    return {
        "level": level,
        "jurisdiction": jurisdiction,
        "year": year,
        "batch": batch,
        "product": next(claim.product for claim in best if claim.product) if product else None,
        "rank": next((r for claim in best if (r := claim.qualifiers.get("rank"))), None),
        "grantors": sorted({claim.grantor for claim in claims if claim.grantor}),
        "status": dated.qualifiers.get("status"),
        "date": dated.qualifiers.get("date"),
        "incomplete": incomplete,
    }


def _status_order(claim: Claim) -> tuple[bool, str, int]:
    """Later dates win, then what comes later in the life of an honour; what says no status comes first."""
    said = claim.qualifiers
    status = said.get("status")
    return status is not None, str(said.get("date") or ""), _STATUS_ORDER.index(str(status)) if status else -1


def _best_first(claim: Claim) -> tuple[float, int, str, str]:
    """The surest first; of equals the shorter quote, then the id of the statement."""
    return -claim.confidence, len(claim.quote), claim.article, claim.id


def _proofs(claims: Sequence[Claim]) -> dict[str, Value | list[str]]:
    best = min(claims, key=_best_first)
    articles = sorted({claim.article for claim in claims})
    dates = sorted({claim.date for claim in claims if claim.date})
    return {
        "support": len(articles),
        "confidence": float(best.confidence),
        "first_seen": dates[0] if dates else None,
        "last_seen": dates[-1] if dates else None,
        "quote": best.quote,
        "quote_article": best.article,
        "articles": articles[:PROOFS],
        "statements": sorted(claim.id for claim in claims)[:PROOFS],
        "origin": "text",
        "catalogue": None,
    }


def _without_statement(article: str, date: str | None, confidence: float) -> dict[str, Value | list[str]]:
    return {
        "support": 1,
        "confidence": confidence,
        "first_seen": date,
        "last_seen": date,
        "quote": None,
        "quote_article": article,
        "articles": [article],
        "statements": [],
        "origin": "text",
        "catalogue": None,
    }


def mention_edge(mention: MentionClaim) -> Edge:
    """That an article mentions an entity."""
    properties = _without_statement(mention.article, mention.date, float(mention.confidence)) | {
        "quote": mention.quote,
        "count": mention.count,
        "first_offset": mention.first_offset,
    }
    kind = Predicate.MENTIONS
    return Edge(
        edge_id(kind, mention.article, mention.entity), kind, mention.article, mention.entity, properties
    )


def article_edge(article: str, document: str) -> Edge:
    """That an article is a part of its document."""
    kind = Predicate.PART_OF
    properties = _without_statement(article, None, 1.0)
    return Edge(edge_id(kind, article, document), kind, article, document, properties)


def _place_edges(
    collection: Collection, units: Gazetteer, catalogue: str, said: set[tuple[str, str, str]]
) -> Iterator[Edge]:
    """Each unit in the unit above it, as the catalogue has it, where no text says so."""
    for source, target in unit_pairs(collection.entities, units):
        if (Predicate.LOCATED_IN, source, target) not in said:
            yield catalogue_edge(Predicate.LOCATED_IN, source, target, catalogue)


def unit_pairs(entities: Sized[str], units: Gazetteer) -> Iterator[tuple[str, str]]:
    """The ids of each unit of the texts, and of those above them, with the id of the unit it lies in."""
    for code in known_codes(entities, units):
        parent = next(units.ancestors(code), None)
        if parent is not None:
            yield units.identity(code).id, units.identity(parent).id


def known_codes(entities: Sized[str], units: Gazetteer) -> list[str]:
    """The codes of all units in the graph: those of the texts and those that the catalogue adds."""
    codes = [units.by_entity[one] for one in entities if one in units.by_entity]
    return [*codes, *missing_places(entities, units)]


def _grant_edges(
    collection: Collection, units: Gazetteer, catalogue: str, said: set[tuple[str, str, str]]
) -> Iterator[Edge]:
    """Which agency grants a programme, as the catalogue has it, where both are in the graph and no text says so."""
    present = {
        (one.identity.type, one.name): identity for identity, one in sorted(collection.entities.items())
    }
    for added in agency_changes(collection.agencies(), units).missing:
        present[added.type, str(added.name)] = added.id
    for source, target in grant_pairs(lambda kind, name: present.get((kind, name))):
        if (Predicate.GRANTS, source, target) not in said:
            yield catalogue_edge(Predicate.GRANTS, source, target, catalogue)


def grant_pairs(called: Callable[[EntityType, str], str | None]) -> Iterator[tuple[str, str]]:
    """The ids of each agency and programme of the catalogue's grants, both of which ``called`` knows by name."""
    for programme, agency in granted():
        source = called(EntityType.AGENCY, agency) or called(EntityType.ORGANIZATION, agency)
        target = called(EntityType.PROGRAM, programme)
        if source and target:
            yield source, target


def catalogue_edge(kind: Predicate, source: str, target: str, catalogue: str) -> Edge:
    """What the catalogue says of two entities."""
    return Edge(edge_id(kind, source, target), kind, source, target, _catalogue_says(catalogue))


def succession_edge(change: Change, catalogue: str) -> Edge:
    """That an agency or a place became another."""
    kind = Predicate.SUCCEEDED_BY
    properties = {**_catalogue_says(catalogue), "date": change.date}
    return Edge(edge_id(kind, change.source, change.target), kind, change.source, change.target, properties)


def doubt_edge(doubt: Doubt) -> Edge:
    """That two entities may be one."""
    kind = Predicate.POSSIBLY_SAME
    properties = {
        **_catalogue_says(""),
        "confidence": doubt.score,
        "origin": "text",
        "catalogue": None,
        "score": doubt.score,
        "reason": doubt.reason,
    }
    return Edge(edge_id(kind, doubt.one, doubt.other), kind, doubt.one, doubt.other, properties)


def _catalogue_says(version: str) -> Properties:
    return {
        "support": 0,
        "confidence": 1.0,
        "first_seen": None,
        "last_seen": None,
        "quote": None,
        "quote_article": None,
        "articles": [],
        "statements": [],
        "origin": "catalogue",
        "catalogue": version,
    }
