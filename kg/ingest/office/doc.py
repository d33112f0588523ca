"""The reader of old Word documents (.doc, .wps): text and simple tables, without an office program."""

import hashlib
import re
import struct
from pathlib import Path

from kg.errors import DocumentError
from kg.ingest.limits import read_bytes
from kg.ingest.office import ole
from kg.ingest.office.doc_text import Encrypted, cell_rows, table_stream, text_of
from kg.ingest.office.package import damaged, encrypted
from kg.ingest.structure.characters import join_lines
from kg.ingest.structure.grid import GridRow, Spread, expand
from kg.ingest.structure.writer import LayoutWriter
from kg.language import tr
from kg.model import Document

MAX_BYTES = 128 * 1024 * 1024
_GUESSED = 0.8
_MOST_PARAGRAPHS = 200


def accepts(head: bytes, path: Path) -> bool:
    """Whether a file is a compound file; workbooks are taken by their own reader before."""
    return head.startswith(ole.MAGIC)


def read(path: Path, label: str) -> Document:
    """Read an old Word document.

    Raises:
        DocumentError: it is damaged, protected, of another program, or has no text.
    """
    data = read_bytes(path, MAX_BYTES)
    found = ole.streams(path, "WordDocument", "0Table", "1Table")
    if "WordDocument" not in found:
        raise DocumentError(
            f"{path} 是旧版 Office 文件，但不是 Word 文档或 Excel 工作簿；请另存为 docx 或 xlsx 后再试。",
            f"{path} is an old Office file, but no Word document or workbook; save it as docx or xlsx and try again.",
        )
    try:
        word = found["WordDocument"]
        text = text_of(word, found.get(table_stream(word), b""))
    except Encrypted as error:
        raise encrypted(path) from error
    except (ValueError, struct.error, MemoryError) as error:
        raise damaged(path, error) from error
    writer = LayoutWriter()
    _write(writer, text)
    if not writer.layout.blocks:
        raise DocumentError(f"{path} 中没有文字。", f"{path} holds no text.")
    return Document(
        id=hashlib.sha256(data).hexdigest(),
        path=path.as_posix(),
        media_type="application/msword",
        text=writer.text,
        reader=label,
        warnings=tuple(writer.warnings),
        layout=writer.layout,
    )


def _write(writer: LayoutWriter, text: str) -> None:
    """Paragraphs and stretches of cells, in order."""
    paragraphs = text.split("\r")
    at = 0
    while at < len(paragraphs):
        if "\x07" not in paragraphs[at]:
            for line in paragraphs[at].split("\n"):
                writer.paragraph(line)
            at += 1
            continue
        end = _table_end(paragraphs, at)
        cells, _, rest = "\r".join(paragraphs[at:end]).rpartition("\x07")
        _table(writer, cells + "\x07")
        at = end - 1
        paragraphs[at] = rest


def _table_end(paragraphs: list[str], at: int) -> int:
    """After which paragraph a table ends: as soon as its cells make rows. A cell may hold several paragraphs."""
    end = at + 1
    while end < min(len(paragraphs), at + _MOST_PARAGRAPHS):
        cells = "\r".join(paragraphs[at:end]).rpartition("\x07")[0]
        if cell_rows(cells + "\x07") is not None:
            return end
        end += 1
    return at + 1


def _table(writer: LayoutWriter, cells: str) -> None:
    rows = cell_rows(cells)
    if rows is None:
        writer.warnings.append(
            tr(
                "一个表格的单元格无法确定，按文字读入；请另存为 docx",
                "the cells of a table are not certain, read as text; save the file as docx",
            )
        )
        for line in re.split("[\x07\r]+", cells):
            writer.paragraph(line)
        return
    spreads = [[Spread(join_lines(re.split("[\r\n]", cell))) for cell in row] for row in rows]
    writer.grid([GridRow(slots) for slots in expand(spreads)], confidence=_GUESSED)
