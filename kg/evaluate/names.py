"""When two names, levels, products or titles count as the same in scoring."""

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

_QUOTES = re.compile(r"[“”\"'‘’《》〈〉「」]")
_FIRST_SET = re.compile("首（台）套|首台套")
_UNITS = ("省", "市", "县", "区", "镇")
_WORLD = re.compile("中国|全国|全球|世界")
_TITLE_BREAKS = re.compile("[、，,/]|兼任?")


def normal(name: object) -> str:
    """A name without white space and quotation marks, brackets full width, 首台套 in one writing."""
    text = "".join(str(name or "").split()).replace("(", "（").replace(")", "）")
    return _QUOTES.sub("", _FIRST_SET.sub("首台（套）", text)).lower()


class Aliases:
    """Equality of names in a document whose gold facts say which names are one entity's."""

    def __init__(self, facts: Iterable[Mapping[str, Any]]) -> None:
        self._groups: dict[str, frozenset[str]] = {}
        for fact in facts:
            if fact["type"] == "alias":
                full, short = normal(fact["full"]), normal(fact["short"])
                group = self._groups.get(full, frozenset([full])) | self._groups.get(
                    short, frozenset([short])
                )
                self._groups |= dict.fromkeys(group, group)

    def called(self, one: object, other: object) -> bool:
        """Equal, or called aliases: the strict sense, in which one name inside another says nothing."""
        first, second = normal(one), normal(other)
        return first == second or first in self._groups.get(second, ())

    def same(self, one: object, other: object) -> bool:
        """Equal, called aliases, one inside the other (3 characters or more), or apart by 省/市/县/区/镇 only."""
        short, long = sorted((normal(one), normal(other)), key=len)
        if short == long:
            return True
        if not short:
            return False
        if short in self._groups.get(long, ()):
            return True
        return (len(short) >= 3 and short in long) or (
            len(short) >= 2 and long in {short + unit for unit in _UNITS}
        )


def same_product(one: object, other: object) -> bool:
    """One inside the other, or alike by four fifths; nothing equals nothing only."""
    first, second = normal(one), normal(other)
    if not first or not second:
        return first == second
    return first in second or second in first or difflib.SequenceMatcher(None, first, second).ratio() >= 0.8


def same_level(found: Mapping[str, Any], gold: Mapping[str, Any]) -> bool:
    """Equal levels; a level that the programme's own name holds (中国…百强) need not be repeated."""
    return normal(found.get("level")) == normal(gold.get("level")) or bool(
        _WORLD.search(str(gold.get("program")))
    )


def one_title_each(facts: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Positions whose title joins several (副理事长兼秘书长) as one fact a title."""
    for fact in facts:
        for title in _TITLE_BREAKS.split(fact.get("title") or ""):
            yield {**fact, "title": title or None}
