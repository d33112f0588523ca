"""Which files that were read are gone."""

from pathlib import Path

from kg.vanished import vanished


def put(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("甲", encoding="utf-8")
    return str(path)


def test_what_is_not_there_any_more_below_the_folder_is_gone_and_nothing_else(tmp_path: Path) -> None:
    kept = put(tmp_path / "in" / "deep" / "kept.txt")
    gone, elsewhere = str(tmp_path / "in" / "gone.txt"), str(tmp_path / "out" / "gone.txt")
    neighbour = str(tmp_path / "in2" / "gone.txt")
    found = vanished([kept, gone, elsewhere, neighbour], [tmp_path / "in"])
    assert (found.gone, found.empty) == ([gone], [])


def test_a_file_that_was_named_and_is_hidden_from_the_folder_is_not_gone(tmp_path: Path) -> None:
    put(tmp_path / "one.txt")
    assert vanished([put(tmp_path / ".two.txt")], [tmp_path]).gone == []


def test_a_folder_without_any_file_is_taken_for_not_mounted(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    found = vanished([str(tmp_path / "in" / "one.txt")], [tmp_path / "in"])
    assert (found.gone, found.empty) == ([], [tmp_path / "in"])


def test_a_folder_that_is_not_there_tells_nothing(tmp_path: Path) -> None:
    found = vanished([str(tmp_path / "in" / "one.txt")], [tmp_path / "in"])
    assert (found.gone, found.empty) == ([], [])
