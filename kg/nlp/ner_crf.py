"""A linear-chain conditional random field over characters: the best path, and how probable each name on it is.

Texts are cut into pieces at the ends of clauses, and all pieces are worked through together.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.nlp.ner_features import BUCKETS
from kg.nlp.viterbi import Batch, batches, best_paths
from kg.offsets import Span

LONGEST_PIECE = 60
_PIECE = re.compile(rf"[^，。！？；：\n]{{1,{LONGEST_PIECE}}}[，。！？；：\n]*|[，。！？；：\n]+")
_SCALE = 1000

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Found:
    """A name on the best path: where, which type (its number), and its probability."""

    start: int
    end: int
    type: int
    probability: float


def pieces(text: str) -> list[Span]:
    """Cut a text into the pieces that are labelled each on its own; they cover it."""
    return [match.span() for match in _PIECE.finditer(text)]


@dataclass(frozen=True)
class Crf:
    """Weights: ``state[row]`` of a feature for each label, ``transition[from, to]``; row 0 is all zero.

    ``buckets`` are the features (ascending) that own the rows 1, 2, … Labels are numbered as by
    :func:`kg.nlp.ner_features.label_names`.
    """

    buckets: NDArray[np.uint32]
    state: Floats
    transition: Floats

    @cached_property
    def _rows(self) -> NDArray[np.int32]:
        rows = np.zeros(BUCKETS, dtype=np.int32)
        rows[self.buckets] = np.arange(1, len(self.buckets) + 1, dtype=np.int32)
        return rows

    def save(self, path: Path) -> None:
        """Write the weights, sparse, to three decimals."""
        row, label = np.nonzero(np.abs(self.state) * _SCALE >= 0.5)
        values = np.round(self.state[row, label] * _SCALE).clip(-32768, 32767).astype(np.int16)
        np.savez_compressed(
            path,
            buckets=np.diff(self.buckets, prepend=np.uint32(0)),
            counts=np.bincount(row, minlength=len(self.state)).astype(np.uint8),
            labels=label.astype(np.uint8),
            values=values,
            transition=self.transition.astype(np.float32),
        )

    @classmethod
    def load(cls, path: Path) -> "Crf":
        """Read what :meth:`save` wrote."""
        with np.load(path) as npz:
            buckets = np.cumsum(npz["buckets"], dtype=np.uint32)
            transition = npz["transition"]
            state = np.zeros((len(buckets) + 1, len(transition)), dtype=np.float32)
            rows = np.repeat(np.arange(len(state)), npz["counts"])
            state[rows, npz["labels"]] = npz["values"].astype(np.float32) / _SCALE
        return cls(buckets, state, transition)

    def emissions(self, features: NDArray[np.uint32]) -> Floats:
        """The score of each label at each character, from (templates, characters) features."""
        total = np.zeros((features.shape[1], self.state.shape[1]), dtype=np.float32)
        for rows in self._rows[features]:
            (known,) = np.nonzero(rows)
            if len(known) * 2 < len(rows):
                total[known] += self.state[rows[known]]
            else:
                total += self.state[rows]
        return total

    def likeliest(self, scores: Floats, start: int, end: int, kinds: Sequence[int]) -> int:
        """Which of some types (their numbers) a name at a known place most likely has, given emissions."""
        return max(kinds, key=lambda kind: self._score(scores[start:end], kind))

    def _score(self, scores: Floats, kind: int) -> float:
        """The score of a whole text being one name of a type."""
        labels = _labels(len(scores), kind)
        moves = sum(float(self.transition[a, b]) for a, b in pairwise((0, *labels, 0)))
        return float(scores[np.arange(len(scores)), labels].sum()) + moves

    def find(self, text: str, features: NDArray[np.uint32]) -> list[Found]:
        """The names on the best path, in order."""
        scores = self.emissions(features)
        found = [name for batch in batches(pieces(text)) for name in self._find_in(scores, batch)]
        return sorted(found, key=lambda name: name.start)

    def _find_in(self, scores: Floats, batch: Batch) -> Iterator[Found]:
        """The names in some pieces."""
        emitted = scores[batch.where]
        paths = best_paths(emitted, self.transition, batch.live)
        if not paths.any():
            return
        sums = _Sums(emitted, self.transition, batch.live)
        for column, (start, end) in enumerate(batch.spans):
            for first, last, kind in _names(paths[: end - start, column]):
                yield Found(start + first, start + last, kind, sums.probability(column, first, last, kind))


class _Sums:
    """Sums over all paths of some pieces, from which the probability of a name follows.

    ``forward[t]`` and ``backward[t]`` are scaled to a sum of 1; ``scales[t]`` are the factors taken out of
    ``forward[t]``.
    """

    def __init__(self, emitted: Floats, transition: Floats, live: list[int]) -> None:
        self._tops = emitted.max(axis=2, keepdims=True)
        self._weights = np.exp(emitted - self._tops)
        self._moves = np.exp(transition)
        self._forward, self._scales = np.empty_like(emitted), np.ones(emitted.shape[:2], dtype=np.float32)
        self._backward = np.ones_like(emitted)
        now = self._weights[0]
        for step in range(len(emitted)):
            if step:
                now = (self._forward[step - 1, : live[step]] @ self._moves) * self._weights[
                    step, : live[step]
                ]
            total = now.sum(axis=1)
            self._forward[step, : live[step]] = now / total[:, None]
            self._scales[step, : live[step]] = total
        for step in range(len(emitted) - 2, -1, -1):
            some = live[step + 1]
            on = self._backward[step + 1, :some] * self._weights[step + 1, :some]
            self._backward[step, :some] = (on @ self._moves.T) / self._scales[step + 1, :some, None]

    def probability(self, column: int, first: int, last: int, kind: int) -> float:
        """The probability that exactly this span is a name of this type."""
        labels = _labels(last - first, kind)
        found = float(self._forward[first, column, labels[0]] * self._backward[last - 1, column, labels[-1]])
        for step, (before, label) in enumerate(pairwise(labels), first + 1):
            found *= float(self._moves[before, label] * self._weights[step, column, label])
            found /= float(self._scales[step, column])
        return min(found, 1.0)


def _labels(length: int, kind: int) -> list[int]:
    """The labels of a name of a type: begin, inside, end; or single."""
    begin = 1 + 4 * kind
    return [begin, *[begin + 1] * (length - 2), begin + 2] if length > 1 else [begin + 3]


def _names(path: NDArray[np.intp]) -> Iterator[tuple[int, int, int]]:
    """The well-formed names of a path: start, end, number of the type."""
    start, kind = -1, -1
    for at in np.nonzero(path)[0].tolist():
        number, position = divmod(int(path[at]) - 1, 4)
        if position == 0:
            start, kind = at, number
        elif position == 3:
            yield at, at + 1, number
        elif position == 2 and number == kind and start >= 0:
            yield start, at + 1, kind
            start = -1
