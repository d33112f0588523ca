"""``kg ask`` as a person calls it."""

import json
from pathlib import Path

import pytest

from kg.workspace import Workspace
from tests.command import kg
from tests.reference import answer
from tests.wide import wide_graph


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ask")
    with Workspace(folder / "kg-data", create=True) as opened:
        opened.write_graph(wide_graph(), [], resolved="test")
    return folder


def test_the_query_is_shown_and_its_rows_are_those_of_the_library(folder: Path) -> None:
    done = kg("ask", "哪些企业获得了单项冠军？", "-f", "json", cwd=folder)
    assert (done.code, done.err) == (0, "Winners: kg query winners --param program=单项冠军\n")
    same = kg("query", "winners", "--param", "program=单项冠军", "-f", "json", cwd=folder)
    assert done.out == same.out
    given = dict.fromkeys(("year", "level", "place", "status")) | {
        "program": "单项冠军",
        "unconfirmed": False,
    }
    assert [tuple(row.values()) for row in json.loads(done.out)] == answer("winners", wide_graph(), given)


def test_a_question_that_is_not_understood_is_refused_with_the_nearest_queries(folder: Path) -> None:
    done = kg("ask", "单项冠军企业的利润", cwd=folder, KG_LANG="zh")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(
        "没有把握，不作答：不懂“利润”。相近的查询：kg query winners --param program=单项冠军；"
    )
    assert done.err.count("\n") == 1


def test_an_ambiguous_name_is_refused_with_what_it_may_be(folder: Path) -> None:
    done = kg("ask", "赵重名在哪些企业任职", cwd=folder)
    assert done.code == 2
    assert "赵重名（赵某、赵重名） is more than one" in done.err
