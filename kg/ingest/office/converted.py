"""The reader of OpenDocument (.odt, .ods) and Rich Text (.rtf), which LibreOffice turns into Word and Excel files."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from kg.errors import DocumentError
from kg.ingest.limits import read_bytes
from kg.ingest.office import docx, soffice, spreadsheet
from kg.ingest.office.peek import media_type_of
from kg.model import Document

MAX_BYTES = 128 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Format:
    """A format that is read by way of another one: its suffix, its media type, the other one and its reader."""

    suffix: str
    media_type: str
    target: str
    read: Callable[[Path, str], Document]


DOC = Format(".doc", "application/msword", "docx", docx.read)
_RTF = Format(".rtf", "application/rtf", "docx", docx.read)
_ODT = Format(".odt", "application/vnd.oasis.opendocument.text", "docx", docx.read)
_ODS = Format(".ods", "application/vnd.oasis.opendocument.spreadsheet", "xlsx", spreadsheet.read)


def _format(head: bytes, path: Path) -> Format | None:
    if head.startswith(b"{\\rtf"):
        return _RTF
    media_type = media_type_of(path) if head.startswith(b"PK\x03\x04") else None
    return next((one for one in (_ODT, _ODS) if one.media_type == media_type), None)


def read(path: Path, label: str) -> Document:
    """Read a document by way of LibreOffice.

    Raises:
        DocumentError: LibreOffice is not here or cannot open it, or what it makes of it cannot be read.
    """
    data = read_bytes(path, MAX_BYTES)
    known = _format(data, path)
    assert known
    name = known.suffix[1:].upper()
    if not soffice.available():
        raise DocumentError(
            f"{path} 是 {name} 文档，需要 LibreOffice 才能读取；请安装它，或另存为 {known.target}。",
            f"{path} is an {name} document, which takes LibreOffice to read; install it, or save as {known.target}.",
            lacks=(soffice.NAME,),
        )
    try:
        return read_as(known, path, data, label)
    except soffice.NotConverted as error:
        raise DocumentError(
            f"LibreOffice 未能打开 {path}（{error.zh}）；文件可能已损坏，请重新取得或另存为 {known.target}。",
            f"{path} could not be opened by LibreOffice ({error.en}); it may be damaged: get it again or save it as "
            f"{known.target}.",
        ) from error


def read_as(known: Format, path: Path, data: bytes, label: str) -> Document:
    """Read a document, given with its bytes, by way of another format. Raises NotConverted."""
    with soffice.converted(path, known.suffix, known.target) as copy:
        try:
            found = known.read(copy, label)
        except DocumentError as error:
            raise soffice.NotConverted("其中没有文字", "there is no text in it") from error
    identity = hashlib.sha256(data).hexdigest()
    return replace(found, id=identity, path=path.as_posix(), media_type=known.media_type)
