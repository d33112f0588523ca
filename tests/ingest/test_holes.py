"""Rows whose numbers are not in line are reported, in every format."""

from pathlib import Path

import pytest

from kg.ingest import cut_articles, holes_in, read_document
from kg.ingest.structure.holes import hole_warnings
from kg.ingest.structure.rows import RowContent
from kg.model import RowKind
from tests.ingest.formats import WRITERS
from tests.ingest.notices import Listing, Notice, attachment, by_city_side_by_side


def numbered(*numbers: str) -> list[RowContent]:
    rows = [RowContent(RowKind.DATA, (number, "甲公司")) for number in numbers]
    return [RowContent(RowKind.HEADER, ("序号", "企业名称")), *rows]


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_LANG", "en")


@pytest.mark.parametrize(
    ("numbers", "shown"),
    [
        (("1", "2", "4"), "3"),
        (("2", "3"), "1"),
        (("1", "9"), "2, 3, 4, 5, 6 and others"),
        (("1", "2", "1", "3"), "2"),
    ],
)
def test_a_hole_is_named(numbers: tuple[str, ...], shown: str) -> None:
    assert hole_warnings(numbered(*numbers)) == [f"the row numbers of a table have holes: {shown}"]


@pytest.mark.parametrize("numbers", [("1", "2", "3"), ("1", "2", "1", "2"), ("1", "", "2"), (), ("1", "900")])
def test_no_hole_is_no_warning(numbers: tuple[str, ...]) -> None:
    """Numbers may begin again under a group; 900 after 1 is no serial number."""
    assert hole_warnings(numbered(*numbers)) == []


@pytest.mark.parametrize("kind", [kind for kind in WRITERS if kind != "printed"])
def test_every_format_shows_a_row_that_is_missing(kind: str, tmp_path: Path) -> None:
    notice = attachment(8)
    (listing,) = notice.listings
    rows = tuple(row for row in listing.rows if row[0] not in "35")
    short = Listing(listing.above, listing.headings, rows, ())
    suffix, write = WRITERS[kind]
    write(Notice(notice.name, notice.title, notice.above, (short,)), tmp_path / f"a.{suffix}")

    document = read_document(tmp_path / f"a.{suffix}")

    tables = [table for article in cut_articles(document) for table in article.tables]
    assert list(holes_in(tables)) == ["the row numbers of a table have holes: 3, 5"]
    if document.layout:
        assert document.warnings == ("the row numbers of a table have holes: 3, 5",)


@pytest.mark.parametrize("kind", ["txt", "docx", "pdf"])
def test_lists_side_by_side_have_no_holes(kind: str, tmp_path: Path) -> None:
    suffix, write = WRITERS[kind]
    write(by_city_side_by_side(), tmp_path / f"a.{suffix}")

    tables = [t for article in cut_articles(read_document(tmp_path / f"a.{suffix}")) for t in article.tables]

    assert [*holes_in(tables)] == []
