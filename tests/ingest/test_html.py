from pathlib import Path

import pytest

from kg.errors import DocumentError
from kg.ingest import cut_articles, read_document
from kg.ingest.web.charset import decode_page
from kg.model import Article, Document, RowKind

NAV = "<div class='top nav'><a href='/'>首页</a><a href='/x'>政务公开</a></div>"
FOOT = "<div id='footer'>版权所有：某省经济和信息化厅 ICP备12345号</div>"


def page(body: str, head: str = "") -> str:
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'>{head}</head><body>{NAV}{body}{FOOT}</body></html>"
    )


def read(text: str | bytes, path: Path) -> tuple[Document, Article]:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    document = read_document(path)
    (article,) = cut_articles(document)
    return document, article


def test_a_page_of_a_content_system(tmp_path: Path) -> None:
    head = (
        "<meta name='ArticleTitle' content='关于公布首台套名单的通知'><meta name='PubDate' content='2022-11-08 09:30'>"
        "<meta name='ContentSource' content='装备处'><meta name='SiteName' content='某省经信厅'>"
    )
    body = (
        "<h1>关于公布首台套名单的通知</h1><div class='info'>发布日期：2022-11-08 来源：装备处 浏览次数：18</div>"
        "<div class='TRS_Editor'><style>p{}</style><p>各市<b>经信</b>局：</p><p>现予公布。<br>请遵照执行。</p>"
        "<script>var a;</script><p style='display:none'>隐藏</p><p>【打印】【关闭】</p>"
        "<p><a href='./P02022.xlsx'>附件：名单.xlsx</a></p></div>"
    )

    document, article = read(page(body, head), tmp_path / "a.html")

    assert (document.reader, document.media_type) == ("html/3", "text/html")
    assert (document.title, document.date, document.publisher) == (
        "关于公布首台套名单的通知",
        "2022-11-08",
        "装备处",
    )
    assert (article.title, article.date, article.source) == (
        "关于公布首台套名单的通知",
        "2022-11-08",
        "装备处",
    )
    assert article.text.split("\n") == [
        "关于公布首台套名单的通知",
        "发布日期：2022-11-08 来源：装备处",
        "各市经信局：",
        "现予公布。",
        "请遵照执行。",
        "附件：名单.xlsx",
    ]
    assert document.warnings == ("网页有 1 个附件，须另行取得：附件：名单.xlsx <./P02022.xlsx>",)


def test_without_meta_tags_and_known_containers_the_dense_part_is_the_text(tmp_path: Path) -> None:
    lines = "".join(f"<p>第{number}段，企业的新产品通过验收，投入使用。</p>" for number in range(8))
    links = "".join(f"<li><a href='/{number}'>其他新闻标题第{number}条</a></li>" for number in range(9))
    body = f"<div><ul>{links}</ul></div><div><h2>某某公司新产品通过验收</h2><div>2022年11月8日</div><div>{lines}</div></div>"

    _, article = read(page(body, "<title>某某公司新产品通过验收_某市经信局网站</title>"), tmp_path / "a")

    assert article.title == "某某公司新产品通过验收"
    assert "其他新闻" not in article.text and "版权" not in article.text and "首页" not in article.text
    assert article.text.count("通过验收，投入使用。") == 8


def test_a_table_with_merged_cells_two_header_rows_groups_and_a_note(tmp_path: Path) -> None:
    table = (
        "<table><tr><td colspan=4>首台套名单</td></tr>"
        "<tr><td rowspan=2>序号<td colspan=2>企业信息<td rowspan=2>所在地</tr><tr><td>企业名称<td>产品<br>名称</tr>"
        "<tr><td colspan=4>一、国内首台（套）</td></tr>"
        "<tr><td>1<td>甲有限公司<td>XQ-3<br>型机床<td rowspan=2>合肥市<tr><td>2<td>乙有限公司<td>泵</tr>"
        "<tr><td colspan=4>二、省内首台（套）</td></tr><tr><td>4<td>丙厂<td>阀<td>芜湖市</tr>"
        "<tr><td colspan=4>注：排名不分先后。</td></tr></table>"
    )

    document, article = read(
        page(
            f"<h1>关于公布名单的通知</h1><div id='zoom'><p>现将名单公布如下，请各单位遵照执行。</p>{table}</div>"
        ),
        tmp_path / "a",
    )

    rows = [(row.kind, [cell.text for cell in row.cells]) for row in article.tables[0].rows]
    assert rows == [
        (RowKind.HEADER, ["序号", "企业名称", "产品名称", "所在地"]),
        (RowKind.GROUP, ["一、国内首台（套）"]),
        (RowKind.DATA, ["1", "甲有限公司", "XQ-3型机床", "合肥市"]),
        (RowKind.DATA, ["2", "乙有限公司", "泵", "合肥市"]),
        (RowKind.GROUP, ["二、省内首台（套）"]),
        (RowKind.DATA, ["4", "丙厂", "阀", "芜湖市"]),
    ]
    assert article.text.split("\n")[2] == "首台套名单"
    assert article.text.split("\n")[-1] == "注：排名不分先后。"
    assert document.warnings == ("表格的序号不连续，缺 3",)


def test_a_table_that_places_text_is_text(tmp_path: Path) -> None:
    prose = "近日，甲有限公司的新产品通过了省级验收。" * 6
    body = f"<table><tr><td>栏目</td><td><p>{prose}</p><p>第二段。</p></td></tr></table>"

    _, article = read(page(f"<h1>新产品通过验收的消息</h1><div id='zoom'>{body}</div>"), tmp_path / "a")

    assert article.tables == ()
    assert article.text.split("\n")[1:] == ["栏目", prose, "第二段。"]


@pytest.mark.parametrize(
    ("declared", "actual"),
    [("gb2312", "gb18030"), ("utf-8", "gb18030"), ("gbk", "utf-8"), ("big5", "gb18030")],
)
def test_the_encoding_is_found_whatever_is_declared(declared: str, actual: str) -> None:
    text = f"<html><head><meta charset={declared}></head><body><p>浙江镕鑫机械有限公司的新产品在我市发布，近日通过验收。</p></body></html>"

    assert decode_page(text.encode(actual)).text == text


@pytest.mark.parametrize("name", ["list.xls", "list.doc"])
def test_a_page_named_as_an_office_file_and_one_saved_as_mht(name: str, tmp_path: Path) -> None:
    table = "<table><tr><th>序号<th>企业名称</tr><tr><td>1<td>甲公司</tr></table>"
    plain = f"<html xmlns:o='urn:x'><head><meta charset=gb2312></head><body>{table}</body></html>".encode(
        "gb18030"
    )
    import base64

    mht = (
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\n'
        b'Content-Type: text/html; charset="gb2312"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
        + base64.b64encode(plain)
        + b"\r\n--b--\r\n"
    )
    for data in (plain, mht):
        document, article = read(data, tmp_path / name)
        assert document.reader == "html/3"
        assert [[cell.text for cell in row.cells] for row in article.tables[0].rows] == [
            ["序号", "企业名称"],
            ["1", "甲公司"],
        ]


def test_a_page_without_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<html><body><script>load()</script></body></html>", encoding="utf-8")

    with pytest.raises(DocumentError) as caught:
        read_document(path)
    assert caught.value.en == (
        f"{path} is a web page without text; it may need scripts to show any: save it from a browser and try again."
    )


def test_nesting_beyond_reason_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<html><body>" + "<div>" * 50_000 + "正文在很深的地方。", encoding="utf-8")

    with pytest.raises(DocumentError, match="没有正文"):
        read_document(path)
