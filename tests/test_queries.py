"""The query library: headers, parameters, and the rows of every query on both stores against plain Python."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import neo4j
import pytest

from kg import queries
from kg.errors import QueryRefused, StoreError, UsageError
from kg.export import entity_type
from kg.queries import Query, library, parse
from kg.schema import validate_export
from kg.store import embedded
from kg.store.neo4j import Neo4jStore
from kg.store.protocol import Store
from tests.neo4j import server as servers
from tests.reference import ANSWERS, answer
from tests.reference.look import Look, list_of
from tests.wide import wide_graph

GEAR, PUMP, LENS, LOOM = (
    "示例齿轮有限公司",
    "样本水泵股份有限公司",
    "镜片光学有限公司",
    "织机'\"`实业（集团）有限公司",
)

CASES: list[tuple[str, dict[str, str]]] = [
    ("winners", {}),
    ("winners", {"program": "首台（套）", "year": "2020"}),
    ("winners", {"program": "首台套"}),
    ("winners", {"unconfirmed": "true"}),
    ("winners", {"place": "玉带县"}),
    ("winners", {"place": "990122", "level": "省"}),
    ("winners", {"place": "鼓楼区", "unconfirmed": "true"}),
    ("winners", {"place": "东江", "year": "2021", "level": "国家"}),
    ("winners", {"place": "中国", "program": "冠军"}),
    ("winners", {"place": "' OR 1=1 //"}),
    ("company-record", {"company": GEAR}),
    ("company-record", {"company": "水泵公司"}),
    ("company-record", {"company": LOOM}),
    ("company-record", {"company": "没有这家"}),
    ("multiple-programs", {}),
    ("multiple-programs", {"minimum": "1"}),
    ("multiple-programs", {"minimum": "2", "place": "临海湾市"}),
    ("multiple-programs", {"minimum": "9"}),
    ("place-programs", {"place": "东江省"}),
    ("place-programs", {"place": "玉带县", "year": "2020"}),
    ("place-programs", {"place": "临海湾市", "level": "国家"}),
    ("place-league", {}),
    ("place-league", {"place_level": "县", "program": "首台（套）"}),
    ("place-league", {"place_level": "省", "year": "2021"}),
    ("place-league", {"place_level": "国", "level": "省"}),
    ("counts", {}),
    ("counts", {"program": "首台", "year": "2020"}),
    ("counts", {"place": "白沙市"}),
    ("people", {}),
    ("people", {"person": "王总"}),
    ("people", {"organization": "经济和信息化", "former": "false"}),
    ("place-companies", {"place": "临海湾市"}),
    ("place-companies", {"place": "鼓楼区"}),
    ("place-companies", {"place": "滨海工业园"}),
    ("agencies", {}),
    ("agencies", {"agency": "经信厅"}),
    ("documents-without-facts", {}),
    ("low-confidence", {}),
    ("low-confidence", {"below": "0.95", "relation": "AWARDED"}),
    ("duplicates", {}),
    ("duplicates", {"minimum": "0.5", "type": "Company"}),
    ("neighbours", {"entity": "玉带县"}),
    ("neighbours", {"entity": "齿轮公司"}),
    ("neighbours", {"entity": "鼓楼区"}),
    ("path", {"company": GEAR, "other": LENS}),
    ("path", {"company": PUMP, "other": LOOM}),
    ("path", {"company": GEAR, "other": GEAR}),
    ("co-winners", {"company": GEAR}),
    ("co-winners", {"company": LENS, "same_year": "true"}),
    ("mentions", {"entity": GEAR}),
    ("mentions", {"entity": "玉带县"}),
    ("winners", {"status": "公示"}),
    ("winners", {"status": "认定", "unconfirmed": "true"}),
    ("counts", {"short": "true"}),
    ("counts", {"kind": "target"}),
    ("agencies", {"program": "小巨人"}),
    ("agencies", {"agency": "东江省经济和信息化厅"}),
    ("agencies", {"agency": "经济和信息化委员会"}),
    ("agencies", {"agency": "东江省经济和信息化厅", "program": "小巨人"}),
    ("successions", {}),
    ("successions", {"name": "经信委"}),
    ("successions", {"name": "玉带县"}),
    ("awards-by-year", {}),
    ("awards-by-year", {"program": "冠军", "level": "省", "place": "白沙市"}),
    ("awards-by-level", {}),
    ("awards-by-level", {"year": "2020", "place": "东江", "program": "首台"}),
    ("first-time-winners", {"year": "2022"}),
    ("first-time-winners", {"year": "2022", "program": "冠军", "place": "临海湾市"}),
    ("first-time-winners", {"year": "1999"}),
    ("repeat-winners", {}),
    ("repeat-winners", {"program": "首台", "place": "玉带县"}),
    ("repeat-winners", {"minimum": "3"}),
    ("news-since", {"since": "2021"}),
    ("news-since", {"since": "2020-12-08", "unconfirmed": "true", "place": "东江省"}),
    ("news-since", {"since": "2019", "program": "冠军"}),
    ("batches", {}),
    ("batches", {"program": "小巨人"}),
    ("expiring", {"year": "2023"}),
    ("expiring", {"year": "2022"}),
    ("expiring", {"year": "2022", "validity": "1", "program": "冠军", "place": "玉带县"}),
    ("company-family", {"company": PUMP}),
    ("company-family", {"company": "水泵公司"}),
    ("company-family", {"company": GEAR}),
    ("firms-risen", {}),
    ("firms-risen", {"lower": "市", "upper": "省", "place": "白沙市", "program": "冠军"}),
    ("has-but-lacks", {"has": "首台", "lacks": "小巨人"}),
    ("has-but-lacks", {"has": "冠军", "lacks": "首台", "place": "白沙市"}),
    ("product-makers", {"product": "压机"}),
    ("product-makers", {"product": "泵"}),
    ("most-mentioned", {}),
    ("most-mentioned", {"type": "Agency", "minimum": "1"}),
    ("place-children", {"place": "东江省"}),
    ("place-children", {"place": "临海湾市", "program": "首台", "year": "2020"}),
    ("place-children", {"place": "白沙市"}),
    ("place-pioneers", {"program": "冠军"}),
    ("place-pioneers", {"program": "首台", "place_level": "县"}),
    ("places-without-program", {"program": "首台"}),
    ("places-without-program", {"program": "小巨人", "place_level": "市", "year": "2022"}),
    ("places-without-program", {"program": "首台", "place": "临海湾市", "place_level": "县"}),
    ("compare-places", {"place": "临海湾市", "other": "白沙市"}),
    ("compare-places", {"place": "玉带县", "other": "东江省", "year": "2020", "program": "首台"}),
    ("parks", {}),
    ("parks", {"place": "白沙市"}),
    ("programs", {}),
    ("programs", {"level": "国家", "minimum": "2"}),
    ("programs", {"program": "首台", "minimum": "0"}),
    ("program-record", {"program": "首台"}),
    ("program-record", {"program": "小巨人"}),
    ("program-overlap", {"program": "冠军"}),
    ("program-overlap", {"program": "首台", "minimum": "3"}),
    ("two-bodies", {}),
    ("two-bodies", {"former": "false"}),
    ("person-firms", {"person": "赵重名"}),
    ("person-firms", {"person": "李示例"}),
    ("official-to-firm", {}),
    ("official-to-firm", {"agency": "经信厅"}),
    ("winner-leaders", {}),
    ("winner-leaders", {"program": "首台", "year": "2020", "place": "玉带县"}),
    ("colleagues", {"person": "赵重名"}),
    ("colleagues", {"person": "王总"}),
    ("colleagues", {"person": "王总", "former": "false"}),
    ("body-structure", {"body": "经信厅"}),
    ("body-structure", {"body": "协会"}),
    ("grantors", {}),
    ("grantors", {"program": "首台", "year": "2021"}),
    ("incomplete-awards", {}),
    ("incomplete-awards", {"program": "冠军"}),
    ("two-places", {}),
    ("two-places", {"company": "游走科技有限公司"}),
    ("evidence-strength", {}),
    ("evidence-strength", {"below": "0.95"}),
    ("documents", {}),
    ("documents", {"since": "2021"}),
    ("winners-without-place", {}),
    ("winners-without-place", {"program": "首台", "year": "2020"}),
    ("shared-names", {}),
    ("shared-names", {"type": "Company"}),
    ("unconnected", {}),
    ("unconnected", {"type": "Agency"}),
]


@pytest.fixture(scope="module", params=["embedded", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def loaded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Each store with the wide graph in it."""
    store: Store
    if request.param == "neo4j":
        server = request.getfixturevalue("neo4j_server")
        servers.empty(server)
        store = Neo4jStore(server.uri, server.user, server.password, workspace="one")
    else:
        if not embedded.available():
            pytest.skip("no embedded engine is installed")
        store = embedded.EmbeddedStore(tmp_path_factory.mktemp("queries") / "one")
    store.load(wide_graph())
    yield store
    store.close()


@pytest.mark.parametrize(("name", "given"), CASES)
def test_every_query_gives_the_rows_worked_out_by_hand(
    loaded: Store, name: str, given: dict[str, str]
) -> None:
    query = queries.find(name)
    values = query.bind(given)
    result = queries.run(loaded, query, values, limit=1000, timeout=30.0)
    assert result.columns == query.columns
    assert list(result.rows) == answer(name, wide_graph(), values)


def test_the_first_rows_are_those_of_the_whole_answer(loaded: Store) -> None:
    query = queries.find("winners")
    values = query.bind({})
    whole = answer("winners", wide_graph(), values)
    result = queries.run(loaded, query, values, limit=3, timeout=30.0)
    assert (list(result.rows), result.cut) == (whole[:3], True)
    result = queries.run(loaded, query, values, limit=len(whole), timeout=30.0)
    assert (list(result.rows), result.cut) == (whole, False)


@pytest.mark.parametrize("label", ["Company", "Place", "Person", "Entity"])
def test_what_is_called_so_is_found_by_id_name_other_name_and_code(loaded: Store, label: str) -> None:
    nodes = [node for node in wide_graph().nodes if label in node.labels]
    known = Look(wide_graph())
    texts: set[Any] = {
        text
        for node in nodes
        for text in (node.id, node.properties["name"], *list_of(node.properties["aliases"]))
    }
    texts |= {str(node.properties["code"]) for node in nodes if label == "Place" and node.properties["code"]}
    for text in [*sorted(texts), "", "没有", "' OR 1=1 //", "x" * 100_000, "\\u0000"]:
        assert loaded.named(label, text) == sorted(node.id for node in nodes if known.called(node, text)), (
            text
        )


@pytest.mark.neo4j
@pytest.mark.parametrize("query", library().values(), ids=lambda query: query.name)
def test_neo4j_s_own_analyser_finds_nothing_to_say(
    neo4j_server: servers.Server, tmp_path: Path, query: Query
) -> None:
    given = query.bind(queries.example_parameters(query))
    values = {one.name: [given[one.name]] if one.names else given[one.name] for one in query.parameters}
    driver = neo4j.GraphDatabase.driver(neo4j_server.uri, auth=(neo4j_server.user, neo4j_server.password))
    with driver, driver.session(default_access_mode=neo4j.READ_ACCESS) as session:
        summary = session.run("EXPLAIN " + query.text, {**values, "limit": 1}).consume()
    assert summary.query_type == "r"
    # What is not in the database yet (a label, a property) is no fault of a query; anything else is.
    said = [
        one.status_description
        for one in summary.gql_status_objects
        if one.raw_severity == "WARNING" and one.raw_classification != "UNRECOGNIZED"
    ]
    assert said == []


def test_the_reference_is_not_empty_handed() -> None:
    """Of each query at least one case has rows, so that equal rows mean something."""
    fruitful = {name for name, given in CASES if answer(name, wide_graph(), queries.find(name).bind(given))}
    assert fruitful == set(ANSWERS) == set(library())


def test_the_fixture_is_as_the_schema_says() -> None:
    graph = wide_graph()
    records: list[dict[str, Any]] = []
    for label in ("Document", "Article"):
        found = (node for node in graph.nodes if label in node.labels)
        records += ({"record": label.lower(), "id": node.id, **node.properties} for node in found)
    for node in (node for node in graph.nodes if "Entity" in node.labels):
        record = {
            "record": "entity",
            "id": node.id,
            "type": entity_type(node),
            "mentions": [],
            **node.properties,
        }
        records.append(record)
    for edge in graph.edges:
        ends = {"id": edge.id, "type": edge.type, "source": edge.source, "target": edge.target}
        records.append({"record": "edge", **ends, **edge.properties})
    assert list(validate_export(records)) == []


def test_winners_of_a_place_and_year_are_those_of_all_places_below_it() -> None:
    rows = answer(
        "winners", wide_graph(), queries.find("winners").bind({"place": "临海湾市", "year": "2020"})
    )
    assert [(row[0], row[2]) for row in rows] == [
        ("玉带县", None),
        (PUMP, "高压泵"),
        (GEAR, "五轴压机"),
        (GEAR, "六轴压机"),
    ]


# -- headers and parameters --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("query", library().values(), ids=lambda query: query.name)
def test_headers_agree_with_their_queries(query: Query) -> None:
    assert queries.faults(query) == []


def test_there_are_at_least_forty_and_each_group_has_some() -> None:
    assert len(library()) >= 40
    assert list(dict.fromkeys(query.group for query in library().values())) == list(queries.GROUPS)


FILE = """\
// title: 标题 | Title
// question: 问题？ | Question?
// param: name text -- 名称 | name
// param: year int = null -- 年 | year
// param: share float = 0.5 -- 份额 | share
// param: all bool = false -- 全部 | all
// column: who = 谁 | Who
// example: --param name=甲 --param year=2020
MATCH (c:Company) WHERE c.name = $name AND c.x = $year AND c.y > $share OR $all RETURN c.name AS who ORDER BY c.name
LIMIT $limit
"""


def test_a_file_is_read_as_it_stands() -> None:
    query = parse("sample", FILE)
    assert query.text == FILE
    assert (query.title, query.question) == (("标题", "Title"), ("问题？", "Question?"))
    assert [(one.name, one.kind, one.required, one.default) for one in query.parameters] == [
        ("name", "text", True, None),
        ("year", "int", False, None),
        ("share", "float", False, 0.5),
        ("all", "bool", False, False),
    ]
    assert (query.columns, query.column_titles["who"]) == (("who",), ("谁", "Who"))
    assert queries.example_parameters(query) == {"name": "甲", "year": "2020"}
    assert queries.faults(query) == []


def test_a_parameter_may_be_the_name_of_a_node() -> None:
    text = FILE.replace("name text --", "name name:Company --").replace("c.name = $name", "c.id IN $name")
    (name, *_) = parse("sample", text).parameters
    assert (name.kind, name.names, name.read("2020")) == ("name:Company", "Company", "2020")
    assert queries.faults(parse("sample", text)) == []


def test_parameters_are_bound_by_type_and_default() -> None:
    query = parse("sample", FILE)
    assert query.bind({"name": "2020", "year": "2020", "all": "是"}) == {
        "name": "2020",
        "year": 2020,
        "share": 0.5,
        "all": True,
    }


@pytest.mark.parametrize(
    ("given", "zh", "en"),
    [
        (
            {},
            "缺少参数 name（名称）。例：kg query sample --param name=甲 --param year=2020",
            "the parameter name (name) is missing. Example: kg query sample --param name=甲 --param year=2020",
        ),
        (
            {"name": "甲", "jahr": "1"},
            "查询 sample 没有参数 jahr；它的参数是：name，year，share，all。",
            "the query sample has no parameter jahr; it has: name, year, share, all.",
        ),
        (
            {"name": "甲", "year": "二〇二〇"},
            "参数 year 应是整数，而不是 '二〇二〇'。",
            "the parameter year is a whole number, not '二〇二〇'.",
        ),
        (
            {"name": "甲", "share": "half"},
            "参数 share 应是数字，而不是 'half'。",
            "the parameter share is a number, not 'half'.",
        ),
        (
            {"name": "甲", "all": "maybe"},
            "参数 all 应是true 或 false，而不是 'maybe'。",
            "the parameter all is true or false, not 'maybe'.",
        ),
    ],
)
def test_a_wrong_parameter_is_named(given: dict[str, str], zh: str, en: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse("sample", FILE).bind(given)
    assert (caught.value.zh, caught.value.en) == (zh, en)


@pytest.mark.parametrize(
    ("before", "after", "what"),
    [
        ("// title: 标题 | Title\n", "", "title: 0"),
        ("标题 | Title", "标题", "标题"),
        ("year int = null", "year number = null", "year number = null -- 年 | year"),
        ("= false", "= no", "all bool = no -- 全部 | all"),
        ("who = 谁 | Who", "who 谁", "who 谁"),
    ],
)
def test_a_faulty_header_is_named(before: str, after: str, what: str) -> None:
    with pytest.raises(StoreError) as caught:
        parse("sample", FILE.replace(before, after))
    assert caught.value.en == f"the header of sample.cypher is not valid: {what}"


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ("AS who", "AS whom", "columns declared ('who',), returned ('whom',)"),
        (
            "$year",
            "$jahr",
            "parameters declared ['all', 'name', 'share', 'year'], used ['all', 'jahr', 'name', 'share']",
        ),
        (" ORDER BY c.name", "", "the rows have no order"),
        ("LIMIT $limit\n", "", "it does not end with LIMIT $limit"),
        (
            "--param name=甲 ",
            "",
            "example: the parameter name (name) is missing. Example: kg query sample --param year=2020",
        ),
    ],
)
def test_a_header_that_does_not_fit_its_query_is_found(before: str, after: str, fault: str) -> None:
    assert queries.faults(parse("sample", FILE.replace(before, after))) == [fault]


def test_an_unknown_name_offers_the_nearest() -> None:
    with pytest.raises(UsageError) as caught:
        queries.find("winer")
    assert (
        caught.value.en
        == "there is no query winer; near ones: winners, co-winners. `kg query --list` lists them all."
    )
    with pytest.raises(UsageError, match="winners"):
        queries.find("获奖")


def test_free_parameters_are_json_or_text() -> None:
    text = "RETURN $a AS a, $b AS b, $c AS c"
    given: dict[str, Any] = {"a": "2020", "b": "甲", "c": '"2020"', "unused": "1"}
    assert queries.bind_free(text, given) == {"a": 2020, "b": "甲", "c": "2020"}
    with pytest.raises(UsageError) as caught:
        queries.bind_free(text, {"a": "1", "c": "1"})
    assert caught.value.en == "the parameter b is missing; give it with --param b=value."
    with pytest.raises(QueryRefused):
        queries.bind_free("CREATE (n)", {})
