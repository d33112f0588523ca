"""Firms of the operator's register: whatever name a text uses, the firm is known by its code."""

from collections.abc import Mapping
from functools import cache

from kg.catalog.firms import Firm, firms
from kg.model import EntityType
from kg.resolve.gazetteer import gazetteer
from kg.resolve.identity import Identity
from kg.resolve.same import key


def registered(name: str) -> Identity | None:
    """The identity of the firm that has, or had, this name in the register."""
    firm = _by_key().get(key(name))
    if firm is None:
        return None
    properties = (("credit_code", firm.credit_code or None), ("place", _place(firm.place)))
    return Identity(
        EntityType.COMPANY,
        key(firm.name),
        code=firm.credit_code or None,
        name=firm.name,
        properties=properties,
    )


@cache
def _by_key() -> Mapping[str, Firm]:
    """Firms by the key of each name; a name that a firm has now is not another's former one.

    A former name that two firms had means neither.
    """
    former: dict[str, Firm | None] = {}
    for firm in firms():
        for name in firm.former_names:
            known = former.setdefault(key(name), firm)
            if known is not firm:
                former[key(name)] = None
    current = {key(firm.name): firm for firm in firms()}
    return {name: firm for name, firm in former.items() if firm} | current


def _place(place: str) -> str | None:
    """The GB/T 2260 code of a place by code or unambiguous name."""
    units = gazetteer()
    code = place if place in units.by_code else units.choose(place, ())
    return code if code and code.isdigit() else None
