"""Which part of the graph a view shows."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice

import networkx as nx

from kg.errors import UsageError
from kg.model import Edge, Node, Predicate
from kg.view.network import CONTEXT, HUBS, PAPERS, confidence, edges_at, label, name, other_end, support
from kg.view.places import Places

ENTITIES = frozenset({"Company", "Agency", "Organization", "Person", "Place", "Program", "Product"})
_MOST_PATHS = 10


@dataclass(frozen=True, slots=True)
class Title:
    """What a view is called, in both languages."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What a view would also show if it were larger."""

    nodes: int = 0
    edges: int = 0


@dataclass(frozen=True, slots=True)
class View:
    """A part of the graph: nodes and edges by id, what it is about, and what did not fit in.

    ``groups`` names a community for nodes that have one; empty where places tell more.
    """

    title: Title
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    focus: tuple[str, ...] = ()
    groups: Mapping[str, int] = field(default_factory=dict)
    left_out: LeftOut = LeftOut()


@dataclass(frozen=True, slots=True)
class Awards:
    """Which honours of a programme to show: of one year, of one level, to whom is in one place (its id)."""

    year: int | None = None
    level: str | None = None
    place: str | None = None

    def admit(self, edge: Edge, places: Places) -> bool:
        """Whether an edge at the programme is one of them."""
        if edge.type not in (Predicate.AWARDED, Predicate.COUNTED):
            return True
        return (
            self.year in (None, edge.properties.get("year"))
            and self.level in (None, edge.properties.get("level"))
            and (self.place is None or self.place in places.around(edge.source))
        )


class Selector:
    """Chooses parts of one graph. ``types`` are the labels that may be shown, ``limit`` the most nodes."""

    def __init__(self, graph: nx.MultiDiGraph, types: Collection[str] = ENTITIES, limit: int = 500) -> None:
        self.graph = graph
        self.places = Places(graph)
        self._types = frozenset(types)
        self._limit = limit

    def around(self, focus: Node, depth: int) -> View:
        """What is said of a node, ``depth`` steps far; see ``_reach`` for what counts as a step."""

        def kept(edge: Edge) -> bool:
            return edge.type != Predicate.COUNTED or focus.id in (edge.source, edge.target)

        return self._view(_title(focus), [focus.id], self._reach([focus.id], depth, kept), kept)

    def programme(self, programme: Node, depth: int, awards: Awards = Awards()) -> View:
        """Who holds a programme's honours, with where they are and what they make."""

        def kept(edge: Edge) -> bool:
            return programme.id not in (edge.source, edge.target) or awards.admit(edge, self.places)

        title = self._programme_title(programme, awards)
        return self._view(title, [programme.id], self._reach([programme.id], depth, kept), kept)

    def _programme_title(self, programme: Node, awards: Awards) -> Title:
        place = name(self.graph.nodes[awards.place]["node"]) if awards.place else None
        parts = [place, awards.year, awards.level, name(programme)]
        said = [str(part) for part in parts if part is not None]
        return Title(" · ".join(said), " · ".join(said))

    def place(self, place: Node, depth: int) -> View:
        """A place, every place in it, and what is there."""
        starts = self.places.below(place.id)
        reached = self._reach(starts, depth)
        used = {one for node in reached for one in self.places.around(node) if node not in starts}
        shown = {node: step for node, step in reached.items() if node not in starts or node in used}
        return self._view(_title(place), [place.id], {**shown, place.id: 0}, lambda edge: True)

    def document(self, document: Node) -> View:
        """What one document says: its facts and their ends; what it only mentions has no edge to show."""
        articles = {
            node
            for node, data in self.graph.nodes(data=True)
            if data["node"].properties.get("document") == document.id
        }

        def said_here(edge: Edge) -> bool:
            return not articles.isdisjoint(_articles(edge)) or edge.source in articles

        facts = [data["edge"] for _, _, data in self.graph.edges(data=True) if said_here(data["edge"])]
        ends = {end: 0 for edge in facts if self._shows(edge) for end in (edge.source, edge.target)}
        return self._view(_title(document), [], ends, said_here)

    def results(self, title: Title, identities: Iterable[str], depth: int) -> View:
        """Nodes named by their ids, what is said between them, and ``depth`` steps around them."""
        focus = sorted({one for one in identities if one in self.graph})
        return self._view(title, [], self._reach(focus, depth), lambda edge: True)

    def path(self, start: Node, end: Node) -> View:
        """The shortest ways from one node to another along facts; through articles where no fact leads there.

        Raises UsageError when there is none.
        """
        title = Title(f"{name(start)} → {name(end)}", f"{name(start)} → {name(end)}")
        for papers in (False, True):
            try:
                found = nx.all_shortest_paths(self._undirected(papers), start.id, end.id)
                nodes = {node: 0 for path in islice(found, _MOST_PATHS) for node in path}
            except nx.NetworkXNoPath:
                continue
            shown = frozenset(label(self.graph.nodes[node]["node"]) for node in nodes)
            wider = Selector(self.graph, self._types | shown, self._limit)
            return wider._view(title, [start.id, end.id], nodes, lambda edge: True)
        raise UsageError(
            f"“{name(start)}”与“{name(end)}”之间没有路径。",
            f"no path leads from {name(start)!r} to {name(end)!r}.",
        )

    def _undirected(self, papers: bool) -> nx.Graph:
        """Nodes joined by edges; sorted, so that equally short paths come in one order."""
        plain = nx.Graph()
        plain.add_nodes_from(sorted(self.graph))
        edges = (data["edge"] for _, _, data in self.graph.edges(data=True))
        ends = ((edge.source, edge.target) for edge in edges if papers or self._is_fact(edge))
        plain.add_edges_from(sorted(ends))
        return plain

    def whole(self) -> View:
        """The most supported part of the whole graph, in communities."""
        connected = {
            end: 0
            for _, _, data in self.graph.edges(data=True)
            if self._shows(data["edge"])
            for end in (data["edge"].source, data["edge"].target)
        }
        view = self._view(Title("全图", "whole graph"), [], connected, lambda edge: True)
        return View(view.title, view.nodes, view.edges, (), communities(view), view.left_out)

    # -- how far a selection goes ------------------------------------------------------------------------------

    def _reach(
        self, starts: Iterable[str], depth: int, kept: Callable[[Edge], bool] = lambda edge: True
    ) -> dict[str, int]:
        """Nodes within ``depth`` steps, with the number of steps.

        Where a node is and what it makes comes along without a step. Places and programmes are not walked
        through: what else is in a county or on a list says nothing of the firm it was reached from.
        """
        steps = dict.fromkeys(starts, 0)
        ring = list(steps)
        for step in range(1, depth + 1):
            ring = self._next_ring(ring, steps, step, kept)
        self._add_context(steps, depth)
        return steps

    def _next_ring(
        self, ring: list[str], steps: dict[str, int], step: int, kept: Callable[[Edge], bool]
    ) -> list[str]:
        found: list[str] = []
        for node in ring:
            if step > 1 and label(self.graph.nodes[node]["node"]) in HUBS:
                continue
            for edge in edges_at(self.graph, node):
                other = other_end(edge, node)
                if other not in steps and self._shows(edge) and kept(edge):
                    steps[other] = step
                    found.append(other)
        return found

    def _add_context(self, steps: dict[str, int], depth: int) -> None:
        for node in list(steps):
            for edge in edges_at(self.graph, node):
                if edge.type in CONTEXT and edge.source == node and self._shows(edge):
                    steps.setdefault(edge.target, depth + 1)

    def _shows(self, edge: Edge) -> bool:
        ends = {label(self.graph.nodes[end]["node"]) for end in (edge.source, edge.target)}
        return ends <= self._types and (self._is_fact(edge) or bool(ends & PAPERS))

    def _is_fact(self, edge: Edge) -> bool:
        ends = {label(self.graph.nodes[end]["node"]) for end in (edge.source, edge.target)}
        return edge.type != Predicate.POSSIBLY_SAME and not ends & PAPERS

    # -- what of it is shown -----------------------------------------------------------------------------------

    def _view(
        self, title: Title, focus: list[str], steps: Mapping[str, int], kept: Callable[[Edge], bool]
    ) -> View:
        """The nodes with the fewest steps and then the most support, as many as the limit allows."""
        allowed = self._types | {label(self.graph.nodes[one]["node"]) for one in focus}
        fitting = [one for one in steps if label(self.graph.nodes[one]["node"]) in allowed]
        chosen = set(sorted(fitting, key=lambda one: self._rank(one, steps[one], focus))[: self._limit])
        edges = [edge for edge in self._between(fitting) if kept(edge)]
        shown = [edge for edge in edges if edge.source in chosen and edge.target in chosen]
        return View(
            title,
            tuple(self.graph.nodes[one]["node"] for one in sorted(chosen)),
            tuple(sorted(shown, key=lambda edge: edge.id)),
            tuple(focus),
            left_out=LeftOut(len(fitting) - len(chosen), len(edges) - len(shown)),
        )

    def _rank(self, identity: str, step: int, focus: list[str]) -> tuple[bool, int, int, int, str]:
        degree: int = self.graph.degree(identity)
        return (identity not in focus, step, -support(self.graph.nodes[identity]["node"]), -degree, identity)

    def _between(self, nodes: Iterable[str]) -> list[Edge]:
        part = self.graph.subgraph(nodes)
        edges = [data["edge"] for _, _, data in part.edges(data=True)]
        return [edge for edge in edges if self._shows(edge) or edge.type == Predicate.POSSIBLY_SAME]


def communities(view: View) -> dict[str, int]:
    """Louvain communities of a view (fixed seed), numbered from the largest."""
    number = {node.id: position for position, node in enumerate(view.nodes)}
    plain = nx.Graph()
    plain.add_nodes_from(
        range(len(view.nodes))
    )  # numbers, because the order of a set of texts changes with the run
    for edge in view.edges:
        weight = plain.get_edge_data(number[edge.source], number[edge.target], {"weight": 0.0})["weight"]
        plain.add_edge(number[edge.source], number[edge.target], weight=weight + confidence(edge))
    found = nx.community.louvain_communities(plain, seed=1)
    ordered = sorted((sorted(one) for one in found), key=lambda one: (-len(one), one))
    return {view.nodes[node].id: group for group, members in enumerate(ordered) for node in members}


def _title(node: Node) -> Title:
    return Title(name(node), name(node))


def _articles(edge: Edge) -> list[str]:
    articles = edge.properties.get("articles")
    quoted = edge.properties.get("quote_article")
    return [*(articles if isinstance(articles, list) else []), *([str(quoted)] if quoted else [])]
