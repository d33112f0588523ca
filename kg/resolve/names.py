"""Keys of names: what two writings of one name have in common. Keys are for matching, never for showing."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from kg.catalog.lists import words

_IGNORED = re.compile(r"[\s“”\"'‘’《》〈〉「」『』·•・‧∙]+")
_FOLDED = str.maketrans("【〔〖［[{〈】〕〗］]}〉‐‑‒–—―−", "((((((())))))" + ")-------")


def name_key(name: str) -> str:
    """Fold width, case, white space, quotation marks, kinds of brackets and dashes, and traditional characters away."""
    while (folded := _fold(name)) != name:  # what one step brings together another may have to fold
        name = folded
    return folded


def _fold(name: str) -> str:
    folded = unicodedata.normalize("NFKC", name).translate(_FOLDED).translate(_simplified())
    return _IGNORED.sub("", folded).casefold()


def writings(key: str) -> list[tuple[str, ...]]:
    """For each Chinese character of a key: the characters that are folded to it, itself first."""
    return [(one, *_folded_to().get(one, ())) for one in dict.fromkeys(key) if "\u4e00" <= one <= "\u9fff"]


@cache
def _folded_to() -> Mapping[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for number in (*range(0x2E80, 0x3400), *range(0xF900, 0xFB00), *range(0x2F800, 0x2FA20), *_simplified()):
        for one in name_key(chr(number)):
            if one != chr(number):
                found[one].append(chr(number))
    return {one: tuple(written) for one, written in found.items()}


@cache
def _simplified() -> Mapping[int, str]:
    return {ord(pair[0]): pair[1] for pair in words("traditional.txt")}
