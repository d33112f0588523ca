"""Questions about agencies, answered by plain Python."""

from collections import defaultdict
from typing import Any

from kg.model import Edge, Node
from tests.reference.look import Look, Rows, awards, list_of, program_fits, won, year_of


def agencies(look: Look, agency: Any, program: Any) -> Rows:
    rows = []
    for edge in look.typed("GRANTS"):
        body = look.nodes[edge.source]
        names = _names(body)
        asked = agency is None or any(
            agency == one.id or any(agency in name for name in _names(one)) for one in _later(look, body)
        )
        if asked and program_fits(look.nodes[edge.target], program):
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


def _names(node: Node) -> set[str]:
    return {str(node.properties["name"]), *list_of(node.properties["aliases"])}


def _later(look: Look, body: Node) -> list[Node]:
    """The body and what it became, over at most four changes."""
    found, border = {body.id}, {body.id}
    for _ in range(4):
        border = {edge.target for edge in look.typed("SUCCEEDED_BY") if edge.source in border}
        found |= border
    return [look.nodes[one] for one in found]


def successions(look: Look, name: Any) -> Rows:
    rows = []
    for edge in look.typed("SUCCEEDED_BY"):
        one, other = look.ends(edge)
        if name is None or program_fits(one, name) or program_fits(other, name):
            date = edge.properties["date"]
            row = (look.name(one.id), look.name(other.id), date, look.kind(one.id))
            rows.append(((date is None, date or "", row[0], row[1], edge.id), row))
    return [row for _, row in sorted(rows, key=lambda item: item[0])]


def body_structure(look: Look, body: str) -> Rows:
    rows = []
    for node in look.nodes.values():
        if {"Agency", "Organization"} & set(node.labels) and program_fits(node, body):
            steps: dict[str, int] = {}
            border = {node.id}
            for far in (1, 2, 3):
                border = {edge.source for edge in look.typed("PART_OF") if edge.target in border}
                for one in border:
                    steps.setdefault(one, far)
            for one, far in steps.items():
                key = (look.name(node.id), far, look.name(one), node.id, one)
                rows.append((key, (key[0], key[2], look.kind(one), far)))
    return [row for _, row in sorted(rows, key=lambda item: item[0])]


def grantors(look: Look, program: Any, year: Any) -> Rows:
    given: defaultdict[str, list[Edge]] = defaultdict(list)
    for edge in awards(look, program, year):
        if won(edge):
            for name in list_of(edge.properties["grantors"]):
                given[name].append(edge)
    rows = []
    for name, edges in given.items():
        years = [year_of(edge) for edge in edges if year_of(edge)]
        span = (min(years), max(years)) if years else (None, None)
        rows.append((name, len(edges), len({edge.target for edge in edges}), *span))
    return sorted(rows, key=lambda row: (-row[1], row[0]))
