import datetime
from pathlib import Path

import openpyxl
import pytest

from kg.errors import DocumentError
from kg.ingest import cut_articles, read_document
from kg.ingest.office.cells import column_name, is_rounded_code, row_range, shown
from kg.layout import locators_at
from kg.model import RowKind


def test_title_header_groups_merged_cells_and_notes(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    rows = [
        ["2022年度省级首台（套）名单"],
        [None, None, "填报时间：2022年11月"],
        ["序号", "企业名称", "产品名称", "所在地"],
        ["合肥市（2家）"],
        [1, "甲有限公司", "泵", "合肥市"],
        [2, "乙有限公司", "阀\n（大型）", None],
        ["芜湖市（1家）"],
        [3, "丙厂", None, "芜湖市"],
        ["注：排名不分先后。"],
    ]
    for row in rows:
        sheet.append(row)
    for area in ("A1:D1", "A4:D4", "A7:D7", "D5:D6", "A9:D9"):
        sheet.merge_cells(area)
    path = tmp_path / "a.xlsx"
    book.save(path)

    (article,) = cut_articles(read_document(path))

    assert article.title == "2022年度省级首台（套）名单"
    assert [(row.kind, [cell.text for cell in row.cells]) for row in article.tables[0].rows] == [
        (RowKind.HEADER, ["序号", "企业名称", "产品名称", "所在地"]),
        (RowKind.GROUP, ["合肥市（2家）"]),
        (RowKind.DATA, ["1", "甲有限公司", "泵", "合肥市"]),
        (RowKind.DATA, ["2", "乙有限公司", "阀（大型）", "合肥市"]),
        (RowKind.GROUP, ["芜湖市（1家）"]),
        (RowKind.DATA, ["3", "丙厂", "", "芜湖市"]),
    ]
    assert article.text.split("\n")[-1] == "注：排名不分先后。"
    data = article.tables[0].rows[5]
    (place,) = locators_at(article.places, data.cells[0].start, data.cells[-1].end)
    assert (place.sheet, place.row, place.cells) == ("Sheet", 8, "A8:D8")


def test_each_sheet_with_a_title_or_a_name_is_an_article_and_hidden_ones_are_said(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    first = book.active
    first.title = "Sheet1"
    for row in (["入选企业名单"], ["序号", "企业名称"], [1, "甲公司"]):
        first.append(row)
    second = book.create_sheet("智能工厂")
    for row in (["序号", "企业名称"], [1, "乙公司"]):
        second.append(row)
    hidden = book.create_sheet("底稿")
    hidden.append(["不公开"])
    hidden.sheet_state = "hidden"
    book.create_chartsheet("图")
    path = tmp_path / "a.xlsx"
    book.save(path)

    document = read_document(path)

    assert [article.title for article in cut_articles(document)] == ["入选企业名单", "智能工厂"]
    assert [
        table.rows[-1].cells[1].text for article in cut_articles(document) for table in article.tables
    ] == ["甲公司", "乙公司"]
    assert document.warnings == ("隐藏的工作表未读：底稿",)


def test_two_tables_in_one_sheet(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["一等奖名单"],
        ["序号", "企业名称"],
        [1, "甲公司"],
        [],
        ["二等奖名单", "二等奖名单"],
        ["序号", "单位名称"],
        [1, "乙公司"],
    ):
        sheet.append(row)
    sheet.merge_cells("A1:B1")
    path = tmp_path / "a.xlsx"
    book.save(path)

    (article,) = cut_articles(read_document(path))

    assert [[cell.text for cell in table.rows[0].cells] for table in article.tables] == [
        ["序号", "企业名称"],
        ["序号", "单位名称"],
    ]


def test_codes_typed_as_numbers_are_flagged_and_never_shown_as_codes(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["名单"],
        ["序号", "企业名称", "统一社会信用代码"],
        [1, "甲公司", 913300001234567890],
        [2, "乙公司", "91330000MA27ABCDXX"],
    ):
        sheet.append(row)
    path = tmp_path / "a.xlsx"
    book.save(path)

    document = read_document(path)

    assert "9.13300001234568E+17" in document.text and "91330000MA27ABCDXX" in document.text
    assert document.warnings == ("工作表“Sheet”有 1 行的编码以数字存储，末位已失真（第 3 行）",)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1.0, "1"),
        (0.108, "0.108"),
        (12.5, "12.5"),
        (True, "是"),
        (datetime.date(2022, 11, 8), "2022-11-08"),
        (datetime.datetime(2022, 11, 8), "2022-11-08"),
        (datetime.datetime(2022, 11, 8, 9, 30), "2022-11-08 09:30:00"),
        ("甲", "甲"),
    ],
)
def test_values_as_a_reader_sees_them(value: object, text: str) -> None:
    assert shown(value) == text


def test_names_of_cells_and_rounded_codes() -> None:
    assert [column_name(number) for number in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
    assert row_range(2, 0, 5) == "A3:F3"
    assert is_rounded_code(9.133e17) and not is_rounded_code(13800000000.0) and not is_rounded_code(True)


def test_a_sheet_whose_cells_lie_absurdly_far_apart_is_refused(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["XFD1048576"] = "x"
    path = tmp_path / "a.xlsx"
    book.save(path)

    with pytest.raises(DocumentError) as caught:
        read_document(path)
    assert caught.value.en == (
        f"a sheet of {path} spans 1048576 rows by 16384 columns, more than the limit; clear stray cells."
    )


def test_an_empty_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    openpyxl.Workbook().save(path)

    with pytest.raises(DocumentError) as caught:
        read_document(path)
    assert caught.value.en == f"all sheets of {path} are empty."


def test_sheets_named_by_places_are_parts_of_one_list(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, city in enumerate(("长沙市", "株洲市"), start=1):
        sheet = book.create_sheet(city)
        if number == 1:
            sheet.append(["2023年湖南省瞪羚企业名单"])
        sheet.append(["序号", "企业名称"])
        sheet.append([1, f"甲{number}有限公司"])
    book.save(tmp_path / "a.xlsx")

    (article,) = cut_articles(read_document(tmp_path / "a.xlsx"))

    assert article.title == "2023年湖南省瞪羚企业名单"
    assert [[cell.text for cell in row.cells] for table in article.tables for row in table.rows] == [
        ["序号", "企业名称"],
        ["长沙市"],
        ["1", "甲1有限公司"],
        ["序号", "企业名称"],
        ["株洲市"],
        ["1", "甲2有限公司"],
    ]
