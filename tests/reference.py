"""The questions of the query library answered by plain Python over a graph, as they would be by hand.

Each function takes the graph and the query's parameters and returns the rows in the query's order.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from kg.model import Edge, Graph, Node
from tests.graphs import NOT_WON

Rows = list[tuple[Any, ...]]
FACTS = ("AWARDED", "PRODUCES", "LOCATED_IN", "HOLDS_POSITION", "PART_OF", "GRANTS", "COUNTED")


class Look:
    """A graph with what its questions need at hand."""

    def __init__(self, graph: Graph) -> None:
        self.nodes = {node.id: node for node in graph.nodes}
        self.edges = graph.edges

    def of(self, label: str) -> Iterator[Node]:
        return (node for node in self.nodes.values() if label in node.labels)

    def typed(self, *types: str) -> Iterator[Edge]:
        return (edge for edge in self.edges if edge.type in types)

    def ends(self, edge: Edge) -> tuple[Node, Node]:
        return self.nodes[edge.source], self.nodes[edge.target]

    def name(self, identity: str) -> str:
        return str(self.nodes[identity].properties["name"])

    def places_of(self, identity: str) -> set[str]:
        """The node itself and all places it lies in, up to five steps."""
        found, border = {identity}, {identity}
        for _ in range(5):
            border = {edge.target for edge in self.typed("LOCATED_IN") if edge.source in border}
            found |= border
        return found

    def within(self, identity: str, place: str | None) -> bool:
        return place is None or any(
            self.called(self.nodes[one], place)
            for one in self.places_of(identity)
            if "Place" in self.nodes[one].labels
        )

    def called(self, node: Node, name: str) -> bool:
        known = node.properties
        return name in (node.id, known.get("code"), known["name"]) or name in list_of(known["aliases"])

    def article(self, edge: Edge) -> Any:
        piece = self.nodes.get(str(edge.properties["quote_article"]))
        return piece.properties["title"] if piece else None

    def document(self, edge: Edge) -> Any:
        piece = self.nodes.get(str(edge.properties["quote_article"]))
        if piece is None:
            return None
        owner = self.nodes[str(piece.properties["document"])]
        return owner.properties["title"] or owner.id

    def kind(self, identity: str) -> list[str]:
        return [label for label in self.nodes[identity].labels if label != "Entity"]


def list_of(value: Any) -> list[str]:
    assert isinstance(value, list)
    return value


def won(edge: Edge) -> bool:
    return edge.properties["status"] not in NOT_WON


def year_of(edge: Edge) -> int:
    """The year for sorting: 0 where there is none."""
    year: Any = edge.properties.get("year")
    return year or 0


def fits(wanted: Any, value: Any) -> bool:
    return wanted is None or wanted == value


def program_fits(node: Node, program: str | None) -> bool:
    names = [str(node.properties["name"]), *list_of(node.properties["aliases"])]
    return program is None or node.id == program or any(program in name for name in names)


def awards(
    look: Look, program: str | None = None, year: int | None = None, level: str | None = None
) -> Iterator[Edge]:
    for edge in look.typed("AWARDED"):
        known = edge.properties
        if (
            program_fits(look.nodes[edge.target], program)
            and fits(year, known["year"])
            and fits(level, known["level"])
        ):
            yield edge


def winners(look: Look, program: Any, year: Any, level: Any, place: Any, unconfirmed: bool) -> Rows:
    found = [
        edge
        for edge in awards(look, program, year, level)
        if (unconfirmed or won(edge)) and look.within(edge.source, place)
    ]
    found.sort(
        key=lambda e: (
            -year_of(e),
            look.name(e.target),
            look.name(e.source),
            e.properties["product"] or "",
            e.id,
        )
    )
    return [
        (
            look.name(e.source),
            look.name(e.target),
            *(e.properties[key] for key in ("product", "level", "year", "batch", "status", "quote")),
            look.article(e),
            look.document(e),
            e.properties["confidence"],
        )
        for e in found
    ]


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


def counts(look: Look, program: Any, place: Any, year: Any) -> Rows:
    rows = []
    for edge in look.typed("COUNTED"):
        where, what = look.ends(edge)
        known: Mapping[str, Any] = edge.properties
        if not (
            program_fits(what, program)
            and fits(year, known["year"])
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


def people(look: Look, person: Any, organization: Any, former: bool) -> Rows:
    found = []
    for edge in look.typed("HOLDS_POSITION"):
        who, where = look.ends(edge)
        known = edge.properties
        if person is not None and person not in [who.properties["name"], *list_of(who.properties["aliases"])]:
            continue
        if (
            organization is not None
            and organization != where.id
            and organization not in str(where.properties["name"])
        ):
            continue
        if former or not known["former"]:
            found.append((look.name(who.id), look.name(where.id), known["title"], edge.id, edge))
    return [
        (
            who,
            title,
            where,
            look.kind(edge.target),
            edge.properties["former"],
            edge.properties["quote"],
            look.article(edge),
            look.document(edge),
        )
        for who, where, title, _, edge in sorted(found, key=lambda item: item[:4])
    ]


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


def agencies(look: Look, agency: Any) -> Rows:
    rows = []
    for edge in look.typed("GRANTS"):
        body = look.nodes[edge.source]
        names = {str(body.properties["name"]), *list_of(body.properties["aliases"])}
        if agency is None or agency == body.id or any(agency in name for name in names):
            known = [
                a
                for a in awards(look, edge.target)
                if won(a) and names & set(list_of(a.properties["grantors"]))
            ]
            row = (
                look.name(body.id),
                look.name(edge.target),
                len(known),
                edge.properties["origin"],
                edge.properties["quote"],
            )
            rows.append((row[0], row[1], edge.id, row))
    return [row for *_, row in sorted(rows, key=lambda item: item[:3])]


def documents_without_facts(look: Look) -> Rows:
    proven = {
        piece
        for edge in look.typed(*FACTS)
        if "Entity" in look.nodes[edge.source].labels
        for piece in list_of(edge.properties["articles"])
    }
    rows = []
    for document in look.of("Document"):
        own = {node.id for node in look.of("Article") if node.properties["document"] == document.id}
        if not own & proven:
            rows.append((document.id, document.properties["title"], document.properties["date"], len(own)))
    return sorted(rows, key=lambda row: (row[1] or "", row[0]))


def low_confidence(look: Look, below: float, relation: Any) -> Rows:
    rows: Rows = []
    for edge in look.typed(*FACTS):
        known: Mapping[str, Any] = edge.properties
        between = "Entity" in look.nodes[edge.source].labels
        if between and known["confidence"] < below and fits(relation, edge.type):
            ends = look.name(edge.source), edge.type, look.name(edge.target)
            rows.append((*ends, known["confidence"], known["quote"], edge.id))
    return sorted(rows, key=lambda row: (row[3], row[5]))


def duplicates(look: Look, minimum: float, type: Any) -> Rows:
    rows = []
    for edge in look.typed("POSSIBLY_SAME"):
        score: Any = edge.properties["score"]
        if score >= minimum and (type is None or type in look.nodes[edge.source].labels):
            first, second = look.name(edge.source), look.name(edge.target)
            row = (
                first,
                second,
                look.kind(edge.source),
                score,
                edge.properties["reason"],
                edge.source,
                edge.target,
            )
            rows.append(((-score, first, second, edge.id), row))
    return [row for _, row in sorted(rows, key=lambda item: item[0])]


def neighbours(look: Look, entity: str) -> Rows:
    rows = []
    for node in look.of("Entity"):
        for edge in look.typed(*FACTS, "POSSIBLY_SAME"):
            if look.called(node, entity) and node.id in (edge.source, edge.target):
                other = edge.target if edge.source == node.id else edge.source
                known = edge.properties
                row = (
                    look.name(node.id),
                    edge.type,
                    edge.source == node.id,
                    look.name(other),
                    look.kind(other),
                    known["support"],
                    known["confidence"],
                    other,
                )
                rows.append(((node.id, edge.type, look.name(other), edge.id), row))
    return [row for _, row in sorted(rows, key=lambda item: item[0])]


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


def mentions(look: Look, entity: str) -> Rows:
    rows = []
    for edge in look.typed("MENTIONS"):
        piece, what = look.ends(edge)
        if look.called(what, entity):
            owner = look.nodes[str(piece.properties["document"])]
            date = piece.properties["date"] or owner.properties["date"]
            number: Any = edge.properties["count"]
            row = (
                look.name(what.id),
                piece.properties["title"],
                piece.properties["section"],
                owner.properties["title"] or owner.id,
                date,
                number,
            )
            rows.append(((what.id, -number, piece.id), row))
    return [row for _, row in sorted(rows, key=lambda item: item[0])]


ANSWERS: dict[str, Callable[..., Rows]] = {
    function.__name__.replace("_", "-"): function
    for function in (
        winners,
        company_record,
        multiple_programs,
        place_programs,
        place_league,
        counts,
        people,
        place_companies,
        agencies,
        documents_without_facts,
        low_confidence,
        duplicates,
        neighbours,
        path,
        co_winners,
        mentions,
    )
}


def answer(name: str, graph: Graph, parameters: dict[str, Any]) -> Rows:
    """The rows that a query must give."""
    return ANSWERS[name](Look(graph), **parameters)
