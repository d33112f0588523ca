"""Agencies: jurisdiction, body, office."""

import pytest

from kg.model import EntityType
from tests.nlp.pages import names, page


def agencies(text: str, *places: str) -> list[str]:
    return names(page(text, places), EntityType.AGENCY, "kg_agencies")


@pytest.mark.parametrize(
    ("text", "places", "found"),
    [
        ("昨天，江苏省工业和信息化厅发文。", ["江苏省"], ["江苏省工业和信息化厅"]),
        ("省工信厅、财政厅联合发文", [], ["省工信厅", "财政厅"]),
        ("由省发改委、科技厅、财政厅组成", [], ["省发改委", "科技厅", "财政厅"]),
        ("国务院和工信部要求", [], ["国务院", "工信部"]),
        ("辽宁省沈阳市中级人民法院公告", ["辽宁省", "沈阳市"], ["辽宁省沈阳市中级人民法院"]),
        ("县委、县政府高度重视", [], ["县委", "县政府"]),
        ("市人大常委会听取报告", [], ["市人大常委会"]),
        ("中共中央组织部印发通知", [], ["中共中央组织部"]),
        ("共青团贵州省委印发", ["贵州省"], ["共青团贵州省委"]),
        ("由重庆市第一中级人民法院知识产权庭审理", ["重庆市"], ["重庆市第一中级人民法院知识产权庭"]),
        ("省委办公厅印发", [], ["省委办公厅"]),
        ("滨江新区管委会主任", [], ["滨江新区管委会"]),
        ("报市工业和信息化局装备工业处。", [], ["市工业和信息化局装备工业处"]),
        ("由市工业和信息化局负责", [], ["市工业和信息化局"]),
        ("省工业和信息化厅党组成员、副厅长", [], ["省工业和信息化厅"]),
        ("（来源：省工信厅中小企业局）", [], ["省工信厅中小企业局"]),
    ],
)
def test_an_agency_is_tagged_with_its_jurisdiction_and_office(
    text: str, places: list[str], found: list[str]
) -> None:
    assert agencies(text, *places) == found


@pytest.mark.parametrize(
    "text",
    ["各市工信局请于月底前上报", "各县（市、区）财政局", "财政部门负责", "市委员会", "全市教育局势"],
)
def test_what_names_no_one_agency_is_left_alone(text: str) -> None:
    assert agencies(text) == []


def test_a_department_alone_needs_a_clear_name() -> None:
    assert agencies("这片海洋局部有雾") == []
    assert agencies("来源：经信厅") == ["经信厅"]
