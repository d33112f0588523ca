"""What a change can touch: the names of all regions it reaches, and nothing else."""

from collections.abc import Iterable, Mapping

from kg.model import EntityType, Predicate
from kg.resolve.clusters import Clusters
from kg.resolve.correct import ids_of
from kg.resolve.decisions import Decision
from kg.resolve.names import name_key
from kg.resolve.rows import load_sense
from kg.workspace.gathered import Gathered

_ORGANISATIONS = (f"{EntityType.COMPANY.lower()}-", f"{EntityType.ORGANIZATION.lower()}-")


class Scope:
    """Senses under examination, by number and by key. It is closed: whatever bears on one of them is in it."""

    def __init__(self, gathered: Gathered) -> None:
        self._gathered = gathered
        self.numbers: dict[str, int] = {}
        self._keys: dict[int, str] = {}
        self.dead: set[int] = set()

    @property
    def members(self) -> set[int]:
        """The numbers of all senses of the scope."""
        return {*self.numbers.values(), *self.dead}

    def reach(self, seeds: Iterable[int], clusters: Clusters) -> None:
        """Take in the regions of senses, and those that share a sense with these; their senses go into clusters."""
        fresh: set[int] = set()
        regions: set[str] = set()
        waiting = set(seeds)
        while waiting:
            fresh |= waiting
            more = self._gathered.keys_of("region", waiting) - regions
            regions |= more
            together = self._gathered.of_base(self._gathered.bases(waiting))
            waiting = (self._gathered.having("region", more) | together) - fresh
        senses = [(number, load_sense(self._gathered, number)) for number in sorted(fresh)]
        self.numbers |= {sense.id: number for number, sense in senses if sense}
        self._keys |= {number: sense.id for number, sense in senses if sense}
        self.dead |= {number for number, sense in senses if sense is None}
        clusters.add(sense for _, sense in senses if sense)

    def followers(self, clusters: Clusters) -> set[int]:
        """Persons and products whose entity may depend on a firm or body of the scope, or of a product in it."""
        moved = {
            number for key, number in self.numbers.items() if self._moved(number, clusters.by_sense()[key])
        }
        moved |= self.dead
        followers = {
            person
            for body in moved
            for person in self._gathered.pairs(Predicate.HOLDS_POSITION, body, source=False)
        }
        names = self._gathered.keys_of("name", moved | self._makers(clusters))
        return followers | self._gathered.having("maker", names)

    def _makers(self, clusters: Clusters) -> set[int]:
        """Every name of the firms and bodies that make a product of the scope."""
        products = (
            number for key, number in self.numbers.items() if clusters.by_sense()[key].startswith("product-")
        )
        bases = {
            base
            for maker in self._gathered.keys_of("maker", products)
            for base in self.made_by(maker, clusters)
        }
        inside = {
            self.numbers[sense.id] for base in bases if base in clusters for sense in clusters[base].senses
        }
        return inside | self._gathered.of_base(base for base in bases if base not in clusters)

    def _moved(self, number: int, base: str) -> bool:
        return base != self._gathered.sense(number)[1]

    def positions(self, clusters: Clusters) -> list[tuple[str, str]]:
        """Persons of the scope with the entities they have a position in, wherever these are."""
        of = clusters.by_sense()
        found = []
        for key, number in sorted(self.numbers.items()):
            if of[key].startswith("person-"):
                for body in self._gathered.pairs(Predicate.HOLDS_POSITION, number, source=True):
                    found.append((of[key], self._base(body, of)))
        return found

    def made_by(self, maker: str, clusters: Clusters) -> set[str]:
        """The ids of the firms and bodies called so, wherever they are."""
        of = clusters.by_sense()
        bases = {self._base(one, of) for one in self._gathered.having("name", [maker]) - self.dead}
        return {base for base in bases if base.startswith(_ORGANISATIONS)}

    def _base(self, number: int, of: Mapping[str, str]) -> str:
        """What the texts make of a sense, of the scope or not."""
        return of[self._keys[number]] if number in self._keys else str(self._gathered.sense(number)[1])


def named_by(decisions: Iterable[Decision], gathered: Gathered) -> set[int]:
    """The senses that decisions speak of, by any name or id in them."""
    names, ids = set(), set()
    for decision in decisions:
        for ref in (decision.entity, decision.other):
            if ref:
                names.add(ref.name)
                ids.update(ids_of(ref))
        names.update(filter(None, [decision.name]))
    found = gathered.having("name", map(name_key, sorted(names)))
    return found | gathered.of_base(sorted(ids))
