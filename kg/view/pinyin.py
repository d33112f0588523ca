"""How a Chinese name is typed on a keyboard."""

import re
from collections.abc import Iterable, Iterator

from pypinyin import lazy_pinyin

_PARTS = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]+|.", re.DOTALL)


def spellings(names: Iterable[str]) -> str:
    """Full pinyin and initials of each name, in lower case, one a line: ``yuhuanshi`` and ``yhs`` for 玉环市.

    A name without Chinese characters has none: it is found as it is written.
    """
    found: dict[str, None] = {}
    for name in names:
        syllables = list(_syllables(name.casefold()))
        full = "".join(syllables)
        if full != name.casefold():
            found[full] = None
            found["".join(syllable[0] for syllable in syllables)] = None
    return "\n".join(found)


def _syllables(name: str) -> Iterator[str]:
    """The syllables of a name; what is not Chinese in it sign by sign."""
    for part in _PARTS.findall(name):
        yield from lazy_pinyin(part)
