"""``kg build`` on documents as they come, with a manifest."""

from pathlib import Path

import pytest

from kg.workspace import Workspace
from tests.command import kg
from tests.ingest.lists import winners, write_docx, write_xlsx, write_zip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "附件").mkdir()
    write_docx(winners(4, seed=1), tmp_path / "附件" / "名单.docx")
    write_xlsx(winners(5, seed=2), tmp_path / "附件" / "名单.xlsx")
    write_zip(winners(3, seed=3), tmp_path / "附件" / "打包.zip")
    (tmp_path / "附件" / "扫描.jpg").write_bytes(b"\xff\xd8\xff\xe0" + bytes(64))
    (tmp_path / "清单.csv").write_text(
        "文件,标题,日期,网址\n附件/名单.xlsx,安徽首台套名单,2022-11-09,https://example.org/1\n",
        encoding="utf-8",
    )
    return tmp_path


def test_a_folder_of_formats_with_a_picture_in_it(folder: Path) -> None:
    done = kg("build", "附件", cwd=folder)

    assert done.code == 1
    assert "3 documents read, 0 unchanged, 1 failed." in done.err
    assert "a JPEG picture; reading text in pictures needs kg[ocr]" in done.err
    assert "Traceback" not in done.err


def test_a_manifest_names_the_files_and_describes_them(folder: Path) -> None:
    done = kg("build", "--manifest", "清单.csv", "-w", "w", cwd=folder)
    again = kg("build", "--manifest", "清单.csv", "-w", "w", cwd=folder)

    assert (done.code, "1 documents read" in done.err) == (0, True), done.err
    assert "nothing to do: every document is up to date." in again.err
    with Workspace(folder / "w") as workspace:
        (document,) = workspace.documents()
    assert (document.title, document.date, document.url) == (
        "安徽首台套名单",
        "2022-11-09",
        "https://example.org/1",
    )


def test_a_build_of_nothing_says_what_to_give(folder: Path) -> None:
    done = kg("build", cwd=folder)

    assert (done.code, "name files, folders, or a list with --manifest." in done.err) == (2, True)
