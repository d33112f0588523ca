"""From clean text back to where it came from.

Cleaning a document only deletes characters (line breaks, furniture) and now and then inserts one (a blank
between two Latin words that a line break had parted). So the way back is a short list of runs.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Run:
    """``length`` characters that stand at ``clean`` in the clean text and at ``raw`` in the raw text."""

    clean: int
    raw: int
    length: int


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Maps spans of a clean text to spans of the raw text it was made from. Runs ascend in the clean
    text (in the raw one too, but for lists that stood side by side) and do not touch in both at once; clean characters outside every run were inserted and have no origin."""

    runs: tuple[Run, ...]

    @classmethod
    def identity(cls, length: int) -> "OffsetMap":
        """The map of a text that was not changed."""
        return cls((Run(0, 0, length),) if length else ())

    @classmethod
    def from_positions(cls, positions: Iterable[int | None]) -> "OffsetMap":
        """Build the map from the raw position of each clean character (None: inserted)."""
        runs: list[Run] = []
        for clean, raw in enumerate(positions):
            if raw is None:
                continue
            last = runs[-1] if runs else None
            if last and last.clean + last.length == clean and last.raw + last.length == raw:
                runs[-1] = Run(last.clean, last.raw, last.length + 1)
            else:
                runs.append(Run(clean, raw, 1))
        return cls(tuple(runs))

    def pieces(self, start: int, end: int) -> tuple[Span, ...]:
        """The raw spans that the clean span [start, end) came from, in order; touching ones merged."""
        found: list[Span] = []
        index = max(bisect_right(self.runs, start, key=lambda run: run.clean) - 1, 0)
        for run in self.runs[index:]:
            if run.clean >= end:
                break
            first, last = max(start, run.clean), min(end, run.clean + run.length)
            if first >= last:
                continue
            raw = run.raw + first - run.clean
            if found and found[-1][1] == raw:
                found[-1] = (found[-1][0], raw + last - first)
            else:
                found.append((raw, raw + last - first))
        return tuple(found)

    def hull(self, start: int, end: int) -> Span:
        """The first and last raw position of the clean span, end exclusive; (0, 0) when it has no origin."""
        pieces = self.pieces(start, end)
        return (min(piece[0] for piece in pieces), max(piece[1] for piece in pieces)) if pieces else (0, 0)
