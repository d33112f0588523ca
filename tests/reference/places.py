"""Questions about places, answered by plain Python."""

from collections import Counter, defaultdict
from typing import Any

from kg.model import Edge
from tests.reference.look import Look, Rows, awards, won, year_of


def place_programs(look: Look, place: str, year: Any, level: Any) -> Rows:
    groups: defaultdict[str, list[Edge]] = defaultdict(list)
    for edge in awards(look, None, year, level):
        if won(edge) and look.within(edge.source, place):
            groups[look.name(edge.target)].append(edge)
    rows = []
    for name, edges in groups.items():
        years = [edge.properties["year"] for edge in edges if edge.properties["year"] is not None]
        span = (min(years), max(years)) if years else (None, None)
        rows.append((name, len(edges), len({edge.source for edge in edges}), *span))
    return sorted(rows, key=lambda row: (-row[1], row[0]))


def place_league(look: Look, program: Any, year: Any, level: Any, place_level: str) -> Rows:
    rows = []
    for place in look.of("Place"):
        if place.properties["level"] == place_level:
            own = [
                e
                for e in awards(look, program, year, level)
                if won(e) and place.id in look.places_of(e.source)
            ]
            if own:
                known = place.properties
                rows.append((known["name"], known["code"], len(own), len({edge.source for edge in own})))
    return sorted(rows, key=lambda row: (-row[2], row[0], row[1] or ""))


def place_companies(look: Look, place: str) -> Rows:
    rows = []
    for firm in look.of("Company"):
        if look.within(firm.id, place):
            own = sorted(
                (look.name(edge.target), edge.target)
                for edge in look.typed("LOCATED_IN")
                if edge.source == firm.id
            )
            number = sum(won(edge) for edge in awards(look) if edge.source == firm.id)
            known = firm.properties
            rows.append(
                (
                    known["name"],
                    known["aliases"],
                    [name for name, _ in own],
                    number,
                    known["support"],
                    firm.id,
                )
            )
    return [row[:-1] for row in sorted(rows, key=lambda row: (-row[3], row[0], row[5]))]


def place_children(look: Look, place: str, program: Any, year: Any) -> Rows:
    above = {node.id for node in look.of("Place") if look.called(node, place)}
    below = {
        edge.source
        for edge in look.typed("LOCATED_IN")
        if edge.target in above and "Place" in look.nodes[edge.source].labels
    }
    rows = []
    for one in below:
        own = [e for e in awards(look, program, year) if won(e) and one in look.places_of(e.source, steps=4)]
        known = look.nodes[one].properties
        row = (known["name"], known["code"], known["level"], len(own), len({edge.source for edge in own}))
        rows.append(((-len(own), str(known["name"]), one), row))
    return [row for _, row in sorted(rows, key=lambda item: item[0])]


def place_pioneers(look: Look, program: str, place_level: str) -> Rows:
    rows = []
    for place in look.of("Place"):
        own = [
            edge
            for edge in awards(look, program)
            if won(edge) and year_of(edge) and place.id in look.places_of(edge.source)
        ]
        if own and place.properties["level"] == place_level:
            earliest = min(map(year_of, own))
            first = sorted({(look.name(e.source), e.source) for e in own if year_of(e) == earliest})
            key = (earliest, look.name(place.id), place.id)
            rows.append((key, (key[1], earliest, [name for name, _ in first])))
    return [row for _, row in sorted(rows, key=lambda item: item[0])]


def places_without_program(look: Look, program: str, place_level: str, place: Any, year: Any) -> Rows:
    taken: set[str] = set()
    for edge in awards(look, program, year):
        if won(edge):
            taken |= look.places_of(edge.source)
    rows = []
    for one in look.of("Place"):
        if one.properties["level"] == place_level and one.id not in taken and look.within(one.id, place):
            firms = sum(one.id in look.places_of(firm.id) for firm in look.of("Company"))
            rows.append((-firms, look.name(one.id), one.id, one.properties["code"]))
    return [(name, code, -firms) for firms, name, _, code in sorted(rows, key=lambda row: row[:3])]


def compare_places(look: Look, place: str, other: str, program: Any, year: Any) -> Rows:
    one: Counter[str] = Counter()
    two: Counter[str] = Counter()
    for edge in awards(look, program, year):
        if won(edge):
            one[edge.target] += look.within(edge.source, place)
            two[edge.target] += look.within(edge.source, other)
    found = [identity for identity in one if one[identity] or two[identity]]
    found.sort(key=lambda identity: (-one[identity] - two[identity], look.name(identity), identity))
    return [(look.name(p), one[p], two[p], one[p] - two[p]) for p in found]


def parks(look: Look, place: Any) -> Rows:
    rows = []
    for park in look.of("Place"):
        firms = {firm.id for firm in look.of("Company") if park.id in look.places_of(firm.id)}
        if park.properties["level"] is None and firms and look.within(park.id, place):
            given = [edge for edge in awards(look) if won(edge) and edge.source in firms]
            above = sorted(
                (look.name(e.target), e.target) for e in look.typed("LOCATED_IN") if e.source == park.id
            )
            row = (look.name(park.id), [name for name, _ in above], len(firms), len(given))
            rows.append(((-len(firms), row[0], park.id), row))
    return [row for _, row in sorted(rows, key=lambda item: item[0])]
