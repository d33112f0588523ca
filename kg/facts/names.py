"""Which names of one article are the same entity: short forms are bound to the fullest form that occurs.

A component of the pipeline may have done so already (``Mention.name``); what it left open is bound here by the
shape of the names alone, and only when exactly one full name fits.
"""

import re
from collections.abc import Callable, Iterable
from functools import cache

from kg.catalog.brands import brands
from kg.catalog.lists import alternation
from kg.facts import lexicon
from kg.model import EntityType, Mention
from kg.nlp.edges import is_generic
from kg.nlp.firm_names import parse
from kg.nlp.units import unit_at

_LEGAL = re.compile(
    "(?:(?:集团)?(?:股份)?有限(?:责任)?公司|股份公司|集团公司|集团|公司|总厂|厂|中心|研究院|研究所|学会|协会|联合会)$"
)
_TAIL = re.compile("(?:公司|集团|厂|企业|股份|科技)$")
_BRACKET = re.compile("（[^）]*）|\\([^)]*\\)")
_PLACE_TAIL = "省市县区镇乡州盟旗"
_QUOTES = re.compile("[“”\"'‘’《》〈〉「」]")
_LEADING_PLACE = re.compile("^[一-龥]{1,7}?(?:省|自治区|市|县|区|镇|州)")


def squash(name: str) -> str:
    """A name without quotation marks and blanks, and with the spellings of 首台（套） made one."""
    plain = _QUOTES.sub("", re.sub(r"\s+", "", name)).replace("(", "（").replace(")", "）")
    return re.sub("首（台）套|首台套|首台/套|首台（套", "首台（套）", plain).replace(
        "首台（套））", "首台（套）"
    )


class Names:
    """Binds the names of an article's mentions to their fullest form."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        first: dict[tuple[EntityType, str], int] = {}
        self._full: dict[tuple[EntityType, str], str] = {}
        for mention in mentions:
            first.setdefault((mention.type, mention.text), mention.start)
            if mention.name != mention.text and mention.type is not EntityType.PROGRAM:
                self._full[mention.type, mention.text] = mention.name
        self._first = first
        for kind in EntityType:
            self._bind(kind, [text for (type_, text) in first if type_ is kind])

    def full(self, mention: Mention) -> str:
        """The fullest form of a mention's name. (一等奖 means another prize's at each place, so it is bound there.)"""
        return self._full.get((mention.type, mention.text), mention.name)

    def pairs(self) -> list[tuple[EntityType, str, str]]:
        """All (type, full, short) that were bound, in the order in which the short forms occur."""
        bound = [
            (self._first[key], key[0], full, key[1]) for key, full in self._full.items() if key in self._first
        ]
        return [(kind, full, short) for _, kind, full, short in sorted(bound)]

    def _bind(self, kind: EntityType, names: list[str]) -> None:
        fits = _FITS.get(kind)
        if not fits:
            return
        holders = _holders(names)
        for short in names:
            if (kind, short) in self._full or len(short) > 24 or short.endswith("有限公司"):
                continue
            near = _sharing(short, names, holders)
            full = self._choose(
                kind, short, [name for name in near if _longer(name, short) and fits(short, name)]
            )
            if full:
                self._full[kind, short] = full
        for key, full in list(self._full.items()):
            if key[0] is kind and (kind, full) in self._full and self._full[kind, full] != key[1]:
                self._full[key] = self._full[kind, full]

    def _choose(self, kind: EntityType, short: str, candidates: list[str]) -> str | None:
        """The one full name that fits; of several that are forms of each other, the longest."""
        if len(candidates) > 1:
            fits = _FITS[kind]
            top = max(candidates, key=len)
            if all(name == top or fits(name, top) for name in candidates):
                return top
            before = [name for name in candidates if self._first[kind, name] < self._first[kind, short]]
            candidates = before if len(before) == 1 else []
        return candidates[0] if candidates else None


def _holders(names: list[str]) -> dict[str, set[int]]:
    """For each character the numbers of the names that hold it, so that binding stays fast on long lists."""
    found: dict[str, set[int]] = {}
    for number, name in enumerate(names):
        for character in name:
            found.setdefault(character, set()).add(number)
    return found


def _sharing(short: str, names: list[str], holders: dict[str, set[int]]) -> list[str]:
    """The names that hold every letter of a short name (its brackets, quotation marks and 公司 aside)."""
    letters = [character for character in _TAIL.sub("", short) or short if character.isalnum()]
    sets = sorted((holders[character] for character in letters), key=len)
    return [names[number] for number in sorted(set.intersection(*sets))] if sets else []


def _longer(name: str, short: str) -> bool:
    return name != short and (len(name), name) > (len(short), short)


def _subsequence(short: str, full: str) -> bool:
    rest = iter(full)
    return all(character in rest for character in short)


@cache
def _provinces() -> str:
    return alternation(lexicon.entries("award_levels.csv", "place"))


@cache
def heads(full: str) -> tuple[str, ...]:
    """A name and what is left of it without the places it begins with."""
    found = [full]
    rest = full
    while True:
        match = _LEADING_PLACE.match(rest) or re.match(_provinces() + "(?:省|市)?", rest)
        if not match or match.end() >= len(rest) - 1:
            break
        level = rest[: match.end()][-1]
        if level in _PLACE_TAIL:
            found.append(level + rest[match.end() :])
        rest = rest[match.end() :]
        found.append(rest)
    if len(full) > 6:
        found.append(full[2:])
    return tuple(dict.fromkeys(found))


def _fits_firm(short: str, full: str) -> bool:
    stem, plain = _TAIL.sub("", short) or short, _BRACKET.sub("", full)
    if len(stem) < 2 or ("集团" in short and "集团" not in full):
        return False
    body = _LEGAL.sub("", plain)
    if stem == body:
        return True
    if len(full) < len(short) + 1:
        return False
    if stem in body and not _LEADING_PLACE.fullmatch(stem):
        return not _is_another(stem, plain)
    if not _LEGAL.search(plain) or "分公司" in full:
        return False
    if len(short) > 2 and short[-1] in "厂院所" and not plain.endswith(short[-1]):
        return False
    return any(
        head[0] == stem[0] and _subsequence(stem, head) for head in heads(plain) if len(head) > len(stem) + 1
    )


def _is_another(stem: str, full: str) -> bool:
    """Whether a part of a firm's name says less than the firm: a place with or without a trade, a group's brand.

    湘潭电机 is not 湘潭电机力源模具有限公司, and 中车 is not 株洲中车时代电气股份有限公司.
    """
    place = full[: unit_at(full, 0)]
    opening = place if stem.startswith(place) else _place_head(full)
    if stem in (opening, "中国") or (
        opening and stem.startswith(opening) and is_generic(stem[len(opening) :])
    ):
        return True
    firm = parse(full, place)
    return stem in brands() and full.startswith(stem, len(place)) and (firm is None or firm.brand != stem)


def _place_head(full: str) -> str:
    match = _LEADING_PLACE.match(full)
    if match:
        return re.sub(f"[{_PLACE_TAIL}]$", "", match[0])
    match = re.match(_provinces(), full)
    return match[0] if match else ""


def _fits_body(short: str, full: str) -> bool:
    if len(short) < 2 or short[-1] != full[-1] or full.startswith(short):
        return False
    if len(short) == 2:
        return full.endswith(short) and full[-3] not in "改资科建农"
    return any(head[0] == short[0] and _subsequence(short, head) for head in heads(full))


def _fits_organisation(short: str, full: str) -> bool:
    if len(short) < 3 or full.startswith(short) or short.endswith("大学"):
        return False
    return any(head[0] == short[0] and _subsequence(short, head) for head in heads(full)) and (
        short[-1] == full[-1] or len(short) <= 5
    )


def _fits_place(short: str, full: str) -> bool:
    return len(short) >= 2 and full[:-1] == short and full[-1] in _PLACE_TAIL


def _fits_program(short: str, full: str) -> bool:
    a, b = squash(short), squash(full)
    if a == b:
        return True
    if b.endswith(a) and (
        b[: -len(a)].endswith(("制造业", "领域", "专精特新")) or (b == "国家高新技术企业" and len(a) > 4)
    ):
        return True
    family = "首台（套）"
    if family not in a or family not in b:
        return False
    (field_a, _, kind_a), (field_b, _, kind_b) = a.partition(family), b.partition(family)
    kinds = "(?:重大技术)?(?:装备|产品)?"
    if not (re.fullmatch(kinds, kind_a) and re.fullmatch(kinds, kind_b)) or len(kind_a) > len(kind_b):
        return False
    return not field_b.startswith("国家") and _subsequence(field_a, field_b)


_FITS: dict[EntityType, Callable[[str, str], bool]] = {
    EntityType.COMPANY: _fits_firm,
    EntityType.ORGANIZATION: _fits_organisation,
    EntityType.AGENCY: _fits_body,
    EntityType.PLACE: _fits_place,
    EntityType.PROGRAM: _fits_program,
}
