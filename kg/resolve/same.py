"""Whether two names of organisations name one: three pure functions, so that any driver can run the same rule.

``key`` is equal for two writings of one name; ``blocks`` are what two names share that are worth comparing;
``decide`` judges a pair. What a name does not say (a place, a legal form) leaves it open: unsure, never same.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from kg.catalog.lists import words
from kg.resolve.gazetteer import gazetteer
from kg.resolve.organisations import SHORTEST, OrganisationName, parse

# A firm may change from one of these to another and stay itself; to anything else it would be another body.
_KINDRED = frozenset(("有限公司", "股份有限公司", "公司", "厂"))

_TELLING = 4  # a 字号 of so many characters holds its trade, in words that no list has


class Verdict(StrEnum):
    """What two names are to each other."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict, how alike the names are (0 to 1), and the reason in one word (docs/schema.md: POSSIBLY_SAME)."""

    verdict: Verdict
    score: float
    reason: str


def key(name: str) -> str:
    """Equal for two writings of one name (width, brackets, 省, 有限责任公司), different for all else."""
    return parse(name).key


def blocks(name: str) -> Iterator[str]:
    """Keys under which a name that could be the same is found: the first two characters of its 字号, former names."""
    parts = parse(name)
    yield parts.stem[:SHORTEST]
    yield from (parse(one).stem[:SHORTEST] for one in parts.former)


def decide(one: str, other: str) -> Verdict:
    """Whether two names of organisations name one, whatever text they stand in."""
    return judge(parse(one), parse(other)).verdict


def judge(one: OrganisationName, other: OrganisationName) -> Judgement:
    """The verdict with its score and reason."""
    if one.key == other.key:
        return Judgement(Verdict.SAME, 1.0, "writing")
    if _former(one, other) or _former(other, one):
        return Judgement(Verdict.SAME, 1.0, "former name")
    if one.branch != other.branch or is_place_like(one) != is_place_like(other):
        return _DIFFERENT
    if _apart(one, other):
        return _DIFFERENT
    if one.body == other.body:
        return _same_body(one, other)
    return _other_body(one, other)


_DIFFERENT = Judgement(Verdict.DIFFERENT, 0.0, "")


def _former(one: OrganisationName, other: OrganisationName) -> bool:
    return any(parse(name).key == other.key for name in one.former)


def is_place_like(name: OrganisationName) -> bool:
    """Whether it is the name of a village or street rather than of a body (花园村)."""
    return not name.form and name.body.endswith(words("place_like_endings.txt"))


def _apart(one: OrganisationName, other: OrganisationName) -> bool:
    """Whether both name places and neither lies in the other; a national body is none of a province's."""
    if one.zone and other.zone and one.zone != other.zone:
        return True
    if not one.place or not other.place or one.place == other.place:
        return False
    if "CN" in (one.place, other.place) or _is_body(one) or _is_body(other):
        return True
    return not (_within(one.place, other.place) or _within(other.place, one.place))


def _within(place: str, wider: str) -> bool:
    """Whether a place may lie in another; a name that several places share may be any of them."""
    units = gazetteer()
    options = units.by_name.get(wider, (wider,))
    return any(not units.lineage(one).isdisjoint(options) for one in units.by_name.get(place, (place,)))


def _is_body(name: OrganisationName) -> bool:
    """An association, institute or school: its place says whose it is."""
    return bool(name.form) and not name.legal


def _same_body(one: OrganisationName, other: OrganisationName) -> Judgement:
    placed = (one.place, one.zone) == (other.place, other.zone)
    if one.group != other.group:
        return Judgement(Verdict.UNSURE, 0.5, "group")
    if one.marks != other.marks:
        return Judgement(Verdict.UNSURE, 0.6, "bracket") if not (one.marks and other.marks) else _DIFFERENT
    if one.form == other.form:
        return Judgement(Verdict.UNSURE, 0.7, "place")
    if one.form and other.form:
        kindred = {one.form, other.form} <= _KINDRED
        return Judgement(Verdict.UNSURE, 0.8 if placed else 0.6, "legal form") if kindred else _DIFFERENT
    formed = one if one.form else other
    if placed and one.place and formed.legal and (one.trade or len(one.stem) >= _TELLING):
        return Judgement(Verdict.SAME, 0.95, "legal form left out")
    return Judgement(Verdict.UNSURE, 0.8 if placed else 0.7, "short name")


def _other_body(one: OrganisationName, other: OrganisationName) -> Judgement:
    short, full = sorted((one, other), key=lambda name: (bool(name.form), len(name.body)))
    if shortens(short, full):
        return Judgement(Verdict.UNSURE, 0.6, "short name")
    alike = one.stem == other.stem and one.form == other.form and one.group == other.group
    if alike and one.place == other.place and one.trade and other.trade and _nested(one.trade, other.trade):
        return Judgement(Verdict.UNSURE, 0.5, "trade")
    return _DIFFERENT


def only_zone_differs(zoned: OrganisationName, plain: OrganisationName) -> bool:
    """Whether a firm's name has a zone before it that another leaves out, in a place that the other is of or leaves open."""
    return (
        bool(zoned.zone)
        and zoned.legal
        and not _apart(zoned, plain)
        and replace(zoned, zone="", places=(), former=()) == replace(plain, places=(), former=())
    )


def shortens(short: OrganisationName, full: OrganisationName) -> bool:
    """Whether a name without a legal form may be a short form of a full one.

    It begins with the first two characters of the body, and goes on with later ones in their order (砺锋重机 of
    砺锋重型机床有限公司). Places, groups and branches must not contradict.
    """
    if short.form or not full.form or short.branch != full.branch or short.marks or is_place_like(short):
        return False
    if len(short.body) < SHORTEST or (short.group and not full.group) or _apart(short, full):
        return False
    head = short.body[:SHORTEST]
    if not full.body.startswith(head) or (_is_body(full) and not short.trade):
        return False
    return _in_order(short.body[SHORTEST:], full.body[SHORTEST:] + full.form)


def _nested(one: str, other: str) -> bool:
    return _in_order(one, other) or _in_order(other, one)


def _in_order(few: str, many: str) -> bool:
    rest = iter(many)
    return all(character in rest for character in few)
