import zipfile
from pathlib import Path

import docx
import pytest

from kg.ingest import cut_articles, read_document
from kg.model import RowKind

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"'
)


def save(path: Path, body: str, **parts: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "word/document.xml",
            f'<?xml version="1.0"?><w:document {NAMESPACES}><w:body>{body}</w:body></w:document>',
        )
        for name, text in parts.items():
            archive.writestr(f"word/{name}.xml", text)
    return path


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def paragraph(content: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def cell(text: str, properties: str = "", *more: str) -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(run(text))}{''.join(more)}</w:tc>"


def lines(path: Path) -> list[str]:
    return read_document(path).text.split("\n")


def test_changes_are_read_as_accepted(tmp_path: Path) -> None:
    content = (
        run("企业获")
        + f"<w:ins w:id='1'>{run('评')}</w:ins><w:del w:id='2'><w:r><w:delText>得</w:delText></w:r></w:del>"
        + f"<w:moveFrom w:id='3'>{run('旧')}</w:moveFrom><w:moveTo w:id='4'>{run('首台套')}</w:moveTo>"
        + "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>"
    )

    assert lines(save(tmp_path / "a.docx", paragraph(content))) == ["企业获评首台套"]


def test_text_boxes_are_read_once_and_content_controls_at_all(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{paragraph(run('框中文字'))}</w:txbxContent>"
    choice = f"<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
    fallback = (
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    control = f"<w:sdt><w:sdtContent>{paragraph(run('控件中的段落'))}</w:sdtContent></w:sdt>"
    inline = paragraph(run("发布日期") + f"<w:sdt><w:sdtContent>{run('2022年')}</w:sdtContent></w:sdt>")

    path = save(
        tmp_path / "a.docx", paragraph(run("正文") + f"<w:r>{choice}{fallback}</w:r>") + control + inline
    )

    assert lines(path) == ["正文", "框中文字", "控件中的段落", "发布日期2022年"]


def test_signs_fields_and_breaks(tmp_path: Path) -> None:
    content = (
        "<w:r><w:t>型号XQ</w:t><w:noBreakHyphen/><w:t>3</w:t><w:br/><w:t>第二行</w:t></w:r>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r><w:hyperlink>" + run("链接文字") + "</w:hyperlink>"
    )

    assert lines(save(tmp_path / "a.docx", paragraph(content))) == ["型号XQ-3", "第二行链接文字"]


def test_merged_cells_deleted_rows_and_automatic_numbers(tmp_path: Path) -> None:
    numbered = "<w:tc><w:tcPr/><w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='7'/></w:numPr></w:pPr></w:p></w:tc>"
    rows = [
        cell("序号") + cell("企业名称") + cell("产品名称") + cell("所在地"),
        numbered + cell("甲公司") + cell("泵") + cell("合肥市", "<w:vMerge w:val='restart'/>"),
        numbered + cell("乙公司", "<w:gridSpan w:val='2'/>") + cell("", "<w:vMerge/>"),
        cell("芜湖市", "<w:gridSpan w:val='4'/>"),
        numbered + cell("丙公司") + cell("阀") + cell("芜湖市"),
    ]
    deleted = f"<w:tr><w:trPr><w:del w:id='9'/></w:trPr>{cell('9') * 4}</w:tr>"
    table = "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + deleted + "</w:tbl>"

    (article,) = cut_articles(read_document(save(tmp_path / "a.docx", paragraph(run("入选名单")) + table)))

    assert [(row.kind, [one.text for one in row.cells]) for row in article.tables[0].rows] == [
        (RowKind.HEADER, ["序号", "企业名称", "产品名称", "所在地"]),
        (RowKind.DATA, ["1", "甲公司", "泵", "合肥市"]),
        (RowKind.DATA, ["2", "乙公司", "", "合肥市"]),
        (RowKind.GROUP, ["芜湖市"]),
        (RowKind.DATA, ["3", "丙公司", "阀", "芜湖市"]),
    ]


def test_a_table_in_a_cell_is_a_table_of_its_own(tmp_path: Path) -> None:
    inner = (
        f"<w:tbl><w:tr>{cell('序号')}{cell('产品名称')}</w:tr><w:tr>{cell('1')}{cell('泵')}</w:tr></w:tbl>"
    )
    outer = f"<w:tbl><w:tr>{cell('序号')}{cell('企业名称')}</w:tr><w:tr>{cell('1')}{cell('甲公司', '', inner)}</w:tr></w:tbl>"
    frame = f"<w:tbl><w:tr>{cell('下表为产品：', '', inner)}</w:tr></w:tbl>"

    (article,) = cut_articles(
        read_document(save(tmp_path / "a.docx", paragraph(run("入选名单")) + outer + frame))
    )

    assert article.text.split("\n") == [
        "入选名单",
        "序号 | 企业名称",
        "1 | 甲公司",
        "序号 | 产品名称",
        "1 | 泵",
        "下表为产品：",
        "序号 | 产品名称",
        "1 | 泵",
    ]
    assert len(article.tables) == 3


def test_a_title_of_two_lines_is_one_title(tmp_path: Path) -> None:
    large = "<w:r><w:rPr><w:sz w:val='44'/></w:rPr><w:t>{}</w:t></w:r>"
    centred = "<w:jc w:val='center'/>"
    body = "".join(
        paragraph(large.format(line), centred)
        for line in ("某省经济和信息化厅关于公布", "首台（套）装备名单的通知")
    )

    (article,) = cut_articles(read_document(save(tmp_path / "a.docx", body + paragraph(run("各市经信局：")))))

    assert article.title == "某省经济和信息化厅关于公布首台（套）装备名单的通知"


@pytest.mark.parametrize("name", ["Title", "标题"])
def test_a_title_by_its_style(name: str, tmp_path: Path) -> None:
    styles = f'<w:styles xmlns:w="{W}"><w:style w:styleId="a3"><w:name w:val="{name}"/></w:style></w:styles>'
    body = paragraph(run("甲公司，一路领先"), "<w:pStyle w:val='a3'/>") + paragraph(
        run("近日，甲公司的新产品投产。")
    )

    (article,) = cut_articles(read_document(save(tmp_path / "a.docx", body, styles=styles)))

    assert article.title == "甲公司，一路领先"


def test_a_list_typed_with_tabs_becomes_a_table(tmp_path: Path) -> None:
    rows = [("序号", "企业名称", "产品名称"), ("1", "甲有限公司", "泵"), ("2", "乙有限公司", "阀")]
    body = "".join(
        paragraph("<w:r>" + "<w:tab/>".join(f"<w:t>{cell}</w:t>" for cell in row) + "</w:r>") for row in rows
    )

    (article,) = cut_articles(read_document(save(tmp_path / "a.docx", paragraph(run("入选名单")) + body)))

    assert [[one.text for one in row.cells] for row in article.tables[0].rows] == [list(row) for row in rows]


def test_a_table_without_headings_has_each_row_once(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=3, cols=3)
    for number, row in enumerate(table.rows, 4):
        for cell, value in zip(row.cells, (str(number), f"某某{number}有限公司", "株洲市"), strict=True):
            cell.text = value
    document.save(str(tmp_path / "a.docx"))

    (article,) = cut_articles(read_document(tmp_path / "a.docx"))

    assert article.text.split("\n") == [f"{number} | 某某{number}有限公司 | 株洲市" for number in (4, 5, 6)]
