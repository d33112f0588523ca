"""Keys of names: what two writings of one name have in common. Keys are for matching, never for showing."""

import re
import unicodedata
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


@cache
def _simplified() -> Mapping[int, str]:
    return {ord(pair[0]): pair[1] for pair in words("traditional.txt")}
