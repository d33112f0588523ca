"""The reader of PDF files with text."""

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from kg.errors import DocumentError
from kg.ingest.limits import read_bytes
from kg.ingest.lines import Line
from kg.ingest.masthead import read_masthead
from kg.ingest.ocr import engine
from kg.ingest.ocr.boxes import page_of
from kg.ingest.office.package import damaged, encrypted
from kg.ingest.pdf.content import PageText, page_text
from kg.ingest.pdf.glyphs import Page, read_page
from kg.ingest.pdf.writing import write_pages
from kg.ingest.structure.writer import LayoutWriter
from kg.language import tr
from kg.model import Document

MAX_BYTES = 512 * 1024 * 1024
MAX_PAGES = 5000
# PDFium keeps fonts and pictures of the pages it has read; opening the file again lets go of them.
_PAGES_AT_ONCE = 100
_DOTS_PER_INCH = 200
_SHOWN = 5
_PAGE_NUMBER = re.compile(r"^\d{1,4}\s+|\s+\d{1,4}$")


def read(path: Path, label: str) -> Document:
    """Read a PDF: paragraphs in reading order and tables, without page furniture.

    Raises:
        DocumentError: it is damaged, protected, or has pictures of text only.
    """
    data = read_bytes(path, MAX_BYTES)
    pages, pictures = _pages(path, data)
    recognised = frozenset(pictures) if engine.available() else frozenset()
    without_text = [number for number in pictures if number not in recognised]
    writer = LayoutWriter()
    left_out = write_pages(writer, pages, recognised)
    if not writer.layout.blocks:
        raise _nothing(path, bool(without_text))
    heads = [_PAGE_NUMBER.sub("", text) for text in left_out]
    masthead = read_masthead([Line(text, 0, len(text)) for text in heads if text])
    return Document(
        id=hashlib.sha256(data).hexdigest(),
        path=path.as_posix(),
        media_type="application/pdf",
        text=writer.text,
        reader=label,
        title=masthead.title,
        issue=masthead.issue,
        date=masthead.date,
        warnings=(*writer.warnings, *_warning(without_text)),
        layout=writer.layout,
        lacks=(engine.NAME,) if without_text else (),
    )


def _pages(path: Path, data: bytes) -> tuple[list[PageText], list[int]]:
    """The pages, and the numbers of those that show pictures and no text."""
    pages: list[PageText] = []
    pictures: list[int] = []
    at, count = 0, 1
    while at < count:
        document = _open(path, data)
        try:
            count = min(len(document), MAX_PAGES)
            for number in range(at, min(at + _PAGES_AT_ONCE, count)):
                found, only_pictures = _page(path, document, number)
                pages.append(found)
                if only_pictures:
                    pictures.append(number + 1)
            at += _PAGES_AT_ONCE
        finally:
            document.close()
    return pages, pictures


def _page(path: Path, document: pdfium.PdfDocument, number: int) -> tuple[PageText, bool]:
    try:
        page = document[number]
    except pdfium.PdfiumError as error:
        raise damaged(path, error) from error
    try:
        found = read_page(page, number + 1)
        only_pictures = found.pictures and not found.glyphs
        if only_pictures and engine.available():
            found = _recognised(page, number + 1)
    except pdfium.PdfiumError as error:
        raise damaged(path, error) from error
    finally:
        page.close()
    return page_text(found), only_pictures


def _recognised(page: pdfium.PdfPage, number: int) -> Page:
    """A page of the text in its picture."""
    bitmap = page.render(scale=_DOTS_PER_INCH / 72)
    picture = bitmap.to_numpy()
    return page_of(engine.recognise(picture), bitmap.width, bitmap.height, number)


def _open(path: Path, data: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            raise encrypted(path) from error
        raise damaged(path, error) from error


def _nothing(path: Path, pictures: bool) -> DocumentError:
    if pictures:
        return DocumentError(
            f"{path} 只有图片，没有文字（扫描件）；需要文字识别（kg[ocr]），或请取得文字版。",
            f"{path} holds pictures of pages and no text (a scan); this needs kg[ocr], or get a version with text.",
            lacks=(engine.NAME,),
        )
    return DocumentError(f"{path} 中没有文字。", f"{path} holds no text.")


def _warning(pages: Sequence[int]) -> tuple[str, ...]:
    if not pages:
        return ()
    listed = ", ".join(map(str, pages[:_SHOWN]))
    more = len(pages) > _SHOWN
    return (
        tr(
            f"{len(pages)} 页只有图片，没有文字，未读：第 {listed} 页{'等' if more else ''}（需要 kg[ocr]）",
            f"{len(pages)} pages hold pictures and no text and were not read (needs kg[ocr]): {listed}{' …' if more else ''}",
        ),
    )
