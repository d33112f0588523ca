"""Different writings of one name: width, case, blanks and brackets do not matter."""

import unicodedata
from functools import lru_cache

DROPPED = frozenset(" \t\u3000()[]〔〕【】")
_QUOTES = str.maketrans("”\"‘’'「」『』", "“" * 9)


@lru_cache(maxsize=1 << 16)
def _plain(character: str) -> str:
    folded = unicodedata.normalize("NFKC", character).lower()
    if folded in DROPPED or (folded.isspace() and folded != "\n"):
        return ""
    return folded.translate(_QUOTES) if len(folded) == 1 else character


def squeeze(text: str) -> tuple[str, list[int]]:
    """A text in plain writing, and for each of its characters the position it had before."""
    kept = [(plain, at) for at, character in enumerate(text) if (plain := _plain(character))]
    return "".join(plain for plain, _ in kept), [at for _, at in kept]


def key(name: str) -> str:
    """The plain writing of a name."""
    return squeeze(name)[0]
