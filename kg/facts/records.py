"""Statements as the plain records that ``kg extract`` prints and the annotation guide describes."""

from collections.abc import Iterable

from kg.model import Predicate, Statement


def as_facts(statements: Iterable[Statement]) -> list[dict[str, object]]:
    """One record a statement of the six annotated kinds, in order.

    Awards that were revoked are left out, and so are awards that say less than another one of the same firm and
    honour. What a list only proposes (拟认定) is kept: it is listed; its status says 公示.
    """
    return [record for _, record in with_facts(statements)]


def with_facts(statements: Iterable[Statement]) -> list[tuple[Statement, dict[str, object]]]:
    """The records of ``as_facts``, each with the statement that it is of."""
    kept = list(statements)
    awards = [
        one for one in kept if one.predicate is Predicate.AWARDED and one.qualifiers["status"] != "撤销"
    ]
    fuller = _fullest(awards)
    said: set[tuple[object, ...]] = set()
    found: list[tuple[Statement, dict[str, object]]] = []
    for one in kept:
        if one.predicate is Predicate.AWARDED and id(one) not in fuller:
            continue
        record = _record(one)
        content = tuple(value for key, value in (record or {}).items() if key != "grantor")
        if record and content not in said:
            said.add(content)
            found.append((one, {"kind": "fact", **record, "ev": one.evidence.quote}))
    return found


def _fullest(awards: list[Statement]) -> set[int]:
    """The awards that no other of the same firm and honour says more of."""
    groups: dict[tuple[object, object], list[Statement]] = {}
    for one in awards:
        groups.setdefault((one.subject, one.object), []).append(one)
    kept: set[int] = set()
    for group in groups.values():
        kept.update(
            id(one) for one in group if not any(_within(one, other) for other in group if other is not one)
        )
    return kept


def _within(one: Statement, other: Statement) -> bool:
    """Whether every level, year and product that one award gives, the other gives too, and more."""
    fields = ("level", "year", "product")
    given = [(one.qualifiers[key], other.qualifiers[key]) for key in fields]
    return all(a in (None, b) for a, b in given) and any(a != b for a, b in given)


def _record(one: Statement) -> dict[str, object] | None:
    subject = one.subject.name if one.subject else None
    name, fields = one.object.name, one.qualifiers
    match one.predicate:
        case Predicate.AWARDED:
            keys = ("level", "year", "product", "grantor")
            return {
                "type": "award",
                "company": subject,
                "program": name,
                **{key: fields[key] for key in keys},
            }
        case Predicate.LOCATED_IN:
            return {"type": "located_in", "entity": subject, "place": name}
        case Predicate.HOLDS_POSITION:
            title = f"原{fields['title']}" if fields["former"] else fields["title"]
            return {"type": "position", "person": subject, "org": name, "title": title}
        case Predicate.COUNTED:
            given = {key: fields[key] for key in ("level", "year", "value", "unit")}
            return {"type": "count", "program": name, "place": subject, **given, "count_kind": fields["kind"]}
        case Predicate.PART_OF:
            return {"type": "part_of", "child": subject, "parent": name}
        case Predicate.ALIAS:
            return {"type": "alias", "full": subject, "short": name}
        case _:
            return None
