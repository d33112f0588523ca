"""Confidence is measured: drawn towards what is known of a rule's kind, stored as data, and used by the extractors."""

from kg.facts import extract
from kg.facts.statements import measured
from pipelines.zh_policy.calibrate import Judged, confidences, drawn, reliability
from tests.facts.tagged import sentence


def test_a_share_is_drawn_towards_its_prior_as_if_eight_more_had_been_seen() -> None:
    assert drawn(0, 0, 0.75) == 0.75
    assert drawn(8, 8, 0.5) == 0.75
    assert drawn(0, 8, 0.5) == 0.25


def test_a_rule_seen_once_stays_near_its_kind_and_one_seen_often_does_not() -> None:
    often = [Judged("awards.often", "award-full", 0.9, False)] * 80
    good = [Judged("awards.good", "award-full", 0.9, True)] * 80
    once = [Judged("awards.once", "award-full", 0.9, True)]
    found = confidences([], [*often, *good, *once])
    assert found["awards.often"] < 0.1 < 0.5 < found["awards.once"] < 0.6 < 0.9 < found["awards.good"] < 1


def test_the_dev_split_outweighs_the_train_split_as_it_grows() -> None:
    train = [Judged("a.rule", "count", 0.9, True)] * 20
    dev = [Judged("a.rule", "count", 0.9, False)] * 80
    assert confidences(dev, train)["a.rule"] < 0.1


def test_the_table_of_reliability_sets_what_is_believed_against_what_is_right() -> None:
    judged = [Judged("a.b", "count", 0.75, right) for right in (True, True, True, False)]
    assert reliability([*judged, Judged("a.c", "count", 1.0, True)]) == [
        [0.7, 0.8, 4, 0.75, 0.75],
        [0.9, 1.0, 1, 1.0, 1.0],
    ]


def test_the_extractors_say_the_stored_confidence_of_their_rule() -> None:
    statements = extract(sentence("<C>甲山集团</C>2020年获评国家<G>绿色工厂</G>。"))
    (award,) = (one for one in statements if one.rule == "awards_prose.strong")
    assert award.confidence == measured()["awards_prose.strong"]
    assert all(0 < confidence < 1 for confidence in measured().values())
