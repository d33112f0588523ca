"""The reader of Word documents (.docx): the body of the document from its XML, without an office program."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from lxml import etree

from kg.errors import DocumentError
from kg.ingest.limits import read_bytes
from kg.ingest.office.docx_body import BodyReader, Grid, Text, attribute, child, local
from kg.ingest.office.package import Package, damaged, open_package
from kg.ingest.structure.rows import is_prose
from kg.ingest.structure.writer import LayoutWriter
from kg.model import Document

MAX_BYTES = 128 * 1024 * 1024
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_BODY = "word/document.xml"
_STYLES = "word/styles.xml"
_TITLE_NAMES = ("title", "标题")


def read(path: Path, label: str) -> Document:
    """Read a Word document.

    Raises:
        DocumentError: it is damaged, protected, hostile, or has no text.
    """
    data = read_bytes(path, MAX_BYTES)
    writer = LayoutWriter()
    with open_package(path) as package:
        body = child(package.xml(_BODY), "body")
        if body is None:
            raise damaged(path, ValueError("no body"))
        write_blocks(writer, BodyReader(_title_styles(package)).blocks(body))
    if not writer.layout.blocks:
        raise DocumentError(
            f"{path} 中没有文字；如果内容是图片，请用文字版。",
            f"{path} holds no text; if it holds pictures of text, get a version with text.",
        )
    return Document(
        id=hashlib.sha256(data).hexdigest(),
        path=path.as_posix(),
        media_type=MEDIA_TYPE,
        text=writer.text,
        reader=label,
        warnings=tuple(writer.warnings),
        layout=writer.layout,
    )


def write_blocks(writer: LayoutWriter, blocks: Iterable[Text | Grid]) -> None:
    """Write paragraphs and tables; a table that only places text is written cell by cell."""
    for block in blocks:
        if isinstance(block, Text):
            for line in block.lines:
                writer.paragraph(line, title=block.title)
        elif is_prose(block.rows):
            write_blocks(writer, block.blocks)
        else:
            writer.grid(block.rows)
            write_blocks(writer, block.nested)


def _title_styles(package: Package) -> frozenset[str]:
    """The ids of the styles that are called Title."""
    if _STYLES not in package:
        return frozenset()
    styles: etree._Element = package.xml(_STYLES)
    return frozenset(
        identity
        for style in styles
        if local(style) == "style"
        and (attribute(child(style, "name"), "val") or "").lower() in _TITLE_NAMES
        and (identity := attribute(style, "styleId"))
    )
