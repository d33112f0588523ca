"""``kg export`` in its forms, and rows of a query as a workbook."""

from pathlib import Path

import networkx as nx
import openpyxl
import pytest

from kg.schema import StatementRecord
from tests.command import kg


def test_each_form_is_written_where_it_is_asked_for(copy: Path) -> None:
    def export(*arguments: str) -> str:
        done = kg("export", *arguments, cwd=copy)
        assert done.code == 0, done.err
        return done.out

    assert export("--format", "csv", "--out", "tables") == ""
    assert (copy / "tables" / "Company.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert export("--format", "xlsx", "--out", "all.xlsx") == ""
    assert "Firms" in openpyxl.load_workbook(copy / "all.xlsx").sheetnames
    export("--format", "graphml", "--out", "all.graphml")
    (copy / "all.gexf").write_text(export("--format", "gexf"), encoding="utf-8")
    nodes = set(nx.read_graphml(copy / "all.graphml", force_multigraph=True).nodes)
    assert nodes == set(nx.read_gexf(copy / "all.gexf").nodes) != set()
    lines = export("--format", "statements").splitlines()
    assert len([StatementRecord.model_validate_json(line) for line in lines]) > 10


def test_the_importer_s_command_is_printed(copy: Path) -> None:
    done = kg("export", "--neo4j-import", "bulk", cwd=copy)
    assert done.code == 0
    assert done.out == (copy / "bulk" / "neo4j-admin.txt").read_text(encoding="utf-8")
    again = kg("export", "--neo4j-import", "bulk", cwd=copy)
    assert (again.code, again.out, again.err) == (2, "", "the folder bulk is not empty; name a new one.\n")


@pytest.mark.parametrize(("form", "what"), [("csv", "folder"), ("xlsx", "file")])
def test_tables_need_a_place(copy: Path, form: str, what: str) -> None:
    done = kg("export", "--format", form, cwd=copy)
    assert (done.code, done.out, done.err) == (2, "", f"name a {what} with --out.\n")


def test_rows_of_a_query_as_a_workbook(copy: Path) -> None:
    done = kg("query", "winners", "--format", "xlsx", "--out", "winners.xlsx", cwd=copy, KG_LANG="zh")
    assert (done.code, done.out) == (0, ""), done.err
    sheet = openpyxl.load_workbook(copy / "winners.xlsx")["获奖名单"]
    assert [cell.value for cell in sheet[1]][:4] == ["获奖者", "项目", "产品", "级别"]
    assert sheet.max_row > 5
    missing = kg("query", "winners", "--format", "xlsx", cwd=copy)
    assert (missing.code, missing.err) == (
        2,
        "xlsx needs a file, named with --out; other formats go to stdout (redirect it with >).\n",
    )
