"""Coordinates: whole numbers, the same every time, no two nodes on one spot, what belongs together stands together."""

import math
import os
import subprocess
import sys
from collections.abc import Sequence

import pytest

from kg.model import Graph
from kg.view.layout import PITCH, Layout, layout
from kg.view.network import network
from kg.view.select import Selector, View
from tests.view.graphs import awarded, edge, entity, graph, province, small


def whole(of: Graph, limit: int = 5000) -> View:
    return Selector(network(of), limit=limit).whole()


def programme(of: Graph, identity: str) -> View:
    selector = Selector(network(of), limit=5000)
    return selector.programme(selector.graph.nodes[identity]["node"], 1)


def nearest(positions: Sequence[tuple[int, int]]) -> float:
    """The least distance between two positions; sorted by x, so that few pairs are compared."""
    ordered = sorted(positions)
    least = math.inf
    for i, (x, y) in enumerate(ordered):
        for other_x, other_y in ordered[i + 1 :]:
            if other_x - x >= least:
                break
            least = min(least, math.hypot(other_x - x, other_y - y))
    return least


@pytest.mark.parametrize("size", [50, 500, 5000])
@pytest.mark.parametrize("choose", [whole, lambda of: programme(of, "program-0")], ids=["whole", "programme"])
def test_nodes_keep_apart(size, choose):
    view = choose(province(size))
    drawn = layout(view)
    assert set(drawn.positions) == {node.id for node in view.nodes}
    assert all(isinstance(value, int) for position in drawn.positions.values() for value in position)
    assert nearest(list(drawn.positions.values())) >= 2 * PITCH - 2


def test_a_path_leads_from_left_to_right():
    selector = Selector(network(small()))
    start, end = (selector.graph.nodes[one]["node"] for one in ("person-l", "company-d"))
    drawn = layout(selector.path(start, end))
    ways = [drawn.positions[one] for one in ("person-l", "company-a", "program-s", "company-d")]
    assert [x for x, _ in ways] == sorted(x for x, _ in ways)
    assert {y for _, y in ways} == {0}


def test_many_firms_without_a_place_are_held_together():
    firms = [entity(f"company-{i}", "Company", f"第{i}公司") for i in range(400)]
    edges = [awarded(firm.id, "program-s", 2020, "省") for firm in firms]
    drawn = layout(
        programme(graph([*firms, entity("program-s", "Program", "首台（套）")], edges), "program-s")
    )
    assert [(one.anchor, one.label, len(one.members)) for one in drawn.clusters] == [(None, "Company", 400)]
    assert nearest(list(drawn.positions.values())) >= 2 * PITCH - 2


def distance(drawn: Layout, a: str, b: str) -> float:
    return math.dist(drawn.positions[a], drawn.positions[b])


def test_a_firm_stands_by_its_place_and_a_product_by_its_firm():
    drawn = layout(programme(small(), "program-s"))
    assert distance(drawn, "company-a", "place-990101") < distance(drawn, "company-a", "place-990102")
    assert distance(drawn, "company-b", "place-990102") < distance(drawn, "company-b", "place-990101")
    assert distance(drawn, "product-m", "company-a") < distance(drawn, "product-m", "company-b")


def test_clusters_are_named_after_their_place_and_hold_what_is_in_it():
    (cluster,) = [one for one in layout(programme(small(), "program-s")).clusters if one.anchor]
    assert cluster.anchor == "place-990100"
    assert {"place-990101", "company-a", "product-m", "company-b"} <= set(cluster.members)
    assert "company-d" not in cluster.members


def test_every_member_lies_inside_the_ellipse_of_its_cluster():
    drawn = layout(whole(province(500), 500))
    for cluster in drawn.clusters:
        for member in cluster.members:
            x, y = drawn.positions[member]
            assert math.hypot((x - cluster.x) / cluster.width, (y - cluster.y) / cluster.height) <= 1


def test_a_large_graph_falls_into_a_readable_number_of_clusters():
    for view in (whole(province(5000)), programme(province(5000), "program-0")):
        drawn = layout(view)
        assert 5 <= len(drawn.clusters) <= 150
        assert sum(len(one.members) for one in drawn.clusters) > 0.9 * len(view.nodes)


def test_the_order_of_the_graph_does_not_matter():
    of = province(500)
    turned = Graph(of.nodes[::-1], of.edges[::-1])
    assert layout(whole(of, 500)) == layout(whole(turned, 500))


def test_a_cycle_of_ownership_is_no_endless_loop():
    firms = [entity(f"company-{name}", "Company", name) for name in "abc"]
    edges = [edge("PART_OF", f"company-{a}", f"company-{b}") for a, b in ("ab", "bc", "ca")]
    assert len(layout(whole(graph(firms, edges))).positions) == 3


@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_hash_seed_of_the_run_does_not_matter(seed):
    code = (
        "from tests.view.test_layout import *\n"
        "import hashlib\n"
        "text = repr([layout(whole(province(200))), layout(programme(province(200), 'program-0'))])\n"
        "print(hashlib.sha256(text.encode()).hexdigest())\n"
    )
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    made = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, encoding="utf-8", check=True
    )
    text = repr([layout(whole(province(200))), layout(programme(province(200), "program-0"))])
    import hashlib

    assert made.stdout.strip() == hashlib.sha256(text.encode()).hexdigest()
