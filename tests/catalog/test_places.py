import pytest

from kg.catalog.places import places, towns
from kg.catalog.tables import CatalogError

HEADER = "code,name,short,level,parent,guard\n"


def test_units_carry_their_gb_t_2260_code_and_their_parent():
    by_name = {place.name: place for place in places()}
    assert by_name["浙江省"].code == "330000"
    assert by_name["德清县"].code == "330521"
    assert by_name["德清县"].parent == "330500"
    assert by_name["湖州市"].parent == "330000"


def test_all_31_mainland_provinces_are_there():
    provinces = {place.code for place in places() if place.level == "province"}
    assert len(provinces - {"710000", "810000", "820000"}) == 31


def test_the_parent_of_every_unit_is_itself_a_place():
    codes = {place.code for place in places()}
    assert [p.name for p in places() if p.level in ("city", "county") and p.parent not in codes] == []


def test_a_word_of_everyday_speech_is_no_short_form():
    shorts = {place.short for place in places()}
    assert shorts.isdisjoint({"公安", "资源", "合作", "通道", "比如", "和平", "大方"})


def test_towns_belong_to_the_county_of_their_code():
    town = next(town for town in towns() if town.name == "东华门街道")
    assert (town.parent, town.level) == ("110101", "town")


@pytest.mark.parametrize(
    ("row", "zh", "en"),
    [
        (
            "1,甲,,planet,,\n",
            "第 2 行：未知的级别 planet；可用：country、region、province、city、county、town、zone、nature、"
            "foreign。",
            "line 2: unknown level planet; use one of country, region, province, city, county, town, zone, "
            "nature, foreign.",
        ),
        (",甲,,city,,\n", "第 2 行：缺少代码或名称。", "line 2: the code or the name is missing."),
        (
            "1,甲,,city,,maybe\n",
            "第 2 行：未知的条件 maybe；可用：near、full 或空。",
            "line 2: unknown guard maybe; use near, full or nothing.",
        ),
        (
            "1,甲\n",
            "第 2 行：应有 6 列；请检查逗号和引号。",
            "line 2: 6 columns are expected; check commas and quotes.",
        ),
    ],
)
def test_a_bad_row_is_named_by_file_and_line(tmp_path, row, zh, en):
    path = tmp_path / "places.csv"
    path.write_text(HEADER + row, encoding="utf-8")
    with pytest.raises(CatalogError) as error:
        places(path)
    assert error.value.zh == f"目录文件 {path} {zh}"
    assert error.value.en == f"Catalogue file {path}, {en}"


def test_a_wrong_header_is_named(tmp_path):
    path = tmp_path / "towns.csv"
    path.write_text("name,code\n", encoding="utf-8")
    with pytest.raises(CatalogError) as error:
        towns(path)
    assert error.value.zh == f"目录文件 {path} 第 1 行：表头应为 code,name。"
