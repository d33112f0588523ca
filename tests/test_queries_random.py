"""Random graphs of our schema: every query of the library gives the rows of plain Python, on both stores."""

import os
import random
from typing import Any

import pytest

from kg import queries
from kg.model import Edge, Graph
from kg.store.protocol import Store
from tests.reference import answer
from tests.test_queries import CASES
from tests.wide import wide_graph

SEEDS = range(40 if os.environ.get("KG_SOAK") == "1" else 2)
CHANGES: dict[str, list[Any]] = {
    "year": [None, 2019, 2020, 2021, 2022],
    "level": [None, "国家", "省", "市"],
    "status": [None, "公示", "认定", "复核", "到期", "撤销"],
    "date": [None, "2020", "2021-03", "2022-06-30"],
    "product": [None, "五轴压机", "高压泵"],
    "batch": [None, "第三批"],
}
STRUCTURE = ("PART_OF", "MENTIONS")


def random_graph(seed: int) -> Graph:
    """Some of the wide graph's edges, its awards with other years, levels, states and programmes."""
    chance = random.Random(seed)
    whole = wide_graph()
    programs = [node.id for node in whole.nodes if "Program" in node.labels]
    edges = []
    for one in whole.edges:
        if one.type not in STRUCTURE and chance.random() < 0.2 + seed % 4 * 0.2:
            continue
        if one.type == "AWARDED" and chance.random() < 0.7:
            changed = {key: chance.choice(values) for key, values in CHANGES.items()}
            one = Edge(one.id, one.type, one.source, chance.choice(programs), {**one.properties, **changed})
        edges.append(one)
    return Graph(whole.nodes, tuple(edges))


@pytest.mark.parametrize("seed", SEEDS)
def test_all_queries_on_random_graphs(store: Store, seed: int) -> None:
    whole = random_graph(seed)
    store.load(whole)
    for name, given in CASES:
        query = queries.find(name)
        values = query.bind(given)
        result = queries.run(store, query, values, limit=1000, timeout=30.0)
        assert list(result.rows) == answer(name, whole, values), (name, given)
