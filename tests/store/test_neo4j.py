"""The Neo4j store: what it says when a server does not do as it should, and that it leaves alone what is not its own."""

import logging
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import StoreError, UsageError
from kg.model import Graph
from kg.store.neo4j import Neo4jStore
from tests.graphs import policy_graph
from tests.neo4j import server as servers

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.neo4j


@pytest.fixture
def server(neo4j_server: servers.Server) -> Iterator[servers.Server]:
    servers.empty(neo4j_server)
    yield neo4j_server
    servers.empty(neo4j_server)


def opened(server: servers.Server, workspace: str = "one") -> Neo4jStore:
    return Neo4jStore(server.uri, server.user, server.password, workspace=workspace)


def test_a_wrong_password_is_said_without_naming_it(
    server: servers.Server, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(StoreError) as caught:
        Neo4jStore(server.uri, server.user, "not-the-password")
    assert caught.value.en == (
        f"{server.uri} refused the user neo4j: wrong name or password. Check --user and NEO4J_PASSWORD."
    )
    assert (
        caught.value.zh
        == f"{server.uri} 拒绝了用户 neo4j：用户名或密码不对。请检查 --user 与 NEO4J_PASSWORD。"
    )
    assert "not-the-password" not in caplog.text


def test_a_server_that_is_down_is_said_at_once() -> None:
    with pytest.raises(StoreError) as caught:
        Neo4jStore("bolt://127.0.0.1:1", "neo4j", "secret-secret")
    assert caught.value.en.startswith(
        "cannot reach the Neo4j at bolt://127.0.0.1:1: Couldn't connect to 127.0.0.1:1"
    )
    assert "\n" not in caught.value.en
    assert caught.value.exit_code == 3


def test_a_database_that_is_missing_is_named(server: servers.Server) -> None:
    with pytest.raises(StoreError) as caught:
        Neo4jStore(server.uri, server.user, server.password, database="nowhere")
    assert caught.value.en == f"there is no database nowhere at {server.uri}. Check its name."


def test_an_address_that_is_none_is_wrong_usage() -> None:
    with pytest.raises(UsageError) as caught:
        Neo4jStore("http://127.0.0.1:7474", "neo4j", "secret-secret")
    assert caught.value.en == (
        "http://127.0.0.1:7474 is no address of a Neo4j; it begins with one of bolt://, bolt+s://, bolt+ssc://, "
        "neo4j://, neo4j+s://, neo4j+ssc://."
    )


def test_what_others_keep_in_the_database_is_left_alone(server: servers.Server) -> None:
    with servers.driver(server) as driver:
        driver.execute_query(
            "CREATE (a:Company {id: 'a', name: '别家'})-[:AWARDED {id: 'b'}]->(:Program {id: 'c'}), (:Foreign {x: 1})"
        )
    before = servers.contents(server)[:2]
    store = opened(server)
    store.load(policy_graph())
    store.load(Graph((), ()))
    store.close()
    assert servers.contents(server)[:2] == before


def test_the_schema_comes_first(server: servers.Server) -> None:
    with servers.driver(server) as driver:
        for name in ("kg_entity_id", "kg_article_id", "kg_document_id"):
            driver.execute_query(f"DROP CONSTRAINT {name} IF EXISTS")
        driver.execute_query("DROP INDEX kg_entity_name IF EXISTS")
    store = opened(server)
    store.load(Graph((), ()))
    store.close()
    with servers.driver(server) as driver:
        constraints = driver.execute_query("SHOW CONSTRAINTS YIELD name RETURN name ORDER BY name").records
        indexes = driver.execute_query(
            "SHOW INDEXES YIELD name, state WHERE state = 'ONLINE' RETURN name"
        ).records
    assert [row["name"] for row in constraints] == [
        "kg_article_id",
        "kg_document_id",
        "kg_entity_id",
        "kg_load",
    ]
    assert {"kg_entity_name", "kg_entity", "kg_company_name"} <= {row["name"] for row in indexes}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("经济和信息化", ["东江省经济和信息化厅"]),
        ("经信厅", ["东江省经济和信息化厅"]),
        ("齿轮", ["示例齿轮有限公司"]),
        ("齿", ["示例齿轮有限公司", "示例齿论有限公司"]),
        ("化厅 济和", []),
        ('"小巨人"', []),
        ("“小巨人”", ["专精特新“小巨人”企业"]),
        ("') OR name:*", []),
        ("织机'\"`实业", ["织机'\"`实业（集团）有限公司"]),
    ],
)
def test_names_are_found_by_a_part_of_them_in_chinese(
    server: servers.Server, text: str, names: list[str]
) -> None:
    store = opened(server)
    store.load(policy_graph())
    with servers.driver(server) as driver:
        driver.execute_query("CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()")
        analyzers = driver.execute_query(
            "SHOW FULLTEXT INDEXES YIELD name, options RETURN name, options.indexConfig['fulltext.analyzer'] AS a "
            "ORDER BY name"
        ).records
    assert [tuple(row) for row in analyzers] == [("kg_names", "cjk"), ("kg_quotes", "cjk")]
    assert sorted(one["name"] for one in store.search(text)) == sorted(names)
    store.close()


def test_sentences_are_found_by_the_index_of_quotes(server: servers.Server) -> None:
    store = opened(server)
    store.load(policy_graph())
    store.close()
    text = "CALL db.index.fulltext.queryRelationships('kg_quotes', $text) YIELD relationship RETURN relationship.quote AS quote"
    with servers.driver(server) as driver:
        found = {row["quote"] for row in driver.execute_query(text, text='"董事长李示例"').records}
    assert found == {"董事长李示例说"}


@pytest.mark.parametrize("batch", [1, 5, 12])
def test_a_load_that_was_killed_goes_on_when_it_is_run_again(server: servers.Server, batch: int) -> None:
    code = (
        "import sys; from kg.store.neo4j import Neo4jStore; from tests.graphs import policy_graph\n"
        "Neo4jStore(sys.argv[1], sys.argv[2], sys.argv[3], workspace='one').load(policy_graph())"
    )
    killed = subprocess.run(
        [sys.executable, "-c", code, server.uri, server.user, server.password],
        env={**os.environ, "PYTHONPATH": str(ROOT), "KG_FAILPOINT": f"neo4j-after-batch:{batch}"},
    )
    assert killed.returncode == -signal.SIGKILL
    whole = policy_graph()
    store = opened(server)
    assert 0 < store.load(whole) < len(whole.nodes) + len(whole.edges)
    assert store.load(whole) == 0
    store.close()
    disturbed = servers.contents(server)[:2]
    servers.empty(server)
    store = opened(server)
    store.load(whole)
    store.close()
    assert servers.contents(server)[:2] == disturbed
