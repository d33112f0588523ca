"""``kg catalog`` as a user types it. Names are invented."""

import csv
import json
from pathlib import Path

from tests.command import Outcome, kg

TEXTS = {
    "one.txt": "关于公布名单的通知\n宁波砺锋机床有限公司获得首台套认定。宁波砺锋机床有限公司获评云端工坊称号。\n",
    "two.txt": "关于公布名单的通知\n台州凌泰传动有限公司获得首台套认定。\n",
}


def built(folder: Path) -> Outcome:
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return kg("build", *TEXTS, cwd=folder)


def programmes(folder: Path) -> dict[str, bool]:
    records = [json.loads(line) for line in kg("export", cwd=folder).out.splitlines()]
    return {one["name"]: one["uncatalogued"] for one in records if one.get("type") == "PROGRAM"}


def test_a_new_programme_is_read_in_the_documents_that_name_it_only(tmp_path: Path) -> None:
    assert built(tmp_path).code == 0
    assert "云端工坊" not in {name for name, new in programmes(tmp_path).items() if not new}
    done = kg("catalog", "add", "programmes", "name=云端工坊", "kind=honour", "source=手册", cwd=tmp_path)
    assert done.err == "programmes: 1 rows added or changed. Run kg build to use them.\n"
    again = kg("build", *TEXTS, cwd=tmp_path)
    assert "1 documents were read by an older version; reading them again." in again.err
    assert "1 documents read, 1 unchanged, 0 failed" in again.err
    assert programmes(tmp_path)["云端工坊"] is False
    assert "nothing to do" in kg("build", *TEXTS, cwd=tmp_path).err
    (tmp_path / "kg-data" / "catalog" / "programmes.csv").unlink()
    assert "1 documents read, 1 unchanged" in kg("build", *TEXTS, cwd=tmp_path).err


def test_a_register_gives_a_firm_its_code_without_reading_again(tmp_path: Path) -> None:
    assert built(tmp_path).code == 0
    (tmp_path / "r.csv").write_text(
        "企业名称,统一社会信用代码\n宁波砺锋机床有限公司,91330100MA2MRU6N0C\n", encoding="utf-8"
    )
    assert kg("catalog", "add", "firms", "--from", "r.csv", cwd=tmp_path).code == 0
    assert "nothing to do" in kg("build", *TEXTS, cwd=tmp_path).err
    (row,) = csv.DictReader(
        kg("find", "宁波砺锋机床有限公司", "-f", "csv", cwd=tmp_path).out.lstrip("\ufeff").splitlines()
    )
    assert row["id"] == "company-91330100MA2MRU6N0C"


def test_a_broken_table_stops_a_build_before_anything_is_read(tmp_path: Path) -> None:
    assert built(tmp_path).code == 0
    folder = tmp_path / "kg-data" / "catalog"
    folder.mkdir()
    (folder / "firms.csv").write_text("name,former_names,credit_code,place\n砺锋,,1\n,,,\n", encoding="utf-8")
    done = kg("build", *TEXTS, cwd=tmp_path)
    path = Path("kg-data", "catalog", "firms.csv")
    assert (done.code, done.out) == (3, "")
    assert "firms.csv, line 2: 4 columns are expected; check commas and quotes." in done.err
    checked = kg("catalog", "check", cwd=tmp_path)
    assert checked.code == 2
    assert [line.partition(str(path))[2] for line in checked.err.splitlines()] == [
        ", line 2: 4 columns are expected; check commas and quotes.",
        ", line 3: the name is missing.",
        "",
    ]
    assert "the catalogue has 2 faults." in checked.err


def test_wrong_calls_are_refused(tmp_path: Path) -> None:
    assert built(tmp_path).code == 0
    assert (
        "there is no table firm; use one of programmes, places"
        in kg("catalog", "add", "firm", "name=甲", cwd=tmp_path).err
    )
    assert "'firm=甲' should be FIELD=VALUE; the fields of firms are name, former_names" in (
        kg("catalog", "add", "firms", "firm=甲", cwd=tmp_path).err
    )
    assert "one of the two" in kg("catalog", "add", "firms", cwd=tmp_path).err
