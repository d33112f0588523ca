"""Firms of the operator's register: whatever name a text uses, the firm is known by its code."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from kg.catalog.firms import Firm, firms
from kg.catalog.validity import in_force
from kg.model import EntityType
from kg.resolve.gazetteer import gazetteer
from kg.resolve.identity import Identity
from kg.resolve.same import key


def registered(name: str, date: str | None = None) -> Identity | None:
    """The identity of the firm that has, or had, this name in the register in a text of this date.

    A name that a firm has now is not another's former one; a former name that two firms had means neither.
    """
    wanted = key(name)
    known = in_force(_by_key().get(wanted, ()), date)
    found = [firm for firm in known if key(firm.name) == wanted] or known
    if len(found) != 1:
        return None
    firm = found[0]
    properties = (("credit_code", firm.credit_code or None), ("place", _place(firm.place)))
    return Identity(
        EntityType.COMPANY,
        key(firm.name),
        code=firm.credit_code or None,
        name=firm.name,
        properties=properties,
    )


@cache
def _by_key() -> Mapping[str, Sequence[Firm]]:
    """Firms by the key of each name they have or had."""
    found: defaultdict[str, list[Firm]] = defaultdict(list)
    for firm in firms():
        for one in {key(name) for name in (firm.name, *firm.former_names)}:
            found[one].append(firm)
    return found


def _place(place: str) -> str | None:
    """The GB/T 2260 code of a place by code or unambiguous name."""
    units = gazetteer()
    code = place if place in units.by_code else units.choose(place, ())
    return code if code and code.isdigit() else None
