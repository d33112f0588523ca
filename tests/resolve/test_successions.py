"""Renamed, merged and split bodies and places stay what they were, linked by date to what they became."""

from pathlib import Path

import pytest

from kg.catalog import own
from kg.catalog.check import faults
from kg.catalog.places import places
from kg.catalog.successions import agency_successions, place_successions
from kg.model import Graph, Predicate
from kg.resolve import bring_up_to_date
from kg.resolve.gazetteer import gazetteer
from kg.resolve.successions import agency_changes
from kg.workspace import Workspace
from tests.resolve.build import document, graph, reading, statement


def changes(result: Graph) -> set[tuple[str, str, object]]:
    names = {node.id: str(node.properties["name"]) for node in result.nodes if "Entity" in node.labels}
    return {
        (names[edge.source], names[edge.target], edge.properties["date"])
        for edge in result.edges
        if edge.type == Predicate.SUCCEEDED_BY
    }


def test_a_renamed_agency_and_its_successor_stay_two_linked_by_the_date() -> None:
    before, after = document("a", date="2016-05-01"), document("b", date="2020-05-01")
    one = reading(before, "浙江省的省经信委发文", "L浙江省", "A省经信委")
    other = reading(after, "浙江省的省经信厅发文", "L浙江省", "A省经信厅")
    result = graph((before, [(one, [])]), (after, [(other, [])]))
    assert changes(result) == {("浙江省经济和信息化委员会", "浙江省经济和信息化厅", "2018-10")}


def test_the_present_body_is_in_the_graph_where_only_the_former_one_is_named() -> None:
    owner = document(date="2008-05-01")
    article = reading(owner, "浙江省的省经贸委发文", "L浙江省", "A省经贸委")
    said = statement(article, Predicate.GRANTS, "A省经贸委", "G云端工坊")
    result = graph((owner, [(article, [said])]))
    assert changes(result) == {
        ("浙江省经济贸易委员会", "浙江省经济和信息化委员会", "2009"),
        ("浙江省经济和信息化委员会", "浙江省经济和信息化厅", "2018-10"),
    }
    (present,) = (node for node in result.nodes if node.properties.get("name") == "浙江省经济和信息化厅")
    assert (present.properties["origin"], present.properties["support"], present.properties["place"]) == (
        "catalogue",
        0,
        "330000",
    )


@pytest.mark.parametrize(
    ("name", "became", "date"),
    [
        ("国土资源部", "自然资源部", "2018-03"),
        ("四川省国土资源厅", "四川省自然资源厅", "2018"),
        ("湖南省工商行政管理局", "湖南省市场监督管理局", "2018"),
        ("广西壮族自治区工业和信息化委员会", "广西壮族自治区工业和信息化厅", "2018"),
        ("玉环市安全生产监督管理局", "玉环市应急管理局", "2019"),
    ],
)
def test_a_row_for_any_unit_holds_for_each(name: str, became: str, date: str) -> None:
    found = agency_changes({name: "agency-1"}, gazetteer())
    assert [one.name for one in found.missing] == [became]
    assert [one.date for one in found.changes] == [date]


@pytest.mark.parametrize(
    "name", ["科学技术部", "上海市经济和信息化委员会", "重庆市经济和信息化委员会", "浙江省科学技术厅"]
)
def test_a_body_that_stayed_what_it_was_became_nothing(name: str) -> None:
    assert agency_changes({name: "agency-1"}, gazetteer()).changes == ()


def test_of_the_names_a_successor_may_have_those_that_texts_use_are_linked() -> None:
    present = {"杭州市国土资源局": "agency-1", "杭州市规划和自然资源局": "agency-2"}
    found = agency_changes(present, gazetteer())
    assert [(one.source, one.target) for one in found.changes] == [("agency-1", "agency-2")]
    assert agency_changes({"杭州市国土资源局": "agency-1"}, gazetteer()).missing == ()


def test_districts_that_were_merged_and_split_lead_to_those_of_today() -> None:
    owner = document(date="2019-01-01")
    article = reading(owner, "杭州市江干区、下城区和余杭区", "L杭州市", "L江干区", "L下城区", "L余杭区")
    result = graph((owner, [(article, [])]))
    assert changes(result) == {
        ("江干区", "上城区", "2021-04"),
        ("江干区", "钱塘区", "2021-04"),
        ("下城区", "拱墅区", "2021-04"),
        ("余杭区", "临平区", "2021-04"),
    }
    inside = {(edge.source, edge.target) for edge in result.edges if edge.type == Predicate.LOCATED_IN}
    for code in ("330104", "330103", "330110", "330102", "330114", "330105", "330113"):
        assert (f"place-{code}", "place-330100") in inside


def test_every_code_of_the_table_is_a_place_and_no_place_becomes_itself() -> None:
    known = {place.code for place in places()}
    for one in place_successions().values():
        assert {one.predecessor, *one.successors} <= known
        assert one.predecessor not in one.successors


def test_no_chain_of_agencies_goes_round() -> None:
    table = agency_successions()
    for name in table:
        border = {name}
        for _ in range(len(table)):
            border = {later for one in border if one in table for later in table[one].successors}
            assert name not in border
        assert not border


def test_what_a_document_brought_goes_with_it(tmp_path: Path) -> None:
    owner = document(date="2016-05-01")
    article = reading(owner, "浙江省杭州市江干区，省经信委", "L浙江省", "L杭州市", "L江干区", "A省经信委")
    other = document("b")
    kept = reading(other, "浙江省的省经信厅", "L浙江省", "A省经信厅")
    with Workspace(tmp_path, create=True) as workspace:
        workspace.write_document(other, [(kept, [])], path="/b.txt", fingerprint="f", run=1)
        bring_up_to_date(workspace)
        before = workspace.graph()
        workspace.write_document(owner, [(article, [])], path="/a.txt", fingerprint="f", run=1)
        bring_up_to_date(workspace)
        assert len(changes(workspace.graph())) == 3
        workspace.forget_files(["/a.txt"])
        bring_up_to_date(workspace)
        assert workspace.graph() == before


def test_the_operator_s_rows_are_checked_and_used(tmp_path: Path) -> None:
    (tmp_path / own.FOLDER).mkdir()
    file = tmp_path / own.FOLDER / "agency_successions.csv"
    header = "predecessor,successors,date,note\n"
    try:
        file.write_text(header + "台州市云端局,,2019,\n,台州市云上局,去年,\n", encoding="utf-8")
        own.use(file.parent)
        assert [str(one.en) for one in faults("agency_successions")] == [
            f"Catalogue file {file}, line 2: the predecessor or the successor is missing.",
            f"Catalogue file {file}, line 3: the predecessor or the successor is missing.",
        ]
        file.write_text(header + "台州市云端局,台州市云上局,去年,\n", encoding="utf-8")
        own.use(file.parent)
        assert "date 去年 is no date" in str(faults("agency_successions")[0].en)
        file.write_text(header + "台州市云端局,台州市云上局,2019-03,\n", encoding="utf-8")
        own.use(file.parent)
        found = agency_changes({"台州市云端局": "agency-1"}, gazetteer())
        assert [(one.name, one.place) for one in found.missing] == [("台州市云上局", "331000")]
        places_file = file.with_name("place_successions.csv")
        places_file.write_text(header + "331099,331083,,\n", encoding="utf-8")
        own.use(file.parent)
        assert "there is no place of the code 331099" in str(faults("place_successions")[0].en)
    finally:
        own.use(None)
