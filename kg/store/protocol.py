"""What every graph store can do: hold exactly one graph of a workspace, and answer read-only Cypher."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from kg.model import Graph

Progress = Callable[[int, int], None]
"""Called with the rows written so far and the rows to write in all."""


@dataclass(frozen=True, slots=True)
class Result:
    """Rows of a query; ``cut`` says that there were more than the limit allowed, ``unknown`` which names fit nothing.

    Values are plain: text, numbers, booleans, None, lists and mappings. A node is its properties with ``labels``, an
    edge its properties with ``type``, a path the list of its nodes and edges in turn, a date its ISO text.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    cut: bool
    unknown: tuple[str, ...] = ()


class Store(Protocol):
    """A graph store. Everything it raises is a KgError."""

    def load(self, graph: Graph, progress: Progress | None = None) -> int:
        """Make the store hold exactly this graph of this workspace; returns the number of rows written or deleted.

        Only the difference is written: loading twice writes nothing. Killed in the middle, the next load goes on.
        """

    def run(
        self,
        text: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        limit: int = 1000,
        timeout: float = 30.0,
    ) -> Result:
        """Answer one read-only query. Raises QueryRefused for anything else, StoreError when time is up."""

    def named(self, label: str, text: str) -> list[str]:
        """Ids of the nodes of a label that have this id, name or other name (a place: or code), sorted."""

    def close(self) -> None:
        """Let go of what is held."""
