"""Who wins where proposed mentions overlap."""

from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from kg.model import EntityType
from kg.nlp.candidates import Candidate
from kg.nlp.overlap import precedence, resolve_overlaps

A, C, L, G = EntityType.AGENCY, EntityType.COMPANY, EntityType.PLACE, EntityType.PROGRAM


def test_a_place_inside_a_longer_name_goes() -> None:
    place, agency = Candidate(0, 2, L, "gazetteer", 1.0), Candidate(0, 11, A, "agencies", 0.6)
    assert resolve_overlaps([place, agency]) == [agency]


def test_a_table_cell_beats_a_longer_span() -> None:
    cell, run = Candidate(3, 9, C, "table", 0.98), Candidate(0, 12, C, "firms", 0.95)
    assert resolve_overlaps([run, cell]) == [cell]


def test_the_statistical_model_comes_last() -> None:
    guess, rule = Candidate(0, 20, C, "ner", 1.0), Candidate(4, 6, L, "gazetteer", 0.5)
    assert resolve_overlaps([guess, rule]) == [rule]


def test_a_place_gives_way_to_a_firm_that_it_opens_even_where_only_the_model_saw_it() -> None:
    place, firm = Candidate(0, 2, L, "gazetteer", 0.9), Candidate(0, 6, C, "ner", 0.85)
    assert resolve_overlaps([place, firm]) == [firm]


def test_it_stays_where_something_better_stands_in_the_firm_s_way() -> None:
    place, firm = Candidate(0, 2, L, "gazetteer", 0.9), Candidate(0, 6, C, "ner", 0.85)
    product = Candidate(3, 8, EntityType.PRODUCT, "products", 0.7)
    assert resolve_overlaps([place, firm, product]) == [place, product]


def test_a_place_that_a_table_states_gives_way_to_nothing() -> None:
    cell, firm = Candidate(0, 2, L, "table", 0.98), Candidate(0, 6, C, "ner", 1.0)
    assert resolve_overlaps([cell, firm]) == [cell]


def test_equal_spans_are_settled_by_confidence_then_by_type() -> None:
    sure, unsure = Candidate(0, 4, G, "programmes", 0.9), Candidate(0, 4, C, "firms", 0.5)
    assert resolve_overlaps([unsure, sure]) == [sure]
    firm, programme = Candidate(0, 4, C, "x", 0.7), Candidate(0, 4, G, "x", 0.7)
    assert resolve_overlaps([programme, firm]) == [firm]


def test_confidences_that_differ_beyond_three_decimals_are_equal() -> None:
    firm, place = Candidate(0, 4, C, "x", 0.70001), Candidate(0, 4, L, "x", 0.70004)
    assert resolve_overlaps([place, firm]) == [firm]


def test_neighbours_both_stay_and_empty_spans_go() -> None:
    left, right, empty = Candidate(0, 3, L, "x"), Candidate(3, 6, L, "x"), Candidate(3, 3, A, "x")
    assert resolve_overlaps([right, empty, left]) == [left, right]


candidates = st.lists(
    st.builds(
        lambda start, size, kind, source, confidence: Candidate(
            start, start + size, kind, source, confidence
        ),
        st.integers(0, 30),
        st.integers(0, 8),
        st.sampled_from(EntityType),
        st.sampled_from(["table", "firms", "ner", "gazetteer"]),
        st.sampled_from([0.3, 0.5, 0.9]),
    ),
    max_size=25,
)


@given(candidates)
def test_the_choice_never_overlaps_and_leaves_out_only_what_a_better_one_blocks(
    found: list[Candidate],
) -> None:
    chosen = resolve_overlaps(found)
    assert all(a.end <= b.start for a, b in pairwise(chosen))
    for left_out in [c for c in found if c.start < c.end and c not in chosen]:
        blocking = [c for c in chosen if c.start < left_out.end and left_out.start < c.end]
        gave_way = left_out.type is L and any(
            c.start == left_out.start and c.end > left_out.end for c in found
        )
        assert any(precedence(c) <= precedence(left_out) for c in blocking) or (gave_way and blocking)


@given(candidates, st.randoms())
def test_the_order_of_proposal_does_not_matter(found: list[Candidate], random: Random) -> None:
    shuffled = list(found)
    random.shuffle(shuffled)
    assert resolve_overlaps(shuffled) == resolve_overlaps(found)
