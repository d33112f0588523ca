"""Corrections, removals and comparisons as a user types them. The workspace is written by hand; names are invented."""

import json
from pathlib import Path
from typing import Any

import pytest

from kg.resolve import bring_up_to_date
from kg.schema import validate_export
from kg.workspace import Workspace
from tests.command import Outcome, kg
from tests.resolve.build import document, reading
from tests.resolve.firms import A, B, article, award

WHY = ("--why", "查过登记", "--by", "李")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two firms, one with a short name in doubt, a person, and an award."""
    owner = document("c")
    person = reading(owner, f"浙江省{A}董事长江一鸣", "L浙江省", f"C{A}", "P江一鸣")
    with Workspace(tmp_path / "kg-data", create=True) as workspace:
        for one in (
            award("a", A)[0],
            article("b", f"C{B}", "C砺锋机床", place="湖南省"),
            (owner, [(person, [])]),
        ):
            workspace.write_document(one[0], one[1], path=one[0].path, fingerprint="f", run=1)
        bring_up_to_date(workspace)
    return tmp_path


def export(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in kg("export", cwd=folder).out.splitlines()]


def firms(folder: Path) -> list[str]:
    return sorted(one["name"] for one in export(folder) if one.get("type") == "COMPANY")


def refused(done: Outcome, message: str, folder: Path) -> None:
    """Exit 2 with this message, and nothing written."""
    assert (done.code, done.out) == (2, "")
    assert message in done.err
    assert not (folder / "kg-data" / "decisions.jsonl").exists()


def decisions(folder: Path, *options: str) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = json.loads(kg("decisions", *options, "-f", "json", cwd=folder).out)
    return rows


def test_merge_then_undo(folder: Path) -> None:
    before = kg("export", cwd=folder).out
    done = kg("merge", A, B, *WHY, cwd=folder)
    assert done.code == 0, done.err
    assert firms(folder) == sorted([A, "砺锋机床"])
    (row,) = decisions(folder)
    assert (row["by"], row["action"], row["why"], row["state"]) == ("李", "merge", "查过登记", "in force")
    assert f"written down as {row['id']}" in done.err
    assert list(validate_export(export(folder))) == []
    assert kg("undo", cwd=folder).code == 0
    assert kg("export", cwd=folder).out == before
    assert [one["state"] for one in decisions(folder)] == ["undone", "in force"]


def test_what_makes_no_sense_is_refused_and_not_written(folder: Path) -> None:
    refused(kg("merge", A, "江一鸣", *WHY, cwd=folder), "entities of two types cannot be merged", folder)
    refused(kg("merge", A, "company-0000000000000000", *WHY, cwd=folder), "nothing is called", folder)
    refused(kg("merge", A, A, *WHY, cwd=folder), "are one entity already", folder)
    refused(kg("merge", A, "凌泰", *WHY, cwd=folder), "nothing is called '凌泰'", folder)
    refused(kg("split", A, "没有的名称", *WHY, cwd=folder), "Nothing was written.", folder)
    refused(kg("retype", A, "FIRM", *WHY, cwd=folder), "unknown type FIRM; use one of COMPANY", folder)
    refused(kg("reject", "st-0000000000000000", *WHY, cwd=folder), "no statement has the id", folder)
    refused(kg("undo", cwd=folder), "there is no decision to undo", folder)
    refused(kg("merge", A, B, "--why", " ", cwd=folder), "give the reason with --why", folder)


def test_two_people_who_contradict_each_other_are_named(folder: Path) -> None:
    assert kg("merge", A, B, *WHY, cwd=folder).code == 0
    done = kg("split", A, B, "--why", "两家", "--by", "王", cwd=folder)
    assert done.code == 0, done.err
    assert "this contradicts d-" in done.err
    assert "by 李" in done.err
    assert firms(folder) == sorted([A, B, "砺锋机床"])
    first, second = decisions(folder)
    assert first["state"] == f"overruled by {second['id']} of 王"


def test_rename_alias_and_retype(folder: Path) -> None:
    assert kg("rename", A, "新名有限公司", *WHY, cwd=folder).code == 0
    assert kg("alias", "新名有限公司", "老厂", *WHY, cwd=folder).code == 0
    assert kg("retype", "砺锋机床", "organization", *WHY, cwd=folder).code == 0
    found = {one["name"]: one for one in export(folder) if one["record"] == "entity"}
    assert set(found["新名有限公司"]["aliases"]) == {A, "老厂"}
    assert found["砺锋机床"]["type"] == "ORGANIZATION"
    assert list(validate_export(export(folder))) == []


def test_a_rejected_statement_is_gone_and_a_removed_document_leaves_the_decision_orphaned(
    folder: Path,
) -> None:
    (edge,) = [one for one in export(folder) if one.get("type") == "AWARDED"]
    assert kg("reject", edge["statements"][0], *WHY, cwd=folder).code == 0
    assert not [one for one in export(folder) if one.get("type") == "AWARDED"]
    assert decisions(folder, "--orphaned") == []
    done = kg("remove", edge["articles"][0].partition(":")[0], cwd=folder)
    assert done.err.strip() == "1 documents removed (1 paths). The workspace holds 2 documents now."
    (row,) = decisions(folder, "--orphaned")
    assert row["state"] == "orphaned"


def test_a_document_that_is_not_there_is_not_removed(folder: Path) -> None:
    done = kg("remove", "没有.txt", cwd=folder)
    assert (done.code, done.err.strip()) == (
        2, "the workspace holds no document 没有.txt. List them with kg status.",
    )  # fmt: skip


def test_a_broken_line_stops_corrections_and_leaves_the_graph(folder: Path) -> None:
    before = kg("export", cwd=folder).out
    (folder / "kg-data" / "decisions.jsonl").write_text("\n{not json\n", encoding="utf-8")
    for command in (("merge", A, B, *WHY), ("decisions",)):
        done = kg(*command, cwd=folder)
        assert done.code == 3
        assert "decisions.jsonl, line 2 is broken" in done.err
    assert kg("export", cwd=folder).out == before


def test_a_broken_line_stops_a_build_before_anything_is_read(folder: Path) -> None:
    (folder / "kg-data" / "decisions.jsonl").write_text('{"id":"d-1"', encoding="utf-8")
    (folder / "new.txt").write_text(
        "关于公布名单的通知\n宁波砺锋机床有限公司获得首台套认定。\n", encoding="utf-8"
    )
    done = kg("build", "--keep", "new.txt", cwd=folder)
    assert (done.code, "decisions.jsonl, line 1 is broken" in done.err) == (3, True)
    assert "new.txt" not in kg("status", "-f", "csv", cwd=folder).out


def test_review_lists_what_is_in_doubt_until_a_person_decides(folder: Path) -> None:
    (row,) = json.loads(kg("review", "-f", "json", cwd=folder).out)
    assert {row["name"], row["other name"]} == {A, "砺锋机床"}
    assert kg("split", A, row["other id"] if row["name"] == A else row["id"], *WHY, cwd=folder).code == 0
    assert json.loads(kg("review", "-f", "json", cwd=folder).out) == []


def test_diff_with_an_earlier_export(folder: Path) -> None:
    kg("export", "-o", "old.jsonl", cwd=folder)
    assert kg("diff", "old.jsonl", "-f", "json", cwd=folder).err.strip() == "nothing changed."
    made, _ = award("d", B)
    with Workspace(folder / "kg-data") as workspace:
        workspace.write_document(made[0], made[1], path=made[0].path, fingerprint="f", run=2)
        bring_up_to_date(workspace)
    (row,) = json.loads(kg("diff", "old.jsonl", "-f", "json", cwd=folder).out)
    assert (row["change"], row["subject"], row["object"]) == ("new winner", B, "首台（套）")
    kg("remove", "/d.txt", cwd=folder)
    assert json.loads(kg("diff", "old.jsonl", "-f", "json", cwd=folder).out) == []
    done = kg("diff", cwd=folder)
    assert (done.code, done.err.strip()) == (
        2,
        "give an earlier export, or a date with --since: one of the two.",
    )


@pytest.mark.parametrize(
    "command",
    [
        "merge",
        "split",
        "rename",
        "alias",
        "retype",
        "reject",
        "undo",
        "decisions",
        "review",
        "remove",
        "diff",
    ],
)
def test_every_command_has_help_with_an_example(command: str, tmp_path: Path) -> None:
    done = kg(command, "--help", cwd=tmp_path, COLUMNS="200")
    assert done.code == 0
    assert "Example" in done.out
    assert f"kg {command}" in done.out


def test_there_must_be_a_workspace(tmp_path: Path) -> None:
    done = kg("merge", A, B, *WHY, cwd=tmp_path)
    assert done.err.startswith("no workspace at")
    assert list(tmp_path.iterdir()) == []
