"""Canonical names of agencies: short forms written out, the bare level (省, 市) replaced by the unit it means."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from kg.catalog import own
from kg.catalog.lists import words
from kg.catalog.validity import in_force
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
_OF_THE_STATE = re.compile("国家|国务院|中央|全国|中国")
_UNIT = re.compile("(?:厅|局|部|委员会|委|办公室|办)$")
_SHORT_UNIT = re.compile("(?<!国资)(?<!政法)(?<!纪)(?<!党)(?<!工)委$")


@cache
def _rows(table: str) -> Mapping[str, Sequence[own.Row]]:
    """The rows of a table by their short name, the longest names first."""
    found: defaultdict[str, list[own.Row]] = defaultdict(list)
    for row in sorted(own.rows(table), key=lambda row: -len(row.values["short"])):
        found[row.values["short"]].append(row)
    return found


def _full(table: str, short: str, date: str | None) -> str | None:
    """What a short name stands for in a text of this date."""
    return next((row.values["full"] for row in in_force(_rows(table).get(short, ()), date)), None)


def _national(name: str, date: str | None) -> str | None:
    """The full name of a body of the state; None for what is none."""
    full = _full("agency_national_names", name, date)
    return full or (name if name in _national_bodies() else None)


@cache
def _national_bodies() -> frozenset[str]:
    listed = (row.values["full"] for rows in _rows("agency_national_names").values() for row in rows)
    return frozenset((*listed, *words("agency_national.txt")))


def agency_identity(name: str, context: Context, gazetteer: Gazetteer) -> Identity:
    """The identity of an agency named so in an article with this context."""
    full = _national(name, context.date)
    if full:
        return Identity(EntityType.AGENCY, name_key(full), name=full)
    code, body = _split(name, context, gazetteer)
    if not code or not code.isdigit():
        return Identity(EntityType.AGENCY, name_key(name))
    canonical = gazetteer.by_code[code].name + _written_out(body, context.date)
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
    full = _national(name, context.date)
    if full:
        return "CN", full
    code, body = _split(name, context, gazetteer)
    return code, _written_out(body, context.date)


def _split(name: str, context: Context, gazetteer: Gazetteer) -> tuple[str | None, str]:
    """The unit whose agency it is, and the body."""
    name = name.removeprefix("中共")
    for length in range(min(len(name) - 1, 12), 1, -1):
        prefix = name[:length]
        if prefix in gazetteer.by_name and (code := gazetteer.choose(prefix, context.near, context.date)):
            return _deeper(name[length:], code, gazetteer)
    bare = _BARE_LEVEL.match(name)
    if _OF_THE_STATE.match(name):  # its local office is named behind it: 国家税务总局杭州市税务局
        return None, name
    if bare:
        return context.unit(_LEVELS[bare[0]]), name[bare.end() :]
    # A bare 经信厅 is the province's, a bare 经信局 the city's or county's.
    return (context.province if name.endswith("厅") else context.narrowest), name


def unit_of(name: str, gazetteer: Gazetteer) -> str | None:
    """The code of the unit that the name of an agency begins with."""
    return _split(name, Context(), gazetteer)[0]


def _deeper(rest: str, code: str, gazetteer: Gazetteer) -> tuple[str, str]:
    """Follow 浙江省|杭州市|西湖区 down to the smallest unit named."""
    for length in range(min(len(rest) - 2, 8), 1, -1):
        inner = gazetteer.choose(rest[:length], (code,)) if rest[:length] in gazetteer.by_name else None
        if inner and code in gazetteer.lineage(inner) and inner != code:
            return _deeper(rest[length:], inner, gazetteer)
    return code, rest


def _written_out(body: str, date: str | None) -> str:
    if body == "委":  # the party committee itself: 浙江省委
        return body
    for short in _rows("agency_names"):
        full = _full("agency_names", short, date) if body.startswith(short) else None
        if full and not body.startswith(full):
            body = full + body[len(short) :]
            break
    return _SHORT_UNIT.sub("委员会", body)
