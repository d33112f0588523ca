"""The same list in every format: the same text, the same table, the same facts."""

from pathlib import Path

import pytest

from kg.facts.records import as_facts
from kg.ingest import cut_articles, read_document
from kg.layout import locators_at
from kg.model import RowKind
from kg.read import Reader
from tests.ingest.lists import HEADINGS, WRITERS, WinnersList, winners

FORMATS = sorted(WRITERS)


def written(content: WinnersList, suffix: str, folder: Path) -> Path:
    path = folder / f"list.{suffix}"
    WRITERS[suffix](content, path)
    return path


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_gives_the_same_lines_and_the_same_table(suffix: str, tmp_path: Path) -> None:
    content = winners(90)

    (article,) = cut_articles(read_document(written(content, suffix, tmp_path)))

    assert article.title == content.title
    assert article.date == "2022-11-08"
    assert article.text.split("\n") == content.lines
    (table,) = article.tables
    assert [row.kind for row in table.rows] == [RowKind.HEADER] + [RowKind.DATA] * 90
    assert [tuple(cell.text for cell in row.cells) for row in table.rows] == [HEADINGS, *content.rows]
    assert all(article.text[cell.start : cell.end] == cell.text for row in table.rows for cell in row.cells)
    assert table.confidence == 1.0


@pytest.mark.parametrize(
    ("suffix", "place"),
    [
        ("html", "table 1, row 4"),
        ("docx", "table 1, row 4"),
        ("xlsx", "Sheet!A7:D7"),
        ("pdf", "p. 1"),
        ("zip", "名单.docx, table 1, row 4"),
    ],
)
def test_a_row_knows_where_it_stands_in_the_file(suffix: str, place: str, tmp_path: Path) -> None:
    (article,) = cut_articles(read_document(written(winners(90), suffix, tmp_path)))

    cells = article.tables[0].rows[3].cells

    assert [str(locator) for locator in locators_at(article.places, cells[0].start, cells[-1].end)] == [place]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def test_every_format_gives_the_same_facts(reader: Reader, tmp_path: Path) -> None:
    content = winners(12)
    facts = {suffix: facts_of(reader, written(content, suffix, tmp_path)) for suffix in FORMATS}

    awards = [fact for fact in facts["txt"] if fact["type"] == "award"]
    assert [(fact["company"], fact["product"], fact["level"], fact["year"]) for fact in awards] == [
        (firm, product, "省", 2022) for _, firm, product, _ in content.rows
    ]
    assert [fact["ev"] for fact in awards] == [" | ".join(row) for row in content.rows]
    for suffix in FORMATS:
        assert facts[suffix] == facts["txt"], suffix


def facts_of(reader: Reader, path: Path) -> list[dict[str, object]]:
    reading = reader.read(path)
    return as_facts(statement for _, statements in reading.articles for statement in statements)
