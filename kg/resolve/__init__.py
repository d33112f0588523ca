"""From names to entities, from statements to edges: the graph as a view of the statement log.

``bring_up_to_date(workspace)`` makes the graph anew when documents or the rules of resolution changed.
"""

from kg.model import Graph
from kg.resolve.collect import Collection
from kg.resolve.edges import edges
from kg.resolve.gazetteer import catalogue_version, gazetteer
from kg.resolve.nodes import nodes
from kg.workspace import Workspace

VERSION = "1"


def bring_up_to_date(workspace: Workspace) -> bool:
    """Make the graph of a workspace anew if it is out of date; returns whether it was."""
    state = f"{workspace.changes}/{VERSION}/{catalogue_version()}"
    if workspace.resolved == state:
        return False
    collection = collect(workspace)
    workspace.write_graph(graph_of(collection), collection.places, resolved=state)
    return True


def collect(workspace: Workspace) -> Collection:
    """Gather what all documents say, document by document in the order of their ids."""
    collection = Collection()
    for document in workspace.documents():
        articles = [
            (reading, list(workspace.statements(reading.article.id)))
            for reading in workspace.readings(document.id)
        ]
        collection.add_document(document, articles)
    return collection


def graph_of(collection: Collection) -> Graph:
    """Nodes and edges, sorted by id."""
    units = gazetteer()
    found = edges(collection, units, catalogue_version())
    return Graph(
        tuple(sorted(nodes(collection, units), key=lambda node: node.id)),
        tuple(sorted(found, key=lambda edge: edge.id)),
    )
