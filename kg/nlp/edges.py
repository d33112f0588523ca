"""Where a name that ends at a known suffix begins.

Chinese writes no blanks, so the left edge of a name in running text is found by what cannot be part of it:
punctuation, then the last word that stands before names and not in them (``edge_words.txt``), unless a longer
word of names covers it (``edge_protected.txt``: 和 in 义和, 的 in 美的).
"""

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from kg.catalog.brands import brands
from kg.catalog.lists import alternation, words
from kg.nlp.compounds import Compounds
from kg.nlp.gazetteer import Gazetteer

LONGEST_NAME = 36
LEVELS = frozenset("省市县区州")
# Edge words of one character that a name may begin with behind its place (not 的, 在, 是).
_IN_NAMES = frozenset("和与同及为由向将成大新")
NO_PLACES: Mapping[int, int] = MappingProxyType({})
# Runs backwards over the reversed text: a name is Han, Latin and digits, with short bracketed parts inside.
_BACK = re.compile(
    r"(?:[\u3400-\u9fff\U00020000-\U0003ffff〇A-Za-z0-9&＆·\-]|(?<=[A-Za-z0-9]) (?=[A-Za-z0-9])"
    r"|）(?![一二三四五六七八九十]+（)[\u3400-\u9fffA-Za-z]{1,8}（|\)[\u3400-\u9fffA-Za-z]{1,8}\()"
    rf"{{0,{LONGEST_NAME}}}"
)
_NUMBER = re.compile(
    r"(?:[\d０-９.]+|[第一二三四五六七八九十百千两数几多]+)"
    r"(?:余|多)?(?:年度?|月份?|日|号|家|个|项|名|位|户|批次?|届|条|人|级|期|台|款|时|次|亿元|万元|元)+(?:的)?"
)
_NUMBERING = re.compile(r"\d{1,3}(?=[\u3400-\u9fff])|[-·&＆ ]+")


@cache
def _edge() -> re.Pattern[str]:
    return re.compile(rf"(?=({alternation(words('edge_words.txt'))}))")


@cache
def _sure_start() -> re.Pattern[str]:
    return re.compile(alternation(words("edge_sure_starts.txt")))


@cache
def _protected() -> Gazetteer:
    return Gazetteer((*words("edge_protected.txt"), *brands()))


@cache
def _loose() -> re.Pattern[str]:
    return re.compile(alternation(words("edge_loose.txt")))


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(alternation(words("edge_opening.txt")))


@cache
def _generic() -> Compounds:
    """Text made of words that name a kind of body or trade, and no body in particular."""
    return Compounds((*words("generic_words.txt"), *words("edge_words.txt")))


@cache
def _sure_edge() -> re.Pattern[str]:
    return re.compile(alternation(word for word in words("edge_words.txt") if len(word) > 1))


def edge_at(text: str, at: int) -> bool:
    """Whether a word of two characters or more begins here that stands before names and not in them (来自)."""
    return _sure_edge().match(text, at) is not None


def is_generic(text: str) -> bool:
    """Whether a name's body is empty, or made only of words for kinds and trades (科技, 大型, 新材料)."""
    return text in _generic()


def stretch(text: str, end: int) -> int:
    """The earliest position from which an unbroken run of name characters reaches ``end``."""
    back = text[max(0, end - 2 * LONGEST_NAME) : end][::-1]
    found = _BACK.match(back)
    return end - (found.end() if found else 0)


def cuts(text: str, start: int, end: int, places: Mapping[int, int] = NO_PLACES) -> tuple[list[int], int]:
    """The positions in ``text[start:end]`` at which a name may begin, and the last before which none can begin.

    Edge words of two characters or more, and counts (三家), are sure; a single character may yet be part of
    the name.
    """
    run = text[start:end]
    inside = _inside(run, start, places)
    nearby = range(max(0, start - LONGEST_NAME), end)
    place_ends = {places[at] for at in nearby if at in places}
    possible, floor = {0}, 0
    for found in _edge().finditer(run):
        first, last = found.span(1)
        if _sure_start().match(run, last):
            floor = max(floor, last)
            continue
        if inside[last] or (last - first == 1 and inside[first]) or run.startswith(("（", "("), last):
            continue
        joined = run[first:last] in _IN_NAMES and start + first in place_ends
        if joined and start + last not in places:
            continue  # 上海和辉…: the place and what follows are one name
        possible.add(last)
        floor = max(floor, last if last - first > 1 else 0)
    floor = max([floor, *(found.end() for found in _NUMBER.finditer(run))])
    return sorted(start + at for at in {*possible, floor} if at >= floor), start + floor


def _inside(run: str, start: int, places: Mapping[int, int]) -> list[bool]:
    """For each position of a run, whether it lies within a protected word or a known place."""
    inside = [False] * (len(run) + 1)
    protected = _protected()
    words_held = ((at, protected.longest_at(run, at)) for at in range(len(run)))
    places_held = ((at, places[at + start] - start) for at in range(len(run)) if at + start in places)
    for first, last in (*words_held, *places_held):
        for at in range(first + 1, min(last, len(inside))):
            inside[at] = True
    return inside


def left_edge(text: str, end: int, places: Mapping[int, int] = NO_PLACES, *, legal: bool = False) -> int:
    """Where the name whose suffix starts at ``end`` begins; ``places`` maps the start of a place to its end.

    The last cut after which something specific is left wins; ``end`` itself when an edge word stands right
    before the suffix (该公司), unless that is a ``legal`` form, which always has a name before it. A loose edge (``edge_loose.txt``) cuts when a known place begins right after
    it, an opening one (``edge_opening.txt``) when the run begins with it.
    """
    possible, start = cuts(text, stretch(text, end), end, places)
    if possible[-1] == end and not legal:
        return end
    for cut in possible:
        if cut == end:
            continue
        if cut in places or text[cut:end] in LEVELS or not is_generic(text[cut:end]):
            start = cut
    for found in _loose().finditer(text, start, end):
        if found.end() in places and found.start() not in places:
            start = found.end()
    start = _past_numbering(text, start, end)
    start = _past_location(text, start, end, places)
    return _past_opening(text, start, end, places)


def _past_location(text: str, start: int, end: int, places: Mapping[int, int]) -> int:
    """Past a place that only says where the firm is.

    That is a county before a firm named after the wider place (宝山区 before 上海某某公司), and a part of a zone, for no
    firm has one in its name (综合保税区（B区） before 某某公司).
    """
    at = start
    while at in places and places[at] < end:
        at = places[at]
        if text[at - 1] == "）":
            return at
        if text[at - 1] in "县区旗" and at in places and text[places[at] - 1] not in "县区旗镇乡":
            return at
    return start


def _past_opening(text: str, start: int, end: int, places: Mapping[int, int]) -> int:
    found = _opening().match(text, start, end)
    held = _inside(text[start:end], start, places)
    if found and not held[found.end() - start] and not held[1] and not is_generic(text[found.end() : end]):
        return found.end()
    return start


def _past_numbering(text: str, start: int, end: int) -> int:
    found = _NUMBERING.match(text, start, end)
    return found.end() if found and found.end() < end else start


def opens_name(text: str, at: int) -> bool:
    """Whether a name can begin at ``at``: a run of name characters starts there, or an edge word ends there."""
    first = stretch(text, at)
    return first == at or at in cuts(text, max(first, at - 8), at)[0]
