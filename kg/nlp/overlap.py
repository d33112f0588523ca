"""Who wins where proposed mentions overlap: the one policy of the pipeline.

1. *Stated beats inferred.* A table column or a list that says what its cells are outranks everything inside it
   (``SOURCE_RANK``); a statistical model comes last.
2. *The longer name wins* among sources of the same rank: a place inside a firm's name is part of the name.
3. Then the higher confidence, then the one bound to a full name, then the type (``TYPE_RANK``), then the earlier start.

Equal spans are settled by confidence first: a longer span says nothing there.
"""

from bisect import bisect_left
from collections.abc import Iterable

from kg.model import EntityType
from kg.nlp.candidates import Candidate

SOURCE_RANK = {"table": 0, "list": 0, "ner": 2, "model": 2}
DEFAULT_RANK = 1
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
    chosen: list[Candidate] = []
    starts: list[int] = []
    for candidate in sorted(candidates, key=precedence):
        if candidate.start >= candidate.end:
            continue
        at = bisect_left(starts, candidate.start)
        clear_left = at == 0 or chosen[at - 1].end <= candidate.start
        clear_right = at == len(starts) or candidate.end <= starts[at]
        if clear_left and clear_right:
            starts.insert(at, candidate.start)
            chosen.insert(at, candidate)
    return chosen
