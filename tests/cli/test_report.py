"""``kg report`` as a person calls it."""

from pathlib import Path
from typing import Any

import pytest
from lxml import html

from kg.workspace import Workspace
from tests.command import kg
from tests.reference import answer
from tests.wide import wide_graph


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    with Workspace(folder / "kg-data", create=True) as opened:
        opened.write_graph(wide_graph(), [], resolved="test")
    return folder


def test_a_page_on_a_programme_has_the_rows_of_the_library(folder: Path) -> None:
    done = kg("report", "--program", "单项冠军", "--out", "r.html", cwd=folder)
    assert (done.code, done.out, done.err) == (0, "", "wrote r.html: 7 tables.\n")
    tree: Any = html.fromstring((folder / "r.html").read_text(encoding="utf-8"))
    assert [one.text for one in tree.xpath("//h1 | //h2")] == [
        "单项冠军",
        "Awards year by year",
        "Awards by level",
        "League table of places",
        "Awards by batch",
        "Numbers stated and held",
        "Agencies and what they grant",
        "Winners",
    ]
    given = dict.fromkeys(("year", "level", "place", "status")) | {
        "program": "单项冠军",
        "unconfirmed": False,
    }
    winners = [
        [cell.text or "" for cell in row.xpath("td")][:2] for row in tree.xpath("//table[last()]/tr")[1:]
    ]
    assert winners == [list(row[:2]) for row in answer("winners", wide_graph(), given)]


def test_a_place_as_markdown_on_stdout(folder: Path) -> None:
    done = kg("report", "--place", "白沙市", cwd=folder, KG_LANG="zh")
    assert done.code == 0
    assert done.out.startswith("# 白沙市\n\n## 历年认定数\n")
    assert "| 白沙高新区 | 白沙市 | 1 | 2 |" in done.out


def test_one_thing_is_named(folder: Path) -> None:
    for arguments in ([], ["--program", "单项冠军", "--place", "白沙市"]):
        done = kg("report", *arguments, cwd=folder)
        assert (done.code, done.err) == (2, "name one thing with --program or --place.\n")
