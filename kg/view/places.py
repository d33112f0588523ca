"""Where things are: the place of a node, and the places above a place."""

from functools import cache

import networkx as nx

from kg.model import Edge, Predicate
from kg.view.network import edges_at, label

_ABOVE = frozenset({Predicate.LOCATED_IN, Predicate.PART_OF})
_RANK = {"国": 0, "省": 1, "市": 2, "县": 3, "乡": 4}


class Places:
    """Answers for one graph, each worked out once."""

    def __init__(self, graph: nx.MultiDiGraph) -> None:
        self._graph = graph
        self.home = cache(self._home)
        self.parent = cache(self._parent)

    def _home(self, identity: str) -> str | None:
        """The lowest place a node is said to be in; a place is in the place above it."""
        if self._is_place(identity):
            return self.parent(identity)
        targets = {
            edge.target
            for edge in edges_at(self._graph, identity)
            if edge.type == Predicate.LOCATED_IN and edge.source == identity
        }
        code = self._graph.nodes[identity]["node"].properties.get("place")
        if code and f"place-{code}" in self._graph:
            targets.add(f"place-{code}")
        return min(targets, key=lambda one: (-len(self.chain(one)), one), default=None)

    def _parent(self, place: str) -> str | None:
        edges = [edge for edge in edges_at(self._graph, place) if self._leads_up(edge, place)]
        by_edge = min(edges, key=self._nearness, default=None)
        return by_edge.target if by_edge else self._parent_by_code(place)

    def _leads_up(self, edge: Edge, place: str) -> bool:
        return edge.type in _ABOVE and edge.source == place and self._is_place(edge.target)

    def _nearness(self, edge: Edge) -> tuple[int, str]:
        level = self._graph.nodes[edge.target]["node"].properties.get("level")
        return (-_RANK.get(str(level), -1), edge.target)

    def _parent_by_code(self, place: str) -> str | None:
        """The unit above in GB/T 2260, whose codes are two digits a level, filled up with zeros."""
        code = str(self._graph.nodes[place]["node"].properties.get("code") or "")
        for kept in (4, 2):
            above = f"place-{code[:kept].ljust(6, '0')}"
            if len(code) == 6 and above != f"place-{code}" and above in self._graph:
                return above
        return None

    def chain(self, place: str) -> list[str]:
        """A place and all above it, lowest first."""
        found: list[str] = []
        at: str | None = place
        while at and at not in found:
            found.append(at)
            at = self.parent(at)
        return found

    def around(self, identity: str) -> list[str]:
        """All places a node is in, lowest first; a place is in itself."""
        if self._is_place(identity):
            return self.chain(identity)
        home = self.home(identity)
        return self.chain(home) if home else []

    def below(self, place: str) -> list[str]:
        """A place and all places in it, sorted."""
        places = (one for one in self._graph if self._is_place(one))
        return sorted(one for one in places if place in self.chain(one))

    def _is_place(self, identity: str) -> bool:
        return label(self._graph.nodes[identity]["node"]) == "Place"
