"""Questions about firms, answered by plain Python."""

from collections import defaultdict, deque
from collections.abc import Mapping
from typing import Any

from kg.model import Edge
from tests.reference.look import FACTS, Look, Rows, awards, program_fits, won, year_of


def company_record(look: Look, company: str) -> Rows:
    types = ("AWARDED", "PRODUCES", "LOCATED_IN", "HOLDS_POSITION", "PART_OF", "POSSIBLY_SAME")
    found = []
    for firm in look.of("Company"):
        for edge in look.typed(*types):
            if look.called(firm, company) and firm.id in (edge.source, edge.target):
                other = edge.target if edge.source == firm.id else edge.source
                key = (edge.type, -year_of(edge), look.name(other), edge.id, firm.id)
                found.append((key, firm, edge, other))
    return [
        (
            edge.type,
            edge.source == firm.id,
            look.name(other),
            look.kind(other),
            *(edge.properties.get(name) for name in ("level", "year", "product", "status", "title", "quote")),
            look.article(edge),
            look.document(edge),
        )
        for _, firm, edge, other in sorted(found, key=lambda item: item[0])
    ]


def multiple_programs(look: Look, minimum: int, place: Any) -> Rows:
    rows = []
    for firm in look.of("Company"):
        own = [edge for edge in awards(look) if edge.source == firm.id and won(edge)]
        programs = sorted({edge.target for edge in own}, key=lambda one: (look.name(one), one))
        years = [edge.properties["year"] for edge in own if edge.properties["year"] is not None]
        if len(programs) >= minimum and look.within(firm.id, place):
            span = (min(years), max(years)) if years else (None, None)
            names = [look.name(one) for one in programs]
            rows.append((-len(names), look.name(firm.id), firm.id, names, *span))
    return [
        (name, -number, names, first, last)
        for number, name, _, names, first, last in sorted(rows, key=lambda r: r[:3])
    ]


def path(look: Look, company: str, other: str) -> Rows:
    ways = []
    for start in (firm for firm in look.of("Company") if look.called(firm, company)):
        for goal in (firm for firm in look.of("Company") if look.called(firm, other) and firm.id != start.id):
            ways += _shortest(look, start.id, goal.id)
    rows = [
        (
            [look.name(one) for one in nodes],
            [edge.type for edge in edges],
            len(edges),
            [edge.id for edge in edges],
        )
        for nodes, edges in ways
    ]
    return [row[:3] for row in sorted(rows, key=lambda row: (row[2], row[0], row[3]))]


def _shortest(look: Look, start: str, goal: str) -> list[tuple[list[str], list[Edge]]]:
    steps: defaultdict[str, list[tuple[Edge, str]]] = defaultdict(list)
    for edge in look.typed(*(set(FACTS) - {"COUNTED"}), "POSSIBLY_SAME"):
        steps[edge.source].append((edge, edge.target))
        steps[edge.target].append((edge, edge.source))
    found: list[tuple[list[str], list[Edge]]] = []
    queue: deque[tuple[list[str], list[Edge]]] = deque([([start], [])])
    while queue:
        nodes, edges = queue.popleft()
        if (found and len(edges) >= len(found[0][1])) or len(edges) == 6:
            continue
        for edge, after in steps[nodes[-1]]:
            if after not in nodes:
                way = ([*nodes, after], [*edges, edge])
                if after == goal:
                    found.append(way)
                else:
                    queue.append(way)
    return found


def co_winners(look: Look, company: str, same_year: bool) -> Rows:
    common: defaultdict[str, set[str]] = defaultdict(set)
    mine = [
        e
        for e in awards(look)
        if won(e) and "Company" in look.nodes[e.source].labels and look.called(look.nodes[e.source], company)
    ]
    for edge in awards(look):
        for own in mine:
            both = own.properties["year"], edge.properties["year"]
            year_fits = not same_year or (both[0] is not None and both[0] == both[1])
            firm = "Company" in look.nodes[edge.source].labels and edge.source != own.source
            if won(edge) and edge.target == own.target and firm and year_fits:
                common[edge.source].add(edge.target)
    rows = [
        (
            look.name(one),
            len(programs),
            [look.name(p) for p in sorted(programs, key=lambda p: (look.name(p), p))],
            one,
        )
        for one, programs in common.items()
    ]
    return [row[:3] for row in sorted(rows, key=lambda row: (-row[1], row[0], row[3]))]


def company_family(look: Look, company: str) -> Rows:
    rows = []
    for firm in look.of("Company"):
        if look.called(firm, company):
            for sign in (1, -1):
                for other, steps in _trails(look, firm.id, sign):
                    key = (look.name(firm.id), -sign * steps, look.name(other), other, firm.id)
                    rows.append((key, (key[0], key[2], look.kind(other), sign * steps)))
    return [row for _, row in sorted(rows, key=lambda item: item[0])]


def _trails(look: Look, start: str, sign: int) -> set[tuple[str, int]]:
    """Entities at the end of trails of PART_OF of one to four steps, none used twice, and how many steps."""
    found = set()
    border: list[tuple[str, tuple[str, ...]]] = [(start, ())]
    for steps in range(1, 5):
        border = [
            (edge.target if sign > 0 else edge.source, (*used, edge.id))
            for here, used in border
            for edge in look.typed("PART_OF")
            if edge.id not in used and here == (edge.source if sign > 0 else edge.target)
        ]
        found |= {(end, steps) for end, _ in border if "Entity" in look.nodes[end].labels}
    return found


def firms_risen(look: Look, lower: str, upper: str, program: Any, place: Any) -> Rows:
    firms = {node.id for node in look.of("Company")}
    first: dict[str, int] = {}
    for edge in awards(look, program, None, lower):
        if won(edge) and year_of(edge) and edge.source in firms and look.within(edge.source, place):
            first[edge.source] = min(first.get(edge.source, 9999), year_of(edge))
    rows = []
    for edge in awards(look, program, None, upper):
        early = first.get(edge.source, 9999)
        if won(edge) and year_of(edge) > early:
            gap, names = year_of(edge) - early, (look.name(edge.source), look.name(edge.target))
            rows.append(((gap, *names, edge.id), (names[0], early, names[1], year_of(edge), gap)))
    return [row for _, row in sorted(rows, key=lambda item: item[0])]


def has_but_lacks(look: Look, has: str, lacks: str, place: Any) -> Rows:
    rows = []
    for firm in look.of("Company"):
        own = [edge for edge in awards(look, has) if edge.source == firm.id and won(edge)]
        other = [edge for edge in awards(look, lacks) if edge.source == firm.id and won(edge)]
        if own and not other and look.within(firm.id, place):
            programs = sorted({(look.name(edge.target), edge.target) for edge in own})
            latest = max((year_of(edge) for edge in own if year_of(edge)), default=None)
            support: Any = firm.properties["support"]
            row = (look.name(firm.id), [name for name, _ in programs], latest, support)
            rows.append(((-support, row[0], firm.id), row))
    return [row for _, row in sorted(rows, key=lambda item: item[0])]


def product_makers(look: Look, product: str) -> Rows:
    rows = []
    for edge in look.typed("AWARDED", "PRODUCES"):
        made = look.nodes[edge.target]
        award = edge.type == "AWARDED"
        named = edge.properties["product"] or "" if award else look.name(made.id)
        hit = product in str(named) if award else program_fits(made, product)
        if hit:
            maker = look.name(edge.source)
            program = look.name(made.id) if award else None
            more = (edge.properties.get(key) for key in ("level", "year", "quote"))
            rows.append(((maker, named, edge.type, edge.id), (maker, named, program, *more)))
    return [row for _, row in sorted(rows, key=lambda item: item[0])]


def most_mentioned(look: Look, type: str, minimum: int) -> Rows:
    rows = []
    for node in look.of(type):
        known: Mapping[str, Any] = node.properties
        if "Entity" in node.labels and known["support"] >= minimum:
            row = (known["name"], known["support"], known["first_seen"], known["last_seen"], node.id)
            rows.append(row)
    return sorted(rows, key=lambda row: (-row[1], row[0], row[4]))
