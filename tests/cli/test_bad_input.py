"""Bad input of every kind: one clear line, a non-zero exit, and nothing lost."""

import sqlite3
from pathlib import Path

import pytest

from tests.command import DOCUMENTS, kg

GOOD = DOCUMENTS[0]
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + bytes(range(256)) * 4


def one_line(text: str) -> str:
    """The lines of stderr that say what failed; there is no traceback among them."""
    assert "Traceback" not in text
    failures = [line for line in text.splitlines() if line.startswith("failed ")]
    assert len(failures) == 1, text
    return failures[0]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("missing.txt", None, "missing.txt"),
        ("empty.txt", b"", "empty"),
        ("picture.txt", JPEG, "JPEG"),
        ("picture.txt", PNG, "PNG"),
    ],
    ids=["missing", "empty", "jpeg", "png"],
)
def test_a_bad_file_is_named_and_does_not_stop_the_others(
    name: str, content: bytes | None, said: str, tmp_path: Path
) -> None:
    bad = tmp_path / name
    if content is not None:
        bad.write_bytes(content)
    done = kg("build", bad, GOOD, cwd=tmp_path)
    assert done.code == 1
    assert said in one_line(done.err)
    assert '"record":"document"' in kg("export", cwd=tmp_path).out


def test_200_megabytes_of_zeros_are_refused_at_once(tmp_path: Path) -> None:
    zeros = tmp_path / "zeros.txt"
    with zeros.open("wb") as file:
        file.truncate(200_000_000)
    done = kg("build", zeros, cwd=tmp_path)
    assert done.code == 1
    assert "zeros.txt" in one_line(done.err)


def test_a_gb18030_file_cut_in_mid_character_is_read_and_the_damage_noted(tmp_path: Path) -> None:
    text = GOOD.read_text(encoding="utf-8").encode("gb18030")
    han = max(at for at in range(len(text) - 1) if text[at] >= 0x81 and text[at + 1] >= 0x40)
    (tmp_path / "cut.txt").write_bytes(text[: han + 1])
    done = kg("build", "cut.txt", cwd=tmp_path)
    assert done.code == 0, done.err
    assert '"record":"entity"' in kg("export", cwd=tmp_path).out


def test_a_workspace_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    done = kg("build", GOOD, "-w", tmp_path / "file" / "kg-data", cwd=tmp_path)
    assert done.code == 3
    assert done.err.startswith(f"cannot write to the workspace {tmp_path / 'file' / 'kg-data'}: ")
    assert len(done.err.splitlines()) == 1


def test_a_workspace_of_a_newer_schema_is_refused_and_kept(copy: Path) -> None:
    database = copy / "kg-data" / "workspace.db"
    with sqlite3.connect(database) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    for command in (["build", str(GOOD)], ["export"], ["status"]):
        done = kg(*command, cwd=copy)
        assert done.code == 3
        assert done.err == (
            "the workspace kg-data was written by a newer kg (schema 99; this program knows up to 4). Upgrade kg.\n"
        )
    with sqlite3.connect(database) as db:
        assert db.execute("SELECT count(*) FROM documents").fetchone() == (1,)
    db.close()


def test_no_workspace_is_said_with_the_way_out(tmp_path: Path) -> None:
    for command in (["export"], ["status"], ["find", "x"], ["cypher", "RETURN 1 AS n"]):
        done = kg(*command, cwd=tmp_path)
        assert done.code == 3
        assert done.err == "no workspace at kg-data. Run `kg build PATH…` first, or name one with -w.\n"
    assert not (tmp_path / "kg-data").exists()


def test_a_neo4j_that_is_down_is_said(copy: Path) -> None:
    done = kg("load", "--to", "bolt://127.0.0.1:9", cwd=copy, NEO4J_PASSWORD="12345678")
    assert done.code == 3
    assert "bolt://127.0.0.1:9" in done.err
    assert "12345678" not in done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    "text",
    [
        "MATCH (n) DETACH DELETE n",
        "LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row",
        "RETURN '\\u0027 LOAD CSV FROM \\u0027file:///etc/passwd' AS x",
    ],
)
def test_a_query_that_is_not_read_only_is_refused_and_nothing_is_lost(text: str, copy: Path) -> None:
    before = kg("export", cwd=copy).out
    done = kg("cypher", text, cwd=copy)
    assert done.code == 2
    assert "Traceback" not in done.err
    assert kg("export", cwd=copy).out == before
    count = kg("cypher", "MATCH (n:Entity) RETURN count(n) > 0 AS there", "--format", "json", cwd=copy)
    assert count.out == '[{"there": true}]\n'


def test_a_query_with_a_missing_parameter_names_it(copy: Path) -> None:
    done = kg("cypher", "MATCH (n {name: $name}) RETURN n.id AS id", cwd=copy)
    assert done.code == 2
    assert "name" in done.err


def test_settings_that_are_wrong_are_named(tmp_path: Path) -> None:
    (tmp_path / "kg.toml").write_text("limit = 'many'\n", encoding="utf-8")
    done = kg("export", cwd=tmp_path)
    assert done.code == 2
    assert done.err.startswith("the settings are not valid (kg.toml or a KG_… variable): limit: ")
    (tmp_path / "kg.toml").write_text("limit = \n", encoding="utf-8")
    assert kg("export", cwd=tmp_path).err.startswith("kg.toml is not valid TOML: ")
