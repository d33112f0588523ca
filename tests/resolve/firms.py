"""Invented firms, and documents of one article that speak of them."""

from kg.model import Predicate, Statement
from tests.resolve.build import Documents, document, reading, statement

A, B, SHORT = "台州砺锋机床有限公司", "株洲凌泰传动有限公司", "砺锋机床"
AWARD = dict.fromkeys(("level", "year", "batch", "product", "grantor", "rank", "status", "date"))


def article(digit: str, *names: str, place: str = "浙江省") -> Documents:
    owner = document(digit)
    text = place + "，".join(name[1:] for name in names)
    return owner, [(reading(owner, text, f"L{place}", *names), [])]


def award(digit: str, firm_name: str, text: str = "获评首台套") -> tuple[Documents, Statement]:
    owner = document(digit)
    one = reading(owner, f"浙江省{firm_name}{text}", "L浙江省", f"C{firm_name}", "G首台套")
    said = statement(one, Predicate.AWARDED, f"C{firm_name}", "G首台套", AWARD)
    return (owner, [(one, [said])]), said
