"""``kg build --watch``: files are read as they come, and the workspace answers meanwhile."""

from pathlib import Path

from kg.watch import rounds
from tests.command import kg, waited, watching


class Clock:
    """A sleep that does something instead of waiting."""

    def __init__(self, *steps: object) -> None:
        self.steps = list(steps)

    def sleep(self, _: float) -> None:
        step = self.steps.pop(0)
        if callable(step):
            step()


def test_all_files_first_then_those_that_came_or_changed(tmp_path: Path) -> None:
    one, two = tmp_path / "one.txt", tmp_path / "two.txt"
    one.write_text("甲", encoding="utf-8")
    clock = Clock(
        lambda: two.write_text("乙", encoding="utf-8"),
        None,
        lambda: one.write_text("甲甲", encoding="utf-8"),
        None,
    )
    found = rounds([tmp_path], sleep=clock.sleep)
    assert next(found) == [one]
    assert next(found) == [two]
    assert next(found) == [one]
    assert clock.steps == []


def test_a_file_that_is_still_being_written_is_waited_for(tmp_path: Path) -> None:
    one = tmp_path / "one.txt"
    clock = Clock(
        lambda: one.write_text("甲", encoding="utf-8"), lambda: one.write_text("甲乙", encoding="utf-8"), None
    )
    found = rounds([tmp_path], sleep=clock.sleep)
    assert next(found) == []
    assert next(found) == [one]
    assert clock.steps == []


def test_a_file_that_goes_is_no_change_and_the_other_folder_gives_a_round(tmp_path: Path) -> None:
    one, tables = tmp_path / "in" / "one.txt", tmp_path / "catalog"
    one.parent.mkdir()
    tables.mkdir()
    one.write_text("甲", encoding="utf-8")
    clock = Clock(one.unlink, lambda: (tables / "firms.csv").write_text("name\n", encoding="utf-8"), None)
    found = rounds([one.parent], also=[tables], sleep=clock.sleep)
    assert next(found) == [one]
    assert next(found) == []
    assert clock.steps == []


def test_a_new_file_is_read_while_others_ask(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    said = tmp_path / "err"
    with watching(tmp_path, said) as watcher:
        waited(lambda: "waiting for new" in said.read_text(encoding="utf-8"))
        text = "关于公布名单的通知\n宁波砺锋机床有限公司获得首台套认定。\n"
        (tmp_path / "in" / "one.txt").write_text(text, encoding="utf-8")
        waited(lambda: kg("find", "宁波砺锋机床有限公司", cwd=tmp_path).code == 0)
        assert watcher.poll() is None
        asked = kg("query", "winners", "-f", "csv", cwd=tmp_path)
        assert "宁波砺锋机床有限公司" in asked.out, asked.err


def test_a_broken_table_does_not_end_the_watch_and_nothing_that_came_meanwhile_is_lost(
    tmp_path: Path,
) -> None:
    (tmp_path / "in").mkdir()
    tables = tmp_path / "kg-data" / "catalog"
    tables.mkdir(parents=True)
    said = tmp_path / "err"
    with watching(tmp_path, said) as watcher:
        waited(lambda: "waiting for new" in said.read_text(encoding="utf-8"))
        (tables / "firms.csv").write_text("name\n", encoding="utf-8")
        waited(lambda: "firms.csv, line 1: the header must be" in said.read_text(encoding="utf-8"))
        text = "关于公布名单的通知\n宁波砺锋机床有限公司获得首台套认定。\n"
        (tmp_path / "in" / "one.txt").write_text(text, encoding="utf-8")
        waited(lambda: said.read_text(encoding="utf-8").count("the header must be") == 2)
        (tables / "firms.csv").unlink()
        waited(lambda: "1 documents read" in said.read_text(encoding="utf-8"))
        assert watcher.poll() is None
