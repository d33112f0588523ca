"""Which award statements support one edge. Keys are (level, year, product) here."""

from hypothesis import given
from hypothesis import strategies as st

from kg.resolve.awards import Key, award_groups


def test_what_says_less_supports_the_one_edge_that_says_more() -> None:
    assert award_groups([("省", 2020, "泵"), (None, 2020, None)]) == {
        ("省", 2020, "泵"): (("省", 2020, "泵"), False),
        (None, 2020, None): (("省", 2020, "泵"), False),
    }


def test_what_fits_several_edges_stays_apart_marked_incomplete() -> None:
    groups = award_groups([("省", 2020, "泵"), ("省", 2020, "阀"), ("省", 2020, None)])
    assert groups["省", 2020, None] == (("省", 2020, None), True)
    assert groups["省", 2020, "泵"] == (("省", 2020, "泵"), False)


def test_different_years_are_different_honours() -> None:
    groups = award_groups([("省", 2019, None), ("省", 2020, None)])
    assert groups == {key: (key, False) for key in [("省", 2019, None), ("省", 2020, None)]}


def test_neither_of_two_that_each_say_something_the_other_does_not_supports_the_other() -> None:
    groups = award_groups([("省", None, "泵"), (None, 2020, "泵")])
    assert groups == {key: (key, False) for key in [("省", None, "泵"), (None, 2020, "泵")]}


def test_a_chain_of_ever_fuller_statements_is_one_edge() -> None:
    full = ("省", 2020, "泵")
    chain = [(None, None, None), (None, 2020, None), (None, 2020, "泵"), full]
    assert {edge for edge, _ in award_groups(chain).values()} == {full}


keys = st.lists(st.tuples(*[st.sampled_from([None, 1, 2])] * 3), max_size=8)


@given(keys, st.randoms())
def test_the_order_of_statements_does_not_matter(some: list[Key], random: object) -> None:
    shuffled = list(some)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert award_groups(some) == award_groups(shuffled)


@given(keys)
def test_a_statement_never_supports_an_edge_that_contradicts_it(some: list[Key]) -> None:
    for key, (edge, incomplete) in award_groups(some).items():
        assert all(mine is None or mine == theirs for mine, theirs in zip(key, edge, strict=True))
        assert edge == key or not incomplete
