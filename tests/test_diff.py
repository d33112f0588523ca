"""What changed between two exports. Records are made by hand, as kg export writes them."""

from pathlib import Path
from typing import Any

import pytest

from kg.diff import Change, ChangeKind, compare, read_export, since
from kg.errors import UsageError

Record = dict[str, Any]


def entity(identity: str, name: str, kind: str = "COMPANY", *aliases: str) -> Record:
    return {"record": "entity", "id": identity, "type": kind, "name": name, "aliases": list(aliases)}


def award(source: str, **fields: Any) -> Record:
    said = dict.fromkeys(("level", "jurisdiction", "year", "batch", "product", "rank", "status", "date"))
    return {
        "record": "edge", "id": "awarded-1", "type": "AWARDED", "source": source, "target": "program-1", "origin": "text",
        "quote": "原文", "first_seen": "2021-02", "grantors": [], "incomplete": False, **said, **fields,
    }  # fmt: skip


FIRM, OTHER = entity("company-1", "甲公司"), entity("company-2", "乙公司")
PROGRAMME = entity("program-1", "首台套", "PROGRAM")


def brief(changes: list[Change]) -> list[tuple[str, str]]:
    return [(one.kind.value, one.source) for one in changes]


def test_what_is_the_same_is_no_change() -> None:
    one = [FIRM, PROGRAMME, award("company-1", year=2020)]
    assert compare(one, one) == []


def test_a_new_award_is_a_new_winner_unless_it_is_only_announced() -> None:
    old = [FIRM, PROGRAMME]
    assert brief(compare(old, [*old, award("company-1")])) == [("winner", "甲公司")]
    for status in ("公示", "撤销", "到期"):
        assert brief(compare(old, [*old, award("company-1", status=status)])) == [("new", "甲公司")]


def test_an_announced_one_that_is_granted_is_a_winner_with_what_it_said_before() -> None:
    (change,) = compare(
        [FIRM, PROGRAMME, award("company-1", status="公示")],
        [FIRM, PROGRAMME, award("company-1", status="认定")],
    )
    assert (change.kind, change.before, change.now["status"]) == (
        ChangeKind.WINNER,
        {"status": "公示"},
        "认定",
    )


def test_a_changed_fact_says_what_it_said_before() -> None:
    (change,) = compare(
        [FIRM, PROGRAMME, award("company-1", rank="二等奖")],
        [FIRM, PROGRAMME, award("company-1", rank="一等奖")],
    )
    assert (change.kind, change.before, change.quote) == (ChangeKind.CHANGED, {"rank": "二等奖"}, "原文")


def test_a_fact_told_more_fully_has_changed() -> None:
    (change,) = compare(
        [FIRM, PROGRAMME, award("company-1")], [FIRM, PROGRAMME, award("company-1", year=2020, level="省")]
    )
    assert (change.kind, change.before) == (ChangeKind.CHANGED, {"level": None, "year": None})


def test_a_fact_that_is_gone_says_what_it_said() -> None:
    (change,) = compare([FIRM, PROGRAMME, award("company-1", year=2020)], [FIRM, PROGRAMME])
    assert (change.kind, change.source, change.now, change.before["year"]) == (
        ChangeKind.GONE,
        "甲公司",
        {},
        2020,
    )


def test_winners_come_first() -> None:
    old = [FIRM, OTHER, PROGRAMME, award("company-1", rank="二等奖")]
    new = [FIRM, OTHER, PROGRAMME, award("company-1", rank="一等奖"), award("company-2")]
    assert brief(compare(old, new)) == [("winner", "乙公司"), ("changed", "甲公司")]


def test_an_entity_with_another_id_is_known_by_its_name() -> None:
    fuller = entity("company-9", "甲机械有限公司", "COMPANY", "甲公司")
    assert compare([FIRM, PROGRAMME, award("company-1")], [fuller, PROGRAMME, award("company-9")]) == []


def test_mentions_doubts_and_what_the_catalogue_says_are_no_facts() -> None:
    extra = [
        award("company-1") | {"origin": "catalogue"},
        award("company-1") | {"type": "MENTIONS"},
        award("company-1") | {"type": "POSSIBLY_SAME"},
        award("company-1") | {"type": "PART_OF", "source": "0123456789abcdef:0001"},
    ]
    assert compare([FIRM, PROGRAMME], [FIRM, PROGRAMME, *extra]) == []


def test_since_a_date_lists_what_was_first_said_then_or_later() -> None:
    records = [
        FIRM,
        OTHER,
        PROGRAMME,
        award("company-1", year=1, first_seen="2021-01"),
        award("company-2", first_seen="2021-02"),
    ]
    assert brief(since(records, "2021-02")) == [("winner", "乙公司")]
    assert since([FIRM, PROGRAMME, award("company-1", first_seen=None)], "2021-02") == []


def test_a_file_that_is_no_export_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "x.jsonl"
    file.write_text("甲,乙\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"x\.jsonl"):
        list(read_export(file))
    with pytest.raises(UsageError, match=r"nothing\.jsonl"):
        list(read_export(tmp_path / "nothing.jsonl"))
