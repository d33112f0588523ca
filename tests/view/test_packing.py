"""Discs side by side: none over another, the first in the middle."""

import math
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.view.packing import pack, ring

radii = st.lists(st.floats(min_value=0.5, max_value=20), min_size=1, max_size=60)


def overlap(points: list[tuple[float, float]], sizes: list[float]) -> float:
    """The deepest overlap of two discs."""
    discs = list(zip(points, sizes, strict=True))
    return max((a + b - math.dist(p, q) for (p, a), (q, b) in combinations(discs, 2)), default=0.0)


@given(radii)
def test_packed_discs_do_not_overlap(sizes):
    sizes.sort(reverse=True)
    points = pack(sizes)
    assert points[0] == (0.0, 0.0)
    assert overlap(points, sizes) < 1e-3


@given(radii)
def test_discs_on_a_ring_do_not_overlap(sizes):
    points = ring(sizes)
    assert points[0] == (0.0, 0.0)
    assert overlap(points, sizes) < 1e-3


def test_equal_discs_are_packed_closely():
    """Around one disc there is room for six of its size; the seven reach no further than three radii."""
    points = pack([1.0] * 7)
    assert max(math.hypot(x, y) for x, y in points) == pytest.approx(2.0, abs=1e-6)


@pytest.mark.parametrize("place", [pack, ring])
def test_nothing_to_place(place):
    assert place([]) == []
