"""Joins names across documents where the texts leave no doubt, and lists what they leave open."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, islice

from kg.model import EntityType, Predicate
from kg.resolve.clusters import Cluster, Clusters
from kg.resolve.entities import MAKER
from kg.resolve.gather import Claim
from kg.resolve.gazetteer import Gazetteer
from kg.resolve.organisations import SHORTEST, OrganisationName, parse
from kg.resolve.same import Judgement, Verdict, judge, only_zone_differs, shortens

# A name with more candidates than this is ambiguous whatever they are; no more of them are listed.
CANDIDATES = 10
# Names of one body (字号 and trade) that are compared pair by pair; more of them would cost their square.
NAMESAKES = 30
_EMPLOYERS = (EntityType.COMPANY, EntityType.AGENCY, EntityType.ORGANIZATION)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two clusters that may be one, by id: how alike, and why (POSSIBLY_SAME)."""

    one: str
    other: str
    score: float
    reason: str


def bind(clusters: Clusters, claims: Iterable[Claim], units: Gazetteer) -> list[Doubt]:
    """Join what is certainly one entity; returns the pairs that stay in doubt."""
    doubts = bind_organisations(clusters, units)
    of = clusters.by_sense()
    join_persons(
        clusters,
        (
            (of[claim.source], of[claim.target])
            for claim in claims
            if claim.predicate is Predicate.HOLDS_POSITION
        ),
    )
    join_products(clusters, lambda maker: makers(clusters, maker))
    return doubts


def bind_organisations(clusters: Clusters, units: Gazetteer) -> list[Doubt]:
    """Join names of firms and bodies; what becomes of one depends on names of its region alone."""
    _join_renamed(clusters)
    return _bind_short_names(clusters, units)


def _full_name(cluster: Cluster) -> OrganisationName:
    return parse(cluster.canonical)


def _join_renamed(clusters: Clusters) -> None:
    """Two full names of which a text says that they are one firm's."""
    for known, full in sorted(_witnessed(clusters).items()):
        targets = sorted(one for one in full if one in clusters and one != known)
        if known in clusters and len(targets) == 1 and _full_name(clusters[known]).legal:
            clusters.join(known, targets[0])


def _witnessed(clusters: Clusters) -> Mapping[str, set[str]]:
    """For each identity that an article binds to a fuller name: what it is bound to, anywhere."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for cluster in clusters.of_types(EntityType.COMPANY, EntityType.ORGANIZATION):
        for sense in cluster.senses:
            if sense.bound:
                found[sense.own.id].add(cluster.identity.id)
    return found


def _bind_short_names(clusters: Clusters, units: Gazetteer) -> list[Doubt]:
    """A short name is the one full name that has it as a short form, if that is at home in the same place."""
    doubts: list[Doubt] = []
    for kind in (EntityType.COMPANY, EntityType.ORGANIZATION):
        members = clusters.of_types(kind)
        names = {one.identity.id: _full_name(one) for one in members}
        full = [one for one in members if names[one.identity.id].form]
        _join_zoned(clusters, full, names)
        full = [one for one in full if one.identity.id in clusters]
        members = [one for one in members if one.identity.id in clusters]
        index, witnessed = _index(full, names), _witnessed(clusters)
        joins: list[tuple[str, str]] = []
        for short in members:
            if names[short.identity.id].form:
                continue
            found = _candidates(short, names, index, witnessed, clusters)
            if len(found) == 1 and _agrees(short, found[0], names, units):
                joins.append((short.identity.id, found[0].identity.id))
            else:
                doubts.extend(_doubt(short, one, names) for one in found)
        _join(clusters, joins)
        doubts.extend(_namesakes([one for one in members if one.identity.id in clusters], names))
    return doubts


def _join_zoned(clusters: Clusters, full: Iterable[Cluster], names: Mapping[str, OrganisationName]) -> None:
    """A firm's name that a zone has run into is the one name without it that fits, if there is but one."""
    buckets: defaultdict[tuple[str, str], list[Cluster]] = defaultdict(list)
    for cluster in full:
        name = names[cluster.identity.id]
        buckets[name.body, name.form].append(cluster)
    joins = []
    for bucket in buckets.values():
        plain = [one for one in bucket if not names[one.identity.id].zone]
        for zoned in bucket:
            name = names[zoned.identity.id]
            fitting = [one for one in plain if only_zone_differs(name, names[one.identity.id])]
            if len(fitting) == 1:
                joins.append((zoned.identity.id, fitting[0].identity.id))
    _join(clusters, sorted(joins))


def _join(clusters: Clusters, joins: Iterable[tuple[str, str]]) -> None:
    """Join one after the other; where the target has been joined itself, or two name each other, into what became of it."""
    became: dict[str, str] = {}
    for one, into in joins:
        while into in became:
            into = became[into]
        if one != into:
            clusters.join(one, into)
            became[one] = into


def _index(full: Iterable[Cluster], names: Mapping[str, OrganisationName]) -> Mapping[str, list[Cluster]]:
    """Full names by the first two characters of their body, and by these with each later one."""
    found: defaultdict[str, list[Cluster]] = defaultdict(list)
    for cluster in full:
        name = names[cluster.identity.id]
        head = name.body[:SHORTEST]
        found[head].append(cluster)
        for later in sorted(set(name.body[SHORTEST:] + name.form)):
            found[head + later].append(cluster)
    return found


def _candidates(
    short: Cluster,
    names: Mapping[str, OrganisationName],
    index: Mapping[str, list[Cluster]],
    witnessed: Mapping[str, set[str]],
    clusters: Clusters,
) -> list[Cluster]:
    """The full names that a short one may stand for, at most CANDIDATES of them."""
    name = names[short.identity.id]
    fitting = (
        one
        for one in index.get(name.body[: SHORTEST + 1], ())
        if one.identity.id in clusters and shortens(name, names[one.identity.id])
    )
    found = {one.identity.id for one in islice(fitting, CANDIDATES)}
    found |= {one for one in witnessed.get(short.identity.id, ()) if one in clusters}
    return [clusters[one] for one in sorted(found - {short.identity.id})[:CANDIDATES]]


def _agrees(short: Cluster, full: Cluster, names: Mapping[str, OrganisationName], units: Gazetteer) -> bool:
    """Whether a short and a full name are at home in one place, or one document has both."""
    name, whole = names[short.identity.id], names[full.identity.id]
    if name.place and name.place == whole.place:
        return True
    province = units.at_level(whole.place, "省") if whole.place in units.by_code else None
    homes = {province} if province else _provinces(full)
    mine = {short.identity.place} if short.identity.place else _provinces(short)
    if homes and mine:
        return len(homes | mine) == 1
    return bool(_documents(short) & _documents(full))


def _provinces(cluster: Cluster) -> set[str]:
    return {province for sense in cluster.senses for province in sense.provinces}


def _documents(cluster: Cluster) -> set[str]:
    return {article.partition(":")[0] for sense in cluster.senses for article in sense.articles}


def _doubt(short: Cluster, full: Cluster, names: Mapping[str, OrganisationName]) -> Doubt:
    judgement = judge(names[short.identity.id], names[full.identity.id])
    if judgement.verdict is Verdict.DIFFERENT:  # a text says it, the characters do not
        judgement = Judgement(Verdict.UNSURE, 0.5, "short name")
    return _pair(short, full, judgement)


def _pair(one: Cluster, other: Cluster, judgement: Judgement) -> Doubt:
    first, second = sorted((one.identity.id, other.identity.id))
    return Doubt(first, second, judgement.score, judgement.reason)


def _namesakes(members: Iterable[Cluster], names: Mapping[str, OrganisationName]) -> Iterator[Doubt]:
    """Names with the same 字号 and trade that differ in what one of them leaves out, or in their legal form."""
    buckets: defaultdict[str, list[Cluster]] = defaultdict(list)
    for cluster in members:
        if names[cluster.identity.id].form:
            buckets[names[cluster.identity.id].body].append(cluster)
    for _, bucket in sorted(buckets.items()):
        for one, other in combinations(bucket[:NAMESAKES], 2):
            judgement = judge(names[one.identity.id], names[other.identity.id])
            if judgement.verdict is not Verdict.DIFFERENT:
                yield _pair(one, other, judgement)


def join_persons(clusters: Clusters, positions: Iterable[tuple[str, str]]) -> None:
    """Persons of one name who hold a position in one body are one person, whatever the province of the article.

    ``positions`` are ids of persons and of the entities they have a position in.
    """
    holders: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for person, body in positions:
        if person in clusters and clusters[person].identity.type is EntityType.PERSON and _employs(body):
            holders[clusters[person].identity.key, body].add(person)
    groups: dict[str, str] = {}
    for _, persons in sorted(holders.items()):
        present = sorted({_root(groups, one) for one in persons})
        for one in present[1:]:
            groups[one] = present[0]
            clusters.join(one, present[0])


def _employs(body: str) -> bool:
    return body.startswith(tuple(f"{kind.lower()}-" for kind in _EMPLOYERS))


def _root(groups: Mapping[str, str], one: str) -> str:
    while one in groups:
        one = groups[one]
    return one


def makers(clusters: Clusters, maker: str) -> set[str]:
    """The ids of the firms and bodies called so."""
    kinds = (EntityType.COMPANY, EntityType.ORGANIZATION)
    return {one.identity.id for kind in kinds for one in clusters.called(kind, maker)}


def join_products(clusters: Clusters, made_by: Callable[[str], set[str]]) -> None:
    """A product that one firm makes is one product, whichever name of the firm an article uses."""
    groups: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for product in clusters.of_types(EntityType.PRODUCT):
        name, marked, maker = product.identity.key.partition(MAKER)
        found = made_by(maker) if marked else set()
        if len(found) == 1:
            groups[name, found.pop()].append(product.identity.id)
    for products in groups.values():
        # The fullest name of the maker has the longest key.
        first, *others = sorted(products, key=lambda one: (-len(clusters[one].identity.key), one))
        for one in others:
            clusters.join(one, first)
