"""The gold document read whole, where it is at hand: each firm one node, agencies and places by their full names."""

from collections import Counter
from pathlib import Path

import pytest

from kg.model import Edge, Graph, Node
from kg.read import Reader
from kg.resolve.names import name_key
from tests.resolve.build import graph

GOLD = Path(__file__).parents[3] / "shared" / "gold" / "zj2021-02.txt"

pytestmark = pytest.mark.skipif(not GOLD.exists(), reason=f"{GOLD} is not there")


@pytest.fixture(scope="module")
def result() -> Graph:
    read = Reader().read(GOLD)
    return graph((read.document, read.articles))


def called(result: Graph, name: str, label: str) -> list[Node]:
    found = []
    for node in result.nodes:
        aliases = node.properties.get("aliases")
        names = [node.properties.get("name"), *(aliases if isinstance(aliases, list) else [])]
        if label in node.labels and name in names:
            found.append(node)
    return found


def test_every_firm_is_one_node(result: Graph) -> None:
    firms = [node for node in result.nodes if "Company" in node.labels]
    keys = Counter(
        key
        for node in firms
        for key in {name_key(name) for name in [str(node.properties["name"]), *node.properties["aliases"]]}  # type: ignore[misc]
    )
    assert len(firms) >= 20
    assert [key for key, number in keys.items() if number > 1] == []


def test_no_two_firms_are_left_in_doubt(result: Graph) -> None:
    assert [edge for edge in result.edges if edge.type == "POSSIBLY_SAME"] == []


@pytest.mark.parametrize("name", ["浙江省经信厅", "经信厅", "省经信厅"])
def test_the_province_s_department_is_one_agency(result: Graph, name: str) -> None:
    (node,) = called(result, name, "Agency")
    assert node.properties["name"] == "浙江省经济和信息化厅"


def test_a_county_by_both_names_is_one_place_in_its_city_and_province(result: Graph) -> None:
    assert {node.id for name in ("玉环", "玉环市") for node in called(result, name, "Place")} == {
        "place-331083"
    }
    assert edge(result, "place-331083", "place-331000").type == "LOCATED_IN"
    assert edge(result, "place-331000", "place-330000").type == "LOCATED_IN"


def edge(result: Graph, source: str, target: str) -> Edge:
    (found,) = [one for one in result.edges if (one.source, one.target) == (source, target)]
    return found
