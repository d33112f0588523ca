"""Firms and organisations by their structure."""

import pytest

from kg.model import EntityType
from tests.nlp.pages import names, page

COMPANY, ORGANIZATION = EntityType.COMPANY, EntityType.ORGANIZATION


def firms(text: str, *places: str) -> list[str]:
    return names(page(text, places), COMPANY, "kg_organisations")


def bodies(text: str, *places: str) -> list[str]:
    return names(page(text, places), ORGANIZATION, "kg_organisations")


@pytest.mark.parametrize(
    ("text", "places", "found"),
    [
        ("我市推荐的杭州启明数控股份有限公司入选", ["杭州"], ["杭州启明数控股份有限公司"]),
        ("启明材料（苏州）有限公司、远东阀门厂有限公司", ["苏州"], ["启明材料（苏州）有限公司", "远东阀门厂有限公司"]),
        ("启明智能装备股份公司的产品", [], ["启明智能装备股份公司"]),
        ("杭州启明（集团）有限责任公司与宁波远东有限公司", ["杭州", "宁波"],
         ["杭州启明（集团）有限责任公司", "宁波远东有限公司"]),
        ("滁州市远东五金厂负责人", ["滁州市"], ["滁州市远东五金厂"]),
        ("徽州银行杭州分行放款", ["徽州", "杭州"], ["徽州银行杭州分行"]),
        ("德国的西门子也来了", [], ["西门子"]),
        ("由日本松下供货", ["日本"], ["松下"]),
        ("在东海综合保税区（B区）启明电子（苏州）有限公司的线上", ["东海综合保税区（B区）"], ["启明电子（苏州）有限公司"]),
        ("位于洛阳市的远东重工机械股份有限公司", ["洛阳市"], ["远东重工机械股份有限公司"]),
        ("上海和远光电股份有限公司", ["上海"], ["上海和远光电股份有限公司"]),
        ("入股沃森生物和绿的谐波", [], ["沃森生物", "绿的谐波"]),
        ("2.启明光电有限公司（复核）", [], ["启明光电有限公司"]),
        ("远东钢铁股份有限公司冷轧厂（评语", [], ["远东钢铁股份有限公司冷轧厂"]),
        ("当天去看滁州市远东锻造厂的新炉子", ["滁州市"], ["滁州市远东锻造厂"]),
        ("机器是从呼和浩特第三毛纺厂买来的", ["呼和浩特"], ["呼和浩特第三毛纺厂"]),
        ("东山县林记豆腐坊、东山县海味加工部", ["东山县"], ["东山县林记豆腐坊", "东山县海味加工部"]),
        ("街上新开了一家豆腐坊，加工部在楼下", [], []),
        ("会议由集团总经理主持", [], []),
    ],
)  # fmt: skip
def test_a_firm_is_tagged_from_its_place_or_brand_to_its_form(
    text: str, places: list[str], found: list[str]
) -> None:
    assert firms(text, *places) == found


@pytest.mark.parametrize(
    "text",
    [
        "该公司去年",
        "上市公司和国有企业",
        "一批科技公司",
        "建设智能工厂",
        "他们走进厂里",
        "公司董事长",
        "多家银行",
    ],
)
def test_a_word_for_a_kind_of_firm_is_no_firm(text: str) -> None:
    assert firms(text) == []


def test_two_firms_in_an_enumeration_vouch_for_the_third() -> None:
    text = "远东集团、飞梭、华为三家合计"
    assert firms(text) == ["远东集团", "飞梭", "华为"]


def test_and_is_no_part_of_the_last_in_an_enumeration() -> None:
    assert firms("华为、远东集团、飞梭以及客户") == ["华为", "远东集团", "飞梭"]


@pytest.mark.parametrize(
    ("text", "places", "found"),
    [
        ("由江苏省机械行业协会主办", ["江苏省"], ["江苏省机械行业协会"]),
        ("省轴承行业协会会长", [], ["省轴承行业协会"]),
        ("与清华大学合作", [], ["清华大学"]),
        ("中国机械工程学会铸造分会颁奖", ["中国"], ["中国机械工程学会铸造分会"]),
        ("（来源：飞鸟财经圈）", [], ["飞鸟财经圈"]),
        ("苏州市人民医院", ["苏州市"], ["苏州市人民医院"]),
        ("嘉兴市中小企业服务中心获评", ["嘉兴市"], ["嘉兴市中小企业服务中心"]),
        ("“湖南工信”微信公众号、“长沙发布”视频号", ["湖南", "长沙"], ["湖南工信", "长沙发布"]),
    ],
)
def test_an_organisation_is_tagged_by_its_suffix(text: str, places: list[str], found: list[str]) -> None:
    assert bodies(text, *places) == found


@pytest.mark.parametrize(
    "text",
    [
        "行业协会商会要发挥作用",
        "以行业协会商会为主体",
        "首个由行业协会申报",
        "我们要学会算账",
        "高校和科研院所",
        "（来源：本刊编辑部）",
        "市中心的厂房",
    ],
)
def test_a_word_for_a_kind_of_body_is_no_body(text: str) -> None:
    assert bodies(text) == []
