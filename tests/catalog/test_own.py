"""The operator's tables over the shipped ones. Invented names throughout."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.catalog import own
from kg.catalog.check import ensure_valid, faults
from kg.catalog.edit import add, rows_of_file
from kg.catalog.firms import is_credit_code
from kg.catalog.places import places
from kg.catalog.programmes import programmes
from kg.catalog.tables import CatalogError
from kg.errors import UsageError
from kg.model import EntityType, Ref
from kg.resolve.context import Context
from kg.resolve.entities import ArticleEntities
from kg.resolve.gazetteer import catalogue_version, gazetteer

PROGRAMMES = (
    "name,aliases,level,recognises,agency,jurisdiction,predecessor,kind,place_prefix,note,valid_from,valid_to"
)
CODE = "91330100MA2MRU6N0C"


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    (tmp_path / own.FOLDER).mkdir()
    yield tmp_path / own.FOLDER
    own.use(None)


def write(folder: Path, table: str, text: str) -> None:
    (folder / f"{table}.csv").write_text(text, encoding="utf-8")
    own.use(folder)


def test_a_row_of_the_operator_is_added_and_gone_with_its_folder(folder: Path) -> None:
    shipped, version = programmes(), catalogue_version()
    write(folder, "programmes", f"{PROGRAMMES},source\n云端工坊,云坊,省,,,,,honour,,,,,浙经信〔2024〕1号\n")
    assert [one.names for one in programmes()[len(shipped) :]] == [("云端工坊", "云坊")]
    assert catalogue_version() != version
    own.use(None)
    assert (programmes(), catalogue_version()) == (shipped, version)


def test_a_row_with_the_key_of_a_shipped_one_takes_its_place(folder: Path) -> None:
    before = {place.code: place for place in places()}
    write(folder, "places", "code,name,short,level,parent,guard\n330100,杭州市,武林,city,330000,\n")
    after = {place.code: place for place in places()}
    assert after["330100"].short == "武林"
    assert {code for code in after if after[code] != before[code]} == {"330100"}
    assert gazetteer().by_name["武林"] == ("330100",)


def test_every_fault_is_named_by_its_line(folder: Path) -> None:
    write(
        folder,
        "firms",
        "name,former_names,credit_code,place,valid_from\n,,,,\n砺锋机床有限公司,,123,,\n凌泰有限公司,,,,去年\n双狮有限公司,,,\n",
    )
    path = folder / "firms.csv"
    assert [str(one.en) for one in faults("firms")] == [
        f"Catalogue file {path}, line 2: the name is missing.",
        f"Catalogue file {path}, line 3: the credit code 123 is wrong: 18 characters, the last of them a check "
        "character (GB 32100).",
        f"Catalogue file {path}, line 4: valid_from 去年 is no date; write it as 2021, 2021-03 or 2021-03-01.",
        f"Catalogue file {path}, line 5: 5 columns are expected; check commas and quotes.",
    ]


def test_two_rows_of_one_key_and_a_name_of_another_programme_are_faults(folder: Path) -> None:
    write(folder, "agency_names", "short,full\n云办,云端办公室\n云办,云上办公室\n")
    (fault,) = faults("agency_names")
    assert fault.zh == f"目录文件 {folder / 'agency_names.csv'} 第 3 行：short 的值 云办 已在第 2 行。"
    write(folder, "programmes", f"{PROGRAMMES}\n云端工坊,首台套,,,,,,honour,,,,\n")
    (fault,) = faults("programmes")
    assert fault.en == (
        f"Catalogue file {folder / 'programmes.csv'}, line 2: “首台套” already belongs to “首台（套）”; a name may "
        "belong to one programme only."
    )


def test_what_is_no_table_is_named(folder: Path) -> None:
    write(folder, "programs", "name\n")
    with pytest.raises(CatalogError, match="没有名为 programs 的目录表"):
        ensure_valid()


def test_a_file_that_is_not_utf_8_is_named_by_its_line(folder: Path) -> None:
    (folder / "firms.csv").write_bytes(b"name,former_names,credit_code,place\n" + "砺锋".encode("gb18030"))
    own.use(folder)
    (fault,) = faults("firms")
    assert fault.en.endswith("line 2: this is not UTF-8; save the file as CSV in UTF-8.")


def test_a_credit_code_has_its_check_character() -> None:
    assert is_credit_code(CODE)
    assert not is_credit_code(CODE[:-1] + "0")
    assert not is_credit_code(CODE[:-1])


def identity(
    name: str, kind: EntityType = EntityType.COMPANY, date: str | None = None
) -> tuple[str, str | None]:
    entities = ArticleEntities(Context(province="330000", date=date), gazetteer(), {})
    found = entities.identity(Ref(kind, name))
    return found.id, found.name


def test_a_short_name_means_one_body_until_a_date_and_another_after_it(folder: Path) -> None:
    write(
        folder,
        "agency_names",
        "short,full,valid_from,valid_to\n云办,云端管理办公室,,2018-10\n云办,云上发展办公室,2018-10,\n",
    )
    assert faults("agency_names") == []
    assert identity("省云办", EntityType.AGENCY, "2018-06-01")[1] == "浙江省云端管理办公室"
    assert identity("省云办", EntityType.AGENCY, "2019-06-01")[1] == "浙江省云上发展办公室"
    assert identity("省云办", EntityType.AGENCY)[1] == "浙江省云上发展办公室"


def test_rows_of_one_name_whose_times_overlap_are_a_fault(folder: Path) -> None:
    write(
        folder,
        "agency_names",
        "short,full,valid_from,valid_to\n云办,云端管理办公室,,2019\n云办,云上发展办公室,2018-10,\n",
    )
    (fault,) = faults("agency_names")
    assert fault.en == (
        f"Catalogue file {folder / 'agency_names.csv'}, line 3: the short 云办 is already in line 2, and their times "
        "(valid_from, valid_to) overlap."
    )


def test_a_name_of_the_state_s_bodies_holds_in_its_time_only(folder: Path) -> None:
    write(folder, "agency_national_names", "short,full,valid_from\n云部,云端部,2018-03\n")
    assert identity("云部", EntityType.AGENCY, "2020-01-01")[1] == "云端部"
    assert identity("云部", EntityType.AGENCY, "2017-01-01")[1] != "云端部"


def test_a_firm_s_name_means_the_firm_that_had_it_then(folder: Path) -> None:
    write(
        folder,
        "firms",
        "name,former_names,credit_code,place,valid_from,valid_to\n"
        f"杭州砺锋机床有限公司,,{CODE},,,2015\n杭州砺锋机床有限公司,,91330100MA2MRU6P73,,2016,\n",
    )
    assert faults("firms") == []
    assert identity("杭州砺锋机床有限公司", date="2014-05")[0] == f"company-{CODE}"
    assert identity("杭州砺锋机床有限公司", date="2020")[0] == "company-91330100MA2MRU6P73"


def test_of_two_places_of_one_name_the_date_chooses(folder: Path) -> None:
    write(
        folder,
        "places",
        "code,name,short,level,parent,guard,valid_from,valid_to\n"
        "330191,云溪区,,county,330100,,,2021-04\n330192,云溪区,,county,330100,,2021-04,\n",
    )
    assert identity("云溪区", EntityType.PLACE, "2019-01-01")[0] == "place-330191"
    assert identity("云溪区", EntityType.PLACE, "2022-01-01")[0] == "place-330192"


def test_of_two_programmes_of_one_name_the_date_chooses(folder: Path) -> None:
    write(
        folder,
        "programmes",
        f"{PROGRAMMES}\n云端工坊,云坊,,,,,,honour,,,,2019\n云上工坊,云坊,,,,,,honour,,,2020,\n",
    )
    assert faults("programmes") == []
    assert identity("云坊", EntityType.PROGRAM, "2018")[1] == "云端工坊"
    assert identity("云坊", EntityType.PROGRAM, "2023")[1] == "云上工坊"


def test_a_registered_firm_is_known_by_its_code_under_all_its_names(folder: Path) -> None:
    write(
        folder,
        "firms",
        f"name,former_names,credit_code,place\n杭州砺锋机床有限公司,杭州砺锋农机厂|砺锋机械厂,{CODE},杭州市\n",
    )
    for name in ("杭州砺锋机床有限公司", "杭州市砺锋机床有限责任公司", "杭州砺锋农机厂", "砺锋机械厂"):
        assert identity(name) == (f"company-{CODE}", "杭州砺锋机床有限公司")
    assert identity("宁波砺锋机床有限公司")[0] != f"company-{CODE}"


def test_a_former_name_that_two_firms_had_means_neither(folder: Path) -> None:
    write(
        folder,
        "firms",
        f"name,former_names,credit_code,place\n杭州砺锋有限公司,砺锋机械厂,{CODE},\n宁波砺锋有限公司,砺锋机械厂,,\n",
    )
    assert identity("砺锋机械厂")[1] is None


def test_a_register_is_imported_with_the_headers_registers_have(folder: Path, tmp_path: Path) -> None:
    register = tmp_path / "名录.csv"
    register.write_text(
        f"序号,企业名称,曾用名,统一社会信用代码,地区\n1,杭州砺锋机床有限公司,杭州砺锋厂；砺锋农机厂,{CODE},杭州市\n",
        encoding="utf-8-sig",
    )
    rows = rows_of_file("firms", register)
    assert add(tmp_path, "firms", rows) == 1
    assert add(tmp_path, "firms", rows) == 0
    assert (folder / "firms.csv").read_text(encoding="utf-8") == (
        "name,former_names,credit_code,place,source,valid_from,valid_to,version\n"
        f"杭州砺锋机床有限公司,杭州砺锋厂|砺锋农机厂,{CODE},杭州市,,,,\n"
    )


def test_an_import_names_the_line_of_the_imported_file_and_writes_nothing(
    folder: Path, tmp_path: Path
) -> None:
    register = tmp_path / "in.csv"
    register.write_text("名称,信用代码\n砺锋厂,\n凌泰厂,12\n", encoding="utf-8")
    with pytest.raises(CatalogError) as error:
        rows_of_file("firms", register)
    assert error.value.zh.startswith(f"目录文件 {register} 第 3 行：统一社会信用代码 12 有误")
    with pytest.raises(UsageError, match="没有文件"):
        rows_of_file("firms", tmp_path / "none.csv")
    assert list(folder.iterdir()) == []


def test_what_would_not_be_valid_is_not_written(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(CatalogError) as error:
        add(tmp_path, "programmes", [{"name": "首台套", "kind": "honour"}])
    assert f"{folder / 'programmes.csv'} 第 2 行" in error.value.zh
    assert list(folder.iterdir()) == []


def test_adding_a_row_keeps_those_of_other_times(folder: Path) -> None:
    workspace = folder.parent
    add(workspace, "agency_names", [{"short": "云办", "full": "云端管理办公室", "valid_to": "2018"}])
    add(workspace, "agency_names", [{"short": "云办", "full": "云上办公室", "valid_from": "2018"}])
    assert (
        add(workspace, "agency_names", [{"short": "云办", "full": "云上发展办公室", "valid_from": "2018"}])
        == 1
    )
    assert identity("省云办", EntityType.AGENCY, "2016")[1] == "浙江省云端管理办公室"
    assert identity("省云办", EntityType.AGENCY, "2020")[1] == "浙江省云上发展办公室"
    with pytest.raises(CatalogError, match="有效期"):
        add(workspace, "agency_names", [{"short": "云办", "full": "云外办公室"}])
