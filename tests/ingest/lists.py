"""One list of winners, written in every format: what each reader must make of it is known."""

import html
import random
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import docx
import openpyxl
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

HEADINGS = ("序号", "企业名称", "产品名称", "所在地")
FONT = "STSong-Light"
_CITIES = ("合肥市", "芜湖市", "马鞍山市")
_SYLLABLES = "华东宏远天成瑞丰恒力科创"
_FORMS = ("有限公司", "股份有限公司", "机械制造有限公司")
_PRODUCTS = ("海上风力发电机组", "数控五轴联动加工中心", "高速精密冲床")


@dataclass(frozen=True)
class WinnersList:
    """A notice with a list: title, paragraphs above the table, rows under HEADINGS, paragraphs under it."""

    title: str
    above: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    below: tuple[str, ...]

    @property
    def lines(self) -> list[str]:
        """The lines that every reader must give, in order."""
        table = [" | ".join(row) for row in (HEADINGS, *self.rows)]
        return [self.title, *self.above, *table, *self.below]


def winners(size: int, seed: int = 1) -> WinnersList:
    """A list of this many rows, the cities in blocks."""
    chance = random.Random(seed)
    rows = []
    for number in range(size):
        city = _CITIES[number * len(_CITIES) // size]
        firm = city[:-1] + "".join(chance.sample(_SYLLABLES, 4)) + chance.choice(_FORMS)
        product = f"XQ-{chance.randint(1, 9)}.0/{chance.randint(10, 99)}型{chance.choice(_PRODUCTS)}"
        rows.append((str(number + 1), firm, product, city))
    return WinnersList(
        title="关于公布2022年安徽省首台（套）重大技术装备名单的通知",
        above=(
            "各市经济和信息化局：",
            "经企业申报、专家评审和社会公示，现将2022年安徽省首台（套）重大技术装备名单予以公布。",
        ),
        rows=tuple(rows),
        below=("安徽省经济和信息化厅", "2022年11月8日"),
    )


def merged_cities(rows: Sequence[Sequence[str]]) -> list[tuple[int, int]]:
    """The first and last row of each run of one city, which formats with merged cells merge."""
    runs: list[tuple[int, int]] = []
    for number, row in enumerate(rows):
        if number and rows[number - 1][3] == row[3]:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs


def write_txt(content: WinnersList, path: Path) -> None:
    path.write_text("\n".join(content.lines), encoding="utf-8")


def write_html(content: WinnersList, path: Path) -> None:
    spans = {first: last - first + 1 for first, last in merged_cities(content.rows)}
    rows = ["".join(f"<th>{heading}</th>" for heading in HEADINGS)]
    for number, row in enumerate(content.rows):
        city = f"<td rowspan={spans[number]}>{row[3]}" if number in spans else ""
        rows.append("".join(f"<td>{html.escape(cell)}</td>" for cell in row[:3]) + city)
    table = "<table><tr>" + "<tr>".join(rows) + "</table>"
    body = (
        [f"<p>{line}</p>" for line in content.above] + [table] + [f"<p>{line}</p>" for line in content.below]
    )
    path.write_text(
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{content.title}_某网站</title></head><body>"
        f"<div class='nav'><a href='/'>首页</a></div><h1>{content.title}</h1>"
        f"<div id='zoom'>{''.join(body)}</div><div class='footer'>版权所有</div></body></html>",
        encoding="utf-8",
    )


def write_docx(content: WinnersList, path: Path) -> None:
    document = docx.Document()
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.add_run(content.title).font.size = Pt(22)
    for line in content.above:
        document.add_paragraph(line)
    table = document.add_table(rows=len(content.rows) + 1, cols=len(HEADINGS))
    for cells, values in zip(table.rows, (HEADINGS, *content.rows), strict=True):
        for cell, value in zip(cells.cells, values, strict=True):
            cell.text = value
    for first, last in merged_cities(content.rows):
        for number in range(first + 1, last + 1):
            table.cell(number + 1, 3).text = ""
        table.cell(first + 1, 3).merge(table.cell(last + 1, 3)).text = content.rows[first][3]
    for line in content.below:
        document.add_paragraph(line)
    document.save(str(path))


def write_xlsx(content: WinnersList, path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for line in (content.title, *content.above):
        sheet.append([line])
        sheet.merge_cells(start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=4)
    sheet.append(HEADINGS)
    top = sheet.max_row + 1
    for row in content.rows:
        sheet.append([int(row[0]), *row[1:]])
    for first, last in merged_cities(content.rows):
        sheet.merge_cells(start_row=top + first, end_row=top + last, start_column=4, end_column=4)
    for line in content.below:
        sheet.append([line])
        sheet.merge_cells(start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=4)
    book.save(path)


def write_pdf(content: WinnersList, path: Path) -> None:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    title = ParagraphStyle("title", fontName=FONT, fontSize=18, leading=26, alignment=1, wordWrap="CJK")
    body = ParagraphStyle("body", fontName=FONT, fontSize=11, leading=18, firstLineIndent=22, wordWrap="CJK")
    cell = ParagraphStyle("cell", fontName=FONT, fontSize=9, leading=12, wordWrap="CJK")
    data = [[Paragraph(value, cell) for value in row] for row in (HEADINGS, *content.rows)]
    table = Table(data, colWidths=(40, 150, 170, 80), repeatRows=1)
    table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black")]))
    story: list[Flowable] = [
        Paragraph(content.title, title),
        *(Paragraph(line, body) for line in content.above),
    ]
    story += [Spacer(1, 12), table, Spacer(1, 12), *(Paragraph(line, body) for line in content.below)]
    SimpleDocTemplate(str(path), pagesize=A4).build(story)


def write_zip(content: WinnersList, path: Path) -> None:
    inner = path.with_suffix(".inner.docx")
    write_docx(content, inner)
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(inner, "名单.docx")
    inner.unlink()


WRITERS = {
    "txt": write_txt,
    "html": write_html,
    "docx": write_docx,
    "xlsx": write_xlsx,
    "pdf": write_pdf,
    "zip": write_zip,
}
