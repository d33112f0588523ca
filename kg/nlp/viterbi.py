"""The best path through many sequences at once: all step together, so that the time is that of the longest."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.offsets import Span

BATCH = 256


@dataclass(frozen=True, slots=True)
class Batch:
    """Some spans of a text, the longest first: ``where[step, column]`` is a position, ``live[step]`` of them reach it.

    Positions of columns that have ended are 0.
    """

    spans: Sequence[Span]
    where: NDArray[np.int64]
    live: list[int]


def batches(spans: Sequence[Span]) -> Iterator[Batch]:
    """The spans in batches of about the same length."""
    ordered = sorted(spans, key=lambda span: (span[0] - span[1], span[0]))
    for first in range(0, len(ordered), BATCH):
        some = ordered[first : first + BATCH]
        starts, ends = np.array(some, dtype=np.int64).T
        steps = np.arange(ends[0] - starts[0])[:, None]
        alive = steps < ends - starts
        yield Batch(some, np.where(alive, steps + starts, 0), alive.sum(axis=1).tolist())


def best_paths(emitted: NDArray[Any], transition: NDArray[Any], live: list[int]) -> NDArray[np.intp]:
    """The best label at each (step, column), from ``emitted[step, column, label]`` and ``transition[from, to]``."""
    steps, columns, _ = emitted.shape
    score = emitted[0].copy()
    back = np.zeros(emitted.shape, dtype=np.int8)
    into = np.ascontiguousarray(transition.T)
    for step in range(1, steps):
        some = live[step]
        ways = score[:some, None, :] + into
        back[step, :some] = ways.argmax(axis=2)
        score[:some] = ways.max(axis=2) + emitted[step, :some]
    path = np.zeros((steps, columns), dtype=np.intp)
    now, every = score.argmax(axis=1), np.arange(columns)
    for step in range(steps - 1, -1, -1):
        some = live[step]
        path[step, :some] = now[:some]
        now[:some] = back[step, every[:some], now[:some]]
    return path
