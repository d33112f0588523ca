"""Names of organisations: their parts, and whether two of them name one. Invented names throughout."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.resolve import agencies
from kg.resolve.context import Context
from kg.resolve.gazetteer import gazetteer
from kg.resolve.names import name_key
from kg.resolve.organisations import parse
from kg.resolve.same import Verdict, blocks, decide, key
from pipelines.bench.name_pairs import confusion, pairs, scores, verdict


def test_the_benchmark_is_large_and_halved() -> None:
    dev, held = pairs("dev"), pairs("held")
    assert len(dev) + len(held) >= 600
    assert abs(len(dev) - len(held)) <= 10
    assert min(Counter(row["verdict"] for row in held).values()) >= 80


@pytest.mark.parametrize("split", ["dev", "held"])
def test_pairs_called_the_same_are_the_same(split: str) -> None:
    precision, recall = scores(confusion(split))
    assert precision >= 0.995
    assert recall >= 0.90


@pytest.mark.parametrize("split", ["dev", "held"])
def test_no_pair_that_is_the_same_or_different_is_called_the_other(split: str) -> None:
    wrong = [row for row in pairs(split) if {row["verdict"], verdict(row).value} == {"same", "different"}]
    assert wrong == []


def test_the_parts_of_a_full_name() -> None:
    name = parse("浙江省台州市凌泰传动（集团）股份有限公司杭州分公司")
    assert (name.places, name.stem, name.group, name.form, name.branch) == (
        ("330000", "331000"), "凌泰", True, "股份有限公司", "杭州分公司",
    )  # fmt: skip
    assert name.body == "凌泰传动"
    assert name.legal


def test_a_place_is_cut_only_where_a_name_is_left() -> None:
    assert parse("上海电气").places == ("310000",)
    assert parse("祥云峰船舶").places == ()
    assert parse("浙江有限公司").stem == "浙江"


@pytest.mark.parametrize(
    ("name", "places", "zone", "stem"),
    [
        ("杭州经济技术开发区砺锋机床有限公司", ("330100",), "经济技术开发区", "砺锋"),
        ("经济开发区砺锋机床有限公司", (), "经济开发区", "砺锋"),
        ("临海头门港新区砺锋化工有限公司", ("331082",), "头门港新区", "砺锋"),
        ("合肥高新区凌泰科技有限公司", ("340100",), "合肥高新区", "凌泰"),
        # A zone's own firm is called so.
        ("义乌经济技术开发区开发有限公司", ("330782",), "", "经济技术开发区"),
        ("杭州金港工业园区运营管理有限公司", ("330100",), "", "金港工业园区"),
        # Where no place stands before it, what stands before the kind of zone is the 字号.
        ("砺锋开发区凌泰建设有限公司", (), "", "砺锋开发区凌泰"),
    ],
)
def test_a_zone_is_no_part_of_the_name(name: str, places: tuple[str, ...], zone: str, stem: str) -> None:
    parts = parse(name)
    assert (parts.places, parts.zone, parts.stem) == (places, zone, stem)


def test_a_former_name_is_a_name_of_its_own() -> None:
    name = parse("潍坊砺锋机械有限公司（原名：潍坊昊岳农机厂）")
    assert name.former == ("潍坊昊岳农机厂",)
    assert decide("潍坊砺锋机械有限公司（原名：潍坊昊岳农机厂）", "潍坊昊岳农机厂") is Verdict.SAME


@pytest.mark.parametrize("name", ["国家税务总局上海市税务局", "国务院某某领导小组办公室", "中央某某办公室"])
def test_a_body_of_the_state_belongs_to_no_place_of_the_article(name: str) -> None:
    found = agencies.agency_identity(name, Context(province="310000"), gazetteer())
    assert (found.key, found.place) == (name, None)


def test_a_committee_of_the_party_is_one_with_and_without_its_party() -> None:
    names = ("中共浙江省委", "浙江省委", "省委")
    found = {agencies.agency_identity(one, Context(province="330000"), gazetteer()).id for one in names}
    assert len(found) == 1


def test_the_province_of_the_article_completes_an_agency() -> None:
    zhejiang = Context(province="330000")
    assert agencies.decide("省经信厅", "浙江省经济和信息化厅", zhejiang, gazetteer()) is Verdict.SAME
    assert agencies.decide("省经信厅", "江西省经信厅", zhejiang, gazetteer()) is Verdict.DIFFERENT


PLACES = ["", "浙江", "浙江省", "台州", "浙江台州", "宁波市", "中国"]
STEMS = ["砺锋", "凌泰", "凌秦", "双狮岭", "科瑞恒", "abt"]
TRADES = ["", "机械", "机械制造", "特种罩壳", "新材料"]
FORMS = [
    "",
    "有限公司",
    "有限责任公司",
    "股份有限公司",
    "集团",
    "（集团）有限公司",
    "厂",
    "专业合作社",
    "有限公司杭州分公司",
]
parts = st.tuples(*map(st.sampled_from, (PLACES, STEMS, TRADES, FORMS)))


@given(parts, parts)
def test_names_whose_stems_differ_are_never_the_same(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    if one[1] != other[1]:
        assert decide("".join(one), "".join(other)) is not Verdict.SAME


@given(parts, parts)
def test_the_verdict_does_not_depend_on_the_order(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    assert decide("".join(one), "".join(other)) is decide("".join(other), "".join(one))


@given(parts, parts)
def test_names_that_may_be_the_same_share_a_block(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    if decide("".join(one), "".join(other)) is not Verdict.DIFFERENT:
        assert set(blocks("".join(one))) & set(blocks("".join(other)))


@given(st.text())
def test_any_text_is_the_same_as_itself(text: str) -> None:
    assert decide(text, text) is Verdict.SAME


@given(st.text())
def test_the_key_of_a_key_is_the_key(text: str) -> None:
    assert name_key(name_key(text)) == name_key(text)


@given(parts)
def test_writings_of_one_name_have_one_key(one: tuple[str, ...]) -> None:
    name = "".join(one)
    wide = name.replace("（", " ( ").replace("）", " ) ").upper()
    assert key(wide) == key(name)
