"""A magazine of two columns: reading order, paragraphs and articles, a list inside a column, a short last page."""

import random
from pathlib import Path

import pytest
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph, Table, TableStyle

from kg.ingest import cut_articles, read_document
from tests.ingest.formats import FONT
from tests.ingest.notices import Maker

_WORDS = [
    "推动",
    "制造业",
    "高质量",
    "发展",
    "加快",
    "数字化",
    "转型",
    "实施",
    "重大",
    "工程",
    "培育",
    "优质",
    "企业",
    "提升",
    "产业链",
    "现代化",
    "水平",
    "围绕",
    "目标",
    "落实",
    "责任",
]
_BODY = ParagraphStyle("body", fontName=FONT, fontSize=10, leading=16, firstLineIndent=20, wordWrap="CJK")
_HEAD = ParagraphStyle("head", fontName=FONT, fontSize=15, leading=22, alignment=1, wordWrap="CJK")
_CELL = ParagraphStyle("cell", fontName=FONT, fontSize=8, leading=11, wordWrap="CJK")
_COLUMN = 235


def furniture(canvas, document) -> None:
    canvas.setFont(FONT, 9)
    canvas.drawString(50, 805, "湖 南 机 械 2022年第3期 总第88期")
    canvas.drawCentredString(297, 25, f"·· {document.page} ··")


def magazine(path: Path, seed: int) -> tuple[list[str], list[str]]:
    """Write one; returns the titles of its articles, and all its paragraphs and rows in order."""
    chance, make = random.Random(seed), Maker(seed)
    titles: list[str] = []
    lines: list[str] = []
    story: list[Flowable] = []

    def add(text: str, style: ParagraphStyle) -> None:
        story.append(Paragraph(text, style))
        lines.append(text)

    for number in range(4):
        titles.append(f"{make.firm('长沙市')}发布第{number + 1}号产业报告")
        add(titles[-1], _HEAD)
        for _ in range(6):
            words = [
                chance.choice(_WORDS) + ("，" if at % 7 == 6 else "") for at in range(chance.randint(30, 90))
            ]
            add("".join(words).rstrip("，") + "。", _BODY)
        if number == 1:
            rows = [("序号", "企业名称", "所在地")]
            rows += [(str(at), make.firm("株洲市"), "株洲市") for at in range(1, 13)]
            cells = [[Paragraph(cell, _CELL) for cell in row] for row in rows]
            table = Table(cells, colWidths=[30, 120, 60], repeatRows=1)
            table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black")]))
            story.append(table)
            lines += [" | ".join(row) for row in rows]
        add("来源：湖南省工业和信息化厅", _BODY)
    frames = [Frame(50, 50, _COLUMN, 740), Frame(75 + _COLUMN, 50, _COLUMN, 740)]
    document = BaseDocTemplate(str(path))
    document.addPageTemplates(PageTemplate(frames=frames, onPage=furniture))
    document.build(story)
    return titles, lines


@pytest.mark.parametrize("seed", [3, 4, 5, 6])
def test_a_magazine_is_read_column_by_column(seed: int, tmp_path: Path) -> None:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    titles, lines = magazine(tmp_path / "a.pdf", seed)

    articles = cut_articles(read_document(tmp_path / "a.pdf"))

    text = "".join("".join(article.text.split()) for article in articles)
    truth = "".join("".join(lines).split())
    windows = [truth[at : at + 20] for at in range(len(truth) - 19)]
    assert sum(window in text for window in windows) >= 0.99 * len(windows)
    assert [article.title for article in articles] == titles
    assert [len(table.rows) for article in articles for table in article.tables] == [13]
