"""What the tables of real files say: read from disk by the whole product."""

from pathlib import Path

import docx
import openpyxl
import pytest

from kg.extract import records_of
from kg.read import Reader


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(None)


def awards(reader: Reader, path: Path) -> set[tuple[object, ...]]:
    """Company, programme, level, year and product of every award."""
    fields = ("company", "program", "level", "year", "product")
    records = records_of(reader.read(path), path.name)
    return {
        tuple(record[field] for field in fields)
        for record in records
        if record["kind"] == "fact" and record["type"] == "award"
    }


def test_a_tick_under_a_level_is_that_level(reader: Reader, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["海岳市2021年度制造业单项冠军企业名单"])
    sheet.append(["序号", "企业名称", "国家级", "市级", "所属区县"])
    sheet.append([1, "海岳精密机械有限公司", "√", "", "燕北县"])
    sheet.append([2, "北辰高科股份有限公司", "", "√", "燕北县"])
    book.save(tmp_path / "a.xlsx")

    assert awards(reader, tmp_path / "a.xlsx") == {
        ("海岳精密机械有限公司", "制造业单项冠军", "国家", 2021, None),
        ("北辰高科股份有限公司", "制造业单项冠军", "市", 2021, None),
    }


def test_a_list_of_centres_is_of_the_firms_that_run_them(reader: Reader, tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("河北省工业和信息化厅关于公布2021年河北省工业设计中心认定名单的通知")
    document.add_paragraph("附件：河北省工业设计中心名单")
    table = document.add_table(rows=3, cols=4)
    firms = ["海岳电气股份有限公司", "北辰环保科技股份有限公司"]
    rows = [
        ["序号", "地市", "中心名称", "依托单位"],
        *([n, "石家庄市", f"{n}工业设计中心", n] for n in firms),
    ]
    for cells, values in zip(table.rows, rows, strict=True):
        for cell, value in zip(cells.cells, values, strict=True):
            cell.text = value
    table.cell(1, 1).merge(table.cell(2, 1)).text = "石家庄市"
    document.save(str(tmp_path / "a.docx"))

    assert awards(reader, tmp_path / "a.docx") == {(firm, "工业设计中心", "省", 2021, None) for firm in firms}


def test_the_title_over_several_tables_is_no_award_of_the_first_firm(reader: Reader, tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("附件")
    document.add_paragraph("2022年度安徽省智能制造试点示范名单")
    expected = set()
    for title, honour, firm in (
        ("一、智能工厂（1个）", "智能工厂", "海岳铸造有限公司"),
        ("二、数字化车间（1个）", "数字化车间", "北辰精密机械有限公司"),
    ):
        document.add_paragraph(title)
        table = document.add_table(rows=2, cols=2)
        table.cell(0, 0).text, table.cell(0, 1).text = "序号", "申报单位"
        table.cell(1, 0).text, table.cell(1, 1).text = "1", firm
        expected.add((firm, honour, "省", 2022, None))
    document.save(str(tmp_path / "a.docx"))

    assert awards(reader, tmp_path / "a.docx") == expected


def test_a_grade_in_a_column_is_that_of_the_prize_above(reader: Reader, tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("2022年度陕西省科学技术奖拟奖名单（科技进步奖）")
    rows = [
        ["序号", "等级", "项目名称", "主要完成单位"],
        ["1", "一等奖", "换流阀关键技术", "海岳电力系统有限公司、北辰大学"],
        ["2", "二等奖", "轴流压缩机研制", "燕北动力股份有限公司"],
    ]
    table = document.add_table(rows=3, cols=4)
    for cells, values in zip(table.rows, rows, strict=True):
        for cell, value in zip(cells.cells, values, strict=True):
            cell.text = value
    document.save(str(tmp_path / "a.docx"))

    assert awards(reader, tmp_path / "a.docx") == {
        ("海岳电力系统有限公司", "科技进步奖一等奖", "省", 2022, "换流阀关键技术"),
        ("北辰大学", "科技进步奖一等奖", "省", 2022, "换流阀关键技术"),
        ("燕北动力股份有限公司", "科技进步奖二等奖", "省", 2022, "轴流压缩机研制"),
    }
