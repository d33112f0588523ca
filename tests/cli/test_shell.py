"""``kg shell``: what an entry is, and the same answers as the commands give."""

from pathlib import Path

import pytest

from kg.ask import names
from kg.workspace import Workspace
from tests.command import kg
from tests.wide import wide_graph


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shell")
    with Workspace(folder / "kg-data", create=True) as opened:
        opened.write_graph(wide_graph(), [], resolved="test")
    return folder


def test_entries_are_lines_or_statements() -> None:
    from kg.cli.shell import entries

    lines = [
        "winners year=2020",
        "",
        "MATCH (n)",
        "RETURN n;",
        "match (n)",
        "return n",
        "",
        "? 谁",
        "exit",
        "never",
    ]
    assert list(entries(lines)) == [
        "winners year=2020",
        "MATCH (n)\nRETURN n;",
        "match (n)\nreturn n",
        "? 谁",
    ]
    assert list(entries(["MATCH (n)", "RETURN n"])) == ["MATCH (n)\nRETURN n"]


def test_each_kind_of_entry_is_answered_and_a_mistake_does_not_end_it(folder: Path) -> None:
    text = (
        "most-mentioned minimum=4\nwiner\nMATCH (n) DETACH DELETE n;\n? 今天天气怎么样\nmentions 'x\n"
        "? 哪些企业获得了单项冠军\nMATCH (c:Company)\nRETURN count(c) AS firms;\n"
    )
    done = kg("shell", cwd=folder, stdin=text, COLUMNS="300")
    assert done.code == 0
    said = done.err.splitlines()
    assert said[0].startswith("there is no query winer")
    assert "DETACH changes data" in said[1]
    assert said[2].startswith("not sure what is asked")
    assert said[3] == "a quotation mark is not closed: mentions 'x"
    assert said[4] == "Winners: kg query winners --param program=单项冠军"
    assert "无言有限公司" in done.out
    assert "镜片光学有限公司" in done.out
    assert "firms" in done.out.splitlines()[-4] and "9" in done.out.splitlines()[-2]


def test_completion_knows_the_library_the_schema_and_the_names() -> None:
    from kg.cli.shell import completions

    known = completions(names(wide_graph().nodes))
    assert {
        "winners",
        "program=",
        ":Company",
        ":AWARDED",
        "quote",
        "MATCH",
        "示例齿轮有限公司",
        "台州市",
    } <= set(known)
    assert len(known) == len(set(known))
