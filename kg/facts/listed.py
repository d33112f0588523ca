"""What a list says, as records: one a firm, with what stands beside it (product, place, honour)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.facts.view import Token, View
from kg.offsets import Span

_JOINT = re.compile("[、，,;；/与和\\s]*")


@dataclass(frozen=True, slots=True)
class Record:
    """One row: masked stretch, who it is about, and what it holds; ``heading`` is the group row above it.

    ``makes``: the products are what the firm makes (主营产品), and not necessarily what was recognised. ``open`` are the stretches whose words may speak of the award (no names, no terms of validity); None: all of it.
    """

    start: int
    end: int
    subjects: tuple[Token, ...]
    products: tuple[Token, ...]
    places: tuple[Token, ...]
    programs: tuple[Token, ...]
    heading: Span | None
    year: Span | None = None
    level: Span | None = None
    grantors: tuple[Token, ...] = ()
    open: tuple[Span, ...] | None = None
    makes: bool = False

    @property
    def stretches(self) -> tuple[Span, ...]:
        """Where to look for what no column or label names."""
        return ((self.start, self.end),) if self.open is None else self.open


@dataclass(frozen=True, slots=True)
class Listing:
    """A run of records; ``table`` when the layout said so."""

    start: int
    end: int
    records: tuple[Record, ...]
    table: bool


def joined_to_first(view: View, tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The first firm of a row with those that are joined to it: 甲公司、乙大学."""
    run = list(tokens[:1])
    for token in tokens[1:]:
        if not _JOINT.fullmatch(view.masked, run[-1].pos + 1, token.pos):
            break
        run.append(token)
    return tuple(run)
