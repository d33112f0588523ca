"""The contract of every store: it holds exactly the graph it was given last, and answers read-only Cypher."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import QueryRefused, StoreError
from kg.model import Edge, EntityType, Graph, Node, Predicate
from kg.store.protocol import Store
from tests.conftest import MakeStore
from tests.graphs import edge, entity, graph, policy_graph
from tests.store.hostile import GLUTTONS


def stored(properties: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in properties.items() if value is not None}


def held(store: Store) -> tuple[list[Any], list[Any]]:
    """All that a store holds of its workspace, in the form of ``expected``."""
    nodes = store.run("MATCH (n) RETURN n AS node ORDER BY n.id", limit=10_000).rows
    edges = store.run(
        "MATCH (a)-[r]->(b) RETURN r AS edge, a.id AS source, b.id AS target ORDER BY r.id", limit=10_000
    ).rows
    return [row[0] for row in nodes], [list(row) for row in edges]


def expected(whole: Graph, workspace: str = "one") -> tuple[list[Any], list[Any]]:
    extra = {"workspace": workspace}
    nodes = [
        {"labels": sorted(node.labels), "id": node.id, **extra, **stored(dict(node.properties))}
        for node in whole.nodes
    ]
    edges = [
        [{"type": one.type, "id": one.id, **extra, **stored(dict(one.properties))}, one.source, one.target]
        for one in whole.edges
    ]
    return nodes, edges


def test_holds_what_was_loaded(store: Store) -> None:
    whole = policy_graph()
    assert store.load(whole) == len(whole.nodes) + len(whole.edges)
    assert held(store) == expected(whole)


def test_loading_again_writes_nothing(store: Store) -> None:
    whole = policy_graph()
    store.load(whole)
    assert store.load(whole) == 0
    assert held(store) == expected(whole)


def test_writes_only_what_changed(store: Store) -> None:
    whole = policy_graph()
    store.load(whole)
    first, last = whole.nodes[0], whole.edges[-1]
    changed = Graph(
        (Node(first.id, first.labels, {**first.properties, "title": "改名"}), *whole.nodes[1:]),
        whole.edges[:-1],
    )
    assert last not in changed.edges
    assert store.load(changed) == 2
    assert held(store) == expected(changed)


def test_an_empty_graph_empties_the_store(store: Store) -> None:
    store.load(policy_graph())
    store.load(Graph((), ()))
    assert held(store) == ([], [])


def test_a_property_that_becomes_null_goes_away(store: Store) -> None:
    firm = entity(EntityType.COMPANY, "甲有限公司", place="330000")
    store.load(graph([firm], []))
    store.load(graph([Node(firm.id, firm.labels, {**firm.properties, "place": None})], []))
    assert store.run("MATCH (c:Company) RETURN c.place AS place").rows == ((None,),)


def test_tells_of_its_progress(store: Store) -> None:
    whole = policy_graph()
    seen: list[tuple[int, int]] = []
    store.load(whole, lambda done, total: seen.append((done, total)))
    size = len(whole.nodes) + len(whole.edges)
    assert seen[-1] == (size, size)
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)


def test_two_edges_of_one_type_between_the_same_nodes_stay_two(store: Store) -> None:
    firm, honour = entity(EntityType.COMPANY, "甲有限公司"), entity(EntityType.PROGRAM, "称号")
    awards = [edge(Predicate.AWARDED, firm, honour, product=product) for product in ("一号机", "二号机")]
    store.load(graph([firm, honour], awards))
    rows = store.run(
        "MATCH (:Company)-[a:AWARDED]->(:Program) RETURN a.product AS product ORDER BY a.product"
    ).rows
    assert rows == (("一号机",), ("二号机",))


def test_hostile_text_comes_back_as_it_was(store: Store) -> None:
    text = "'}) DETACH DELETE n //\\u0027 `\"\n\t$x \U00020000 首台（套）"
    store.load(graph([entity(EntityType.COMPANY, text, aliases=[text, "=1+1"])], []))
    assert store.run("MATCH (c:Company {name: $name}) RETURN c.aliases AS aliases", {"name": text}).rows == (
        ([text, "=1+1"],),
    )


def test_answers_are_plain_values(store: Store) -> None:
    firm, place = entity(EntityType.COMPANY, "甲"), entity(EntityType.PLACE, "乙县")
    store.load(graph([firm, place], [edge(Predicate.LOCATED_IN, firm, place)]))
    text = (
        "MATCH p = (c:Company)-[r:LOCATED_IN]->(z:Place) RETURN c AS node, type(r) AS type, p AS path, [1, 2.5, true, null] "
        "AS list, {k: c.name} AS map, date('2020-12-08') AS day, null AS nothing, labels(c) AS labels"
    )
    result = store.run(text)
    assert result.columns == ("node", "type", "path", "list", "map", "day", "nothing", "labels")
    node, type_, path, list_, map_, day, nothing, labels = result.rows[0]
    (first, second), ((link, _, _),) = expected(
        graph([firm, place], [edge(Predicate.LOCATED_IN, firm, place)])
    )
    assert (node, path) == (first, [first, link, second])
    assert (type_, list_, map_, day, nothing) == (
        "LOCATED_IN",
        [1, 2.5, True, None],
        {"k": "甲"},
        "2020-12-08",
        None,
    )
    assert sorted(labels) == ["Company", "Entity"]


def test_the_limit_cuts_and_says_so(store: Store) -> None:
    store.load(graph([entity(EntityType.COMPANY, f"公司{number}") for number in range(5)], []))
    text = "MATCH (c:Company) RETURN c.name AS name ORDER BY c.name"
    assert store.run(text, limit=3).rows == (("公司0",), ("公司1",), ("公司2",))
    assert store.run(text, limit=3).cut
    assert not store.run(text, limit=5).cut


def test_columns_are_known_without_rows(store: Store) -> None:
    store.load(Graph((), ()))
    result = store.run("MATCH (c:Company) RETURN c.name AS 名称, c.place")
    assert (result.columns, result.rows, result.cut) == (("名称", "c.place"), (), False)


def test_an_invalid_query_is_refused_with_the_reason(store: Store) -> None:
    store.load(Graph((), ()))
    with pytest.raises(QueryRefused, match="nowhere"):
        store.run("MATCH (c:Company) RETURN nowhere.name AS name")


def test_workspaces_do_not_touch_each_other(make_store: MakeStore) -> None:
    one, two = make_store("one"), make_store("two")
    whole = policy_graph()
    one.load(whole)
    two.load(whole)
    two.load(Graph((), ()))
    text = "MATCH (n) WHERE n.workspace = $name RETURN count(n) AS number"
    assert one.run(text, {"name": "one"}).rows == ((len(whole.nodes),),)
    assert two.run(text, {"name": "two"}).rows == ((0,),)


def test_a_query_does_not_run_past_its_time(store: Store) -> None:
    if type(store).__name__ == "EmbeddedStore":
        pytest.skip("the engine's limit is fixed for the process: see test_embedded.py")
    store.load(Graph((), ()))
    with pytest.raises(StoreError) as caught:
        store.run(GLUTTONS[0], timeout=1)
    assert (
        caught.value.en
        == "the query reached its time limit and was stopped. Narrow it, or allow more with --timeout."
    )


NAMES = st.text(alphabet="甲乙丙'\\\"`（）$A ", min_size=1, max_size=4)
VALUES = (
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(0, 1).map(lambda x: round(x, 3))
    | NAMES
)


@st.composite
def small_graphs(draw: st.DrawFn) -> Graph:
    """A few firms, places and edges with arbitrary values; often overlapping from one draw to the next."""
    firms = [
        entity(EntityType.COMPANY, f"公司{n}", aliases=draw(st.lists(NAMES, max_size=2)))
        for n in draw(st.sets(st.integers(0, 4)))
    ]
    places = [
        entity(EntityType.PLACE, f"地{n}", level=draw(st.sampled_from(["市", None])))
        for n in draw(st.sets(st.integers(0, 2)))
    ]
    edges: dict[str, Edge] = {}
    for firm in firms:
        for place in places:
            if draw(st.booleans()):
                plain = edge(Predicate.LOCATED_IN, firm, place)
                more = {
                    "quote": draw(st.none() | NAMES),
                    "confidence": draw(st.sampled_from([0.5, 1.0])),
                    "extra": draw(VALUES),
                }
                edges[plain.id] = Edge(
                    plain.id, plain.type, plain.source, plain.target, {**plain.properties, **more}
                )
    return graph(firms + places, list(edges.values()))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=small_graphs(), second=small_graphs())
def test_what_was_there_before_does_not_matter(store: Store, first: Graph, second: Graph) -> None:
    store.load(first)
    store.load(second)
    assert held(store) == expected(second)
    assert store.load(second) == 0
