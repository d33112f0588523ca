"""What a view shows, on a small graph whose every part can be counted by hand."""

import pytest

from kg.errors import UsageError
from kg.model import Node
from kg.view.network import network
from kg.view.select import ENTITIES, Awards, LeftOut, Selector, Title, View
from tests.view.graphs import ARTICLES, DOCUMENT, awarded, edge, entity, graph, province, small


def selector(**more) -> Selector:
    return Selector(network(small()), **more)


def node(of: Selector, identity: str) -> Node:
    found: Node = of.graph.nodes[identity]["node"]
    return found


def ids(view: View) -> set[str]:
    return {one.id for one in view.nodes}


def edges(view: View, kind: str) -> set[tuple[str, str]]:
    return {(one.source, one.target) for one in view.edges if one.type == kind}


def test_a_firm_with_all_that_is_said_of_it():
    of = selector()
    view = of.around(node(of, "company-a"), 1)
    assert view.title == Title("东桥明泰机床有限公司", "东桥明泰机床有限公司")
    assert ids(view) == {
        "company-a",
        "program-s",
        "program-x",
        "place-990101",
        "place-990100",
        "product-m",
        "person-l",
    }
    assert edges(view, "AWARDED") == {("company-a", "program-s"), ("company-a", "program-x")}
    assert edges(view, "COUNTED") == set()  # of the city, not of the firm


def test_the_holders_of_a_programme_with_where_they_are_and_what_they_make():
    of = selector()
    view = of.programme(node(of, "program-s"), 1)
    assert {"company-a", "company-b", "company-d", "place-990101", "product-m", "agency-j"} <= ids(view)
    assert not {"company-c", "program-x", "person-l"} & ids(view)


@pytest.mark.parametrize(
    ("awards", "firms", "title"),
    [
        (Awards(year=2020), {"company-a", "company-b"}, "2020 · 首台（套）"),
        (Awards(level="国内"), {"company-b"}, "国内 · 首台（套）"),
        (Awards(year=2019, level="省"), set(), "2019 · 省 · 首台（套）"),
        (Awards(place="place-990101"), {"company-a"}, "东桥县 · 首台（套）"),
        (Awards(place="place-990100"), {"company-a", "company-b"}, "青溪市 · 首台（套）"),
        (Awards(place="place-990000", year=2019), {"company-b"}, "云州省 · 2019 · 首台（套）"),
    ],
)
def test_honours_of_a_year_a_level_a_place(awards, firms, title):
    of = selector()
    view = of.programme(node(of, "program-s"), 1, awards)
    assert {source for source, _ in edges(view, "AWARDED")} == firms
    assert view.title.zh == title
    assert all(
        one.properties["year"] == awards.year for one in view.edges if awards.year and one.type == "AWARDED"
    )


def test_a_place_with_everything_below_it():
    of = selector()
    view = of.place(node(of, "place-990100"), 2)
    assert {
        "place-990101",
        "place-990102",
        "company-a",
        "company-b",
        "company-c",
        "program-s",
        "person-l",
    } <= ids(view)
    assert not {"company-d", "agency-j"} & ids(view)


def test_a_place_below_without_anything_in_it_is_not_shown():
    nodes = [
        entity("place-1", "Place", "甲市"),
        entity("place-2", "Place", "乙县"),
        entity("place-3", "Place", "丙县"),
        entity("company-a", "Company", "子公司"),
    ]
    edges_ = [
        edge("LOCATED_IN", "place-2", "place-1"),
        edge("LOCATED_IN", "place-3", "place-1"),
        edge("LOCATED_IN", "company-a", "place-2"),
    ]
    of = Selector(network(graph(nodes, edges_)))
    assert ids(of.place(node(of, "place-1"), 2)) == {"place-1", "place-2", "company-a"}


def test_places_lie_in_each_other_by_their_codes_where_no_edge_says_so():
    nodes = [entity("place-330000", "Place", "省", code="330000"), entity("place-331000", "Place", "市", code="331000"),
             entity("place-331083", "Place", "县", code="331083"), entity("company-a", "Company", "公司", place="331083")]  # fmt: skip
    of = Selector(network(graph(nodes, [])))
    assert of.places.around("company-a") == ["place-331083", "place-331000", "place-330000"]


def test_a_document_shows_what_it_says():
    of = selector()
    view = of.document(node(of, DOCUMENT))
    assert view.title.zh == "云州装备简报"
    assert ("person-l", "company-a") in edges(view, "HOLDS_POSITION")
    assert edges(view, "LOCATED_IN") == set()  # no article of it says so
    assert "company-c" not in ids(view)  # only mentioned


def test_a_document_with_its_articles_where_they_are_asked_for():
    of = selector(types=ENTITIES | {"Article"})
    view = of.document(node(of, DOCUMENT))
    assert (ARTICLES[2], "company-c") in edges(view, "MENTIONS")


def test_the_results_of_a_query_and_what_is_said_between_them():
    of = selector()
    view = of.results(Title("winners", "winners"), ["program-x", "company-a", "nobody"], 0)
    assert edges(view, "AWARDED") == {("company-a", "program-x")}
    assert {"program-x", "company-a"} <= ids(view)


def test_the_way_from_one_firm_to_another_leads_over_facts():
    of = selector()
    view = of.path(node(of, "company-a"), node(of, "company-d"))
    assert ids(view) == {"company-a", "program-s", "company-d"}
    assert view.title.zh == "东桥明泰机床有限公司 → 无处科技公司"


def test_without_facts_the_way_leads_over_articles():
    nodes = [
        entity("company-a", "Company", "甲公司"),
        entity("company-b", "Company", "乙公司"),
        entity("company-c", "Company", "丙公司"),
        small().nodes[-1],
    ]
    paper = next(one for one in small().nodes if one.id == ARTICLES[0])
    mentions = [edge("MENTIONS", paper.id, "company-a"), edge("MENTIONS", paper.id, "company-b")]
    of = Selector(network(graph([*nodes, paper], mentions)))
    assert ids(of.path(node(of, "company-a"), node(of, "company-b"))) == {"company-a", paper.id, "company-b"}
    with pytest.raises(UsageError) as caught:
        of.path(node(of, "company-a"), node(of, "company-c"))
    assert caught.value.zh == "“甲公司”与“丙公司”之间没有路径。"


def test_the_whole_graph_without_what_no_fact_connects():
    view = selector().whole()
    assert view.title == Title("全图", "whole graph")
    assert "company-c" in ids(view)
    assert DOCUMENT not in ids(view)
    assert set(view.groups) == ids(view)


def test_the_limit_keeps_the_most_supported_and_says_what_it_left_out():
    view = selector(limit=3).whole()
    assert ids(view) >= {"company-a", "program-s", "company-b"}
    assert view.left_out == LeftOut(nodes=10, edges=15 - len(view.edges))


def test_the_limit_never_drops_what_a_view_is_about():
    of = selector(limit=1)
    assert ids(of.around(node(of, "person-l"), 2)) == {"person-l"}


def test_only_the_types_asked_for_and_always_the_focus():
    of = selector(types={"Company"})
    assert ids(of.programme(node(of, "program-s"), 1)) == {"program-s"}
    of = selector(types={"Company", "Program"})
    assert ids(of.programme(node(of, "program-s"), 1)) == {"program-s", "company-a", "company-b", "company-d"}


def test_relations_below_the_least_confidence_are_left_out():
    of = Selector(network(small(), 0.6))
    view = of.programme(node(of, "program-s"), 1)
    assert [
        one.properties["year"] for one in view.edges if one.source == "company-b" and one.type == "AWARDED"
    ] == [2019]


def test_depth_does_not_lead_through_a_place_or_a_programme():
    of = selector()
    assert not {"company-b", "company-c", "company-d"} & ids(of.around(node(of, "company-a"), 4))
    assert "program-s" in ids(of.around(node(of, "person-l"), 2))


def test_what_may_be_the_same_is_shown_but_not_walked():
    nodes = [
        entity("company-a", "Company", "甲公司"),
        entity("company-b", "Company", "甲有限公司"),
        entity("program-s", "Program", "小巨人"),
    ]
    made = [
        edge("POSSIBLY_SAME", "company-a", "company-b", score=0.8, reason="名称相近"),
        awarded("company-a", "program-s", 2020, None),
        awarded("company-b", "program-s", 2019, None),
    ]
    of = Selector(network(graph(nodes, made)))
    assert ids(of.around(node(of, "company-a"), 3)) == {"company-a", "program-s"}
    assert edges(of.programme(node(of, "program-s"), 1), "POSSIBLY_SAME") == {("company-a", "company-b")}


def test_a_view_is_sorted_and_the_same_every_time():
    first, second = (Selector(network(province(300)), limit=200).whole() for _ in range(2))
    assert first == second
    assert [one.id for one in first.nodes] == sorted(one.id for one in first.nodes)
    assert [one.id for one in first.edges] == sorted(one.id for one in first.edges)
