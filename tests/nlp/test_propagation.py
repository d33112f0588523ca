"""Short names, aliases and every other place where a known name stands."""

from kg.model import EntityType
from kg.nlp.candidates import Candidate
from tests.nlp.pages import names, page, run

FULL = "苏州启明减速传动股份有限公司"


def bound(text: str, *places: str) -> dict[str, str | None]:
    """The chosen strings of firms and bodies with the full names they are bound to."""
    doc = page(text, places)
    chosen = run(doc, "kg_agencies", "kg_organisations", "kg_persons", "kg_propagation")
    return {doc.text[c.start : c.end]: c.name for c in chosen if c.type is not EntityType.PLACE}


def test_short_forms_of_a_firm_are_bound_to_its_full_name() -> None:
    text = f"{FULL}是其中之一。启明把利润投进去，启明传动的货，苏州启明。"
    found = bound(text, "苏州")
    assert found["启明"] == found["启明传动"] == found["苏州启明"] == FULL


def test_a_short_form_may_skip_characters_of_the_full_name() -> None:
    found = bound("沈阳砺石重型机床有限公司揭牌。砺石重机为此改建。", "沈阳")
    assert found["砺石重机"] == "沈阳砺石重型机床有限公司"


def test_a_sea_is_the_brand_where_only_a_trade_is_behind_it() -> None:
    found = bound("滨州渤海活塞有限公司揭牌。在渤海活塞，记者看到。", "滨州", "渤海")
    assert found["渤海活塞"] == "滨州渤海活塞有限公司"


def test_a_brand_that_two_firms_share_is_bound_to_neither() -> None:
    text = "启明材料有限公司与启明水务有限公司同时入选。启明集团董事长说，"
    assert bound(text)["启明集团"] in (None, "启明集团")


def test_an_everyday_word_does_not_stand_for_a_firm() -> None:
    found = bound("未来科技有限公司入选。展望未来，任重道远。")
    assert "未来" not in found


def test_a_name_in_brackets_becomes_the_short_name() -> None:
    found = bound("江苏省工业和信息化厅（以下简称省厅）发文。省厅要求。", "江苏省")
    assert found["省厅"] == "江苏省工业和信息化厅"


def test_an_agency_is_bound_across_long_and_short_stems() -> None:
    found = bound("江苏省工业和信息化厅发文，省工信厅负责。", "江苏省")
    assert found["省工信厅"] == "江苏省工业和信息化厅"


def test_a_bare_place_joins_no_name() -> None:
    doc = page("江苏省工业和信息化厅发文。江苏今年很好。", ["江苏省", "江苏"])
    chosen = run(doc, "kg_agencies", "kg_propagation")
    place = next(c for c in chosen if c.type is EntityType.PLACE)
    assert (doc.text[place.start : place.end], place.name) == ("江苏", None)


def test_a_person_found_once_is_found_everywhere() -> None:
    doc = page("董事长林知远介绍。会前，大家问林知远打算。")
    assert names(doc, EntityType.PERSON, "kg_persons", "kg_propagation") == ["林知远", "林知远"]


def test_propagated_mentions_are_less_sure_than_their_seed() -> None:
    doc = page("董事长林知远介绍。大家问林知远打算。")
    first, second = (c for c in run(doc, "kg_persons", "kg_propagation") if isinstance(c, Candidate))
    assert first.confidence > second.confidence
