"""A firm's full name in parts."""

import pytest

from kg.nlp.firm_names import is_distinct, parse


def test_a_full_name_is_parted_into_place_brand_and_trade() -> None:
    name = parse("苏州启明减速传动股份有限公司", "苏州")
    assert name is not None
    assert (name.place, name.brand, name.trade, name.stem) == ("苏州", "启明减速", "传动", "启明")


def test_a_name_without_a_legal_form_is_not_parted() -> None:
    assert parse("启明", "") is None


@pytest.mark.parametrize(
    ("text", "size"),
    [("启明", 2), ("启明传动", 4), ("启明集团", 2), ("启明的", 2), ("启明股份", 4), ("启用", 0)],
)
def test_how_far_a_short_form_goes(text: str, size: int) -> None:
    name = parse("启明传动股份有限公司", "")
    assert name is not None
    assert name.length_at(text, 0) == size


@pytest.mark.parametrize("brand", ["启", "未来", "科技"])
def test_what_cannot_stand_for_a_firm_alone(brand: str) -> None:
    assert not is_distinct(brand)
