"""The questions of the query library answered by plain Python over a graph, as they would be by hand.

Each function takes the graph and the query's parameters and returns the rows in the query's order; it has the name of
its query.
"""

from collections.abc import Callable
from inspect import getmembers, isfunction
from typing import Any

from kg.model import Graph
from tests.reference import agencies, awards, firms, people, places, programmes, quality
from tests.reference.look import Look, Rows

ANSWERS: dict[str, Callable[..., Rows]] = {
    name.replace("_", "-"): function
    for module in (awards, firms, places, programmes, people, agencies, quality)
    for name, function in getmembers(module, isfunction)
    if function.__module__ == module.__name__ and not name.startswith("_")
}


def answer(name: str, graph: Graph, parameters: dict[str, Any]) -> Rows:
    """The rows that a query must give."""
    return ANSWERS[name](Look(graph), **parameters)
