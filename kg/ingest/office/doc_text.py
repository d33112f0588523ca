"""The text of a Word 97–2003 document, from its piece table ([MS-DOC] 2.4.1)."""

import re
import struct
from collections.abc import Iterator

_MAGIC = 0xA5EC
_ENCRYPTED = 0x0100
_TABLE_1 = 0x0200
_CCP_TEXT = 0x4C
_FC_CLX = 0x01A2
_COMPRESSED = 1 << 30
_FIELD = re.compile("\x13[^\x13\x14\x15]*\x14?([^\x13\x15]*)\x15")
_SIGNS = str.maketrans(
    {
        "\x1e": "-",
        "\x1f": None,
        "\x0b": "\n",
        "\x0c": "\r",
        "\x0e": "\r",
        "\x01": None,
        "\x08": None,
        "\x02": None,
        "\x05": None,
    }
)


class Encrypted(ValueError):
    """The document is protected by a password."""


def table_stream(word: bytes) -> str:
    """The name of the stream that holds the piece table. Raises ValueError for what is no Word 97 document."""
    magic, flags = struct.unpack_from("<H8xH", word)
    if magic != _MAGIC:
        raise ValueError("no Word 97 document")
    if flags & _ENCRYPTED:
        raise Encrypted("password")
    return "1Table" if flags & _TABLE_1 else "0Table"


def text_of(word: bytes, table: bytes) -> str:
    """The main text: ``\\r`` ends a paragraph, ``\\x07`` a cell or a row. Raises ValueError when damaged."""
    (length,) = struct.unpack_from("<I", word, _CCP_TEXT)
    offset, size = struct.unpack_from("<II", word, _FC_CLX)
    text = "".join(_pieces(word, table[offset : offset + size]))[:length]
    while (plain := _FIELD.sub(r"\1", text)) != text:
        text = plain
    return text.translate(_SIGNS)


def _pieces(word: bytes, clx: bytes) -> Iterator[str]:
    """The pieces of text in order."""
    at = 0
    while clx[at : at + 1] == b"\x01":
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    if clx[at : at + 1] != b"\x02":
        raise ValueError("no piece table")
    (size,) = struct.unpack_from("<I", clx, at + 1)
    count = (size - 4) // 12
    ends = struct.unpack_from(f"<{count + 1}I", clx, at + 5)
    descriptors = at + 5 + 4 * (count + 1)
    for number in range(count):
        (start,) = struct.unpack_from("<I", clx, descriptors + 8 * number + 2)
        length = ends[number + 1] - ends[number]
        if start & _COMPRESSED:
            first = (start & ~_COMPRESSED) // 2
            yield word[first : first + length].decode("cp1252", "replace")
        else:
            yield word[start : start + 2 * length].decode("utf-16-le", "replace")


def cell_rows(text: str) -> list[list[str]] | None:
    """The rows of a stretch of cells, each ended by ``\\x07``, a row by one more.

    An empty cell looks like the end of a row, so the rhythm of the whole stretch decides; None without one.
    """
    marks = text.split("\x07")[:-1]
    for width in range(2, min(len(marks), 64) + 1):
        rows = [marks[at : at + width] for at in range(0, len(marks), width + 1)]
        ends = marks[width :: width + 1]
        if len(marks) % (width + 1) or any(end.strip() for end in ends):
            continue
        # A single row with an empty cell in it may as well be two rows of unequal length.
        return rows if len(rows) > 1 or all(cell.strip() for cell in rows[0]) else None
    return None
