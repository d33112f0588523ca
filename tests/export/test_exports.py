"""Exports: tables, workbooks, networks, statements. Read back by other libraries than those that wrote them."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import networkx as nx
import openpyxl
import pytest

from kg.cells import csv_text, safe
from kg.errors import UsageError
from kg.export import networks, statements, tables, xlsx
from kg.model import EntityType, Predicate
from kg.schema import StatementRecord
from kg.workspace import Workspace
from tests.graphs import edge, entity, graph
from tests.wide import wide_graph

HOSTILE = ["=1+1", "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "＋1", "＠x", "  =1", "|calc", "%0A=1"]


@pytest.fixture(autouse=True)
def chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_LANG", "zh")


# -- cells ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", HOSTILE)
def test_what_a_spreadsheet_takes_for_a_formula_gets_an_apostrophe(text: str) -> None:
    assert safe(text) == f"'{text}"
    assert safe([text, "甲"]) == f"'{text}；甲"
    rows = list(csv.reader(io.StringIO(csv_text([text], [[text]]), newline="")))
    assert rows == [[f"'{text}"], [f"'{text}"]]


@pytest.mark.parametrize("value", ["首台（套）", "A-1", "1=1", "", -3, 2.5, True, None])
def test_all_else_stays_as_it_is(value: Any) -> None:
    assert safe(value) == value


# -- tables --------------------------------------------------------------------------------------------------------------


def test_there_is_a_table_for_each_kind_and_every_record_is_in_one() -> None:
    whole = wide_graph()
    found = {sheet.kind: sheet for sheet in tables.sheets(whole)}
    ids = [row[sheet.fields.index("id")] for sheet in found.values() for row in sheet.rows]
    assert sorted(ids) == sorted([node.id for node in whole.nodes] + [one.id for one in whole.edges])
    awards = found["AWARDED"]
    assert (awards.title, awards.titles[:4]) == ("获奖", ("起点", "终点", "级别", "授予地代码"))
    pump = [row for row in awards.rows if row[awards.fields.index("product")] == "高压泵"]
    assert [(row[0], row[1], row[awards.fields.index("year")]) for row in pump] == [
        ("样本水泵股份有限公司", "首台（套）装备", 2020)
    ]


def test_every_field_of_the_schema_has_a_title_in_both_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    fields = [*tables.node_fields().items(), *tables.edge_fields().items()]
    named = {name for kind, own in fields for name in (kind, *own)}
    zh = {name: tables.title(name) for name in named}
    monkeypatch.setenv("KG_LANG", "en")
    en = {name: tables.title(name) for name in named}
    assert all(zh.values()) and all(en.values())
    assert [name for name in named if zh[name] == en[name]] == []


def test_csv_is_a_folder_of_files_that_excel_reads_as_utf_8(tmp_path: Path) -> None:
    tables.write_csv(tmp_path / "out", tables.sheets(wide_graph()))
    data = (tmp_path / "out" / "Company.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    gear = next(row for row in rows if row["名称"] == "示例齿轮有限公司")
    assert (gear["别名"], gear["文章数"], gear["所在地代码"]) == ("示例齿轮；齿轮公司", "2", "990122")


def workbook(file: Path, whole: Any) -> Any:
    pages = [(sheet.title, sheet.titles, sheet.rows) for sheet in tables.sheets(whole)]
    xlsx.write_workbook(file, pages)
    return openpyxl.load_workbook(file)


def test_a_workbook_has_a_sheet_a_kind_with_filters_and_a_frozen_header(tmp_path: Path) -> None:
    book = workbook(tmp_path / "all.xlsx", wide_graph())
    assert book.sheetnames[:3] == ["企业", "机关", "机构"]
    sheet = book["获奖"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", f"A1:Y{sheet.max_row}")
    header = [cell.value for cell in sheet[1]]
    column = {title: number for number, title in enumerate(header)}
    pump = [row for row in sheet.iter_rows(min_row=2, values_only=True) if row[column["产品"]] == "高压泵"]
    assert [(row[0], row[column["年份"]], row[column["置信度"]], row[column["未合并"]]) for row in pump] == [
        ("样本水泵股份有限公司", 2020, 0.9, False)
    ]


def test_no_text_becomes_a_formula_in_a_workbook(tmp_path: Path) -> None:
    firms = [entity(EntityType.COMPANY, text) for text in ["{=1}", "http://x.test", *HOSTILE]]
    book = workbook(tmp_path / "hostile.xlsx", graph(firms, []))
    cells = [row[0] for row in book["企业"].iter_rows(min_row=2)]
    assert sorted(cell.value.replace("_x000D_", "\r") for cell in cells) == sorted(
        str(f.properties["name"]) for f in firms
    )
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.value for cell in cells if cell.hyperlink] == []
    marked = {cell.value.replace("_x000D_", "\r") for cell in cells if cell.quotePrefix}
    assert marked == set(HOSTILE)


def test_a_text_longer_than_a_cell_is_cut_with_a_mark(tmp_path: Path) -> None:
    long = "长" * 40_000
    book = workbook(tmp_path / "long.xlsx", graph([entity(EntityType.COMPANY, long)], []))
    assert book["企业"]["A2"].value == "长" * 32_766 + "…"


def test_two_workbooks_of_the_same_are_equal_byte_by_byte(tmp_path: Path) -> None:
    workbook(tmp_path / "a.xlsx", wide_graph())
    workbook(tmp_path / "b.xlsx", wide_graph())
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_a_workbook_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nowhere"):
        xlsx.write_workbook(tmp_path / "nowhere" / "a.xlsx", [("一", ["甲"], [])])


# -- networks ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("make", "read"), [(networks.graphml, nx.read_graphml), (networks.gexf, nx.read_gexf)]
)
def test_networkx_reads_the_network_back(make: Any, read: Any) -> None:
    whole = wide_graph()
    data = make(whole)
    more = {"force_multigraph": True} if read is nx.read_graphml else {}
    back = read(io.BytesIO(data), **more)
    assert set(back.nodes) == {node.id for node in whole.nodes}
    assert back.number_of_edges() == len(whole.edges)
    assert sorted((a, b) for a, b, *_ in back.edges) == sorted(
        (one.source, one.target) for one in whole.edges
    )
    gear = next(node for node in whole.nodes if node.properties.get("name") == "示例齿轮有限公司")
    known = back.nodes[gear.id]
    assert (known["label"], known["kind"], known["aliases"]) == (
        gear.properties["name"],
        "Company",
        "示例齿轮；齿轮公司",
    )
    press = [d for *_, d in back.edges(data=True) if d.get("product") == "高压泵"]
    assert [(one["relation"], one["year"], one["level"]) for one in press] == [("AWARDED", 2020, "省")]
    assert make(whole) == data


def test_a_gexf_holds_no_clock_and_no_version_of_a_library() -> None:
    assert b"lastmodified" not in networks.gexf(wide_graph())
    assert b"NetworkX" not in networks.gexf(wide_graph())


@pytest.mark.parametrize("make", [networks.graphml, networks.gexf])
def test_hostile_text_stays_text(make: Any) -> None:
    text = "<script>&\"'\x00\x0b\ud800]]>"
    firm, honour = entity(EntityType.COMPANY, text), entity(EntityType.PROGRAM, "称号")
    data = make(graph([firm, honour], [edge(Predicate.AWARDED, firm, honour, quote=text)]))
    read = nx.read_graphml if make is networks.graphml else nx.read_gexf
    assert read(io.BytesIO(data)).nodes[firm.id]["label"] == "<script>&\"'���]]>"


# -- statements ----------------------------------------------------------------------------------------------------------


def test_statements_are_valid_records_and_all_of_them(built: Path) -> None:
    with Workspace(built / "kg-data") as opened:
        lines = list(statements.statements_jsonl(opened))
        ids = [identity for identity, _ in opened.statements()]
        found = [StatementRecord.model_validate_json(line) for line in lines]
        assert [record.id for record in found] == ids
        assert len(ids) > 10
        for record in found:
            article = opened.article(record.article)
            assert article.text[record.start : record.end] == record.quote
            assert article.document == record.document
    assert all(json.loads(line)["predicate"] for line in lines)
