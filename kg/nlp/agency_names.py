"""Binds an agency's short form to the full form in the same article (省经信厅 → 浙江省经济和信息化厅)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from kg.catalog.lists import alternation, rows
from kg.model import EntityType
from kg.nlp.candidates import Candidate


@cache
def _stems() -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern that parts a department's name into stem and unit, and the key all forms of a stem share."""
    table = rows("agency_departments.csv")
    units = alternation({unit for row in table for unit in row["units"].split()})
    pattern = re.compile(rf"(?P<stem>{alternation(row['stem'] for row in table)})(?P<unit>{units})$")
    return pattern, {row["stem"]: row["same_as"] or row["stem"] for row in table}


def _key(name: str) -> tuple[str, str, str] | None:
    """(jurisdiction, department, unit's first character), comparable between long and short forms."""
    pattern, same = _stems()
    found = pattern.search(name)
    if not found:
        return None
    return name[: found.start()], same[found["stem"]], found["unit"][0]


def bind_agencies(text: str, seeds: Sequence[Candidate]) -> Iterator[Candidate]:
    """The short forms among the agencies again, with ``name`` set, where exactly one full form fits."""
    agencies = [c for c in seeds if c.type is EntityType.AGENCY]
    keyed = {name: key for c in agencies if (key := _key(name := text[c.start : c.end]))}
    for candidate in agencies:
        short = text[candidate.start : candidate.end]
        if short not in keyed:
            continue
        fitting = [full for full in keyed if len(full) > len(short) and _fits(keyed[short], keyed[full])]
        longest = max(fitting, key=len, default=None)
        if longest and all(keyed[full][0] in keyed[longest][0] for full in fitting):
            yield replace(candidate, name=longest, source="propagation")


def _fits(short: tuple[str, str, str], full: tuple[str, str, str]) -> bool:
    """Same department, and the short form's jurisdiction (省, 浙江, none) is a part of the full one's."""
    return short[1:] == full[1:] and (full[0].endswith(short[0]) or full[0].startswith(short[0] or "\0"))
