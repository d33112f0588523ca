"""Only reading: what the check refuses, in which words, and that both stores refuse it end to end."""

import contextlib
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import KgError, QueryRefused, StoreError
from kg.store import embedded, neo4j, overrun
from kg.store.neo4j import Neo4jStore
from kg.store.protocol import Store
from kg.store.readonly import Checked, check
from tests.graphs import policy_graph
from tests.neo4j import server as servers
from tests.store.hostile import ADMINISTRATION, GLUTTONS, GOOD, HOSTILE, STUBBORN, WRITES


@pytest.fixture(scope="module", params=["embedded", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def loaded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store of each kind with the policy graph in it, and what it held then."""
    store: Any
    if request.param == "neo4j":
        server = request.getfixturevalue("neo4j_server")
        servers.empty(server)
        store = Neo4jStore(server.uri, server.user, server.password, workspace="one")
        store.contents = lambda: servers.contents(server)
    else:
        if not embedded.available():
            pytest.skip("no embedded engine is installed")
        store = embedded.EmbeddedStore(tmp_path_factory.mktemp("hostile") / "one")
        store.contents = lambda: _files(store._path)
    store.load(policy_graph())
    store.before = store.contents()
    yield store
    store.close()


def _files(folder: Path) -> list[tuple[str, str]]:
    """Every file of an embedded database with the hash of its bytes."""
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return [(path.name, hashlib.sha256(path.read_bytes()).hexdigest()) for path in found]


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    file = tmp_path / "secret.csv"
    file.write_text("the,secret\n", encoding="utf-8")
    return file


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_queries_are_refused_and_change_nothing(loaded: Any, secret: Path, text: str) -> None:
    with pytest.raises(QueryRefused):
        loaded.run(text.replace("/SECRET", secret.as_posix()))
    assert loaded.contents() == loaded.before


def test_there_are_many_of_them() -> None:
    assert len(HOSTILE) + len(GLUTTONS) >= 150
    assert len(set(HOSTILE)) == len(HOSTILE)
    assert len(GOOD) >= 25


@pytest.mark.parametrize("text", GOOD)
def test_good_queries_run(loaded: Store, text: str) -> None:
    assert loaded.run(text).rows


@pytest.mark.neo4j
@pytest.mark.parametrize("text", GOOD)
def test_good_queries_mean_the_same_on_both_stores(
    neo4j_server: servers.Server, tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    answers = []
    for store in _both(neo4j_server, tmp_path_factory):
        result = store.run(text)
        answers.append((result.columns, sorted(map(repr, result.rows))))
    assert answers[0] == answers[1]


def _both(server: servers.Server, folders: pytest.TempPathFactory) -> list[Store]:
    if not embedded.available():
        pytest.skip("no embedded engine is installed")
    if not _BOTH:
        servers.empty(server)
        _BOTH.append(Neo4jStore(server.uri, server.user, server.password, workspace="one"))
        _BOTH.append(embedded.EmbeddedStore(folders.mktemp("both") / "one"))
        for store in _BOTH:
            store.load(policy_graph())
    return _BOTH


_BOTH: list[Store] = []


@pytest.fixture(scope="module", autouse=True)
def close_both() -> Iterator[None]:
    yield
    while _BOTH:
        _BOTH.pop().close()


@pytest.mark.parametrize("text", [*WRITES, *ADMINISTRATION])
def test_the_stores_themselves_refuse_writes_too(
    loaded: Any, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    """The second lock: with the check out of the way, nothing changes either."""
    for module in (embedded, neo4j):
        monkeypatch.setattr(module, "check", lambda text: Checked(text, frozenset(), ()))
    try:
        loaded.run(text)
    except KgError:
        pass
    else:
        assert text.split()[0] in ("SHOW", "USE", "SELECT", "TERMINATE"), "ran without an error"
    assert loaded.contents() == loaded.before


@pytest.mark.neo4j
def test_the_server_reads_no_file_outside_its_import_folder(
    neo4j_server: servers.Server, secret: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The third lock, in cypher/neo4j.conf."""
    monkeypatch.setattr(neo4j, "check", lambda text: Checked(text, frozenset(), ()))
    store = Neo4jStore(neo4j_server.uri, neo4j_server.user, neo4j_server.password)
    with pytest.raises(KgError):
        store.run(f"LOAD CSV FROM 'file://{secret.as_posix()}' AS line RETURN line")
    store.close()


@pytest.mark.neo4j
@pytest.mark.parametrize("text", GLUTTONS)
def test_gluttons_do_no_harm(neo4j_server: servers.Server, text: str) -> None:
    """Some a server answers without the work; none keeps it from answering the next. Embedded: test_embedded.py."""
    store = Neo4jStore(neo4j_server.uri, neo4j_server.user, neo4j_server.password)
    with contextlib.suppress(StoreError, QueryRefused):
        store.run(text, timeout=2)
    assert store.run("RETURN 1 AS x").rows == ((1,),)
    store.close()


@pytest.mark.neo4j
def test_a_query_that_the_server_does_not_stop_is_given_up(
    neo4j_server: servers.Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overrun, "GRACE", 0.2)
    store = Neo4jStore(neo4j_server.uri, neo4j_server.user, neo4j_server.password)
    with pytest.raises(overrun.Overrun):
        store.run(STUBBORN.replace("10000", "3000"), timeout=0.3)
    assert store.run("RETURN 1 AS x").rows == ((1,),)
    store.close()


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        (
            "UNWIND range(1, 1000000000) AS x RETURN x",
            "查询被拒绝（第 1 行第 17 列）：range() 中的数不能超过 10000。",
            "query refused (line 1, column 17): a number in range() may be at most 10000.",
        ),
        (
            "RETURN [x IN s WHERE any(y IN s WHERE all(z IN s WHERE z))] AS c",
            "查询被拒绝（第 1 行第 50 列）：列表推导、reduce、any 等最多套叠 2 层。",
            "query refused (line 1, column 50): list comprehensions, reduce() and any() may be nested 2 deep.",
        ),
        (
            "RETURN 'a' =~ '(a+)+' AS c",
            "查询被拒绝（第 1 行第 15 列）：=~ 右边只能是一个直接写出的字符串，其中不能重复括号组（如 (a+)+），也不能反向引用。",
            "query refused (line 1, column 15): what stands after =~ must be one plain string, without a repeated group, "
            "as (a+)+, or a reference back.",
        ),
        (
            "MATCH (n) DETACH DELETE n",
            "查询被拒绝（第 1 行第 11 列）：DETACH 会改动数据、管理数据库或读取文件；这里只能查询。",
            "query refused (line 1, column 11): DETACH changes data, administers the database or reads files; only "
            "queries are allowed here.",
        ),
        (
            "RETURN 1 AS x\n  LOAD CSV FROM 'a' AS y",
            "查询被拒绝（第 2 行第 3 列）：LOAD 会改动数据、管理数据库或读取文件；这里只能查询。",
            "query refused (line 2, column 3): LOAD changes data, administers the database or reads files; only "
            "queries are allowed here.",
        ),
        (
            "RETURN '\\u0027' AS x",
            "查询被拒绝（第 1 行第 9 列）：不允许 \\u 转义；请直接写出字符，或用参数传入。",
            "query refused (line 1, column 9): \\u escapes are not allowed; write the character itself, or pass it as a "
            "parameter.",
        ),
        (
            "MATCH (a)-[*]->(b) RETURN a",
            "查询被拒绝（第 1 行第 12 列）：路径长度必须有上限，且不超过 15，例如 [*1..4]。",
            "query refused (line 1, column 12): the length of a path must have an upper bound of at most 15, as in "
            "[*1..4].",
        ),
        (
            "CALL dbms.listConfig()",
            "查询被拒绝（第 1 行第 6 列）：不允许调用过程 dbms.listConfig；可用的是 db.labels、db.propertykeys、"
            "db.relationshiptypes。",
            "query refused (line 1, column 6): calling the procedure dbms.listConfig is not allowed; those on the list "
            "are db.labels, db.propertykeys, db.relationshiptypes.",
        ),
        (
            "RETURN apoc.x(1) AS x",
            "查询被拒绝（第 1 行第 8 列）：不允许的函数 apoc.x；只能用内置的计算函数。",
            "query refused (line 1, column 8): the function apoc.x is not allowed; only built-in ones that compute are.",
        ),
        (
            "MATCH （n） RETURN n",
            "查询被拒绝（第 1 行第 7 列）：字符串之外不允许字符 （（U+FF08）；中文标点与全角符号请改为半角。",
            "query refused (line 1, column 7): the character '（' (U+FF08) is not allowed outside strings; use half-width "
            "symbols.",
        ),
        (
            "ＭATCH (n) RETURN n",
            "查询被拒绝（第 1 行第 1 列）：字符串之外不允许全角或形似的字母 Ｍ（U+FF2D）；请用半角。",
            "query refused (line 1, column 1): the full-width or look-alike letter Ｍ (U+FF2D) is not allowed outside "
            "strings; use the plain one.",
        ),
        (
            "RETURN 1 AS x; RETURN 2 AS x",
            "查询被拒绝（第 1 行第 16 列）：一次只能执行一条查询。",
            "query refused (line 1, column 16): only one statement is run at a time.",
        ),
        (
            "",
            "查询被拒绝（第 1 行第 1 列）：查询是空的。",
            "query refused (line 1, column 1): the query is empty.",
        ),
    ],
)
def test_says_what_was_found_and_where(text: str, zh: str, en: str) -> None:
    with pytest.raises(QueryRefused) as caught:
        check(text)
    assert (caught.value.zh, caught.value.en) == (zh, en)
    assert caught.value.exit_code == 2


def test_the_text_that_was_checked_is_the_text_that_runs() -> None:
    text = "  RETURN '首台（套）' AS x // ５５\n;"
    assert check(text).text is text


def test_tells_parameters_and_columns() -> None:
    checked = check(
        "MATCH (c:Company {id: $id}) WHERE c.name = '$no' RETURN c.name, count(*) AS n, c.x+1 LIMIT $rows"
    )
    assert checked.parameters == {"id", "rows"}
    assert checked.columns == ("c.name", "n", "c.x+1")


@given(st.text(alphabet="MATCHRETURNcreateSET (){}[]:.,*|'\"`\\/-<>=1$n\n\r；（\u2028", max_size=40))
def test_any_text_is_checked_or_refused(text: str) -> None:
    with contextlib.suppress(QueryRefused):
        check(text)


@given(st.text(max_size=30))
def test_what_stands_in_a_string_never_matters(text: str) -> None:
    quoted = text.replace("\\", "\\\\").replace("'", "\\'")
    if "\\u" in quoted.lower() or any(mark in text for mark in "\v\f\x1c\x1d\x1e\x85\u2028\u2029"):
        return
    assert check(f"RETURN '{quoted}' AS x").columns == ("x",)
