"""Products by maker, model code, list and table."""

import pytest

from kg.model import Cell, EntityType, Row, RowKind, Table
from tests.nlp.pages import names, page


def products(text: str) -> list[str]:
    return names(page(text), EntityType.PRODUCT, "kg_programmes", "kg_organisations", "kg_products")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("启明数控有限公司的五轴联动龙门铣床产品入选", ["五轴联动龙门铣床"]),
        ("推出QM-600型高速冲床，", ["QM-600型高速冲床"]),
        ("参展的化油器TL-200。", ["化油器TL-200"]),
        ("启明新材料有限公司（半导体用铜靶材）", ["半导体用铜靶材"]),
        ("启明有限公司的高效节能输送机获奖", ["高效节能输送机"]),
        ("研发的XK-80智能控制器通过验收", ["XK-80智能控制器"]),
        ("推出856H-E MAX电动装载机，", ["856H-E MAX电动装载机"]),
        ("其自主研发的直驱变速器获2019年度大奖", ["直驱变速器"]),
        ("2020年，“环保节能型输送带”入选精品", ["环保节能型输送带"]),
        ("该公司多级离心泵、隔膜计量泵两项产品已通过认定", ["多级离心泵", "隔膜计量泵"]),
        (
            "启明有限公司的伺服电机QD622、远东有限公司的精密减速器齿轮和凌泰有限公司的高速离心泵等3项产品入选",
            ["伺服电机QD622", "精密减速器齿轮", "高速离心泵"],
        ),
        ("（来源：东华集团）\n东华链条被认定为示范企业", []),
        ("它叫“抹墙匠”喷涂机器人，", ["“抹墙匠”喷涂机器人"]),
        (
            "产品3个：启明有限公司的工业阀门、远东有限公司的球扁钢和凌泰有限公司的吸尘器。",
            ["工业阀门", "球扁钢", "吸尘器"],
        ),
    ],
)
def test_a_product_is_named_by_its_maker_its_code_or_its_marks(text: str, found: list[str]) -> None:
    assert products(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "关于公布2022年安徽省首台套重大技术装备名单的通知",
        "认定以下14项产品为2021年燕北省首台套重大技术装备，现予公告。",
        "公示2021年度首台套重大技术装备名单",
        "启明有限公司（证书编号GR202214000712）通过备案",
    ],
)
def test_the_name_of_a_programme_is_no_product_and_no_part_of_one(text: str) -> None:
    assert products(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "新建5G基站",
        "启明数控有限公司的生产线上",
        "长12m的梁",
        "启明数控有限公司的董事长",
        "启明有限公司的张工、远东有限公司的门",
        "通过ISO9001认证",
    ],
)
def test_kinds_units_and_standards_are_no_products(text: str) -> None:
    assert products(text) == []


LISTED = "2023年首台（套）装备名单\n"


@pytest.mark.parametrize(
    "line",
    ["{}.{}　　{}", "{}.{}——{}", "{}.{}（{}）", "{}、{}：{}"],
)
def test_what_stands_beside_firms_in_a_list_of_products_is_one(line: str) -> None:
    names = ["立式磨齿机（5MW）", "双面研磨设备（三代）", "Z9-1智能采棉机"]
    firms = ["启明数控有限公司", "合山泵业有限公司", "丁湖机床有限公司"]
    pairs = list(zip(firms, names, strict=True))
    text = LISTED + "\n".join(line.format(at, firm, name) for at, (firm, name) in enumerate(pairs, 1))
    turned = LISTED + "\n".join(line.format(at, name, firm) for at, (firm, name) in enumerate(pairs, 1))

    assert products(text) == products(turned) == names


def test_labels_name_products_and_makers() -> None:
    pairs = "1.产品名称：立式磨齿机（5MW）\n研制单位：启明数控有限公司\n2.产品名称：喷雾干燥塔\n研制单位：合山泵业有限公司"

    assert products("名单\n" + pairs) == ["立式磨齿机（5MW）", "喷雾干燥塔"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "启明材料有限公司“高纯石英基体”、南湖材料有限公司“透明件”2个产品被认定为首批次。",
            ["高纯石英基体", "透明件"],
        ),
        ("由启明软件有限公司完成的“数据治理平台”获一等奖。", ["数据治理平台"]),
        (
            "1、启明机床有限公司  大型模锻液压机  YH-80000\n2、南湖轨道有限公司  数控镗床  NH-15",
            ["大型模锻液压机", "数控镗床"],
        ),
        ("入选单项冠军企业（产品：回转减速机行星架）。", ["回转减速机行星架"]),
    ],
)
def test_what_a_sentence_or_list_of_awards_sets_beside_a_maker_is_its_product(
    text: str, found: list[str]
) -> None:
    assert products(text) == found


def _table(text: str, rows: list[list[str]]) -> Table:
    at, made = 0, []
    for number, row in enumerate(rows):
        cells = []
        for content in row:
            at = text.index(content, at)
            cells.append(Cell(content, at, at + len(content)))
            at += len(content)
        made.append(Row(RowKind.DATA if number else RowKind.HEADER, tuple(cells)))
    return Table(0, len(text), tuple(made))


def test_marks_hold_a_product_together_that_has_a_programme_in_its_name() -> None:
    text = "启明有限公司的“智能工厂操作系统”等6项产品入选"
    assert products(text) == ["智能工厂操作系统"]


def test_products_that_are_counted_are_then_named_one_by_one() -> None:
    text = "三项产品被评定为重大技术装备，分别是顶装焦炉机械、8500吨堆取料机和铸造起重机。"
    assert products(text) == ["顶装焦炉机械", "8500吨堆取料机", "铸造起重机"]
    assert products("产品销往各地，包括上海、北京和广州。") == []


def test_what_is_called_a_firms_own_in_marks_and_was_honoured_is_its_product() -> None:
    assert products("其“高频高速印制板”2018年获优质产品称号") == ["高频高速印制板"]
    assert products("其“一号工厂”2018年获优质工厂称号") == []


def test_a_column_says_what_its_cells_are() -> None:
    text = "序号 单位名称 产品名称\n1 飞梭（苏州） 静音的梭子\n2 启明有限公司 梳棉机"
    table = _table(text, [line.split() for line in text.splitlines()])
    assert names(page(text, tables=(table,)), EntityType.PRODUCT, "kg_products") == ["静音的梭子", "梳棉机"]
    assert names(page(text, tables=(table,)), EntityType.COMPANY, "kg_organisations") == [
        "飞梭（苏州）",
        "启明有限公司",
    ]


def test_two_names_that_a_cell_joins_are_two() -> None:
    text = "单位名称 产品名称\n启明有限责任公司西南石油大学 梳棉机\n凌泰有限公司杭州分公司 梭子"
    table = _table(text, [line.split() for line in text.splitlines()])
    found = page(text, tables=(table,))
    assert names(found, EntityType.COMPANY, "kg_organisations") == [
        "启明有限责任公司",
        "凌泰有限公司杭州分公司",
    ]
