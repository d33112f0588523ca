"""Which reader a file is for: by its first bytes, and a package also by what is in it. No reader is needed to tell."""

from pathlib import Path

from kg.ingest import sniff
from kg.ingest.encoding import looks_like_text
from kg.ingest.ocr import engine
from kg.ingest.office.peek import has_stream, media_type_of, names_in

_ZIP, _OLE, _RTF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf"
_EMPTY_ZIP = b"PK\x05\x06"
_OPEN_DOCUMENTS = tuple(f"application/vnd.oasis.opendocument.{kind}" for kind in ("text", "spreadsheet"))


def is_pdf(head: bytes, path: Path) -> bool:
    """Whether a file is a PDF; some have a few bytes of something else before the mark."""
    return b"%PDF-" in head[:1024]


def is_docx(head: bytes, path: Path) -> bool:
    """Whether a file is a ZIP package with a Word document in it."""
    return head.startswith(_ZIP) and "word/document.xml" in names_in(path)


def is_workbook(head: bytes, path: Path) -> bool:
    """Whether a file is a workbook, new or old."""
    if head.startswith(_ZIP):
        return "xl/workbook.xml" in names_in(path)
    return head.startswith(_OLE) and has_stream(path, "Workbook", "Book")


def is_doc(head: bytes, path: Path) -> bool:
    """Whether a file is a compound file; workbooks are taken by their own reader before."""
    return head.startswith(_OLE)


def is_converted(head: bytes, path: Path) -> bool:
    """Whether a file is Rich Text, or says that it is OpenDocument."""
    return head.startswith(_RTF) or (head.startswith(_ZIP) and media_type_of(path) in _OPEN_DOCUMENTS)


def is_web_page(head: bytes, path: Path) -> bool:
    """Whether a file begins as a web page, or as one saved with its pictures (MHT)."""
    return sniff.binary_format(head) is None and (sniff.is_html(head) or sniff.is_mht(head))


def is_archive(head: bytes, path: Path) -> bool:
    """Whether a file is a ZIP archive; Word and Excel files are taken by their own readers before."""
    return head.startswith((_ZIP, _EMPTY_ZIP))


def is_picture(head: bytes, path: Path) -> bool:
    """Whether a file is a picture, and its text can be read here."""
    known = sniff.binary_format(head)
    return known is not None and known.kind == "picture" and engine.available()


def is_text(head: bytes, path: Path) -> bool:
    """Whether a file that begins with these bytes is plain text in an encoding we know."""
    return sniff.binary_format(head) is None and not sniff.is_html(head) and looks_like_text(head)
