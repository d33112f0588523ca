"""Brings the graph of a workspace up to date: only what a change can touch is decided and written anew.

The result is that of ``kg.resolve.resolve`` on all documents at once, whatever the order in which they came.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice

from kg.model import Statement
from kg.resolve.bind import Doubt, bind_organisations, join_persons, join_products
from kg.resolve.clusters import Clusters
from kg.resolve.correct import Corrections
from kg.resolve.decisions import Decision
from kg.resolve.gather import Gathering
from kg.resolve.gazetteer import gazetteer
from kg.resolve.nodes import article_node, document_node, headings
from kg.resolve.rows import document_rows
from kg.resolve.scope import Scope, named_by
from kg.resolve.view import GraphView
from kg.workspace import Workspace
from kg.workspace.gathered import Gathered, Stale, Triple
from kg.workspace.graph_rows import GraphRows

# Documents that are decided on together: more cost memory, fewer cost the hubs of the graph a writing each time.
BATCH = 5000
# With more documents than this, stores compare everything instead of following each change.
MANY = 1000


@dataclass(slots=True)
class Touched:
    """What a pass starts from: senses that changed, claims that came, articles that were read."""

    senses: set[int] = field(default_factory=set)
    claims: set[Triple] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)


class Update:
    """One update of a workspace, in the transaction of ``gathered``; ``before`` are the decisions it had last."""

    def __init__(
        self,
        workspace: Workspace,
        gathered: Gathered,
        decisions: Sequence[Decision],
        before: Sequence[Decision],
    ) -> None:
        self._workspace = workspace
        self._gathered = gathered
        self._decisions = decisions
        self._before = before
        self._rows = GraphRows(gathered.db)
        self._view = GraphView(gathered, self._rows)
        self.orphaned: set[str] = set()

    def run(self) -> None:
        """Take in what is pending, batch by batch, and what went."""
        pending = self._gathered.pending()
        if len(pending) > MANY:
            self._gathered.note_no_changes()
        documents = iter(pending)
        while True:
            batch = list(islice(documents, BATCH))
            self._pass(batch)
            if len(batch) < BATCH:
                break
        self._view.finish()

    def _pass(self, documents: Sequence[str]) -> None:
        stale = self._gathered.take_stale()
        corrections = Corrections(self._decisions)
        touched = Touched()
        for document in documents:
            self._gather(document, corrections, touched)
        _merge(stale, self._gathered.take_stale())
        self._view.retract(stale)
        seeds = touched.senses | stale.senses | named_by([*self._decisions, *self._before], self._gathered)
        clusters, scope, doubts = self._decide(seeds)
        corrections.apply(clusters)
        moved = self._assign(clusters, scope)
        self._view.write_entities(clusters, scope, moved)
        self._view.write_doubts(corrections.remaining(doubts, clusters), clusters, moved)
        self._view.write_edges(touched.claims, touched.articles, moved)
        for document in corrections.rejected_in - set(documents):
            corrections.rejected(document, self._statements(document))
        self.orphaned = corrections.orphaned

    def _decide(self, seeds: set[int]) -> tuple[Clusters, Scope, list[Doubt]]:
        """What the texts make of everything that seeds touch, and what they leave in doubt."""
        while True:
            clusters, scope = Clusters(()), Scope(self._gathered)
            scope.reach(seeds, clusters)
            doubts = bind_organisations(clusters, gazetteer())
            followers = scope.followers(clusters)
            if followers <= scope.members:
                break
            seeds = seeds | followers
        join_persons(clusters, scope.positions(clusters))
        join_products(clusters, lambda maker: scope.made_by(maker, clusters))
        return clusters, scope, doubts

    def _statements(self, document: str) -> list[tuple[str, Statement]]:
        articles = [one.article.id for one in self._workspace.readings(document)]
        return [row for article in articles for row in self._workspace.statements(article)]

    def _gather(self, document: str, corrections: Corrections, touched: Touched) -> None:
        gathering = Gathering(corrections.rejected)
        readings = list(self._workspace.readings(document))
        articles = [(one, list(self._workspace.statements(one.article.id))) for one in readings]
        found = self._workspace.document(document)
        gathering.add_document(found, articles)
        senses, claims = self._gathered.write(document_rows(document, gathering))
        touched.senses |= senses
        touched.claims |= claims
        touched.articles |= {one.article.id for one in readings}
        titles = headings(one.article for one in readings)
        self._rows.put_nodes(
            [document_node(found, titles.get(document)), *(article_node(one.article) for one in readings)]
        )

    def _assign(self, clusters: Clusters, scope: Scope) -> dict[int, str | None]:
        """Note what every sense of the scope is; returns those that were something else, with what they were."""
        moved: dict[int, str | None] = {}
        for key, entity in clusters.by_sense().items():
            number, base = scope.numbers[key], clusters.base(key)
            _, old_base, old = self._gathered.sense(number)
            if (old_base, old) != (base, entity):
                self._gathered.assign(number, base, entity)
            if old != entity:
                moved[number] = old
        for number in scope.dead:
            moved[number] = self._gathered.sense(number)[2]
            self._gathered.drop(number)
        return moved


def _merge(into: Stale, more: Stale) -> None:
    into.senses |= more.senses
    into.claims |= more.claims
    into.sightings |= more.sightings
    into.nodes |= more.nodes
