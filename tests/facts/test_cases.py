"""The tables of cases under ``cases/``: a text with its names tagged, and the rows that must be read from it."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from kg.facts import extract
from kg.facts.records import as_facts
from kg.model import Predicate, Statement
from tests.facts.tagged import readings, sentence

CASES = Path(__file__).parent / "cases"
TITLED = re.compile("\n")


@dataclass(frozen=True)
class Case:
    name: str
    text: str
    date: str | None
    rows: tuple[str, ...]


def cases(file: str) -> list[Case]:
    sections = re.split(r"^### ", (CASES / file).read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return [_case(section) for section in sections]


def _case(section: str) -> Case:
    name, *lines = section.strip("\n").split("\n")
    date = next((line.removeprefix("date: ") for line in lines if line.startswith("date: ")), None)
    rows = tuple(line.removeprefix("- ").strip() for line in lines if line.startswith("- "))
    text = "\n".join(line for line in lines if not line.startswith(("- ", "date: "))).strip("\n")
    return Case(name.strip(), text, date, rows)


def read(case: Case) -> list[Statement]:
    found = readings(case.text) if TITLED.search(case.text) else [sentence(case.text)]
    return [statement for reading in found for statement in extract(reading, published=case.date)]


def row(*values: object) -> str:
    return " | ".join("-" if value is None else str(value) for value in values)


def awards(statements: list[Statement]) -> set[str]:
    facts = [fact for fact in as_facts(statements) if fact["type"] == "award"]
    return {row(*(fact[key] for key in ("company", "program", "level", "year", "product"))) for fact in facts}


def named(file: str) -> list[object]:
    return [pytest.param(case, id=case.name) for case in cases(file)]


@pytest.mark.parametrize("case", named("awards.md"))
def test_reads_the_award(case: Case) -> None:
    assert awards(read(case)) == set(case.rows)


@pytest.mark.parametrize("case", named("no_awards.md"))
def test_reads_no_award(case: Case) -> None:
    assert awards(read(case)) == set()


def _others(statements: list[Statement], kind: str) -> set[str]:
    facts = [fact for fact in as_facts(statements) if fact["type"] == kind]
    match kind:
        case "located_in":
            return {row(fact["entity"], fact["place"]) for fact in facts}
        case "position":
            return {row(fact["person"], fact["org"], fact["title"]) for fact in facts}
        case "count":
            keys = ("program", "value", "level", "place", "count_kind")
            return {row(*(fact[key] for key in keys)) for fact in facts}
        case "part_of":
            return {row(fact["child"], fact["parent"]) for fact in facts}
        case "alias":
            return {row(fact["full"], fact["short"]) for fact in facts}
    predicate = Predicate(kind.upper())
    return {
        row(one.subject and one.subject.name, one.object.name)
        for one in statements
        if one.predicate is predicate
    }


@pytest.mark.parametrize("case", named("others.md"))
def test_reads_the_other_facts(case: Case) -> None:
    expected: dict[str, set[str]] = {}
    for line in case.rows:
        kind, _, values = line.partition(":")
        expected.setdefault(kind, set()).update({values.strip()} if values.strip() else set())
    statements = read(case)
    assert {kind: _others(statements, kind) for kind in expected} == expected


def test_what_a_list_proposes_has_the_status_of_a_notice() -> None:
    case = next(case for case in cases("awards.md") if case.name.startswith("拟认定"))
    found = [one for one in read(case) if one.predicate is Predicate.AWARDED]
    assert {one.qualifiers["status"] for one in found} == {"公示"}


def test_a_revoked_award_is_kept_with_its_status_but_is_no_fact() -> None:
    text = "<A>东海市市场监管局</A>决定，<C>甲山商贸有限公司</C>被列入撤销<G>守合同重信用</G>企业名单。"
    statements = extract(sentence(text))
    assert [one.qualifiers["status"] for one in statements if one.predicate is Predicate.AWARDED] == ["撤销"]
    assert awards(list(statements)) == set()
