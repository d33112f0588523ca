"""Questions about programmes, answered by plain Python."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from tests.reference.look import Look, Rows, awards, fits, program_fits, won, year_of


def counts(look: Look, program: Any, place: Any, year: Any, kind: Any, short: bool) -> Rows:
    rows = []
    for edge in look.typed("COUNTED"):
        where, what = look.ends(edge)
        known: Mapping[str, Any] = edge.properties
        if not (
            program_fits(what, program)
            and fits(year, known["year"])
            and fits(kind, known["kind"])
            and (place is None or look.called(where, place))
        ):
            continue
        own = [
            award
            for award in awards(look, what.id, known["year"], known["level"])
            if won(award) and where.id in look.places_of(award.source)
        ]
        key = (-year_of(edge), look.name(what.id), look.name(where.id), edge.id)
        value: Any = known["value"]
        if short and len(own) >= value:
            continue
        rows.append(
            (
                key,
                (
                    look.name(where.id),
                    look.name(what.id),
                    known["kind"],
                    known["level"],
                    known["year"],
                    value,
                    known["unit"],
                    len(own),
                    value - len(own),
                    known["quote"],
                ),
            )
        )
    return [row for _, row in sorted(rows, key=lambda item: item[0])]


def programs(look: Look, program: Any, level: Any, minimum: int) -> Rows:
    rows = []
    for node in look.of("Program"):
        own = [e for e in awards(look, program, None, level) if e.target == node.id and won(e)]
        if program_fits(node, program) and len(own) >= minimum:
            years = [year_of(edge) for edge in own if year_of(edge)]
            span = (min(years), max(years)) if years else (None, None)
            holders = len({edge.source for edge in own})
            row = (look.name(node.id), node.properties["program_kind"], len(own), holders, *span)
            rows.append(((-len(own), row[0], node.id), row))
    return [row for _, row in sorted(rows, key=lambda item: item[0])]


def program_record(look: Look, program: str) -> Rows:
    rows = []
    for node in look.of("Program"):
        for edge in look.typed("GRANTS", "COUNTED", "PART_OF", "LOCATED_IN", "HOLDS_POSITION"):
            if program_fits(node, program) and node.id in (edge.source, edge.target):
                other = look.name(edge.target if edge.source == node.id else edge.source)
                known = edge.properties
                more = (known.get(key) for key in ("value", "unit", "year", "level", "quote"))
                key = (look.name(node.id), edge.type, -year_of(edge), other, edge.id, node.id)
                rows.append((key, (key[0], edge.type, other, *more)))
    return [row for _, row in sorted(rows, key=lambda item: item[0])]


def program_overlap(look: Look, program: str, minimum: int) -> Rows:
    holders: defaultdict[str, set[str]] = defaultdict(set)
    for edge in awards(look):
        if won(edge):
            holders[edge.target].add(edge.source)
    rows = []
    for one in holders:
        for other in holders:
            both = len(holders[one] & holders[other])
            if one != other and program_fits(look.nodes[one], program) and both >= max(minimum, 1):
                rows.append((-both, look.name(one), look.name(other), one, other))
    return [(first, second, -both) for both, first, second, *_ in sorted(rows)]
