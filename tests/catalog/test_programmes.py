import pytest

from kg.catalog.places import places
from kg.catalog.programmes import COLUMNS, programmes
from kg.catalog.tables import CatalogError

HEADER = ",".join(COLUMNS) + "\n"


def test_the_catalogue_covers_the_state_and_all_provinces():
    provinces = {place.code for place in places() if place.level == "province"} - {
        "710000",
        "810000",
        "820000",
    }
    granted_in = {programme.jurisdiction for programme in programmes()}
    assert provinces <= granted_in
    assert len(programmes()) > 500


def test_jurisdictions_are_codes_of_places():
    codes = {place.code for place in places()}
    assert {p.jurisdiction for p in programmes() if p.jurisdiction} <= codes


def test_a_programme_knows_its_names():
    first = next(programme for programme in programmes() if programme.name == "首台（套）")
    assert "首台套" in first.names
    assert first.recognises == "product"


def test_a_name_may_belong_to_one_programme_only(tmp_path):
    path = tmp_path / "programmes.csv"
    path.write_text(HEADER + "甲工程,乙工程,,,,,,plan,,,,\n乙工程,,,,,,,plan,,,,\n", encoding="utf-8")
    with pytest.raises(CatalogError) as error:
        programmes(path)
    assert error.value.zh == f"目录文件 {path} 第 3 行：“乙工程”已属于“甲工程”；一个名称只能属于一个项目。"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("甲,,,,,,,party,,,,\n", "unknown kind party; use one of honour, list, plan, policy, ranking, law."),
        ("甲,,,,,,,plan,never,,,\n", "unknown place_prefix never; use one of inside."),
        (",,,,,,,plan,,,,\n", "the name is missing."),
    ],
)
def test_a_bad_value_is_named(tmp_path, row, message):
    path = tmp_path / "programmes.csv"
    path.write_text(HEADER + row, encoding="utf-8")
    with pytest.raises(CatalogError) as error:
        programmes(path)
    assert error.value.en == f"Catalogue file {path}, line 2: {message}"
