"""kg find, kg explain, kg status and kg doctor, as a user types them."""

import json
import sqlite3
from pathlib import Path

import pytest

from kg.schema import validate_export
from tests.command import DOCUMENTS, kg


def edges(built: Path, kind: str) -> list[dict[str, object]]:
    records = [json.loads(line) for line in kg("export", cwd=built).out.splitlines()]
    return [one for one in records if one.get("type") == kind]


def test_the_export_keeps_to_the_schema(built: Path) -> None:
    records = [json.loads(line) for line in kg("export", cwd=built).out.splitlines()]
    assert list(validate_export(records)) == []


def test_the_export_holds_no_path_and_no_time(built: Path) -> None:
    out = kg("export", cwd=built).out
    assert str(DOCUMENTS[0].parent) not in out
    assert DOCUMENTS[0].name not in out


def test_an_export_to_a_file_is_the_same(built: Path, tmp_path: Path) -> None:
    done = kg("export", "--format", "jsonl", "--out", tmp_path / "图 谱.jsonl", cwd=built)
    assert (done.code, done.out) == (0, "")
    assert (tmp_path / "图 谱.jsonl").read_text(encoding="utf-8") == kg("export", cwd=built).out


def test_a_second_build_does_nothing_and_says_so(built: Path) -> None:
    before = kg("export", cwd=built).out
    done = kg("build", DOCUMENTS[0], cwd=built)
    assert (done.code, done.err.strip()) == (0, "nothing to do: every document is up to date.")
    assert kg("export", cwd=built).out == before


def test_find_lists_ids_types_and_aliases(built: Path) -> None:
    rows = json.loads(kg("find", "省经信厅", "--format", "json", cwd=built).out)
    assert [(row["type"], row["name"], row["place"]) for row in rows] == [
        ("AGENCY", "安徽省经济和信息化厅", "340000")
    ]
    assert "省经信厅" in rows[0]["aliases"]


def test_find_with_nothing_found_exits_2(built: Path) -> None:
    done = kg("find", "没有这个名称", cwd=built)
    assert done.code == 2
    assert done.err.strip() == "nothing is called '没有这个名称'."


def test_explain_an_edge_shows_quote_rule_and_article(built: Path) -> None:
    edge = edges(built, "AWARDED")[0]
    done = kg("explain", str(edge["id"]), cwd=built)
    assert done.code == 0, done.err
    assert str(edge["quote"]).split("\n")[0] in done.out.replace("\n", "")
    assert "rule " in done.out
    assert str(DOCUMENTS[0]) in done.out.replace("\n", "")


def test_explain_a_statement_and_an_entity(built: Path) -> None:
    edge = edges(built, "AWARDED")[0]
    one = kg("explain", str(edge["statements"][0]), cwd=built)  # type: ignore[index]
    assert str(edge["statements"][0]) in one.out  # type: ignore[index]
    whole = kg("explain", str(edge["source"]), cwd=built)
    assert str(edge["statements"][0]) in whole.out  # type: ignore[index]


def test_explain_an_unknown_id_exits_2(built: Path) -> None:
    done = kg("explain", "awarded-0000000000000000", cwd=built)
    assert done.code == 2
    assert done.err.startswith("no statement, edge or entity has the id awarded-0000000000000000")


def test_status_lists_the_ledger(built: Path) -> None:
    rows = json.loads(kg("status", "--format", "json", cwd=built).out)
    assert [(row["file"], row["status"], row["read by"]) for row in rows] == [
        (str(DOCUMENTS[0]), "done", "current")
    ]


def test_a_document_read_by_an_older_version_is_read_again_unless_kept(copy: Path) -> None:
    with sqlite3.connect(copy / "kg-data" / "workspace.db") as db:
        db.execute("UPDATE files SET fingerprint = 'older'")
    db.close()
    kept = kg("build", "--keep", DOCUMENTS[0], cwd=copy)
    assert "1 documents were read by an older version; kept as they are (--keep)." in kept.err
    again = kg("build", DOCUMENTS[0], cwd=copy)
    assert "1 documents were read by an older version; reading them again." in again.err
    assert "1 documents read" in again.err


def test_doctor_finds_a_sound_installation(built: Path) -> None:
    done = kg("doctor", "--format", "json", cwd=built)
    assert done.code == 0, done.out
    assert {row["check"] for row in json.loads(done.out)} == {
        "kg",
        "pipeline",
        "optional tools",
        "query library",
        "embedded store",
    }


@pytest.mark.parametrize(
    "command",
    [
        "build",
        "status",
        "query",
        "cypher",
        "load",
        "find",
        "view",
        "export",
        "extract",
        "eval",
        "explain",
        "doctor",
    ],
)
def test_every_command_has_help_with_an_example(command: str, tmp_path: Path) -> None:
    done = kg(command, "--help", cwd=tmp_path, COLUMNS="200")
    assert done.code == 0
    assert "Example" in done.out
    assert f"kg {command}" in done.out


def test_version(tmp_path: Path) -> None:
    from kg import __version__

    assert kg("--version", cwd=tmp_path).out == f"kg {__version__}\n"


def test_messages_are_chinese_unless_asked_otherwise(tmp_path: Path) -> None:
    done = kg("export", cwd=tmp_path, KG_LANG="", LC_ALL="C.UTF-8")
    assert done.err == "没有工作区：kg-data。请先运行 kg build 文件…，或用 -w 指定工作区。\n"
    assert kg("export", cwd=tmp_path, KG_LANG="", LC_ALL="en_US.UTF-8").err.startswith("no workspace at")


def test_output_does_not_depend_on_the_encoding_of_the_terminal(built: Path) -> None:
    plain = kg("export", cwd=built).out
    assert kg("export", cwd=built, PYTHONIOENCODING="gbk").out == plain
    assert kg("find", "省经信厅", cwd=built, PYTHONIOENCODING="ascii").code == 0
