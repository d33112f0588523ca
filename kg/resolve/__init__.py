"""From names to entities, from statements to edges: the graph as a view of the statement log.

``bring_up_to_date(workspace)`` makes the graph anew when documents, decisions or the rules of resolution changed.
"""

from collections.abc import Sequence
from dataclasses import dataclass

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
from kg.workspace import Workspace
from kg.workspace.workspace import MentionPlace

VERSION = "2"
ORPHANED = "orphaned"


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
    decisions = files.load(workspace.folder)
    if workspace.resolved == _state(workspace, decisions):
        return False
    _write(workspace, decisions, _make(workspace, decisions))
    return True


def decide(workspace: Workspace, decision: Decision) -> None:
    """Write a decision down and apply it. Raises UsageError, and writes nothing, when it would change nothing here."""
    decisions = (*files.load(workspace.folder), decision)
    made = _make(workspace, decisions)
    if decision.id in made.orphaned:
        raise UsageError(
            f"无法应用：{decision.about}。没有唯一对应的实体、名称或陈述；可用 kg find 查看。没有写入任何内容。",
            f"cannot be applied: {decision.about}. No single entity, name or statement fits; look with kg find. "
            "Nothing was written.",
        )
    files.append(workspace.folder, decision)
    _write(workspace, decisions, made)


def _state(workspace: Workspace, decisions: Sequence[Decision]) -> str:
    return f"{workspace.changes}/{VERSION}/{catalogue_version()}/{files.version(decisions)}"


def _make(workspace: Workspace, decisions: Sequence[Decision]) -> Resolved:
    corrections = Corrections(files.in_force(decisions))
    return resolve(gather(workspace, corrections), corrections)


def _write(workspace: Workspace, decisions: Sequence[Decision], made: Resolved) -> None:
    notes = {ORPHANED: " ".join(made.orphaned)}
    workspace.write_graph(made.graph, made.places, resolved=_state(workspace, decisions), notes=notes)


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
