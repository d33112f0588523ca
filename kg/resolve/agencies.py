"""Canonical names of agencies: short forms written out, the bare level (省, 市) replaced by the unit it means."""

import re
from collections.abc import Mapping
from functools import cache

from kg.catalog import own
from kg.catalog.lists import words
from kg.model import EntityType
from kg.resolve.context import Context
from kg.resolve.gazetteer import Gazetteer
from kg.resolve.identity import Identity
from kg.resolve.names import name_key
from kg.resolve.same import Verdict

_LEVELS = {
    "全省": "省",
    "省": "省",
    "自治区": "省",
    "市": "市",
    "州": "市",
    "县": "县",
    "区": "县",
    "旗": "县",
}
_BARE_LEVEL = re.compile("全省|自治区|[省市州县区旗]")
_UNIT = re.compile("(?:厅|局|部|委员会|委|办公室|办)$")
_SHORT_UNIT = re.compile("(?<!国资)(?<!政法)(?<!纪)(?<!党)(?<!工)委$")


@cache
def _names(table: str) -> Mapping[str, str]:
    return {row.values["short"]: row.values["full"] for row in own.rows(table)}


def agency_identity(name: str, context: Context, gazetteer: Gazetteer) -> Identity:
    """The identity of an agency named so in an article with this context."""
    national = _names("agency_national_names")
    full = national.get(name, name)
    if full in national.values() or full in words("agency_national.txt"):
        return Identity(EntityType.AGENCY, name_key(full), name=full)
    code, body = _split(full, context, gazetteer)
    if not code or not code.isdigit():
        return Identity(EntityType.AGENCY, name_key(full))
    canonical = gazetteer.by_code[code].name + _written_out(body)
    place = (("place", code),)
    return Identity(EntityType.AGENCY, name_key(canonical), place=code, name=canonical, properties=place)


def decide(one: str, other: str, context: Context, gazetteer: Gazetteer) -> Verdict:
    """Whether two names of agencies name one in an article with this context.

    Unsure where one leaves its unit open (省经信厅 in an article of no province), or where the bodies differ in their
    kind alone (经信委, later 经信厅).
    """
    first, second = (agency_identity(name, context, gazetteer) for name in (one, other))
    if first == second:
        return Verdict.SAME
    (place, body), (place2, body2) = (_parts(name, context, gazetteer) for name in (one, other))
    if place and place2 and place != place2:
        return Verdict.DIFFERENT
    alike = body == body2 if not (place and place2) else _UNIT.sub("", body) == _UNIT.sub("", body2)
    return Verdict.UNSURE if alike and _UNIT.search(body) else Verdict.DIFFERENT


def _parts(name: str, context: Context, gazetteer: Gazetteer) -> tuple[str | None, str]:
    """The unit ("CN" for a national body) and the body, written out."""
    national = _names("agency_national_names")
    full = national.get(name, name)
    if full in national.values() or full in words("agency_national.txt"):
        return "CN", full
    code, body = _split(full, context, gazetteer)
    return code, _written_out(body)


def _split(name: str, context: Context, gazetteer: Gazetteer) -> tuple[str | None, str]:
    """The unit whose agency it is, and the body."""
    for length in range(min(len(name) - 1, 12), 1, -1):
        prefix = name[:length]
        if prefix in gazetteer.by_name and (code := gazetteer.choose(prefix, context.near)):
            return _deeper(name[length:], code, gazetteer)
    bare = _BARE_LEVEL.match(name)
    if bare:
        return context.unit(_LEVELS[bare[0]]), name[bare.end() :]
    # A bare 经信厅 is the province's, a bare 经信局 the city's or county's.
    return (context.province if name.endswith("厅") else context.narrowest), name


def _deeper(rest: str, code: str, gazetteer: Gazetteer) -> tuple[str, str]:
    """Follow 浙江省|杭州市|西湖区 down to the smallest unit named."""
    for length in range(min(len(rest) - 2, 8), 1, -1):
        inner = gazetteer.choose(rest[:length], (code,)) if rest[:length] in gazetteer.by_name else None
        if inner and code in gazetteer.lineage(inner) and inner != code:
            return _deeper(rest[length:], inner, gazetteer)
    return code, rest


def _written_out(body: str) -> str:
    if body == "委":  # the party committee itself: 浙江省委
        return body
    for short, full in sorted(_names("agency_names").items(), key=lambda pair: -len(pair[0])):
        if body.startswith(short) and not body.startswith(full):
            body = full + body[len(short) :]
            break
    return _SHORT_UNIT.sub("委员会", body)
