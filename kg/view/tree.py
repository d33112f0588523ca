"""What stands beside what: every node of a view under the node it belongs to."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from kg.model import Edge, Graph, Node, Predicate
from kg.view.network import edges_at, label, network, other_end, support
from kg.view.places import Places
from kg.view.select import View

# Whose end a node stands under, best first: edge type, and whether the node is its source.
_BELONGS: Mapping[str, tuple[tuple[Predicate, bool], ...]] = {
    "Product": ((Predicate.PRODUCES, False), (Predicate.LOCATED_IN, True)),
    "Person": ((Predicate.HOLDS_POSITION, True),),
    "Company": ((Predicate.PART_OF, True),),
    "Agency": ((Predicate.PART_OF, True),),
    "Organization": ((Predicate.PART_OF, True),),
    "Article": ((Predicate.PART_OF, True),),
}


class Tree:
    """Parents and children of the nodes of a view. What it is about has no parent; nor has a hub of many."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._graph = network(Graph(view.nodes, view.edges))
        self._places = Places(self._graph)
        self._node = {node.id: node for node in view.nodes}
        self.parent: dict[str, str] = {}
        for node in view.nodes:
            self._attach(node)
        self.children: defaultdict[str, list[str]] = defaultdict(list)
        for child, parent in sorted(self.parent.items()):
            self.children[parent].append(child)
        self.roots = [node.id for node in view.nodes if node.id not in self.parent]
        self._sizes: Counter[str] = Counter()

    def _attach(self, node: Node) -> None:
        if node.id in self._view.focus:
            return
        groups = self._view.groups
        for parent in self._candidates(node):
            if groups.get(parent) == groups.get(node.id) and not self._is_under(parent, node.id):
                self.parent[node.id] = parent
                return

    def _candidates(self, node: Node) -> Iterator[str]:
        home = self._places.home(node.id)
        kind, edges = label(node), edges_at(self._graph, node.id)
        if home and kind != "Product":
            yield home
        for predicate, outward in _BELONGS.get(kind, ()):
            yield from self._ends(edges, node.id, predicate, outward)
        neighbours = {other_end(edge, node.id) for edge in edges}
        if len(neighbours) == 1:
            yield neighbours.pop()

    def _ends(self, edges: list[Edge], identity: str, predicate: Predicate, outward: bool) -> list[str]:
        ends = {
            other_end(edge, identity)
            for edge in edges
            if edge.type == predicate and (edge.source == identity) is outward
        }
        return sorted(ends, key=lambda one: (-support(self._node[one]), one))

    def _is_under(self, identity: str, above: str) -> bool:
        at: str | None = identity
        while at is not None and at != above:
            at = self.parent.get(at)
        return at is not None

    def members(self, top: str) -> list[str]:
        """A node and all below it, parents first."""
        found = [top]
        for one in found:
            found.extend(self.children.get(one, ()))
        return found

    def size(self, top: str) -> int:
        """Number of nodes in a subtree."""
        if not self._sizes:
            for node in self._node:
                at: str | None = node
                while at is not None:
                    self._sizes[at] += 1
                    at = self.parent.get(at)
        return self._sizes[top]
