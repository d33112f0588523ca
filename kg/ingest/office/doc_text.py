"""The text of a Word 97–2003 document, from its piece table ([MS-DOC] 2.4.1), with the ends of its rows."""

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, replace

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


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; its characters stand ``width`` bytes apart from the offset ``start`` on."""

    text: str
    start: int
    width: int


def pieces_of(word: bytes, table: bytes) -> list[Piece]:
    """The main text in pieces. Raises ValueError when damaged."""
    (length,) = struct.unpack_from("<I", word, _CCP_TEXT)
    offset, size = struct.unpack_from("<II", word, _FC_CLX)
    found: list[Piece] = []
    for piece in _pieces(word, table[offset : offset + size]):
        found.append(replace(piece, text=piece.text[:length]))
        length -= len(found[-1].text)
    return found


def plain(text: str) -> str:
    """Text as it is shown: fields by their results, signs by what they stand for."""
    while (plain := _FIELD.sub(r"\1", text)) != text:
        text = plain
    return text.translate(_SIGNS)


def _pieces(word: bytes, clx: bytes) -> Iterator[Piece]:
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
            yield Piece(word[first : first + length].decode("cp1252", "replace"), first, 1)
        else:
            yield Piece(word[start : start + 2 * length].decode("utf-16-le", "replace"), start, 2)
