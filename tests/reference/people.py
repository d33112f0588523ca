"""Questions about people, answered by plain Python."""

from collections import Counter, defaultdict
from typing import Any

from kg.model import Edge, Node
from tests.reference.look import Look, Rows, awards, list_of, program_fits, won


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


def _positions(look: Look, former: bool = True) -> list[Edge]:
    return [edge for edge in look.typed("HOLDS_POSITION") if former or not edge.properties["former"]]


def _persons(look: Look, person: str) -> list[Node]:
    return [
        node
        for node in look.of("Person")
        if person in (node.id, node.properties["name"], *list_of(node.properties["aliases"]))
    ]


def two_bodies(look: Look, minimum: int, former: bool) -> Rows:
    bodies: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for edge in _positions(look, former):
        bodies[edge.source].add((look.name(edge.target), edge.target))
    found = [one for one in bodies if len(bodies[one]) >= minimum]
    found.sort(key=lambda one: (-len(bodies[one]), look.name(one), one))
    return [(look.name(one), len(bodies[one]), [name for name, _ in sorted(bodies[one])]) for one in found]


def person_firms(look: Look, person: str) -> Rows:
    rows = []
    for who in _persons(look, person):
        for edge in _positions(look):
            if edge.source == who.id and "Company" in look.nodes[edge.target].labels:
                given = sum(won(award) for award in awards(look) if award.source == edge.target)
                known = edge.properties
                key = (look.name(who.id), look.name(edge.target), known["title"], edge.id)
                rows.append((key, (*key[:3], known["former"], given, known["quote"])))
    return [row for _, row in sorted(rows, key=lambda item: item[0])]


def official_to_firm(look: Look, agency: Any) -> Rows:
    rows = []
    for was in _positions(look):
        body = look.nodes[was.target]
        if not (was.properties["former"] and "Agency" in body.labels and program_fits(body, agency)):
            continue
        for now in _positions(look):
            if now.source == was.source and "Company" in look.nodes[now.target].labels:
                before = (look.name(was.source), look.name(body.id), was.properties["title"])
                row = (*before, look.name(now.target), now.properties["title"])
                rows.append(((*row, was.id, now.id), (*row, now.properties["quote"])))
    return [row for _, row in sorted(rows, key=lambda item: item[0])]


def winner_leaders(look: Look, program: Any, year: Any, place: Any) -> Rows:
    given = Counter(
        edge.source for edge in awards(look, program, year) if won(edge) and look.within(edge.source, place)
    )
    rows = []
    for edge in _positions(look, former=False):
        if given[edge.target] and "Company" in look.nodes[edge.target].labels:
            number, known = given[edge.target], edge.properties
            row = (look.name(edge.target), look.name(edge.source), known["title"])
            rows.append(((-number, *row, edge.id), (*row, number, known["quote"])))
    return [row for _, row in sorted(rows, key=lambda item: item[0])]


def colleagues(look: Look, person: str, former: bool) -> Rows:
    offices: defaultdict[tuple[str, str, str], set[str]] = defaultdict(set)
    for who in _persons(look, person):
        for mine in _positions(look, former):
            for theirs in _positions(look, former):
                if mine.source == who.id != theirs.source and mine.target == theirs.target:
                    offices[who.id, mine.target, theirs.source].add(str(theirs.properties["title"]))
    keys = sorted(offices, key=lambda key: (*map(look.name, key), *key))
    return [
        (look.name(who), look.name(other), look.name(body), sorted(offices[who, body, other]))
        for who, body, other in keys
    ]
