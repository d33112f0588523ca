"""The encoding of a web page: its byte order mark, UTF-8 where it is valid, what it declares, then its bytes."""

import re

from kg.ingest.encoding import Decoded, decode

_DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
_HEAD = 4096
# GBK and GB2312 are read as their superset: names use characters that they lack.
_KNOWN = {"gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "x-gbk": "gb18030", "big5": "big5"}


def decode_page(data: bytes) -> Decoded:
    """Decode a web page; a false declaration is found out and does no harm."""
    if not _is_plain_utf8(data) and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        declared = _DECLARED.search(data, 0, _HEAD)
        encoding = _KNOWN.get(declared[1].decode("ascii").lower()) if declared else None
        if encoding:
            try:
                return Decoded(data.decode(encoding), encoding)
            except UnicodeDecodeError:
                pass
    return decode(data)


def _is_plain_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
