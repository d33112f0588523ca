"""The way back from a clean text to the raw one."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kg.offsets import OffsetMap, Run


def test_identity_maps_a_span_to_itself() -> None:
    assert OffsetMap.identity(10).pieces(2, 5) == ((2, 5),)
    assert OffsetMap.identity(0).pieces(0, 0) == ()


def test_a_span_over_a_deletion_has_two_pieces_and_one_hull() -> None:
    # raw "ab--cd" gives clean "abcd"
    offsets = OffsetMap.from_positions([0, 1, 4, 5])
    assert offsets.runs == (Run(0, 0, 2), Run(2, 4, 2))
    assert offsets.pieces(1, 3) == ((1, 2), (4, 5))
    assert offsets.hull(1, 3) == (1, 5)


def test_an_inserted_character_has_no_origin() -> None:
    # raw "ab\ncd" gives clean "ab cd"; the blank was put in
    offsets = OffsetMap.from_positions([0, 1, None, 3, 4])
    assert offsets.pieces(2, 3) == ()
    assert offsets.hull(2, 3) == (0, 0)
    assert offsets.pieces(1, 4) == ((1, 2), (3, 4))


@given(st.lists(st.booleans(), max_size=60), st.data())
def test_the_pieces_of_a_span_are_the_raw_positions_of_its_characters(
    kept: list[bool], data: st.DataObject
) -> None:
    positions = [raw for raw, keep in enumerate(kept) if keep]
    start = data.draw(st.integers(0, len(positions)))
    end = data.draw(st.integers(start, len(positions)))
    pieces = OffsetMap.from_positions(positions).pieces(start, end)
    assert [raw for first, last in pieces for raw in range(first, last)] == positions[start:end]
    assert all(one[1] < other[0] for one, other in pairwise(pieces))
