"""Writes the part of the graph that changed: nodes of entities, and the edges at them."""

from collections.abc import Iterable, Mapping

from kg.model import Edge, Predicate
from kg.resolve.bind import Doubt
from kg.resolve.clusters import Clusters
from kg.resolve.edges import (
    article_edge,
    catalogue_edge,
    claim_edges,
    doubt_edge,
    edge_id,
    grant_pairs,
    known_codes,
    mention_edge,
    succession_edge,
    unit_pairs,
)  # fmt: skip
from kg.resolve.gazetteer import catalogue_version, gazetteer
from kg.resolve.nodes import catalogue_node, entity_node, missing_places, place_node
from kg.resolve.rows import claims_between
from kg.resolve.scope import Scope
from kg.resolve.settle import MentionClaim, gathered
from kg.resolve.successions import Change, agency_changes, place_changes
from kg.workspace.gathered import Gathered, Stale, Triple
from kg.workspace.graph_rows import GraphRows
from kg.workspace.touched import Touched

Moved = Mapping[int, str | None]
"""Senses that are another entity than before, with the one they were; None for new ones."""
Group = tuple[str, str, str]
"""Source entity, predicate, target entity."""

_SAME, _LOCATED, _GRANTS = Predicate.POSSIBLY_SAME, Predicate.LOCATED_IN, Predicate.GRANTS


class GraphView:
    """Nodes and edges of a workspace, kept to what is gathered in the same transaction."""

    def __init__(self, names: Gathered, rows: GraphRows, touched: Touched) -> None:
        self._names = names
        self._rows = rows
        self._touched = touched
        # What was before: groups of claims, and mentions as (article, entity).
        self._groups: set[Group] = set()
        self._mentions: set[tuple[str, str]] = set()
        self._places_changed = self._grants_changed = False

    def retract(self, stale: Stale) -> None:
        """Take out what documents said that went; senses still are what they were."""
        self._groups = {group for triple in stale.claims if (group := self._group(triple, {}))}
        self._mentions = {
            (article, entity) for sense, article in stale.sightings if (entity := self._entity(sense))
        }
        gone = {one for one in stale.nodes if not self._rows.is_paper(one)}
        self._rows.drop_nodes(gone)
        self._rows.drop_edges_from(stale.nodes)

    def write_entities(self, clusters: Clusters, scope: Scope, moved: Moved) -> None:
        """Write the nodes of a scope; those that are no entity any more go."""
        present = {cluster.identity.id for cluster in clusters}
        gone = {old for old in moved.values() if old and old not in present}
        for cluster in clusters:
            numbers = [scope.numbers[sense.id] for sense in cluster.senses]
            node = entity_node(gathered(cluster, *self._names.seen(numbers)))
            if self._rows.name_of(node.id) != node.properties["name"]:
                self._note_change(node.id)
            self._rows.put_nodes([node])
        for entity in gone:
            self._note_change(entity)
        self._rows.drop_nodes(gone)

    def _note_change(self, entity: str) -> None:
        self._places_changed |= entity.startswith("place-")
        self._grants_changed |= entity.startswith(("agency-", "organization-", "program-"))

    def write_doubts(self, doubts: Iterable[Doubt], clusters: Clusters, moved: Moved) -> None:
        """Write what stays in doubt in a scope in place of what was in doubt there."""
        entities = {cluster.identity.id for cluster in clusters} | {old for old in moved.values() if old}
        for entity in entities:
            if entity.startswith(("company-", "organization-")):
                self._rows.drop_edges(self._rows.edge_ids(_SAME, entity))
        self._rows.put_edges(map(doubt_edge, doubts))

    def note_moved(self, moved: Moved) -> None:
        """Have the edges written anew of what is another entity now; all that new senses have is touched already."""
        for sense, old in moved.items():
            if old is None:
                continue
            claims = set(self._names.claims_at(sense))
            self._touched.add_claims(claims)
            self._groups |= {group for triple in claims if (group := self._group(triple, moved))}
            for article in self._names.articles_of(sense):
                self._mentions |= {(article, one) for one in (old, self._entity(sense)) if one}

    def write_edges(self) -> None:
        """Write the edges of claims and mentions that came, went, or have another end now."""
        for group in sorted(self._groups):
            self._write_group(*group)
        for group in self._touched.groups():
            if group not in self._groups:
                self._write_group(*group)
        for article in self._touched.articles():
            self._rows.put_edges([article_edge(article, self._names.document_of(article))])
            for entity in self._names.entities_in(article):
                self._write_mention(article, entity)
        for article, entity in sorted(self._mentions):
            self._write_mention(article, entity)

    def _entity(self, sense: int) -> str | None:
        return self._names.sense(sense)[2]

    def _group(self, triple: Triple, were: Moved) -> Group | None:
        """The group of a claim; with ``were``, that of before. None where an end was nothing then."""
        source, predicate, target = triple
        ends = [were[one] if one in were else self._entity(one) for one in (source, target)]
        return (ends[0], predicate, ends[1]) if ends[0] and ends[1] else None

    def _write_group(self, source: str, predicate: str, target: str) -> None:
        said = self._rows.has_edge(source, target, predicate, "text")
        self._rows.drop_edges_between(source, target, predicate)
        found = list(claim_edges(claims_between(self._names, source, predicate, target)))
        self._rows.put_edges(found)
        if said != bool(found):
            self._places_changed |= predicate == _LOCATED and source.startswith("place-")
            self._grants_changed |= predicate == _GRANTS

    def _write_mention(self, article: str, entity: str) -> None:
        rows = self._names.mentions_in(article, entity)
        if not rows:
            self._rows.drop_edges([edge_id(Predicate.MENTIONS, article, entity)])
        else:
            _, start, _, quote, _, date = rows[0]
            count, confidence = sum(row[0] for row in rows), max(row[4] for row in rows)
            claim = MentionClaim(article, entity, count, start, quote, confidence, date)
            self._rows.put_edges([mention_edge(claim)])

    def finish(self) -> None:
        """Write what the catalogue says of what is in the graph now, where that may have changed."""
        if self._places_changed:
            self._write_places()
        if self._grants_changed:
            self._write_agencies()
            pairs = grant_pairs(lambda kind, name: self._rows.called(kind.lower(), name))
            self._write_catalogue(
                (catalogue_edge(_GRANTS, *pair, catalogue_version()) for pair in pairs),
                self._rows.catalogue_edges(_GRANTS, "agency")
                | self._rows.catalogue_edges(_GRANTS, "organization"),
            )

    def _write_agencies(self) -> None:
        texts = self._rows.of_texts("agency")
        found = agency_changes({name: one for one, name in texts}, gazetteer())
        nodes = {one.id: catalogue_node(one) for one in found.missing}
        self._rows.drop_nodes(self._rows.nodes_of("agency") - {one for one, _ in texts} - nodes.keys())
        self._rows.put_nodes(nodes.values())
        self._write_changes("agency", found.changes)

    def _write_changes(self, prefix: str, changes: Iterable[Change]) -> None:
        self._write_catalogue(
            (succession_edge(one, catalogue_version()) for one in changes),
            self._rows.catalogue_edges(Predicate.SUCCEEDED_BY, prefix),
        )

    def _write_places(self) -> None:
        units, present = gazetteer(), self._names.present("place")
        missing = missing_places(present, units)
        nodes = {node.id: node for node in (place_node(code, units) for code in missing)}
        self._rows.drop_nodes(self._rows.nodes_of("place") - present - nodes.keys())
        self._rows.put_nodes(nodes.values())
        self._write_catalogue(
            (catalogue_edge(_LOCATED, *pair, catalogue_version()) for pair in unit_pairs(present, units)),
            self._rows.catalogue_edges(_LOCATED, "place"),
        )
        self._write_changes("place", place_changes(known_codes(present, units), units))

    def _write_catalogue(self, edges: Iterable[Edge], known: set[str]) -> None:
        """Write edges that no text says, in place of those that are known."""
        wanted = {
            edge.id: edge
            for edge in edges
            if not self._rows.has_edge(edge.source, edge.target, edge.type, "text")
        }
        self._rows.drop_edges(known - wanted.keys())
        self._rows.put_edges(_new(wanted, known))


def _new(wanted: Mapping[str, Edge], known: set[str]) -> list[Edge]:
    return [edge for identity, edge in wanted.items() if identity not in known]
