"""Which senses are one entity: clusters that can be joined, taken apart again, renamed and retyped."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from kg.model import EntityType
from kg.resolve.entities import entity_key
from kg.resolve.gather import Sense
from kg.resolve.identity import Identity
from kg.resolve.names import name_key
from kg.schema import ENTITY_EXTRA


@dataclass(slots=True)
class Cluster:
    """Senses that are one entity, under the identity it is known by.

    ``formerly`` holds the ids it had before it was retyped; ``name`` and ``aliases`` are what a person gave it.
    """

    identity: Identity
    senses: list[Sense] = field(default_factory=list)
    formerly: frozenset[str] = frozenset()
    name: str | None = None
    aliases: set[str] = field(default_factory=set)

    @property
    def ids(self) -> frozenset[str]:
        """The ids that are its own."""
        return self.formerly | {self.identity.id}

    def head_writings(self) -> dict[str, int]:
        """The writings of the name it is known by, with their counts."""
        found: dict[str, int] = {}
        for sense in self.senses:
            if sense.own.id in self.ids:
                for name, count in sense.writings.items():
                    found[name] = found.get(name, 0) + count
        return found or {name: count for sense in self.senses for name, count in sense.writings.items()}

    @property
    def canonical(self) -> str:
        """A person's name for it, else the catalogue's, else the commonest writing of its name."""
        given = self.name or self.identity.name
        if given:
            return given
        writings = self.head_writings()
        return min(writings, key=lambda name: (-writings[name], name))

    def names(self) -> set[str]:
        """Every name it has."""
        return {self.canonical, *self.aliases, *(name for sense in self.senses for name in sense.writings)}

    @property
    def place(self) -> str | None:
        """The code of the place that tells it from its namesakes."""
        stated = dict(self.identity.properties).get("place")
        return self.identity.place or self.identity.code or (str(stated) if stated else None)


class Clusters:
    """All clusters by id. Every change keeps each sense in exactly one of them."""

    def __init__(self, senses: Iterable[Sense]) -> None:
        self._by_id: dict[str, Cluster] = {}
        self._of: dict[str, str] = {}
        self._base: dict[str, Identity] = {}
        self._edited: set[str] = set()
        self._written: defaultdict[str, set[str]] = defaultdict(set)
        self.add(senses)

    def add(self, senses: Iterable[Sense]) -> None:
        """Put more senses into the clusters of their identities."""
        for sense in sorted(senses, key=lambda one: one.id):
            self._put(sense.identity, sense)
            for name in (*sense.writings, *filter(None, [sense.identity.name])):
                self._written[name_key(name)].add(sense.id)

    def __iter__(self) -> Iterator[Cluster]:
        return iter(sorted(self._by_id.values(), key=lambda one: one.identity.id))

    def __contains__(self, identity: str) -> bool:
        return identity in self._by_id

    def __getitem__(self, identity: str) -> Cluster:
        return self._by_id[identity]

    def of_types(self, *types: EntityType) -> list[Cluster]:
        """The clusters of some types, by id."""
        return [one for one in self if one.identity.type in types]

    def by_sense(self) -> Mapping[str, str]:
        """The cluster's id of each sense's id."""
        return self._of

    def called(self, kind: EntityType, name: str) -> list[Cluster]:
        """The clusters of a type that have this name among theirs, by id."""
        key = name_key(name)
        found = {self._of[sense] for sense in self._written.get(key, ())} | (
            self._edited & self._by_id.keys()
        )
        clusters = [self._by_id[one] for one in sorted(found)]
        return [one for one in clusters if one.identity.type is kind and key in map(name_key, one.names())]

    def rename(self, identity: str, name: str) -> None:
        """Give a cluster another name to be known by; the one it had stays an alias."""
        cluster = self._by_id[identity]
        cluster.aliases.add(cluster.canonical)
        cluster.name = name
        self._edited.add(identity)

    def alias(self, identity: str, name: str) -> None:
        """Give a cluster one more name."""
        self._by_id[identity].aliases.add(name)
        self._edited.add(identity)

    def join(self, one: str, into: str) -> None:
        """Make one cluster part of another, which keeps its identity."""
        if one == into:
            return
        joined, target = self._by_id.pop(one), self._by_id[into]
        target.aliases |= joined.aliases | ({joined.name} if joined.name else set())
        if target.aliases:
            self._edited.add(into)
        self._add(target, joined.senses)

    def base(self, sense: str) -> str:
        """The id of the cluster that a sense was in when they were settled."""
        return self._base[sense].id

    def settle(self) -> None:
        """Remember the clusters as they are now: what ``part`` goes back to."""
        self._base = {sense: self._by_id[identity].identity for sense, identity in self._of.items()}

    def part(self, identity: str, name: str) -> bool:
        """Take a name out of a cluster: what was joined with it goes back to what it was, a short form stands alone.

        Returns whether there was such a name other than the cluster's own.
        """
        cluster = self._by_id[identity]
        named = [sense for sense in cluster.senses if name_key(name) in map(name_key, sense.writings)]
        bases = {self._base[sense.id].id for sense in named} - cluster.ids
        own = {sense.id for sense in named if sense.own.id not in cluster.ids}
        leaving = [s for s in cluster.senses if self._base[s.id].id in bases or s.id in own]
        extra = {alias for alias in cluster.aliases if name_key(alias) == name_key(name)}
        if not (leaving or extra):
            return False
        cluster.aliases -= extra
        cluster.senses = [sense for sense in cluster.senses if sense not in leaving]
        for sense in leaving:
            base = self._base[sense.id]
            self._put(base if base.id in bases else sense.own, sense)
        return True

    def retype(self, identity: str, kind: EntityType) -> str:
        """Give a cluster another type, and with it another id, which is returned; one of that id is joined."""
        cluster = self._by_id.pop(identity)
        name, known = cluster.canonical, cluster.identity
        place = (("place", cluster.place),) if "place" in ENTITY_EXTRA[kind] else ()
        fresh = Identity(kind, entity_key(kind, name), known.place, properties=place)
        present = self._by_id.get(fresh.id)
        made = replace(cluster, identity=fresh, name=name, formerly=cluster.ids)
        self._by_id[fresh.id] = made
        self._edited.add(fresh.id)
        self._add(made, present.senses if present else ())
        return fresh.id

    def _put(self, identity: Identity, sense: Sense) -> None:
        self._add(self._by_id.setdefault(identity.id, Cluster(identity)), [sense])

    def _add(self, cluster: Cluster, senses: Iterable[Sense]) -> None:
        cluster.senses = sorted((*cluster.senses, *senses), key=lambda sense: sense.id)
        self._of |= {sense.id: cluster.identity.id for sense in cluster.senses}
