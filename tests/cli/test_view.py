"""``kg view``: which file it writes, what it says, what it refuses."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli import commands
from kg.cli.app import app
from kg.errors import KgError, UsageError
from kg.model import Graph
from kg.workspace import Workspace
from tests.view.graphs import DOCUMENT, entity, graph, province, small

commands.register(["view"])


@pytest.fixture(autouse=True)
def chinese(monkeypatch, tmp_path):
    monkeypatch.setenv("KG_LANG", "zh")
    monkeypatch.chdir(tmp_path)


def workspace(of: Graph) -> str:
    with Workspace(Path("库"), create=True) as opened:
        opened.write_graph(of, [], resolved="test")
    return "库"


def run(*arguments: str, of: Graph | None = None):
    """Run ``kg view`` on a graph; errors of ours come through."""
    folder = workspace(of or small())
    return CliRunner().invoke(app, ["view", "-w", folder, *arguments], catch_exceptions=False)


@pytest.mark.parametrize(
    ("arguments", "file"),
    [
        (["--program", "首台套"], "首台（套）.html"),
        (["--program", "首台（套）", "--year", "2020", "--level", "省", "--place", "青溪市"], "青溪市_·_2020_·_省_·_首台（套）.html"),
        (["--firm", "明泰机床"], "东桥明泰机床有限公司.html"),
        (["--place", "青溪市"], "青溪市.html"),
        (["--person", "李明远"], "李明远.html"),
        (["--agency", "省经信厅"], "云州省经济和信息化厅.html"),
        (["--document", DOCUMENT[:12]], "云州装备简报.html"),
        (["--document", "云州装备简报"], "云州装备简报.html"),
        (["--path", "明泰机床", "无处科技公司"], "东桥明泰机床有限公司_→_无处科技公司.html"),
        ([], "全图.html"),
    ],
)  # fmt: skip
def test_a_selection_becomes_a_file_named_after_it(arguments, file):
    done = run(*arguments)
    assert done.exit_code == 0
    assert done.stdout == f"{file}\n"
    assert Path(file).read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_the_path_goes_to_stdout_and_the_counts_to_stderr():
    done = run("--program", "首台套", "--out", "结果/名单 一.html")
    assert done.stdout == "结果/名单 一.html\n"
    assert done.stderr == "10 个节点，12 条关系。\n"
    assert Path("结果/名单 一.html").stat().st_size < 1_000_000


def test_what_was_left_out_is_said():
    done = run("--limit", "50", of=province(200))
    first, second = done.stderr.splitlines()
    assert first.startswith("50 个节点，")
    assert second.startswith("超出 --limit 而未画出：150 个节点、")


def test_an_empty_selection_is_said():
    done = run("--program", "首台套", "--year", "1999", "--types", "Company,Program")
    assert done.stderr.splitlines()[-1] == "所选范围内没有关系。"


def test_a_name_that_fits_several_lists_them():
    firms = [entity(f"company-{i}", "Company", "恒业公司", place=f"33000{i}") for i in (1, 2)]
    with pytest.raises(UsageError) as caught:
        run("--firm", "恒业公司", of=graph(firms, []))
    assert caught.value.exit_code == 2
    assert "company-1 恒业公司 330001；company-2 恒业公司 330002" in caught.value.zh
    assert not list(Path().glob("*.html"))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--firm", "没有"], "没有找到“没有”。可用 kg find 搜索名称的一部分。"),
        (["--firm", "首台套"], "没有找到“首台套”。可用 kg find 搜索名称的一部分。"),
        (["--firm", "明泰机床", "--person", "李明远"], "只能选一种范围，这里有：--firm --person。"),
        (["--firm", "明泰机床", "--year", "2020"], "--year 和 --level 只与 --program 同用。"),
        (["--firm", "明泰机床", "--param", "a=1"], "--param 只与 --query 同用。"),
        (["--program", "首台套", "--level", "区"], "没有级别“区”；可用：国际 国家 国内 省 市 县。"),
        (["--types", "企业"], "没有类型“企业”；可用：Agency, Article, Company, Document, Organization, Person, Place, Product, Program。"),
        (["--document", "没有"], "没有文档“没有”；kg status 列出全部。"),
        (["--query", "no-such-query"], "没有名为 no-such-query 的查询"),
        (["--out", "."], ". 是文件夹；--out 应给出文件名。"),
    ],
)  # fmt: skip
def test_what_is_refused(arguments, message):
    with pytest.raises(KgError) as caught:
        run(*arguments)
    assert caught.value.zh.startswith(message)
    assert caught.value.exit_code == 2


def test_an_older_page_is_replaced_whole():
    Path("a.html").write_text("alt" * 999_999, encoding="utf-8")
    run("--firm", "明泰机床", "-o", "a.html")
    text = Path("a.html").read_text(encoding="utf-8")
    assert text.startswith("<!DOCTYPE html>") and text.endswith("</html>")
    assert [one.name for one in Path().glob("*a.html*")] == ["a.html"]


def test_it_is_opened_when_asked(monkeypatch):
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    run("--firm", "明泰机床", "-o", "图 一.html", "--open")
    assert opened == [Path("图 一.html").resolve().as_uri()]


def test_two_runs_write_the_same_bytes():
    run("-o", "a.html")
    run("-o", "b.html")
    assert Path("a.html").read_bytes() == Path("b.html").read_bytes()


def test_the_entities_in_the_result_of_a_query(monkeypatch):
    from kg.store import embedded

    if not embedded.available():
        pytest.skip("no embedded store here")
    done = run("--query", "winners", "--param", "year=2019", "-o", "a.html")
    assert done.stderr.splitlines()[0] == "3 个节点，3 条关系。"
    assert "西岭恒业电机股份有限公司" in Path("a.html").read_text(encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        run("--query", "winners", "--param", "year=1999")
    assert caught.value.zh == "查询 winners 的结果中没有实体。"
