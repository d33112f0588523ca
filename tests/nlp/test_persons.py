"""Persons by the text around their names."""

import pytest

from kg.model import EntityType
from tests.nlp.pages import names, page


def persons(text: str) -> list[str]:
    return names(page(text), EntityType.PERSON, "kg_persons")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("董事长林知远介绍", ["林知远"]),
        ("原厅长陈默、副厅长周一鸣出席", ["陈默", "周一鸣"]),
        ("（记者 沈小满 通讯员 欧阳青）", ["沈小满", "欧阳青"]),
        ("林知远院士说", ["林知远"]),
        ("林知远表示，今年不错", ["林知远"]),
        ("副会长库尔班·买买提到会", ["库尔班·买买提"]),
        ("罗德里戈·平托来自巴西", ["罗德里戈·平托"]),
        ("是个芬兰人，叫尤哈·莱赫托，买走了", ["尤哈·莱赫托"]),
        ("他叫仇铁蛋，刚毕业", ["仇铁蛋"]),
        ("林知远：有。", ["林知远"]),
        ("调研组由林知远、陈小满、周一鸣组成", []),
        ("林知远、陈小满、周一鸣。", ["林知远", "陈小满", "周一鸣"]),
        ("秦砚舟，电焊工，左撇子", ["秦砚舟"]),
        ("副总经理林知向记者介绍", ["林知"]),
        ("林知远等20人被授予优秀称号", ["林知远"]),
    ],
)
def test_a_name_needs_a_sign_that_it_is_one(text: str, found: list[str]) -> None:
    assert persons(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "全市共8项专利获奖",
        "宿迁市工业和信息化局2021年工作总结",
        "记者从通州湾示范区获悉",
        "王老师来了",
        "书记高度重视",
        "主任安排工作",
        "记者了解到",
        "王总表示",
        "经理林总",
        "高端装备，安全第一",
        "方案：另行通知",
    ],
)
def test_a_surname_alone_or_a_common_word_is_no_person(text: str) -> None:
    assert persons(text) == []


def test_a_rare_surname_needs_a_clear_end() -> None:
    assert persons("局长时雨，") == ["时雨"]
    assert persons("专家时刻准备") == []
