"""The reader of web pages, also of those saved as MHT or named .doc and .xls."""

import hashlib
from pathlib import Path

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from kg.errors import DocumentError
from kg.ingest import sniff
from kg.ingest.limits import read_bytes
from kg.ingest.notes import note_of
from kg.ingest.structure.writer import LayoutWriter
from kg.ingest.web import mht
from kg.ingest.web.charset import decode_page
from kg.ingest.web.flow import flow
from kg.ingest.web.page import Head, attachments, main_text, read_head
from kg.language import tr
from kg.model import Document

MAX_BYTES = 32 * 1024 * 1024
_SHOWN = 10


def read(path: Path, label: str) -> Document:
    """Read a web page: title, a line of date and source, and the main text with its tables.

    Raises:
        DocumentError: the page is too large or has no text.
    """
    data = read_bytes(path, MAX_BYTES)
    source = mht.page_of(data) if sniff.is_mht(data[: sniff.HEAD_SIZE]) else data
    decoded = decode_page(source)
    page = _parse(decoded.text, path)
    found = page.find("body")
    body = found if found is not None else page
    head = read_head(page, body)
    writer = LayoutWriter()
    _write(writer, head, main_text(body))
    if not writer.layout.blocks:
        raise DocumentError(
            f"{path} 这个网页没有正文；它也许靠脚本显示内容，请在浏览器中另存后再试。",
            f"{path} is a web page without text; it may need scripts to show any: save it from a browser and try again.",
        )
    return Document(
        id=hashlib.sha256(data).hexdigest(),
        path=path.as_posix(),
        media_type="text/html",
        text=writer.text,
        reader=label,
        encoding=decoded.encoding,
        title=head.title,
        date=head.date,
        publisher=head.source or head.site,
        warnings=(*writer.warnings, *_attached(page)),
        layout=writer.layout,
    )


def _parse(text: str, path: Path) -> HtmlElement:
    parser = HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        return document_fromstring(text.replace("\x00", "").encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise DocumentError(
            f"{path} 不是可读的网页：{error}。", f"{path} is not a readable web page: {error}."
        ) from error


def _write(writer: LayoutWriter, head: Head, content: HtmlElement) -> None:
    """Title, note and text; where the text repeats title and note, they are written once."""
    if head.title:
        writer.paragraph(head.title, title=True)
    labelled = (("发布日期", head.date), ("来源", head.source))
    note = " ".join(f"{name}：{value}" for name, value in labelled if value)
    if note and head.title:
        writer.paragraph(note)
    opening = True
    for piece in flow(content):
        if isinstance(piece, str):
            known = opening and (piece == head.title or (bool(note) and _is_note(piece)))
            if not known:
                opening = opening and len(piece) < 30
                writer.paragraph(piece)
        else:
            opening = False
            writer.grid(piece)


def _is_note(text: str) -> bool:
    found = note_of(text)
    return found is not None and not found.closes


def _attached(page: HtmlElement) -> tuple[str, ...]:
    """The files that the page links to; they are documents of their own."""
    found = attachments(page)
    if not found:
        return ()
    listed = "; ".join(f"{name} <{address}>" for name, address in found[:_SHOWN])
    return (
        tr(
            f"网页有 {len(found)} 个附件，须另行取得：{listed}",
            f"the page has {len(found)} attachments to fetch: {listed}",
        ),
    )
