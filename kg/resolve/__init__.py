"""From names to entities, from statements to edges: the graph as a view of the statement log.

``bring_up_to_date(workspace)`` makes the graph anew when documents, decisions or the rules of resolution changed.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.catalog import own
from kg.errors import UsageError
from kg.model import Graph
from kg.resolve import decisions as files
from kg.resolve.bind import bind
from kg.resolve.clusters import Clusters
from kg.resolve.correct import Corrections
from kg.resolve.decisions import Decision
from kg.resolve.edges import edges
from kg.resolve.gather import Gathering
from kg.resolve.gazetteer import catalogue_version, gazetteer
from kg.resolve.nodes import nodes
from kg.resolve.settle import settle
from kg.resolve.update import Update
from kg.workspace import Workspace
from kg.workspace.gathered import Gathered
from kg.workspace.workspace import MentionPlace

VERSION = "3"
ORPHANED = "orphaned"
# What the graph was made of last: rules and catalogue; the decisions in force.
_RULES, _DECIDED = "rules", "decided"


@dataclass(frozen=True, slots=True)
class Resolved:
    """The graph, where its entities are mentioned, and the ids of decisions that matched nothing."""

    graph: Graph
    places: Sequence[MentionPlace]
    orphaned: Sequence[str]


def bring_up_to_date(workspace: Workspace) -> bool:
    """Make the graph of a workspace anew if it is out of date; returns whether it was.

    Raises WorkspaceError when the file of decisions is broken; nothing is changed then.
    """
    own.use(workspace.folder / own.FOLDER)
    decisions = files.load(workspace.folder)
    if workspace.resolved == _state(workspace, decisions):
        return False
    with workspace.remaking(resolved=_state(workspace, decisions)) as (gathered, notes):
        _update(workspace, gathered, notes, decisions)
    return True


def decide(workspace: Workspace, decision: Decision) -> None:
    """Write a decision down and apply it. Raises UsageError, and writes nothing, when it would change nothing here."""
    own.use(workspace.folder / own.FOLDER)
    decisions = (*files.load(workspace.folder), decision)
    with workspace.remaking(resolved=_state(workspace, decisions)) as (gathered, notes):
        if decision.id in _update(workspace, gathered, notes, decisions):
            raise UsageError(
                f"无法应用：{decision.about}。没有唯一对应的实体、名称或陈述；可用 kg find 查看。没有写入任何内容。",
                f"cannot be applied: {decision.about}. No single entity, name or statement fits; look with kg find. "
                "Nothing was written.",
            )
        files.append(workspace.folder, decision)


def _state(workspace: Workspace, decisions: Sequence[Decision]) -> str:
    return f"{workspace.changes}/{_rules()}/{files.version(decisions)}"


def _rules() -> str:
    return f"{VERSION}/{catalogue_version()}"


def _update(
    workspace: Workspace, gathered: Gathered, notes: dict[str, str], decisions: Sequence[Decision]
) -> set[str]:
    """Bring the graph up to date inside a transaction; returns the ids of decisions that matched nothing."""
    standing, before = files.in_force(decisions), _decided(workspace)
    if workspace.note(_RULES) != _rules():
        gathered.clear()
    changed = {one.id: one for one in (*before, *standing) if (one in before) != (one in standing)}
    gathered.wait_for(one.statement.document for one in changed.values() if one.statement)
    update = Update(workspace, gathered, standing, before)
    update.run()
    notes[_RULES] = _rules()
    notes[_DECIDED] = "\n".join(one.model_dump_json(exclude_none=True) for one in standing)
    notes[ORPHANED] = " ".join(sorted(update.orphaned))
    return update.orphaned


def _decided(workspace: Workspace) -> list[Decision]:
    """The decisions that the graph was made with last."""
    lines = (workspace.note(_DECIDED) or "").splitlines()
    return [Decision.model_validate_json(line) for line in lines]


def gather(workspace: Workspace, corrections: Corrections) -> Gathering:
    """Gather what all documents say, document by document in the order of their ids."""
    gathering = Gathering(corrections.rejected)
    for document in workspace.documents():
        articles = [
            (reading, list(workspace.statements(reading.article.id)))
            for reading in workspace.readings(document.id)
        ]
        gathering.add_document(document, articles)
    return gathering


def resolve(gathering: Gathering, corrections: Corrections) -> Resolved:
    """Decide which names are one entity; nodes and edges are sorted by id."""
    units = gazetteer()
    clusters = Clusters(gathering.senses.values())
    doubts = bind(clusters, gathering.claims, units)
    corrections.apply(clusters)
    collection = settle(gathering, clusters)
    found = edges(collection, corrections.remaining(doubts, clusters), units, catalogue_version())
    graph = Graph(
        tuple(sorted(nodes(collection, units), key=lambda node: node.id)),
        tuple(sorted(found, key=lambda edge: edge.id)),
    )
    return Resolved(graph, collection.places, sorted(corrections.orphaned))


def orphaned(workspace: Workspace, decisions: Sequence[Decision]) -> list[Decision]:
    """The decisions in force that matched nothing when the graph was made last."""
    known = (workspace.note(ORPHANED) or "").split()
    return [one for one in files.in_force(decisions) if one.id in known]
