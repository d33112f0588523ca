import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.layout import (
    LaidRow,
    Layout,
    Locator,
    ParagraphBlock,
    TableBlock,
    TextBlock,
    layout_from_json,
    layout_to_json,
    locators_at,
)

LOCATORS = st.builds(
    Locator,
    part=st.none() | st.text(max_size=5),
    page=st.none() | st.integers(1, 99),
    box=st.none() | st.tuples(*[st.floats(0, 900)] * 4),
    sheet=st.none() | st.text(max_size=5),
    table=st.none() | st.integers(1, 9),
    row=st.none() | st.integers(1, 9),
    cells=st.none() | st.just("A1:B1"),
)
SPANS = st.tuples(st.integers(0, 99), st.integers(0, 99))
ROWS = st.builds(
    LaidRow, st.sampled_from(["header", "group", "data"]), st.lists(SPANS).map(tuple), st.none() | LOCATORS
)
BLOCKS = (
    st.builds(
        ParagraphBlock, st.integers(0), st.integers(0), st.booleans(), st.booleans(), st.none() | LOCATORS
    )
    | st.builds(TableBlock, st.lists(ROWS, max_size=3).map(tuple), st.sampled_from([0.6, 1.0]))
    | st.builds(TextBlock, st.integers(0), st.integers(0), st.none() | LOCATORS)
)


@given(st.lists(BLOCKS, max_size=4).map(tuple))
def test_a_layout_survives_json(blocks: tuple[ParagraphBlock | TableBlock | TextBlock, ...]) -> None:
    layout = Layout(blocks)

    assert layout_from_json(json.loads(json.dumps(layout_to_json(layout)))) == layout


@pytest.mark.parametrize(
    ("locator", "text"),
    [
        (Locator(page=3, box=(1.0, 2.0, 3.0, 4.0)), "p. 3"),
        (Locator(sheet="名单", row=3, cells="A3:F3"), "名单!A3:F3"),
        (Locator(sheet="名单"), "名单"),
        (Locator(table=2, row=5), "table 2, row 5"),
        (Locator(part="附件1.docx", table=1, row=2), "附件1.docx, table 1, row 2"),
    ],
)
def test_a_locator_in_words(locator: Locator, text: str) -> None:
    assert str(locator) == text


def test_the_places_that_a_span_touches() -> None:
    first, second = Locator(page=1), Locator(page=2)
    places = ((0, 5, first), (6, 9, second))

    assert list(locators_at(places, 0, 5)) == [first]
    assert list(locators_at(places, 4, 7)) == [first, second]
    assert list(locators_at(places, 5, 6)) == []
