import pytest

from kg.nlp.programme_patterns import listed_programmes, open_programmes
from kg.nlp.programmes import find_catalogued
from kg.nlp.units import unit_at, unit_before


def catalogued(text: str) -> list[str]:
    return [text[start:end] for (start, end), _ in find_catalogued(text)]


def guessed(text: str) -> set[str]:
    return {text[start:end] for start, end in open_programmes(text)}


@pytest.mark.parametrize(
    "writing", ["首台（套）", "首（台）套", "首台套", "首台(套)", "首 台 （套）", "首台/套"]
)
def test_one_programme_in_all_writings(writing):
    found = list(find_catalogued(f"入选省内{writing}产品"))
    assert [f"入选省内{writing}产品"[start:end] for (start, end), _ in found] == [writing]
    assert found[0][1].name == "首台（套）"


def test_level_and_noun_stay_outside():
    assert catalogued("国内首台（套）产品、省级瞪羚榜单") == ["首台（套）", "瞪羚"]


def test_marks_between_two_programmes_part_them():
    assert catalogued("国家级专精特新“小巨人”企业") == ["专精特新", "小巨人"]


def test_a_place_belongs_to_some_names_and_not_to_others():
    assert catalogued("获四川省名牌产品") == ["四川省名牌产品"]
    assert catalogued("获宜宾市市长质量奖") == ["宜宾市市长质量奖"]
    assert catalogued("四川省绿色工厂") == ["绿色工厂"]
    assert catalogued("海盐县专精特新中小企业、国家专精特新中小企业") == ["专精特新", "专精特新"]


def test_a_prize_may_open_its_line():
    assert "科技进步特等奖" in guessed("名单如下：\n科技进步特等奖1项")


def test_the_grade_belongs_to_the_prize():
    assert catalogued("获国家科技进步奖二等奖") == ["国家科技进步奖二等奖"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("印发《关于支持氢能产业发展的若干意见》", "关于支持氢能产业发展的若干意见"),
        ("依照《某市节约用水条例》处罚", "某市节约用水条例"),
        ("深入实施“778”集群培育工程。", "“778”集群培育工程"),
        ("深化“一网通管”改革", "一网通管"),
        ("荣获“放心粮油店”称号", "放心粮油店"),
        ("入围中国化纤行业百强", "中国化纤行业百强"),
        ("荣获中国钢结构金奖", "中国钢结构金奖"),
        ("今年启动轻纺产业焕新行动，", "轻纺产业焕新行动"),
    ],
)
def test_uncatalogued_names_by_their_shape(text, name):
    assert name in guessed(text)


@pytest.mark.parametrize(
    "text",
    [
        "刊于《某某日报》",
        "他获奖了",
        "颁奖大会",
        "四个意识、碳达峰、碳中和",
        "“十四五”时期",
        "奖励一批企业",
        "年产百强度钢",
    ],
)
def test_what_is_no_programme(text):
    assert guessed(text) == set()
    assert catalogued(text) == []


def test_a_word_that_leads_up_to_a_name_is_told_from_a_place_that_begins_with_it():
    assert "上海市轻纺产业焕新行动" in guessed("上海市轻纺产业焕新行动")
    assert "轻纺产业焕新行动" in guessed("深化轻纺产业焕新行动")


def test_a_unit_is_found_by_its_start_and_by_its_end():
    assert (unit_before("在浙江省名牌", 4), unit_at("在浙江省名牌", 1)) == (1, 4)
    assert (unit_before("在名牌", 1), unit_at("在名牌", 1)) == (1, 1)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("两家企业上榜广东省制造业企业500强榜单", "广东省制造业企业500强"),
        ("入选河南民营企业100强名单", "河南民营企业100强"),
        ("跻身浙江省服务业百强企业行列", "浙江省服务业百强企业"),
    ],
)
def test_a_ranking_of_a_unit_is_named_however_general_its_kind(text, name):
    assert name in guessed(text)


def test_the_ministry_before_a_name_is_no_part_of_it():
    assert guessed("入选工信部智能制造揭榜挂帅行动计划") == {"智能制造揭榜挂帅行动计划"}


def test_a_grade_right_after_a_verb_of_receiving_is_an_honour():
    assert "一等奖" in guessed("甲公司与乙公司分获一等奖")


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("市经信局关于2022年度成都市新经济双百企业拟入选名单的公示", "新经济双百企业"),
        ("2021年度浙江省“云上企业”认定名单", "云上企业"),
        ("关于公布2023年苏州市创新型领军企业名单的通知", "创新型领军企业"),
        ("附件：2022年度河南省拟认定的上云上平台标杆企业名单（第二批）", "上云上平台标杆企业"),
        ("第四批苏州市市级总部企业名单", "总部企业"),
    ],
)
def test_a_heading_says_what_its_list_is_of(heading: str, name: str) -> None:
    text = f"说明。\n{heading}\n1.甲公司"
    assert [text[start:end] for start, end in listed_programmes(text)] == [name]


@pytest.mark.parametrize(
    "heading",
    [
        "2021年评审专家名单",
        "2021年浙江省重点工业企业名单",
        "2020年度产品质量省级监督抽查不合格产品名单",
        "拟入选重点企业名单",
        "2022年度拟补助技改项目名单",
        "企业名单",
        "会上公布了2022年度成都市新经济双百企业名单，共有三家。",
    ],
)
def test_not_every_list_is_of_an_honour(heading: str) -> None:
    assert list(listed_programmes(heading)) == []
