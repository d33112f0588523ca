"""Tables that go on in another one: on the next page, in the next sheet, under 续表."""

from pathlib import Path

import docx
import openpyxl
import pytest

from kg.ingest import cut_articles, read_document
from kg.model import RowKind

HEADINGS = ["序号", "企业名称", "产品名称"]
ROWS = [[str(number), f"甲{number}机床有限公司", f"第{number}种磨床"] for number in range(1, 7)]


def written(path: Path, *parts: str | list[list[str]]) -> Path:
    """A Word document of paragraphs and tables."""
    document = docx.Document()
    for part in parts:
        if isinstance(part, str):
            document.add_paragraph(part)
            continue
        table = document.add_table(rows=len(part), cols=3)
        for cells, values in zip(table.rows, part, strict=True):
            if len(values) == 1:
                cells.cells[0].merge(cells.cells[-1]).text = values[0]
            else:
                for cell, value in zip(cells.cells, values, strict=True):
                    cell.text = value
    document.save(str(path))
    return path


def tables(path: Path) -> list[list[tuple[str, ...]]]:
    (article,) = cut_articles(read_document(path))
    return [[tuple(cell.text for cell in row.cells) for row in table.rows] for table in article.tables]


WHOLE = [tuple(row) for row in (HEADINGS, *ROWS)]


@pytest.mark.parametrize(
    "parts",
    [
        (["名单"], [HEADINGS, *ROWS[:4]], ["续表"], ROWS[4:]),
        (["名单"], [HEADINGS, *ROWS[:4]], ["附件1（续）"], [HEADINGS, *ROWS[4:]]),
        (["名单"], [HEADINGS, *ROWS[:5]], [""], ROWS[5:]),
    ],
    ids=["without headings", "with headings", "a single row"],
)
def test_the_rest_of_a_table_belongs_to_it(parts: tuple[list[object], ...], tmp_path: Path) -> None:
    above, first, between, second = parts
    path = written(tmp_path / "a.docx", str(above[0]), first, str(between[0]), second)  # type: ignore[arg-type]

    assert tables(path) == [WHOLE]


def test_the_title_of_a_group_at_the_foot_of_a_page_stays_over_its_rows(tmp_path: Path) -> None:
    path = written(
        tmp_path / "a.docx", "名单", [HEADINGS, *ROWS[:3], ["合山市（3家）"]], "（续表）", ROWS[3:]
    )

    (article,) = cut_articles(read_document(path))
    (table,) = article.tables
    assert [row.kind for row in table.rows] == [
        RowKind.HEADER,
        *[RowKind.DATA] * 3,
        RowKind.GROUP,
        *[RowKind.DATA] * 3,
    ]


@pytest.mark.parametrize(
    ("between", "second"),
    [
        ("附件2 企业名单", ROWS[3:]),
        ("", [["1", "乙机床有限公司", "铣床"], ["2", "丙机床有限公司", "刨床"]]),
    ],
    ids=["under a title of its own", "numbered anew"],
)
def test_another_table_is_none_of_it(between: str, second: list[list[str]], tmp_path: Path) -> None:
    path = written(tmp_path / "a.docx", "名单", [HEADINGS, *ROWS[:3]], between, second)

    assert tables(path) == [[tuple(row) for row in (HEADINGS, *ROWS[:3])], [tuple(row) for row in second]]


def test_a_list_goes_on_in_the_next_sheet(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.remove(book.active)
    first, second = book.create_sheet("Sheet1"), book.create_sheet("Sheet2")
    for row in (["2023年首台（套）名单"], HEADINGS, *ROWS[:4]):
        first.append(row)
    for row in ROWS[4:]:
        second.append(row)
    book.save(tmp_path / "a.xlsx")

    assert tables(tmp_path / "a.xlsx") == [WHOLE]
