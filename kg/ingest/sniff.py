"""What a file is, from its first bytes and never from its name."""

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

HEAD_SIZE = 8192
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|table|div|style)\b",
    re.IGNORECASE | re.DOTALL,
)
_MHT = re.compile(rb"(?:[A-Za-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Signature:
    """Bytes that give a binary format away, and what to call it in Chinese and English.

    ``kind`` is ``picture``, ``archive``, ``package`` (ZIP, OLE) or ``other``.
    """

    offset: int
    magic: bytes
    kind: str
    zh: str
    en: str

    def matches(self, head: bytes) -> bool:
        """Whether a file that begins with ``head`` has this format."""
        return head.startswith(self.magic, self.offset)


@cache
def signatures() -> tuple[Signature, ...]:
    """Return the known signatures (``kg/catalog/layout_signatures.csv``)."""
    text = files("kg.catalog").joinpath("layout_signatures.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return tuple(
        Signature(int(row["offset"]), bytes.fromhex(row["hex"]), row["kind"], row["zh"], row["en"])
        for row in rows
    )


def binary_format(head: bytes) -> Signature | None:
    """Return the binary format that the first bytes show, if it is a known one."""
    return next((signature for signature in signatures() if signature.matches(head)), None)


def is_html(head: bytes) -> bool:
    """Whether the first bytes open a web page."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "ignore").encode()
    return _HTML.match(head.removeprefix(b"\xef\xbb\xbf")) is not None


def is_mht(head: bytes) -> bool:
    """Whether the first bytes are the mail header of a web page saved with its pictures."""
    header = _MHT.match(head.lstrip())
    return (
        header is not None
        and re.search(rb"multipart/related|text/html", header[0], re.IGNORECASE) is not None
    )
