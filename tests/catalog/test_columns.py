"""What the columns of a table hold: by their headings, else by their cells."""

from collections.abc import Sequence

import pytest

from kg.catalog.columns import column_roles, role_of
from kg.model import Article, Cell, Row, RowKind, Table
from kg.offsets import OffsetMap


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("企业名称", "company"),
        ("申报企业（单位）名称", "company"),
        ("牵头单位", "company"),
        ("推荐单位", "recommender"),
        ("示范应用单位", "user"),
        ("认定机关", "grantor"),
        ("产品名称（型号）", "product"),
        ("产品名称及规格型号", "product"),
        ("首台套名称", "product"),
        ("规格型号", "model"),
        ("所 在 地", "place"),
        ("区（县、市）", "place"),
        ("市、县（区）", "place"),
        ("研制单位所在地", "place"),
        ("有效期至", "validity"),
        ("统一社会信用代码", "credit_code"),
        ("认定批次", "batch"),
        ("天气", "other"),
    ],
)
def test_the_role_of_a_heading(heading: str, role: str) -> None:
    assert role_of(heading) == role


def roles(title: str, headings: Sequence[str], *rows: Sequence[str]) -> list[str]:
    """The roles in a table under a title."""
    lines = [headings, *rows] if headings else list(rows)
    text = title
    made: list[Row] = []
    for number, line in enumerate(lines):
        cells = []
        text += "\n"
        for cell in line:
            cells.append(Cell(cell, len(text), len(text) + len(cell)))
            text += f"{cell} | "
        kind = RowKind.HEADER if headings and number == 0 else RowKind.DATA
        made.append(Row(kind, tuple(cells)))
    table = Table(len(title) + 1, len(text), tuple(made))
    offsets = OffsetMap(())
    return column_roles(Article("a", "d", 1, title, text, offsets, (0, len(title)), tables=(table,)), table)


def test_headings_that_say_nothing_leave_it_to_the_cells() -> None:
    found = roles(
        "2023年某省首台（套）装备名单",
        ["一", "二", "三"],
        ["合山市", "甲山机床有限公司", "数控立式车床"],
        ["乙水县", "丁湖研究院", "高压直流断路器"],
    )
    assert found == ["place", "company", "product"]


def test_a_column_without_a_name_holds_products_only_under_an_honour_of_products() -> None:
    rows = [["1", "甲山机床有限公司", "数控立式车床"], ["2", "丁湖泵业有限公司", "高压直流断路器"]]
    headings = ["序号", "企业名称", "说明文字"]

    assert roles("2023年某省首台（套）装备名单", headings, *rows) == ["ordinal", "company", "product"]
    assert roles("2023年某省瞪羚企业名单", headings, *rows) == ["ordinal", "company", "other"]


@pytest.mark.parametrize(
    ("title", "headings", "found"),
    [
        ("首台（套）名单", ["企业名称", "装备名称", "型号"], ["company", "product", "model"]),
        ("首台（套）名单", ["企业名称", "型号"], ["company", "product"]),
        ("首台（套）名单", ["项目名称", "完成单位"], ["product", "company"]),
        ("智能制造名单", ["项目名称", "完成单位"], ["project", "company"]),
        ("首台（套）名单", ["装备名称", "主导产品"], ["product", "other"]),
    ],
)
def test_models_and_projects_stand_in_for_products(title: str, headings: list[str], found: list[str]) -> None:
    assert roles(title, headings, ["甲山"] * len(headings)) == found


def test_a_table_without_headings_is_known_by_its_cells() -> None:
    rows = [["1", "甲山机床有限公司", "合山市"], ["2", "丁湖泵业有限公司", "乙水县"]]

    assert roles("名单", [], *rows) == ["other", "company", "place"]
