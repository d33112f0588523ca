"""One document in, whatever its format: the readers, and the choice among them by content.

A reader is a module with a function ``read`` (path, label) and a ``Reader`` in the table below; it is imported when a
file asks for it. To add a format, write its module, tell it in ``kinds`` and put its reader into ``READERS``; the first
whose ``accepts`` says yes reads the file.
"""

import stat
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from kg.errors import DocumentError
from kg.ingest import kinds, sniff
from kg.ingest.ocr import engine
from kg.model import Document


@dataclass(frozen=True, slots=True)
class Reader:
    """A format the product can read. Raise the version whenever it would read some file differently."""

    name: str
    version: int
    accepts: Callable[[bytes, Path], bool]
    module: str

    @property
    def label(self) -> str:
        """Name and version, as stored with each document: ``text/1``."""
        return f"{self.name}/{self.version}"

    def read(self, path: Path) -> Document:
        """Read a file of this format. Raises DocumentError."""
        document: Document = import_module(self.module).read(path, self.label)
        return document


def read_document(path: Path) -> Document:
    """Read one file.

    Raises:
        DocumentError: the file is missing, a folder, empty, too large, or of a format that is not read.
    """
    head = _head(path)
    for reader in READERS:
        if reader.accepts(head, path):
            try:
                return reader.read(path)
            except OSError as error:
                raise _unreadable(path, error) from error
    raise _refusal(path, head)


def is_plain_text(path: Path) -> bool:
    """Whether a file is read as plain text, which needs no parser. Raises DocumentError as ``read_document`` does."""
    head = _head(path)
    chosen = next((reader for reader in READERS if reader.accepts(head, path)), None)
    return chosen is not None and chosen.name == "text"


READERS = (
    Reader("pdf", 3, kinds.is_pdf, "kg.ingest.pdf.reader"),
    Reader("docx", 3, kinds.is_docx, "kg.ingest.office.docx"),
    Reader("spreadsheet", 3, kinds.is_workbook, "kg.ingest.office.spreadsheet"),
    Reader("doc", 3, kinds.is_doc, "kg.ingest.office.doc"),
    Reader("converted", 1, kinds.is_converted, "kg.ingest.office.converted"),
    Reader("html", 3, kinds.is_web_page, "kg.ingest.web.html"),
    Reader("zip", 3, kinds.is_archive, "kg.ingest.archive"),
    Reader("picture", 1, kinds.is_picture, "kg.ingest.ocr.picture"),
    Reader("text", 1, kinds.is_text, "kg.ingest.plaintext"),
)


def _head(path: Path) -> bytes:
    """The first bytes of a regular file that is not empty."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise DocumentError(
                f"{path} 是文件夹，不是文件；请给出其中的文件。",
                f"{path} is a folder, not a file; name the files in it.",
            )
        if not stat.S_ISREG(status.st_mode):
            raise DocumentError(f"{path} 不是普通文件，不能读取。", f"{path} is not a regular file.")
        if status.st_size == 0:
            raise DocumentError(f"{path} 是空文件。", f"{path} is empty.")
        with path.open("rb") as file:
            return file.read(sniff.HEAD_SIZE)
    except FileNotFoundError as error:
        raise DocumentError(
            f"找不到文件 {path}；请检查路径。", f"There is no file {path}; check the path."
        ) from error
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: Exception) -> DocumentError:
    reason = getattr(error, "strerror", None) or str(error)
    return DocumentError(f"无法读取 {path}：{reason}。", f"{path} cannot be read: {reason}.", settled=False)


def _refusal(path: Path, head: bytes) -> DocumentError:
    """Say what the file is instead of a document, and what to do."""
    known = sniff.binary_format(head)
    if not known and not head.strip(b"\x00"):
        return DocumentError(
            f"{path} 开头全是零字节，没有文字；请重新取得该文件。",
            f"{path} begins with zero bytes only, there is no text; get the file again.",
        )
    zh, en = (known.zh, known.en) if known else ("二进制文件", "a binary file")
    advice = _ADVICE[known.kind if known else "other"]
    lacks = _NEEDED.get(known.kind, ()) if known else ()
    return DocumentError(f"{path} 的内容是{zh}；{advice[0]}", f"{path} is {en}; {advice[1]}", lacks=lacks)


_NEEDED = {"picture": (engine.NAME,)}
_ADVICE = {
    "picture": (
        "识别图片中的文字需要 kg[ocr]，或请取得文字版。",
        "reading text in pictures needs kg[ocr], or get a version with text.",
    ),
    "archive": ("请解压后再试，或改用 ZIP。", "unpack it, or use ZIP instead."),
    "package": (
        "但没有可读的文档；请重新取得该文件。",
        "but without a document that can be read; get the file again.",
    ),
    "other": (
        "不是文档；可读的有文本、PDF、Word、Excel、网页和 ZIP。",
        "no document; text, PDF, Word, Excel, web pages and ZIP can be read.",
    ),
}
