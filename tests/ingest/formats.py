"""Write a notice in every format, as offices write them."""

import html
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

import docx
import openpyxl
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from tests.ingest.notices import Listing, Notice

FONT = "STSong-Light"
CHROMIUM = shutil.which("chromium")
_WIDTHS = {
    "序号": 1,
    "产品名称": 5,
    "装备名称": 5,
    "企业名称": 5,
    "单位名称": 5,
    "研制单位": 5,
    "申报单位": 5,
    "研制企业": 5,
}


def runs(listing: Listing) -> list[tuple[int, int]]:
    """First and last row of each run of one value in the merged column."""
    if listing.merged is None:
        return []
    numbered = [(at, row[listing.merged]) for at, row in enumerate(listing.rows) if not isinstance(row, str)]
    grouped = (list(group) for _, group in groupby(numbered, key=lambda pair: pair[1]))
    return [(group[0][0], group[-1][0]) for group in grouped]


def write_txt(notice: Notice, path: Path) -> None:
    lines = [notice.title, *notice.above]
    for listing in notice.listings:
        lines += listing.above
        lines.append("\t".join(listing.headings))
        lines += [row if isinstance(row, str) else "\t".join(row) for row in listing.rows]
    path.write_text("\n".join([*lines, *notice.below]) + "\n", encoding="utf-8")


def write_html(notice: Notice, path: Path) -> None:
    body = [f"<p>{line}</p>" for line in notice.above]
    for listing in notice.listings:
        body += [f"<p>{line}</p>" for line in listing.above] + [_html_table(listing)]
    body += [f"<p>{line}</p>" for line in notice.below]
    path.write_text(
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{notice.title}</title><style>table "
        "{border-collapse: collapse; width: 100%} td, th {border: 1px solid black; font-size: 11px}</style></head>"
        f"<body><h1 align='center'>{notice.title}</h1><div id='zoom'>{''.join(body)}</div></body></html>",
        encoding="utf-8",
    )


def _html_table(listing: Listing) -> str:
    spans = {first: last - first + 1 for first, last in runs(listing)}
    rows = ["".join(f"<td>{heading}</td>" for heading in listing.headings)]
    for number, row in enumerate(listing.rows):
        if isinstance(row, str):
            rows.append(f"<td colspan={len(listing.headings)}>{row}</td>")
            continue
        cells = []
        for column, value in enumerate(row):
            if column == listing.merged:
                cells.append(f"<td rowspan={spans[number]}>{value}</td>" if number in spans else "")
            else:
                cells.append(f"<td>{html.escape(value)}</td>")
        rows.append("".join(cells))
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


def write_docx(notice: Notice, path: Path) -> None:
    document = docx.Document()
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.add_run(notice.title).font.size = Pt(22)
    for line in notice.above:
        document.add_paragraph(line)
    for number, listing in enumerate(notice.listings):
        if number:
            document.add_page_break()
        for line in listing.above:
            document.add_paragraph(line)
        _docx_table(document, listing)
    for line in notice.below:
        document.add_paragraph(line)
    document.save(str(path))


def _docx_table(document: docx.document.Document, listing: Listing) -> None:
    table = document.add_table(rows=len(listing.rows) + 1, cols=len(listing.headings))
    table.style = "Table Grid"
    cells = [list(row.cells) for row in table.rows]
    for cell, value in zip(cells[0], listing.headings, strict=True):
        cell.text = value
    for number, row in enumerate(listing.rows, 1):
        if isinstance(row, str):
            cells[number][0].merge(cells[number][-1]).text = row
            continue
        for column, value in enumerate(row):
            if column != listing.merged:
                cells[number][column].text = value
    for first, last in runs(listing):
        value = listing.rows[first][listing.merged or 0]
        cells[first + 1][listing.merged or 0].merge(cells[last + 1][listing.merged or 0]).text = value


def write_xlsx(notice: Notice, path: Path) -> None:
    """A list a sheet, the notice's own words in the first."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, listing in enumerate(notice.listings, 1):
        sheet = book.create_sheet(f"附件{number}")
        width = len(listing.headings)
        for line in (*((notice.title, *notice.above) if number == 1 else ()), *listing.above):
            _wide(sheet, line, width)
        sheet.append(listing.headings)
        top = sheet.max_row + 1
        for row in listing.rows:
            if isinstance(row, str):
                _wide(sheet, row, width)
            else:
                sheet.append([int(value) if value.isdigit() else value or None for value in row])
        for first, last in runs(listing):
            column = (listing.merged or 0) + 1
            sheet.merge_cells(
                start_row=top + first, end_row=top + last, start_column=column, end_column=column
            )
    for line in notice.below:
        _wide(sheet, line, width)
    book.save(path)


def _wide(sheet: openpyxl.worksheet.worksheet.Worksheet, line: str, width: int) -> None:
    sheet.append([line])
    sheet.merge_cells(start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=width)


def write_pdf(notice: Notice, path: Path, *, ruled: bool = True) -> None:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    title = ParagraphStyle("title", fontName=FONT, fontSize=18, leading=26, alignment=1, wordWrap="CJK")
    body = ParagraphStyle("body", fontName=FONT, fontSize=11, leading=18, firstLineIndent=22, wordWrap="CJK")
    plain = ParagraphStyle("plain", parent=body, firstLineIndent=0, alignment=1)
    story: list[Flowable] = [
        Paragraph(notice.title, title),
        *(Paragraph(line, body) for line in notice.above),
    ]
    for number, listing in enumerate(notice.listings):
        if number:
            story.append(PageBreak())
        story += [*(Paragraph(line, plain) for line in listing.above), Spacer(1, 8)]
        story += [_pdf_table(listing, ruled), Spacer(1, 12)]
    story += [Paragraph(line, body) for line in notice.below]
    SimpleDocTemplate(str(path), pagesize=A4, leftMargin=50, rightMargin=50).build(story)


def write_borderless_pdf(notice: Notice, path: Path) -> None:
    write_pdf(notice, path, ruled=False)


def _pdf_table(listing: Listing, ruled: bool) -> Table:
    cell = ParagraphStyle("cell", fontName=FONT, fontSize=9, leading=12, wordWrap="CJK")
    width = len(listing.headings)
    data = [[Paragraph(value, cell) for value in listing.headings]]
    commands: list[tuple[object, ...]] = [("GRID", (0, 0), (-1, -1), 0.5, "black")] if ruled else []
    for number, row in enumerate(listing.rows, 1):
        if isinstance(row, str):
            data.append([Paragraph(row, cell), *[""] * (width - 1)])
            commands.append(("SPAN", (0, number), (-1, number)))
        else:
            data.append([Paragraph(value, cell) for value in row])
    for first, last in runs(listing) if ruled else ():
        column = listing.merged or 0
        commands.append(("SPAN", (column, first + 1), (column, last + 1)))
        for number in range(first + 2, last + 2):
            data[number][column] = ""
    first = max(len(row[0]) for row in listing.rows if not isinstance(row, str))
    widths = {**_WIDTHS, "序号": max(1, 0.4 * first)}
    shares = [widths.get(heading, 2.2) for heading in listing.headings]
    table = Table(data, colWidths=[495 * share / sum(shares) for share in shares], repeatRows=1)
    table.setStyle(TableStyle(commands))
    return table


def print_pdf(page: Path, path: Path) -> None:
    """Print a web page with Chromium."""
    assert CHROMIUM
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    command = [CHROMIUM, *options, f"--print-to-pdf={path}", page.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=120)


def write_printed(notice: Notice, path: Path) -> None:
    page = path.with_suffix(".html.tmp.html")
    write_html(notice, page)
    print_pdf(page, path)


WRITERS: dict[str, tuple[str, Callable[[Notice, Path], None]]] = {
    "txt": ("txt", write_txt),
    "html": ("html", write_html),
    "docx": ("docx", write_docx),
    "xlsx": ("xlsx", write_xlsx),
    "pdf": ("pdf", write_pdf),
    "borderless": ("pdf", write_borderless_pdf),
    "printed": ("pdf", write_printed),
}


def cases(notices: Sequence[Notice]) -> Iterator[tuple[Notice, str]]:
    """Every notice in every format; what has one cell over many rows needs rules to show it."""
    for notice in notices:
        for kind in WRITERS:
            yield notice, kind
