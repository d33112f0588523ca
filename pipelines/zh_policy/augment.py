"""Other names in an annotated text: firms, places, people and products of the same kind in the place of its own.

The model is to learn how a name stands in a text, not which names there are. One name is replaced by one name
throughout an article; a brand and the full names that hold it stay in step, and so do a place and the agencies and
firms that begin with it.
"""

import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.catalog.lists import words
from kg.catalog.places import Place, places
from kg.nlp.firm_names import parse
from pipelines.zh_policy.articles import CorpusArticle
from pipelines.zh_policy.check_corpus import MENTION

SHORT_NAMES = Path(__file__).parent / "assets" / "company-short-forms.txt"
SWAPPED_LEVELS = ("city", "county")
PRODUCTS_SWAPPED = 0.5
_HAN = re.compile(r"[㐀-鿿]+")
_LONGEST_BRAND = 4


@dataclass(frozen=True)
class Names:
    """What replaces names: short names of firms, given names, products."""

    firms: Sequence[str]
    given: Sequence[str]
    products: Sequence[str]

    @classmethod
    def of(cls, articles: Iterable[CorpusArticle]) -> "Names":
        """Given names and products of some articles, beside the list of firms."""
        found = [pair for article in articles for pair in MENTION.findall(article.tagged)]
        people = {
            name for kind, name in found if kind == "P" and _HAN.fullmatch(name) and 2 <= len(name) <= 3
        }
        products = {name for kind, name in found if kind == "D" and "\n" not in name}
        return cls(
            tuple(SHORT_NAMES.read_text(encoding="utf-8").split()),
            tuple(sorted({name[1:] for name in people})),
            tuple(sorted(products)),
        )


def with_other_names(tagged: str, names: Names, chance: random.Random) -> str:
    """A tagged text with other names in it; its tags stand as they stood."""
    found = list(dict.fromkeys(MENTION.findall(tagged)))
    swaps = _places(found, chance)
    swaps |= _brands(found, names, chance)
    whole = {(kind, name): _person(name, names, chance) for kind, name in found if kind == "P"}
    whole |= {
        (kind, name): chance.choice(names.products)
        for kind, name in found
        if kind == "D" and chance.random() < PRODUCTS_SWAPPED
    }
    if not swaps and not whole:
        return tagged
    parts = re.compile("|".join(map(re.escape, sorted(swaps, key=lambda one: (-len(one), one)))) or "(?!)")

    def other(mention: re.Match[str]) -> str:
        kind, name = mention[1], mention[2]
        new = whole.get((kind, name)) or parts.sub(lambda part: swaps[part[0]], name)
        return f"<{kind}>{new}</{kind}>"

    return MENTION.sub(other, tagged)


def _places(found: Iterable[tuple[str, str]], chance: random.Random) -> dict[str, str]:
    """Cities and counties that the text names as places, long and short forms, each with another of its level."""
    swaps: dict[str, str] = {}
    for kind, name in found:
        if kind == "L" and name not in swaps and (place := _by_form().get(name)):
            other = chance.choice(_of_level()[place.level])
            swaps |= {place.name: other.name}
            if place.short and not place.guard:
                swaps |= {place.short: other.short}
    return swaps


@cache
def _by_form() -> dict[str, Place]:
    some = [place for place in places() if place.level in SWAPPED_LEVELS and len(place.short) > 1]
    return {form: place for place in some for form in (place.short, place.name)}


@cache
def _of_level() -> dict[str, list[Place]]:
    """Places whose short form can be believed by itself."""
    some = [place for place in places() if len(place.short) > 1 and not place.guard]
    return {level: [place for place in some if place.level == level] for level in SWAPPED_LEVELS}


def _brands(found: Iterable[tuple[str, str]], names: Names, chance: random.Random) -> dict[str, str]:
    """The brands of the firms, each with another short name; a firm without a legal form is a brand itself."""
    full = (parse(name, _place_before(name)) or name for kind, name in found if kind == "C")
    brands = dict.fromkeys(one if isinstance(one, str) else one.brand for one in full)
    named = [one for one in brands if _HAN.fullmatch(one) and 2 <= len(one) <= _LONGEST_BRAND]
    # 凌泰 alone shows how much of 凌泰减速 is the brand.
    return {
        one: chance.choice(names.firms)
        for one in named
        if not any(one.startswith(other) for other in named if other != one)
    }


def _place_before(name: str) -> str:
    forms = (place.name for place in places() if name.startswith(place.name))
    shorts = (place.short for place in places() if place.short and name.startswith(place.short))
    return max((*forms, *shorts), key=len, default="")


def _person(name: str, names: Names, chance: random.Random) -> str:
    """Another name; foreign names, and those that the layout parts, stay."""
    if not _HAN.fullmatch(name) or not 2 <= len(name) <= 3:
        return name
    return chance.choice(words("surnames.txt")) + chance.choice(names.given)
