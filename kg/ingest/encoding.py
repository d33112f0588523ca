"""From bytes to text: UTF-8, UTF-16, GB18030 (and so GBK and GB2312), Big5, or a mixture line by line.

Own rules: general detectors fail on damaged GB18030 and on UTF-16 without a byte order mark. GBK is always read
as GB18030, its superset, since names use characters that GBK lacks.
"""

import re
from dataclasses import dataclass

from kg.ingest.catalog import words

REPLACEMENT = "\ufffd"
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_CANDIDATES = ("utf-8", "gb18030", "big5", "utf-16-le", "utf-16-be")
_SAMPLE = 1 << 16
_BAD = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f\x7f-\x9f]")
_HAN = re.compile("[\u4e00-\u9fff]")
_FREQUENT = re.compile(f"[{''.join(words('frequent_characters'))}]")
# Below this score (see _score) not even the best decoding is Chinese or plain ASCII text.
_READABLE = 0.55


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the encoding it was read in; ``"utf-8+gb18030"`` is a file of both."""

    text: str
    encoding: str

    @property
    def damaged(self) -> int:
        """The number of places where bytes were no character (U+FFFD in the text)."""
        return self.text.count(REPLACEMENT)


def decode(data: bytes) -> Decoded:
    """Decode the bytes of a text file. Never fails: what is no character becomes U+FFFD."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _with_bom(data[len(bom) :], encoding)
    if b"\x00" not in data:
        try:
            return Decoded(data.decode("utf-8"), "utf-8")
        except UnicodeDecodeError:
            pass
    encoding = _best(data[:_SAMPLE])
    if encoding in ("utf-8", "gb18030"):
        return _by_line(data, encoding)
    return Decoded(data.decode(encoding, "replace"), encoding)


def looks_like_text(head: bytes) -> bool:
    """Whether the first bytes of a file read as text in some encoding (they may end inside a character)."""
    for bom, encoding in _BOMS:
        if head.startswith(bom):
            return _score(head[len(bom) :].decode(encoding, "ignore")) >= _READABLE
    if _is_clean_utf8(head):
        return True
    return max(_score(_sample(head, encoding)) for encoding in _CANDIDATES) >= _READABLE


def _is_clean_utf8(head: bytes) -> bool:
    """Whether bytes are UTF-8 without control characters, apart from a character cut at the end."""
    try:
        text = head.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.end < len(head):
            return False
        text = head[: error.start].decode("utf-8")
    return bool(text) and not _BAD.search(text)


def _with_bom(data: bytes, encoding: str) -> Decoded:
    if encoding == "utf-8":
        return _by_line(data, encoding)
    return Decoded(data.decode(encoding, "replace"), encoding)


def _best(sample: bytes) -> str:
    return max(_CANDIDATES, key=lambda encoding: _score(_sample(sample, encoding)))


def _sample(sample: bytes, encoding: str) -> str:
    """Decode a sample; the character that its end may cut is left out."""
    text = sample.decode(encoding, "replace")
    return text.rstrip(REPLACEMENT) if len(text) > 8 else text


def _score(text: str) -> float:
    """How much a decoding looks like text: Han and ASCII share, frequent characters, damage counted hard."""
    dense = re.sub(r"\s+", "", text)
    if not dense:
        return 0.0
    han, bad = len(_HAN.findall(dense)), len(_BAD.findall(dense))
    ascii_share = sum(character.isascii() for character in dense) / len(dense)
    frequent = len(_FREQUENT.findall(dense)) / max(han, 1)
    return han / len(dense) + ascii_share + min(frequent, 0.5) - 5 * bad / len(dense)


def _by_line(data: bytes, encoding: str) -> Decoded:
    """Decode line by line when a file holds both UTF-8 and GB18030, else as a whole.

    A line of GB18030 is by chance valid UTF-8 now and then, so both kinds must be there in earnest.
    """
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        pass
    lines = data.split(b"\n")
    foreign = [_decodes(line) for line in lines if not line.isascii()]
    if min(foreign.count("utf-8"), foreign.count("gb18030")) >= max(1, len(foreign) // 50):
        mixed = "\n".join(line.decode(_decodes(line) or encoding, "replace") for line in lines)
        if _score(mixed) >= _score(data.decode(encoding, "replace")):
            return Decoded(mixed, "utf-8+gb18030")
    return Decoded(data.decode(encoding, "replace"), encoding)


def _decodes(line: bytes) -> str | None:
    """The first of UTF-8 and GB18030 in which a line has no damage."""
    for encoding in ("utf-8", "gb18030"):
        try:
            line.decode(encoding)
        except UnicodeDecodeError:
            continue
        return encoding
    return None
