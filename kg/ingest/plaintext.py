"""The reader of plain text files."""

import hashlib
from pathlib import Path

from kg.errors import DocumentError
from kg.ingest.encoding import REPLACEMENT, Decoded, decode
from kg.ingest.lines import split_lines
from kg.ingest.masthead import read_masthead
from kg.language import tr
from kg.model import Document

MAX_BYTES = 64 * 1024 * 1024
_PLACES_SHOWN = 3


def read(path: Path, label: str) -> Document:
    """Read a text file. ``Document.text`` is the decoded file, line ends untouched, without the byte order mark.

    Raises:
        DocumentError: the file is larger than ``MAX_BYTES`` or holds blanks only.
    """
    size = path.stat().st_size
    if size > MAX_BYTES:
        limit = MAX_BYTES // 2**20
        raise DocumentError(
            f"{path} 有 {size / 2**20:.0f} MB，超过文本上限 {limit} MB；请拆成几个文件。",
            f"{path} has {size / 2**20:.0f} MB, more than the limit of {limit} MB for text; split it.",
        )
    data = path.read_bytes()
    decoded = decode(data)
    lines = split_lines(decoded.text)
    if not lines:
        raise DocumentError(f"{path} 中没有文字，只有空白。", f"{path} holds no text, only blanks.")
    masthead = read_masthead(lines)
    return Document(
        id=hashlib.sha256(data).hexdigest(),
        path=path.as_posix(),
        media_type="text/plain",
        text=decoded.text,
        reader=label,
        encoding=decoded.encoding,
        title=masthead.title,
        issue=masthead.issue,
        date=masthead.date,
        publisher=masthead.publisher,
        warnings=_warnings(decoded),
    )


def _warnings(decoded: Decoded) -> tuple[str, ...]:
    """Count the damage and say where it is."""
    if not decoded.damaged:
        return ()
    lines = [number for number, line in enumerate(decoded.text.split("\n"), start=1) if REPLACEMENT in line]
    places = [str(number) for number in lines[:_PLACES_SHOWN]]
    more = len(lines) > _PLACES_SHOWN
    return (
        tr(
            f"有 {decoded.damaged} 处字节无法按 {decoded.encoding} 解码，位于第 {'、'.join(places)} 行"
            + ("等" if more else ""),
            f"{decoded.damaged} places cannot be decoded as {decoded.encoding}, in line "
            + ", ".join(places)
            + (" and others" if more else ""),
        ),
    )
