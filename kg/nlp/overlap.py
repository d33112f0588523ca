"""Who wins where proposed mentions overlap: the one policy of the pipeline.

1. *Stated beats inferred.* A table column or a list that says what its cells are outranks everything inside it
   (``SOURCE_RANK``); a statistical model comes last.
2. *The longer name wins* among sources of the same rank: a place inside a firm's name is part of the name.
3. Then the higher confidence, then the one bound to a full name, then the type (``TYPE_RANK``), then the earlier start.

4. *A place gives way to the firm or body it opens*, even to one that only a model saw (西安 in 西安澜测智能): the place
   comes last, and stands where the longer name does not.

Equal spans are settled by confidence first: a longer span says nothing there.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping

from kg.model import EntityType
from kg.nlp.candidates import Candidate

SOURCE_RANK = {"table": 0, "list": 0, "ner": 2, "model": 2}
DEFAULT_RANK = 1
BODIES = (EntityType.COMPANY, EntityType.AGENCY, EntityType.ORGANIZATION)
TYPE_RANK = {
    EntityType.COMPANY: 0,
    EntityType.AGENCY: 1,
    EntityType.ORGANIZATION: 2,
    EntityType.PROGRAM: 3,
    EntityType.PERSON: 4,
    EntityType.PRODUCT: 5,
    EntityType.PLACE: 6,
}


def precedence(candidate: Candidate) -> tuple[int, int, float, bool, int, int, str, str]:
    """The sort key of the policy: lower wins. Total, so that the order of proposal never matters."""
    return (
        SOURCE_RANK.get(candidate.source, DEFAULT_RANK),
        candidate.start - candidate.end,
        -round(candidate.confidence, 3),
        candidate.name is None,
        TYPE_RANK[candidate.type],
        candidate.start,
        candidate.source,
        candidate.name or "",
    )


def resolve_overlaps(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Choose candidates that do not overlap, by :func:`precedence`; sorted by start. Empty spans are dropped."""
    proposed = tuple(candidates)
    opened = _ends_of_bodies(proposed)
    chosen: list[Candidate] = []
    starts: list[int] = []
    for candidate in sorted(proposed, key=lambda one: (_opens_a_body(one, opened), *precedence(one))):
        if candidate.start >= candidate.end:
            continue
        at = bisect_left(starts, candidate.start)
        clear_left = at == 0 or chosen[at - 1].end <= candidate.start
        clear_right = at == len(starts) or candidate.end <= starts[at]
        if clear_left and clear_right:
            starts.insert(at, candidate.start)
            chosen.insert(at, candidate)
    return chosen


def _ends_of_bodies(candidates: Iterable[Candidate]) -> dict[int, int]:
    """The end of the longest firm or body that begins at a position."""
    ends: dict[int, int] = {}
    for one in candidates:
        if one.type in BODIES:
            ends[one.start] = max(one.end, ends.get(one.start, 0))
    return ends


def _opens_a_body(candidate: Candidate, ends: Mapping[int, int]) -> bool:
    stated = SOURCE_RANK.get(candidate.source) == 0
    return candidate.type is EntityType.PLACE and not stated and ends.get(candidate.start, 0) > candidate.end
