"""What the extractors read from the annotated mentions of the corpus' dev split stays as right as it has been.

The floors only go up: raise one when the measured value has grown, never lower it. They were set for the dev split of
the corpus of 502 articles.
"""

from functools import cache

import pytest

from kg.evaluate import compare
from pipelines.zh_policy.articles import read_corpus
from pipelines.zh_policy.fact_errors import from_gold_mentions

FLOORS = {
    # kind: precision, recall
    "award-core": (0.94, 0.79),
    "award-full": (0.88, 0.73),
    "located_in": (0.88, 0.64),
    "position": (0.95, 0.86),
    "part_of": (0.85, 0.37),
    "alias": (0.91, 0.77),
    "count": (0.81, 0.57),
}


@cache
def measured() -> dict[str, tuple[float, float]]:
    articles = [article for article in read_corpus(split="dev") if article.facts is not None]
    facts = from_gold_mentions(articles)
    found = {}
    for kind in FLOORS:
        compared = [compare(kind, facts[article.name], article.facts or ()) for article in articles]
        right = sum(len(one.matched) for one in compared)
        spurious, missed = (
            sum(len(getattr(one, side)) for one in compared) for side in ("spurious", "missed")
        )
        found[kind] = right / (right + spurious), right / (right + missed)
    return found


@pytest.mark.parametrize("kind", FLOORS)
def test_precision_and_recall_stay_above_their_floors(kind: str) -> None:
    precision, recall = measured()[kind]
    floor_of_precision, floor_of_recall = FLOORS[kind]
    assert precision >= floor_of_precision
    assert recall >= floor_of_recall
