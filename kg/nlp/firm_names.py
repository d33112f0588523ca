"""The parts of a firm's full name, and the short forms an article may use for it."""

import re
from dataclasses import dataclass
from functools import cache

from kg.catalog.brands import brands
from kg.catalog.lists import words
from kg.nlp.edges import is_generic
from kg.nlp.firms import legal_forms

_LEVELS = "省市县区州旗盟镇"
STEM = 2
_LONGEST_SHORT = 10
_ENOUGH_ALONE = ("厂", "行")
_FREE = re.compile(r"[，。；：、！？”’》）（\s]|$|[的把将与和及在是则也都就已又从对为向给被让还有没不等]")
_BRACKETS = re.compile(r"（[^（）]*）|\([^()]*\)")


@dataclass(frozen=True, slots=True)
class FirmName:
    """A full name in parts: 芜湖 + 凌泰 + 减速传动 (+ 股份有限公司)."""

    full: str
    place: str
    brand: str
    trade: str

    @property
    def stem(self) -> str:
        """The first characters behind the place: every short form begins with them."""
        return (self.brand + self.trade)[:STEM]

    def length_at(self, text: str, at: int) -> int:
        """How many characters from ``at`` on, where the name's stem stands, are a short form; 0 when they are none.

        The stem may go on with later characters of the full name, in their order and at least two of them
        (砺锋重机 for 砺锋重型机床有限公司), or the brand may stand alone.
        """
        if not text.startswith(self.stem, at):
            return 0
        tail, found, size = self.full[self.full.index(self.stem) + STEM :], 0, STEM
        while at + size < len(text) and size < _LONGEST_SHORT:
            found = tail.find(text[at + size], found) + 1
            if not found:
                break
            size += 1
        if size >= STEM + 2 or text[at + STEM : at + size] in _ENOUGH_ALONE:
            return size
        if text.startswith(self.brand, at) and is_distinct(self.brand):
            return len(self.brand)
        own = self.stem == self.brand or self.stem not in brands()  # 中车 is not 中车时代电气
        return STEM if own and is_distinct(self.stem) and _FREE.match(text, at + STEM) else 0

    def has_short(self, other: "FirmName") -> bool:
        """Whether another name is no more than a short form of this one (启明集团 of 启明传动集团有限公司)."""
        rest = other.full[len(other.place) :]
        return (
            len(other.full) < len(self.full)
            and self.stem == other.stem
            and self.length_at(rest, 0) == len(rest)
        )

    def place_before(self, text: str, start: int) -> int:
        """How many characters before ``start`` are the firm's place, long or short, or its level alone (省)."""
        if not self.place:
            return 0
        forms = [self.place]
        if self.place[-1] in _LEVELS:
            forms += [self.place[:-1], self.place[-1]]
        return next((len(form) for form in forms if form and text.endswith(form, 0, start)), 0)


def parse(full: str, place: str) -> FirmName | None:
    """Take a full name apart; ``place`` is the place it begins with ("" if none). None without a legal form."""
    form = legal_forms().search(full)
    if not form:
        return None
    body = _BRACKETS.sub("", full[len(place) : form.start()])
    brand = _without_trades(body)
    return FirmName(full, place, brand, body[len(brand) :])


@cache
def _trades() -> frozenset[str]:
    return frozenset((*words("company_tails.txt"), *words("generic_words.txt")))


def _without_trades(body: str) -> str:
    """Cut trade words off the end while a brand of two characters is left."""
    while (start := next((at for at in range(len(body)) if body[at:] in _trades()), 0)) >= 2:
        body = body[:start]
    return body


def is_distinct(brand: str) -> bool:
    """Whether a brand can stand for the firm alone."""
    return len(brand) > 1 and not is_generic(brand) and brand not in words("brand_stop.txt")
