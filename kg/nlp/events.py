"""Names of fairs, forums and meetings (第二十届浙江（杭州）装备制造业博览会): no mentions, and no place in them is one."""

import re
from collections.abc import Iterator
from functools import cache

from kg.catalog.lists import alternation, words
from kg.offsets import Span

LONGEST = 30
# What counts a meeting's name begins it; without a count nobody can say where the name begins.
_COUNTED = r"(?:第[一二三四五六七八九十百\d]{1,4}届|(?:[12]\d{3}|[〇零一二三四五六七八九]{4})年?(?:第[一二三四五六七八九十百\d]{1,4}届)?)"
_INSIDE = r"[^，。；：、！？“”《》|\n\d的了在于是举开召]"


@cache
def _named() -> re.Pattern[str]:
    heads = alternation(words("event_heads.txt"))
    return re.compile(rf"{_COUNTED}{_INSIDE}{{1,{LONGEST}}}{heads}(?![长员场])")


def event_names(text: str) -> Iterator[Span]:
    """The spans of events' names in a text, from left to right."""
    yield from (found.span() for found in _named().finditer(text))
