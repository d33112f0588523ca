"""Where the name of a person that begins at a place ends: surnames, given names, and what may follow them."""

import re
from dataclasses import dataclass
from functools import cache

from kg.catalog.lists import alternation, column, words
from kg.nlp.edges import edge_at

_GAP = r"[ \u3000]{0,2}"
DOTTED = re.compile(r"[\u4e00-\u9fff]{1,5}(?:[·•・][\u4e00-\u9fff]{1,6}){1,3}")
_BOUNDARY = re.compile(r"[，、。；：！？）（()“”…—\s\d/|《]|$")
_TOLD = re.compile("[向对跟](?:记者|笔者|大家|媒体|本报|来宾|调研组)")  # 王某 + 向记者介绍
_COUNTED = ("年", "项")  # surnames, but not behind a number
_FROM = "从"  # a surname, but 记者从…获悉 is far more common
_ASPECT = "了着过出到起住完"


@dataclass(frozen=True, slots=True)
class Lists:
    """The catalogue's lists in the form in which they are asked."""

    strong: frozenset[str]
    weak: frozenset[str]
    double: frozenset[str]
    stop: frozenset[str]
    words: frozenset[str]
    forms: frozenset[str]
    title: re.Pattern[str]
    address: re.Pattern[str]
    speech: re.Pattern[str]


@cache
def lists() -> Lists:
    """Surnames, titles and the other lists, read once."""
    titles = column("titles.csv", "title")
    weak = frozenset(words("surnames_weak.txt"))
    return Lists(
        strong=frozenset(words("surnames.txt")) - weak,
        weak=weak,
        double=frozenset(words("surnames_double.txt")),
        stop=frozenset(words("given_stop.txt")),
        words=frozenset(words("not_names.txt")),
        forms=frozenset(words("address_forms.txt")),
        title=re.compile(rf"(?:{alternation(titles)})(?:们)?(?:{_GAP}[：:]?{_GAP}|（[^（）\n]{{2,24}}）)"),
        address=re.compile(alternation(titles)),
        speech=re.compile(alternation(words("speech_verbs.txt"))),
    )


def dotted_end(text: str, start: int) -> int:
    """The end of a name with dots that starts here, or 0: its last part ends where something else begins."""
    found = DOTTED.match(text, start)
    if not found:
        return 0
    last = max(found[0].rfind(dot) for dot in "·•・") + 1
    ends = range(start + last + 1, found.end())
    well = (end for end in ends if ends_well(text, end))
    return next(well, next((end for end in ends if edge_at(text, end)), found.end()))


def is_address(name: str) -> bool:
    """Whether a name is a surname and a form of address (苌大姐), which names nobody."""
    return name[1:] in lists().forms


def name_end(text: str, start: int, word_starts: frozenset[int] | None) -> int:
    """The end of the name that starts at ``start``, or 0. What follows decides between two characters and three.

    ``word_starts`` are the starts of longer words: where nothing else tells, a name ends before one, or before
    a verb such as 列 in 列了. None: the name must end where a name clearly ends.
    """
    sizes = [size for size in sizes_at(text, start, weak=True) if not _TOLD.match(text, start + size - 1)]
    rare = text[start : start + 1] in lists().weak
    for size in sizes:
        if ends_well(text, start + size):
            return start + size
    if word_starts is None or not sizes:
        return 0
    if rare:
        sure = sizes[0] > 2 and text[start] != _FROM and start + sizes[0] in word_starts
        return start + sizes[0] if sure else 0
    before_verb = (size for size in sizes if text[start + size + 1 : start + size + 2] in tuple(_ASPECT))
    before_word = (size for size in sizes if start + size in word_starts)
    return start + next(before_verb, next(before_word, sizes[0]))


def _ends_clearly(text: str, end: int) -> bool:
    """Whether a boundary, a verb of speech or a title follows."""
    known = lists()
    return bool(_BOUNDARY.match(text, end) or known.speech.match(text, end) or known.address.match(text, end))


def ends_well(text: str, end: int) -> bool:
    """Whether a name clearly ends, or a function word follows."""
    if _ends_clearly(text, end):
        return True
    here = text[end : end + 1]
    return here in lists().stop and here not in _ASPECT


def sizes_at(text: str, start: int, *, weak: bool) -> list[int]:
    """The lengths a name starting here may have, the likeliest first."""
    known = lists()
    if known.address.match(text, start):
        return []
    if text[start : start + 2] in known.double:
        return [size for size in (4, 3) if _given(text, start + 2, size - 2)]
    first = text[start : start + 1]
    if first in _COUNTED and text[max(0, start - 1) : start].isdigit():
        return []
    if first not in known.strong and not (weak and first in known.weak):
        return []
    if text[start : start + 2] in known.words or text[start : start + 3] in known.words:
        return []
    return [size for size in (3, 2) if _given(text, start + 1, size - 1)]


def _is_han(character: str) -> bool:
    """Whether a character can be written in a name: Han, the rare ones outside the first plane too."""
    return "\u4e00" <= character <= "\u9fff" or "\U00020000" <= character <= "\U0003ffff"


def _given(text: str, start: int, size: int) -> bool:
    """Whether a given name of this many characters can stand here (a title cannot be one: 王主任)."""
    part = text[start : start + size]
    if len(part) < size or any(not _is_han(ch) or ch in lists().stop for ch in part):
        return False
    title = lists().address.match(text, start)
    return part not in lists().forms and not (title and len(title[0]) > 1)
