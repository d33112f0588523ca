"""Compound files (OLE) and Word 97 documents, as small as they can be."""

import struct

_SECTOR = 512
_LEAST = 4096
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def compound_file(streams: dict[str, bytes]) -> bytes:
    """A compound file with these streams ([MS-CFB], version 3, no mini stream)."""
    padded = {name: data.ljust(_LEAST, b"\0") for name, data in streams.items()}
    fat: list[int] = []
    body = b""
    starts: dict[str, int] = {}
    for name, data in padded.items():
        starts[name] = len(fat)
        count = -(-len(data) // _SECTOR)
        fat += [*range(len(fat) + 1, len(fat) + count), _END]
        body += data.ljust(count * _SECTOR, b"\0")
    directory_at = len(fat)
    directory = _directory(padded, starts)
    count = len(directory) // _SECTOR
    fat += [*range(len(fat) + 1, len(fat) + count), _END]
    fat_at = len(fat)
    fat.append(_FAT)
    assert len(fat) <= _SECTOR // 4
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        0x3E,
        3,
        0xFFFE,
        9,
        6,
        0,
        1,
        directory_at,
        0,
        _LEAST,
        _END,
        0,
        _END,
        0,
    )
    header += struct.pack("<109I", fat_at, *[_FREE] * 108)
    table = struct.pack(f"<{_SECTOR // 4}I", *fat, *[_FREE] * (_SECTOR // 4 - len(fat)))
    return header + body + directory + table


def _directory(streams: dict[str, bytes], starts: dict[str, int]) -> bytes:
    names = list(streams)
    entries = [_entry("Root Entry", 5, _FREE, 1, _END, 0)]
    for number, name in enumerate(names, start=1):
        right = number + 1 if number < len(names) else _FREE
        entries.append(_entry(name, 2, right, _FREE, starts[name], len(streams[name])))
    data = b"".join(entries)
    return data.ljust(-(-len(data) // _SECTOR) * _SECTOR, b"\0")


def _entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
    encoded = name.encode("utf-16-le") + b"\0\0"
    return struct.pack("<64sHBBIII36xIQ", encoded, len(encoded), kind, 1, _FREE, right, child, start, size)


def word_document(text: str, flags: int = 0) -> bytes:
    """A Word 97 document of one piece of text."""
    offset = 2048
    fib = bytearray(offset)
    struct.pack_into("<H", fib, 0, 0xA5EC)
    struct.pack_into("<H", fib, 10, flags)
    struct.pack_into("<I", fib, 0x4C, len(text))
    pieces = struct.pack("<II", 0, len(text)) + struct.pack("<HIH", 0, offset, 0)
    table = b"\x02" + struct.pack("<I", len(pieces)) + pieces
    struct.pack_into("<II", fib, 0x01A2, 0, len(table))
    return compound_file({"WordDocument": bytes(fib) + text.encode("utf-16-le"), "0Table": table})
