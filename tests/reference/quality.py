"""Questions of looking up and checking, answered by plain Python."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from kg.model import Edge
from tests.reference.look import FACTS, Look, Rows, awards, fits, list_of, won


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


def incomplete_awards(look: Look, program: Any) -> Rows:
    rows = []
    for edge in awards(look, program):
        known = edge.properties
        lacks = [zh for key, zh in (("year", "年份"), ("level", "级别")) if known[key] is None]
        if lacks or known["incomplete"]:
            names = look.name(edge.source), look.name(edge.target)
            rows.append((*names, lacks, known["incomplete"], known["quote"], edge.id))
    return sorted(rows, key=lambda row: (row[0], row[1], row[5]))


def two_places(look: Look, company: Any) -> Rows:
    rows = []
    for firm in look.of("Company"):
        own = [edge for edge in look.typed("LOCATED_IN") if edge.source == firm.id]
        for one in own:
            for two in own:
                apart = two.target not in look.places_of(one.target) and one.target not in look.places_of(
                    two.target
                )
                if one.target < two.target and apart and (company is None or look.called(firm, company)):
                    names = look.name(firm.id), look.name(one.target), look.name(two.target)
                    row = (*names, one.properties["quote"], two.properties["quote"])
                    rows.append(((names[0], one.id, two.id), row))
    return [row for _, row in sorted(rows, key=lambda item: item[0])]


def evidence_strength(look: Look, below: float) -> Rows:
    groups: defaultdict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for edge in look.typed(*FACTS):
        if "Entity" in look.nodes[edge.source].labels:
            groups[edge.type].append(edge.properties)
    return [
        (
            type_,
            len(known),
            sum(one["support"] == 1 for one in known),
            sum(one["confidence"] < below for one in known),
            sum(one["origin"] == "catalogue" for one in known),
            min(one["confidence"] for one in known),
        )
        for type_, known in sorted(groups.items())
    ]


def documents(look: Look, since: Any) -> Rows:
    rows = []
    for node in look.of("Document"):
        known = node.properties
        if since is None or (known["date"] and str(known["date"]) >= since):
            pieces = {one.id for one in look.of("Article") if one.properties["document"] == node.id}
            named = {edge.target for edge in look.typed("MENTIONS") if edge.source in pieces}
            more = (known[key] for key in ("title", "issue", "date", "publisher"))
            rows.append((node.id, *more, len(pieces), len(named)))
    rows.sort(key=lambda row: (row[1] or "", row[0]))
    return sorted(rows, key=lambda row: row[3] or "", reverse=True)


def winners_without_place(look: Look, program: Any, year: Any) -> Rows:
    placed = {edge.source for edge in look.typed("LOCATED_IN")}
    own: defaultdict[str, list[Edge]] = defaultdict(list)
    for edge in awards(look, program, year):
        if won(edge) and "Company" in look.nodes[edge.source].labels and edge.source not in placed:
            own[edge.source].append(edge)
    rows = []
    for firm, edges in own.items():
        names = sorted({(look.name(edge.target), edge.target) for edge in edges})
        rows.append((-len(edges), look.name(firm), firm, [name for name, _ in names]))
    return [(name, -number, names) for number, name, _, names in sorted(rows, key=lambda row: row[:3])]


def shared_names(look: Look, type: Any) -> Rows:
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for node in look.of(type or "Entity"):
        for name in (str(node.properties["name"]), *list_of(node.properties["aliases"])):
            owners[name].add(node.id)
    found = [name for name, ids in owners.items() if len(ids) > 1]
    found.sort(key=lambda name: (-len(owners[name]), name))
    return [
        (name, len(owners[name]), [look.name(one) for one in sorted(owners[name])], sorted(owners[name]))
        for name in found
    ]


def unconnected(look: Look, type: str, minimum: int) -> Rows:
    linked = {end for edge in look.typed(*FACTS) for end in (edge.source, edge.target)}
    rows = []
    for node in look.of(type):
        support: Any = node.properties.get("support", 0)
        if node.id not in linked and support >= minimum and "Entity" in node.labels:
            rows.append((look.name(node.id), support, node.id))
    return sorted(rows, key=lambda row: (-row[1], row[0], row[2]))
