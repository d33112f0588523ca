"""The reader of old Word documents (.doc, .wps): text and tables, the difficult ones with LibreOffice's help."""

import hashlib
import struct
from collections.abc import Iterable, Sequence
from pathlib import Path

from kg.errors import DocumentError
from kg.ingest.limits import read_bytes
from kg.ingest.office import ole, soffice
from kg.ingest.office.converted import DOC, read_as
from kg.ingest.office.doc_guess import CELL_END, write_guessed
from kg.ingest.office.doc_papx import Paragraphs
from kg.ingest.office.doc_tables import Row, blocks
from kg.ingest.office.doc_text import Encrypted, Piece, pieces_of, plain, table_stream
from kg.ingest.office.package import damaged, encrypted
from kg.ingest.structure.grid import GridRow, expand
from kg.ingest.structure.writer import LayoutWriter
from kg.language import tr
from kg.layout import TableBlock
from kg.model import Document

MAX_BYTES = 128 * 1024 * 1024


def read(path: Path, label: str) -> Document:
    """Read an old Word document; one whose tables are not plain by way of LibreOffice, where it is installed.

    Raises:
        DocumentError: it is damaged, protected, of another program, or has no text.
    """
    data = read_bytes(path, MAX_BYTES)
    found = ole.streams(path, "WordDocument", "0Table", "1Table", "Data")
    if "WordDocument" not in found:
        raise DocumentError(
            f"{path} 是旧版 Office 文件，但不是 Word 文档或 Excel 工作簿；请另存为 docx 或 xlsx 后再试。",
            f"{path} is an old Office file, but no Word document or workbook; save it as docx or xlsx and try again.",
        )
    try:
        word = found["WordDocument"]
        table = found.get(table_stream(word), b"")
        pieces = pieces_of(word, table)
    except Encrypted as error:
        raise encrypted(path) from error
    except (ValueError, struct.error, MemoryError) as error:
        raise damaged(path, error) from error
    writer = LayoutWriter()
    lacks: tuple[str, ...] = ()
    known = _blocks(pieces, word, table, found.get("Data", b""))
    if known is not None:
        _write(writer, known)
    elif soffice.available():
        try:
            return _converted(path, data, label)
        except soffice.NotConverted as error:
            writer.warnings.append(
                tr(
                    f"LibreOffice 未能转换（{error.zh}），表格按文字推断",
                    f"LibreOffice did not convert it ({error.en}); the cells of tables are guessed from the text",
                )
            )
    else:
        lacks = (soffice.NAME,)
        writer.warnings.append(
            tr(
                "表格结构不能确定，按文字推断；装上 LibreOffice 后再次 kg build 即用它重读",
                "the cells of tables are guessed; with LibreOffice installed, the next build reads them with its help",
            )
        )
    if known is None:
        write_guessed(writer, plain("".join(piece.text for piece in pieces)))
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
        lacks=lacks,
    )


def _converted(path: Path, data: bytes, label: str) -> Document:
    """A document with tables as LibreOffice reads it. Raises NotConverted, also where it has lost the tables."""
    document = read_as(DOC, path, data, label)
    if document.layout is None or not any(isinstance(block, TableBlock) for block in document.layout.blocks):
        raise soffice.NotConverted("表格丢失", "its tables were lost")
    return document


def _blocks(pieces: Sequence[Piece], word: bytes, table: bytes, data: bytes) -> list[str | list[Row]] | None:
    """Paragraphs and tables as the document defines them; None where it has tables and does not say how they lie."""
    if not any(CELL_END in piece.text for piece in pieces):
        return list(plain("".join(piece.text for piece in pieces)).split("\r"))
    try:
        paragraphs = Paragraphs(word, table, data)
        return None if paragraphs.nested else list(blocks(pieces, paragraphs))
    except (ValueError, struct.error, IndexError):
        return None


def _write(writer: LayoutWriter, known: Iterable[str | list[Row]]) -> None:
    for block in known:
        if isinstance(block, str):
            for line in block.split("\n"):
                writer.paragraph(line)
        else:
            writer.grid([GridRow(slots) for slots in expand(block)])
