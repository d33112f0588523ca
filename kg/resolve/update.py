"""Brings the graph of a workspace up to date: only what a change can touch is decided and written anew.

The result is that of ``kg.resolve.resolve`` on all documents at once, whatever the order in which they came.
"""

from collections.abc import Iterator, Sequence

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
from kg.workspace.gathered import Gathered, Stale
from kg.workspace.graph_rows import GraphRows
from kg.workspace.touched import Touched

# Senses that are decided on together: more cost memory, fewer time.
PORTION = 5000
# With more documents than this, stores compare everything instead of following each change.
MANY = 1000


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
        self._touched = Touched(gathered.db)
        self._view = GraphView(gathered, self._rows, self._touched)
        # What people's decisions speak of, and all that was decided on together with it.
        self._named: set[int] = set()
        self._ruled: set[int] = set()
        self._idle: set[str] = set()
        self.orphaned: set[str] = set()

    def run(self) -> None:
        """Take in what is pending and what went, decide region by region, then write the edges."""
        pending = self._gathered.pending()
        if len(pending) > MANY:
            self._gathered.note_no_changes()
        stale = self._gathered.take_stale()
        rejecting = Corrections([one for one in self._decisions if one.statement])
        for document in pending:
            self._gather(document, rejecting)
        for document in rejecting.rejected_in - set(pending):
            rejecting.rejected(document, self._statements(document))
        _merge(stale, self._gathered.take_stale())
        self._view.retract(stale)
        self._touched.add_senses(stale.senses)
        self._named = named_by([*self._decisions, *self._before], self._gathered)
        self._settle(self._named)
        for portion in self._portions():
            self._settle(portion)
        self._view.write_edges()
        self._view.finish()
        self.orphaned = rejecting.orphaned | self._idle

    def _portions(self) -> Iterator[set[int]]:
        """What is still to be decided on, some regions at a time."""
        after = ""
        while True:
            portion, after = self._touched.senses(PORTION, after)
            if not portion:
                return
            yield portion

    def _settle(self, seeds: set[int]) -> None:
        """Decide on senses and all that bears on them, with people's decisions where these speak of any of it."""
        clusters, scope, doubts = self._decide(seeds)
        if scope.members & self._ruled and not self._named <= seeds:
            return self._settle(seeds | self._named)
        ruling = self._named <= seeds
        corrections = Corrections([one for one in self._decisions if one.entity] if ruling else ())
        corrections.apply(clusters)
        if ruling:
            self._ruled |= scope.members
            self._idle = corrections.orphaned
        moved = self._assign(clusters, scope)
        self._view.write_entities(clusters, scope, moved)
        self._view.write_doubts(corrections.remaining(doubts, clusters), clusters, moved)
        self._view.note_moved(moved)
        self._touched.done(scope.members)
        return None

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

    def _gather(self, document: str, corrections: Corrections) -> None:
        gathering = Gathering(corrections.rejected)
        readings = list(self._workspace.readings(document))
        articles = [(one, list(self._workspace.statements(one.article.id))) for one in readings]
        found = self._workspace.document(document)
        gathering.add_document(found, articles)
        senses, claims = self._gathered.write(document_rows(document, gathering))
        self._touched.add_senses(senses)
        self._touched.add_claims(claims)
        self._touched.add_articles(one.article.id for one in readings)
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
