"""``kg build --remove-missing``: files that are gone from their folder take with them what only they said."""

from pathlib import Path

import pytest

from tests.command import kg, waited, watching

TEXT = "关于公布名单的通知\n{firm}获得首台套认定。\n"
NINGBO, TAIZHOU = "宁波砺锋机床有限公司", "台州凌泰传动有限公司"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two files of one folder, read."""
    (tmp_path / "in").mkdir()
    for name, firm in (("one.txt", NINGBO), ("two.txt", TAIZHOU)):
        (tmp_path / "in" / name).write_text(TEXT.format(firm=firm), encoding="utf-8")
    assert kg("build", "in", cwd=tmp_path).code == 0
    return tmp_path


def test_what_a_deleted_file_said_stays_with_a_note_until_it_is_asked_for(folder: Path) -> None:
    before = kg("export", cwd=folder).out
    gone = folder / "in" / "two.txt"
    gone.unlink()
    done = kg("build", "in", cwd=folder)
    assert done.code == 0
    assert f"gone {gone}" in done.err
    assert (
        "1 files are gone; what they said is kept. Retract it with --remove-missing, or kg remove."
        in done.err
    )
    assert kg("export", cwd=folder).out == before
    done = kg("build", "in", "--remove-missing", cwd=folder)
    assert (done.code, "1 files are gone; 1 documents removed, and what only they said." in done.err) == (
        0,
        True,
    )
    assert kg("find", TAIZHOU, cwd=folder).code == 2
    assert kg("find", NINGBO, cwd=folder).code == 0
    assert "gone" not in kg("build", "in", "--remove-missing", cwd=folder).err
    gone.write_text(TEXT.format(firm=TAIZHOU), encoding="utf-8")
    assert kg("build", "in", cwd=folder).code == 0
    assert kg("export", cwd=folder).out == before


def test_a_file_that_moved_within_the_folder_keeps_its_document(folder: Path) -> None:
    before = kg("export", cwd=folder).out
    (folder / "in" / "two.txt").rename(folder / "in" / "zwei.txt")
    done = kg("build", "in", "--remove-missing", cwd=folder)
    assert "1 files are gone; 0 documents removed" in done.err
    assert kg("export", cwd=folder).out == before


def test_a_folder_that_lost_everything_is_left_alone(folder: Path) -> None:
    for file in (folder / "in").iterdir():
        file.unlink()
    done = kg("build", "in", "--remove-missing", cwd=folder)
    assert "(is it mounted?), so nothing of it is removed" in done.err
    assert kg("find", NINGBO, cwd=folder).code == 0


def test_the_watcher_retracts_a_file_that_goes(folder: Path) -> None:
    said = folder / "err"
    with watching(folder, said, "--remove-missing") as watcher:
        waited(lambda: "waiting for new" in said.read_text(encoding="utf-8"))
        (folder / "in" / "two.txt").unlink()
        waited(lambda: "1 documents removed" in said.read_text(encoding="utf-8"))
        assert kg("find", TAIZHOU, cwd=folder).code == 2
        assert watcher.poll() is None
