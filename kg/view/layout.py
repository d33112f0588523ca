"""Coordinates for a view, computed beforehand: whole numbers, the same for the same view, no two nodes on one spot.

Every node is the middle of a disc that holds what belongs to it; discs are packed into discs (``packing``), and
the picture is stretched sideways because names are wider than high. networkx's own layouts need minutes at 5,000
nodes and tear places apart; this needs a second.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

from kg.model import Graph
from kg.view.network import label, network
from kg.view.packing import Point, pack, ring
from kg.view.select import View
from kg.view.tree import Tree

PITCH = 46  # half the distance between neighbours; a name of two lines fits between two nodes
STRETCH = 1.45
_GAP = 0.25  # around a disc that holds several nodes
_ON_ONE_RING = range(
    4, 27
)  # so many small discs stand on one ring around the focus, which shows who is tied to it
_SMALL = 3.0
_HUB = 1.6  # room for a programme, where many lines meet
_LOOSE = 150  # more unattached nodes than this are held together by type


@dataclass(frozen=True, slots=True)
class Cluster:
    """Nodes that stand together. ``anchor`` names them, where one does; else they are of one ``label``.

    ``x``, ``y``: the middle; ``width``, ``height``: half-axes of the ellipse around them.
    """

    anchor: str | None
    label: str
    members: tuple[str, ...]
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Layout:
    """Positions by node id, and the clusters from the top down."""

    positions: Mapping[str, tuple[int, int]]
    clusters: tuple[Cluster, ...]


def layout(view: View) -> Layout:
    """Place the nodes of a view: from left to right between two ends, around what it is about otherwise."""
    if len(view.focus) == 2:
        return Layout(_columns(view), ())
    tree = Tree(view)
    bundles = _bundles(view, tree)
    hubs = frozenset(node.id for node in view.nodes if label(node) == "Program")
    positions = _Discs(tree, hubs).spread(view.focus, bundles)
    whole = {
        identity: (round(x * PITCH * STRETCH), round(y * PITCH)) for identity, (x, y) in positions.items()
    }
    clusters = (_cluster(bundle, whole, view, tree) for bundle in _tops(view, tree, bundles))
    return Layout(whole, tuple(one for one in clusters if len(one.members) > 1))


def _columns(view: View) -> dict[str, tuple[int, int]]:
    """The ways from one end to the other: a column for each step from the first."""
    graph = network(Graph(view.nodes, view.edges)).to_undirected()
    steps = nx.single_source_shortest_path_length(graph, view.focus[0])
    columns: defaultdict[int, list[str]] = defaultdict(list)
    for node in view.nodes:
        columns[steps.get(node.id, len(steps))].append(node.id)
    return {
        one: (round(4 * PITCH * STRETCH * step), (2 * row - len(column) + 1) * PITCH)
        for step, column in columns.items()
        for row, one in enumerate(column)
    }


class _Discs:
    """Radii and relative positions of subtrees, in units of half the distance between neighbours."""

    def __init__(self, tree: Tree, hubs: frozenset[str]) -> None:
        self._tree, self._hubs = tree, hubs
        self._inside: dict[str, list[Point]] = {}
        self._order: dict[str, list[str]] = {}
        self.radius: dict[str, float] = {}

    def spread(self, focus: tuple[str, ...], bundles: list[list[str]]) -> dict[str, Point]:
        """Positions of all nodes: the focus in the middle, the bundles around it."""
        for top in [*focus, *(one for bundle in bundles for one in bundle)]:
            self._measure(top, alone=top in focus)
        found: dict[str, Point] = {}
        discs = [list(focus), *bundles] if focus else bundles
        packed = [self._bundle(bundle) for bundle in discs]
        radii = [radius for radius, _ in packed]
        on_ring = bool(focus) and len(bundles) in _ON_ONE_RING and max(radii) <= _SMALL
        for (x, y), bundle, (_, inner) in zip((ring if on_ring else pack)(radii), discs, packed, strict=True):
            for top, (dx, dy) in zip(bundle, inner, strict=True):
                self._put(top, (x + dx, y + dy), found)
        return found

    def _bundle(self, bundle: list[str]) -> tuple[float, list[Point]]:
        radii = [self.radius[one] for one in bundle]
        radius, points = _enclose(pack(radii), radii)
        return radius + (_GAP if len(bundle) > 1 else 0), points

    def _measure(self, top: str, *, alone: bool) -> None:
        for node in [top] if alone else reversed(self._tree.members(top)):
            children = [] if alone else self._tree.children.get(node, [])
            order = sorted(children, key=lambda one: (-self.radius[one], one))
            radii = [_HUB if node in self._hubs else 1.0, *(self.radius[one] for one in order)]
            radius, points = _enclose(pack(radii), radii)
            self._order[node], self._inside[node] = order, points
            self.radius[node] = radius + (_GAP if order else 0)

    def _put(self, top: str, at: Point, found: dict[str, Point]) -> None:
        """Place a node and all below it: the disc of the subtree has its middle at ``at``."""
        waiting = [(top, at)]
        for node, (x, y) in waiting:
            (dx, dy), *inside = self._inside[node]
            found[node] = (x + dx, y + dy)
            children = zip(self._order[node], inside, strict=True)
            waiting.extend((child, (x + dx, y + dy)) for child, (dx, dy) in children)


def _enclose(points: Sequence[Point], radii: Sequence[float]) -> tuple[float, list[Point]]:
    """Radius of a disc that holds the discs, and the points as seen from its middle (that of the bounding box)."""
    if not points:
        return 0.0, []
    discs = list(zip(points, radii, strict=True))
    x = (min(px - r for (px, _), r in discs) + max(px + r for (px, _), r in discs)) / 2
    y = (min(py - r for (_, py), r in discs) + max(py + r for (_, py), r in discs)) / 2
    moved = [(px - x, py - y) for px, py in points]
    return max(math.hypot(px, py) + r for (px, py), r in zip(moved, radii, strict=True)), moved


def _bundles(view: View, tree: Tree) -> list[list[str]]:
    """What is packed at the top: communities, or subtrees, and unattached nodes by type where they are many.

    Programmes and others with many ties come first, which is the middle; then the largest.
    """
    tops = [one for one in tree.roots if one not in view.focus]
    tops += [child for focus in view.focus for child in tree.children.get(focus, ())]
    if view.groups:
        groups: defaultdict[int, list[str]] = defaultdict(list)
        for one in sorted(tops, key=lambda one: (-tree.size(one), one)):
            groups[view.groups[one]].append(one)
        return [groups[key] for key in sorted(groups)]
    kind = {node.id: label(node) for node in view.nodes}
    loose = [one for one in tops if tree.size(one) == 1 and kind[one] != "Program"]
    alone = [] if len(loose) > _LOOSE else loose
    held: defaultdict[str, list[str]] = defaultdict(list)
    for one in sorted(set(loose) - set(alone)):
        held[kind[one]].append(one)
    single = [[one] for one in tops if one not in set(loose) or not held]
    bundles = [*single, *(held[key] for key in sorted(held))]
    return sorted(bundles, key=lambda one: _order(one, kind, tree, bool(view.focus)))


def _order(
    bundle: list[str], kind: Mapping[str, str], tree: Tree, focused: bool
) -> tuple[bool, str, int, str]:
    """Hubs first, then by type on the ring around a focus, then by size."""
    first = bundle[0]
    small = len(bundle) == 1 and tree.size(first) == 1
    return (kind[first] != "Program", kind[first] if focused and small else "", -_size(bundle, tree), first)


def _size(bundle: Iterable[str], tree: Tree) -> int:
    return sum(tree.size(one) for one in bundle)


def _tops(view: View, tree: Tree, bundles: list[list[str]]) -> list[list[str]]:
    """Bundles as clusters; one that is much larger than the others is cut into the subtrees below it."""
    found = [bundle for bundle in bundles if _size(bundle, tree) > 1]
    most = max(60, len(view.nodes) // 12)
    for bundle in found:
        below = [child for child in tree.children.get(bundle[0], ()) if tree.size(child) > 1]
        if len(bundle) == 1 and len(below) > 2 and _size(bundle, tree) > most:
            found.extend([child] for child in below)
    cut = {tree.parent.get(bundle[0]) for bundle in found if len(bundle) == 1}
    return [bundle for bundle in found if len(bundle) > 1 or bundle[0] not in cut]


def _cluster(bundle: list[str], positions: Mapping[str, tuple[int, int]], view: View, tree: Tree) -> Cluster:
    nodes = {node.id: node for node in view.nodes}
    members = [one for top in bundle for one in tree.members(top)]
    xs, ys = [positions[one][0] for one in members], [positions[one][1] for one in members]
    x, y = (min(xs) + max(xs)) // 2, (min(ys) + max(ys)) // 2
    half_x, half_y = max(max(xs) - x, PITCH), max(max(ys) - y, PITCH)
    reach = max(math.hypot((px - x) / half_x, (py - y) / half_y) for px, py in zip(xs, ys, strict=True))
    anchor = _most_tied(members, view) if view.groups else bundle[0] if len(bundle) == 1 else None
    return Cluster(
        anchor,
        label(nodes[bundle[0]]),
        tuple(members),
        x,
        y,
        round(reach * half_x + PITCH),
        round(reach * half_y + PITCH),
    )


def _most_tied(members: list[str], view: View) -> str:
    ties = Counter(end for edge in view.edges for end in (edge.source, edge.target))
    return min(members, key=lambda one: (-ties[one], one))
