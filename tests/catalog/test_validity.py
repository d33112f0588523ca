"""When a row of the catalogue holds, and which of several a date means."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.catalog.validity import in_force, overlap


@dataclass(frozen=True)
class Time:
    valid_from: str = ""
    valid_to: str = ""


OLD, NEW, ALWAYS = Time(valid_to="2018-10"), Time(valid_from="2018-10"), Time()


@pytest.mark.parametrize(
    ("date", "meant"),
    [
        ("2018-09-30", [OLD]),
        ("2018-11", [NEW]),
        ("2017", [OLD]),
        ("2019", [NEW]),
        # In the month itself and in a year that says no month, the one that came last.
        ("2018-10-15", [NEW]),
        ("2018", [NEW]),
        # A text without a date means what holds to this day.
        (None, [NEW]),
    ],
)
def test_the_date_decides_which_of_two_rows_is_meant(date: str | None, meant: list[Time]) -> None:
    assert in_force([OLD, NEW], date) == meant


def test_what_holds_for_a_time_goes_before_what_holds_for_ever() -> None:
    assert in_force([ALWAYS, NEW], "2020") == [NEW]
    assert in_force([ALWAYS, NEW], "2010") == [ALWAYS]


def test_outside_its_time_a_row_does_not_hold_but_without_a_date_the_last_one_does() -> None:
    assert in_force([OLD], "2019") == []
    assert in_force([OLD], None) == [OLD]


def test_rows_that_follow_one_another_do_not_overlap() -> None:
    assert not overlap(OLD, NEW)
    assert overlap(OLD, Time(valid_from="2018-09"))
    assert overlap(ALWAYS, NEW)
    assert overlap(Time("2010", "2012"), Time("2011", "2013"))
    assert not overlap(Time("2010", "2012"), Time("2013", "2014"))


dates = st.dates().map(lambda day: day.isoformat())


@given(dates, dates, st.sampled_from([4, 7, 10]), st.sampled_from([4, 7, 10]))
def test_at_a_change_one_of_both_is_meant_at_any_date(change: str, date: str, known: int, told: int) -> None:
    before, after = Time(valid_to=change[:known]), Time(valid_from=change[:known])
    (meant,) = in_force([before, after], date[:told])
    shared = min(known, told)
    assert meant == (before if date[:shared] < change[:shared] else after)
