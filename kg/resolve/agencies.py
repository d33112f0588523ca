"""Canonical names of agencies: short forms written out, the bare level (省, 市) replaced by the unit it means."""

import csv
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from kg.model import EntityType
from kg.resolve.context import Context
from kg.resolve.gazetteer import Gazetteer
from kg.resolve.identity import Identity
from kg.resolve.names import name_key

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
_SHORT_UNIT = re.compile("(?<!国资)(?<!政法)(?<!纪)(?<!党)(?<!工)委$")


@cache
def _names(file: str) -> Mapping[str, str]:
    text = (files("kg.catalog") / file).read_text(encoding="utf-8")
    return {row["short"]: row["full"] for row in csv.DictReader(text.splitlines())}


def agency_identity(name: str, context: Context, gazetteer: Gazetteer) -> Identity:
    """The identity of an agency named so in an article with this context."""
    national = _names("agency_national_names.csv")
    full = national.get(name, name)
    if full in national.values():
        return Identity(EntityType.AGENCY, name_key(full), name=full)
    code, body = _split(full, context, gazetteer)
    if not code or not code.isdigit():
        return Identity(EntityType.AGENCY, name_key(full))
    canonical = gazetteer.by_code[code].name + _written_out(body)
    place = (("place", code),)
    return Identity(EntityType.AGENCY, name_key(canonical), place=code, name=canonical, properties=place)


def _split(name: str, context: Context, gazetteer: Gazetteer) -> tuple[str | None, str]:
    """The unit whose agency it is, and the body."""
    for length in range(min(len(name) - 2, 12), 1, -1):
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
    for short, full in sorted(_names("agency_names.csv").items(), key=lambda pair: -len(pair[0])):
        if body.startswith(short) and not body.startswith(full):
            body = full + body[len(short) :]
            break
    return _SHORT_UNIT.sub("委员会", body)
