"""``kg query``, ``kg cypher`` and ``kg load`` as a person or a program calls them."""

import csv
import io
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pytest

from kg.cli import main
from kg.store import engine
from kg.workspace import Workspace
from tests.graphs import policy_graph
from tests.neo4j import server as servers
from tests.reference import answer

ROOT = Path(__file__).parents[2]
PUMP, GEAR = "样本水泵股份有限公司", "示例齿轮有限公司"

pytestmark = pytest.mark.skipif(not engine.installed(), reason="no embedded engine is installed")


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli") / "one"
    with Workspace(folder, create=True) as opened:
        opened.write_graph(policy_graph(), [], resolved="test")
    return folder


@dataclass(frozen=True)
class Done:
    """What a call left behind."""

    returncode: int
    stdout: str
    stderr: str


class Call(Protocol):
    """Calls ``kg`` with arguments, text on stdin and environment variables."""

    def __call__(self, *arguments: str, stdin: str = "", **environment: str) -> Done: ...


def settings_for(workspace: Path) -> dict[str, str]:
    return {"KG_LANG": "en", "KG_WORKSPACE": str(workspace), "COLUMNS": "300"}


@pytest.fixture
def kg(workspace: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """The command line, in this process."""

    def call(*arguments: str, stdin: str = "", **environment: str) -> Done:
        for name in [name for name in os.environ if name.startswith(("NEO4J_", "KG_"))]:
            monkeypatch.delenv(name)
        for name, value in (settings_for(workspace) | environment).items():
            monkeypatch.setenv(name, value)
        monkeypatch.chdir(workspace.parent)
        monkeypatch.setattr(sys, "argv", ["kg", *arguments])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8"))
        with pytest.raises(SystemExit) as left:
            main()
        out, err = capsys.readouterr()
        return Done(int(left.value.code or 0), out, err)

    return call


def kg_process(workspace: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command line in a process of its own."""
    cleared = {key: value for key, value in os.environ.items() if not key.startswith(("NEO4J_", "KG_"))}
    return subprocess.run(
        [sys.executable, "-c", "from kg.cli import main; main()", *arguments],
        env={**cleared, "PYTHONPATH": str(ROOT), **settings_for(workspace), **environment},
        capture_output=True,
        encoding="utf-8",
        cwd=workspace.parent,
        timeout=120,
    )


def test_winners_as_json_have_the_columns_names_and_nothing_else_is_on_stdout(kg: Call) -> None:
    done = kg("query", "winners", "--param", "program=首台（套）", "--param", "year=2020", "-f", "json")
    assert (done.returncode, done.stderr) == (0, "")
    rows = json.loads(done.stdout)
    given = {
        "program": "首台（套）",
        "year": 2020,
        "level": None,
        "place": None,
        "status": None,
        "unconfirmed": False,
    }
    assert [tuple(row.values()) for row in rows] == answer("winners", policy_graph(), given)
    assert list(rows[0]) == [
        "winner",
        "program",
        "product",
        "level",
        "year",
        "batch",
        "status",
        "quote",
        "article",
        "document",
        "confidence",
    ]


def test_tables_and_csv_have_titles_in_the_reader_s_language(kg: Call) -> None:
    table = kg("query", "winners", "--param", "year=2020", KG_LANG="zh")
    assert all(title in table.stdout for title in ("获奖者", "项目", "产品", "级别", "年份", "原文", "文档"))
    assert PUMP in table.stdout
    assert "Winner" in kg("query", "winners").stdout
    text = kg("query", "winners", "--param", "year=2020", "-f", "csv", KG_LANG="zh").stdout
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [row["产品"] for row in rows if row["获奖者"] == GEAR] == ["五轴压机", "六轴压机"]


def test_the_list_names_every_query_and_its_parameters(kg: Call) -> None:
    rows = json.loads(kg("query", "--list", "-f", "json").stdout)
    assert len(rows) >= 14
    winners = next(row for row in rows if row["name"] == "winners")
    assert winners["title"] == "Winners"
    assert winners["parameters"].startswith("program=null（programme or part of its name")


def test_cypher_from_the_command_line_and_from_stdin(kg: Call) -> None:
    text = "MATCH (c:Company {name: $name}) RETURN c.name AS 名称, c.aliases AS 别名, c.place AS place"
    row = {"名称": GEAR, "别名": ["示例齿轮", "齿轮公司"], "place": "990122"}
    direct = kg("cypher", text, "-p", f"name={GEAR}", "-f", "jsonl")
    piped = kg("cypher", "-", "-p", f"name={GEAR}", "-f", "json", stdin=text)
    assert json.loads(direct.stdout) == row
    assert json.loads(piped.stdout) == [row]


def test_a_cut_is_said_on_stderr(kg: Call) -> None:
    done = kg(
        "cypher",
        "MATCH (c:Company) RETURN c.name AS name ORDER BY name",
        "--limit",
        "2",
        "-f",
        "json",
    )
    assert len(json.loads(done.stdout)) == 2
    assert done.stderr == "only the first 2 rows are shown, there are more; allow more with --limit.\n"


def test_structures_are_shown_as_json_in_tables(kg: Call) -> None:
    done = kg("cypher", "RETURN {a: 1} AS map, [[1], [2]] AS lists, ['甲', '乙'] AS names", "-f", "csv")
    assert done.stdout == '\ufeffmap,lists,names\r\n"{""a"": 1}","[[1], [2]]",甲；乙\r\n'


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (
            ["query", "winer"],
            2,
            "there is no query winer; near ones: winners, co-winners. `kg query --list` lists them all.",
        ),
        (["query"], 2, "name a query; `kg query --list` lists them."),
        (
            ["query", "place-companies"],
            2,
            "the parameter place (name or code of a place) is missing. Example: kg query place-companies --param place=玉环市",
        ),
        (["query", "winners", "--param", "year=xx"], 2, "the parameter year is a whole number, not 'xx'."),
        (["query", "winners", "--param", "year"], 2, "a parameter is written name=value, not 'year'."),
        (["cypher", "RETURN $a AS a"], 2, "the parameter a is missing; give it with --param a=value."),
        (
            ["cypher", "MATCH (n) DETACH DELETE n"],
            2,
            "query refused (line 1, column 11): DETACH changes data, administers the database or reads files; only queries "
            "are allowed here.",
        ),
        (
            ["cypher", "LOAD CSV FROM 'file:///etc/passwd' AS x RETURN x"],
            2,
            "query refused (line 1, column 1): LOAD changes data, administers the database or reads files; only queries "
            "are allowed here.",
        ),
        (
            ["cypher", "RETURN '\\u0027 LOAD CSV' AS x"],
            2,
            "query refused (line 1, column 9): \\u escapes are not allowed; write the character itself, or pass it as a "
            "parameter.",
        ),
        (["load"], 2, "name the Neo4j with --to, as --to bolt://127.0.0.1:7687."),
        (["load", "--to", "bolt://127.0.0.1:1"], 2, "no Neo4j password: set the variable NEO4J_PASSWORD."),
    ],
)
def test_what_goes_wrong_is_one_line_on_stderr(kg: Call, arguments: list[str], code: int, said: str) -> None:
    done = kg(*arguments)
    assert (done.returncode, done.stdout, done.stderr) == (code, "", said + "\n")


def test_a_query_that_runs_too_long_is_one_line(workspace: Path) -> None:
    text = "UNWIND range(1, 10000) AS x UNWIND range(1, 10000) AS y UNWIND range(1, 10000) AS z RETURN count(*) AS c"
    done = kg_process(workspace, "cypher", text, "--timeout", "1")
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == (
        "the query reached its time limit and was stopped. Narrow it, or allow more with --timeout.\n"
    )


def test_a_name_that_nothing_has_is_said(kg: Call) -> None:
    done = kg("query", "place-programs", "--param", "place=没有这里", "--format", "json")
    assert (done.returncode, done.stdout) == (0, "[]\n")
    assert done.stderr == "nothing is called '没有这里'; look for a part of the name with `kg find`.\n"


def test_the_password_may_stand_in_a_file(kg: Call, tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text("secret-secret\nnot this line\n", encoding="utf-8")
    down = kg("load", "--to", "bolt://127.0.0.1:1", NEO4J_PASSWORD_FILE=str(file))
    assert down.stderr.startswith("cannot reach the Neo4j at bolt://127.0.0.1:1: ")
    assert "secret-secret" not in down.stderr
    missing = kg("load", "--to", "bolt://127.0.0.1:1", NEO4J_PASSWORD_FILE=str(tmp_path / "none"))
    assert missing.returncode == 2
    assert missing.stderr == (
        f"the password file {tmp_path / 'none'} cannot be read. Check NEO4J_PASSWORD_FILE.\n"
    )


def test_a_server_that_is_down_is_one_line(kg: Call) -> None:
    done = kg("load", "--to", "bolt://127.0.0.1:1", NEO4J_PASSWORD="secret-secret")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (3, "", 1)
    assert done.stderr.startswith("cannot reach the Neo4j at bolt://127.0.0.1:1: ")
    assert "secret-secret" not in done.stderr


@pytest.mark.neo4j
def test_load_and_the_same_rows_from_the_server(kg: Call, neo4j_server: servers.Server) -> None:
    servers.empty(neo4j_server)
    access = {"NEO4J_PASSWORD": neo4j_server.password, "NEO4J_USERNAME": neo4j_server.user}
    whole = policy_graph()
    nodes, edges = len(whole.nodes), len(whole.edges)
    first = kg("load", "--to", neo4j_server.uri, **access)
    assert (first.returncode, first.stdout) == (0, "")
    assert first.stderr.strip().endswith(
        f"{nodes + edges} rows written or deleted; {nodes} nodes and {edges} edges are there now."
    )
    second = kg("load", "--to", neo4j_server.uri, **access)
    assert second.stderr.strip().endswith(
        f"nothing to do: {nodes} nodes and {edges} edges are there already."
    )
    call = ["query", "winners", "--param", "program=首台（套）", "--param", "year=2020", "-f", "json"]
    there = kg(*call, "--to", neo4j_server.uri, **access)
    assert there.stderr == ""
    assert there.stdout == kg(*call).stdout
    wrong = kg(*call, "--to", neo4j_server.uri, **{**access, "NEO4J_PASSWORD": "not-this-one"})
    assert (wrong.returncode, wrong.stdout) == (3, "")
    assert wrong.stderr == (
        f"{neo4j_server.uri} refused the user neo4j: wrong name or password. Check --user and NEO4J_PASSWORD.\n"
    )
