"""Applies people's decisions to the clusters, one after the other, each on what the ones before it made."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from kg.model import Statement
from kg.resolve.bind import Doubt
from kg.resolve.clusters import Cluster, Clusters
from kg.resolve.decisions import Decision, EntityRef
from kg.resolve.entities import entity_key
from kg.resolve.identity import Identity
from kg.resolve.names import name_key


class Corrections:
    """Decisions in force, and which of them matched nothing (``orphaned``, by id, once all is done)."""

    def __init__(self, decisions: Sequence[Decision]) -> None:
        self._decisions = [one for one in decisions if one.entity]
        self._rejects: defaultdict[str, list[Decision]] = defaultdict(list)
        for decision in decisions:
            if decision.statement:
                self._rejects[decision.statement.document].append(decision)
        self.orphaned = {one.id for one in decisions if one.statement}
        self._apart: set[tuple[str, str]] = set()

    @property
    def rejected_in(self) -> set[str]:
        """The documents that people rejected statements of."""
        return set(self._rejects)

    def rejected(self, document: str, statements: Iterable[tuple[str, Statement]]) -> frozenset[str]:
        """Ids of the statements of a document that a person rejected."""
        found: set[str] = set()
        if decisions := self._rejects.get(document):
            rows = list(statements)
            for decision in decisions:
                matching = _matching(decision, document, rows)
                if matching:
                    self.orphaned.discard(decision.id)
                found |= matching
        return frozenset(found)

    def apply(self, clusters: Clusters) -> None:
        """Change the clusters as the decisions say."""
        clusters.settle()
        for decision in self._decisions:
            if not self._apply(decision, clusters):
                self.orphaned.add(decision.id)

    def _apply(self, decision: Decision, clusters: Clusters) -> bool:
        cluster = _find(decision.entity, clusters) if decision.entity else None
        if cluster is None:
            return False
        match decision.action:
            case "merge":
                other = _find(decision.other, clusters) if decision.other else None
                if other is None or other.identity.type is not cluster.identity.type:
                    return False
                clusters.join(other.identity.id, cluster.identity.id)
            case "split":
                return self._split(cluster, str(decision.name), clusters)
            case "rename":
                clusters.rename(cluster.identity.id, str(decision.name))
            case "retype" if decision.type:
                clusters.retype(cluster.identity.id, decision.type)
            case "alias":
                _alias(cluster, str(decision.name), clusters)
        return True

    def _split(self, cluster: Cluster, name: str, clusters: Clusters) -> bool:
        """Take the name out of the entity; where it is another's, note that the two are not the same."""
        parted = clusters.part(cluster.identity.id, name)
        others = [one for one in clusters.called(cluster.identity.type, name) if one is not cluster]
        self._apart |= {_pair(cluster.identity.id, one.identity.id) for one in others}
        return parted or bool(others)

    def remaining(self, doubts: Iterable[Doubt], clusters: Clusters) -> list[Doubt]:
        """The doubts that no decision settled, each pair once with its best score, by ids."""
        best: dict[tuple[str, str], Doubt] = {}
        for doubt in doubts:
            pair = _pair(doubt.one, doubt.other)
            if doubt.one not in clusters or doubt.other not in clusters or pair in self._apart:
                continue
            known = best.get(pair)
            if known is None or (-doubt.score, doubt.reason) < (-known.score, known.reason):
                best[pair] = doubt
        return [best[pair] for pair in sorted(best)]


def _find(ref: EntityRef, clusters: Clusters) -> Cluster | None:
    """The one entity a decision speaks of: by type and name, then by its main name, its place, its id.

    Where nothing is written so any more, another writing of the same name will do.
    """
    found = (
        clusters.called(ref.type, ref.name) or [clusters[one] for one in ids_of(ref) if one in clusters][:1]
    )
    for narrower in (
        [one for one in found if name_key(one.canonical) == name_key(ref.name)],
        [one for one in found if one.place == ref.place],
        [one for one in found if one.identity.id == ref.id],
    ):
        found = [one for one in found if one in narrower] or found
    return found[0] if len(found) == 1 else None


def ids_of(ref: EntityRef) -> list[str]:
    """The ids that an entity named so may have, the one it had last among them."""
    key = entity_key(ref.type, ref.name)
    written = [Identity(ref.type, key).id, Identity(ref.type, key, ref.place).id]
    return [*written, *([ref.id] if ref.id else [])]


def _alias(cluster: Cluster, name: str, clusters: Clusters) -> None:
    """Give an entity one more name; the one other entity that is known by this name is part of it from now on."""
    others = [
        one
        for one in clusters.called(cluster.identity.type, name)
        if one is not cluster and name_key(one.canonical) == name_key(name)
    ]
    clusters.alias(cluster.identity.id, name)
    if len(others) == 1:
        clusters.join(others[0].identity.id, cluster.identity.id)


def _matching(decision: Decision, document: str, rows: Sequence[tuple[str, Statement]]) -> set[str]:
    """What says the same in the same quote; else, a better reader cut the sentence otherwise, in one around it."""
    wanted = decision.statement
    if wanted is None:
        return set()
    same = [(identity, one.evidence.quote) for identity, one in rows if wanted.says(document, one)]
    exact = {identity for identity, quote in same if quote == wanted.quote}
    return exact or {identity for identity, quote in same if quote in wanted.quote or wanted.quote in quote}


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)
