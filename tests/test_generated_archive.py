"""The generator of archives: the same for one seed, true to its own truth."""

from pathlib import Path

from kg.resolve import bring_up_to_date
from kg.workspace import Workspace
from pipelines.bench.archive import Archive, fill, write_files


def test_a_document_is_the_same_in_an_archive_of_any_size() -> None:
    assert Archive(10).notice(7) == Archive(1000).notice(7)
    assert Archive(10).notice(7) != Archive(10, seed=2).notice(7)


def test_mentions_and_truth_stand_in_the_text(tmp_path: Path) -> None:
    write_files(Archive(3), tmp_path)
    lines = (tmp_path / "truth.tsv").read_text(encoding="utf-8").splitlines()
    notices = {Path(one.document.path).name: one for one in Archive(3).notices()}
    for line in lines:
        name, start, end, _ = line.split("\t")
        text = (tmp_path / name).read_text(encoding="utf-8")
        surfaces = {(m.start, m.end): m.text for m in notices[name].reading.mentions}
        assert text[int(start) : int(end)] == surfaces[int(start), int(end)]
    assert len(lines) == sum(len(one.truth) for one in notices.values())


def test_firms_with_full_names_are_one_node_each(tmp_path: Path) -> None:
    archive = Archive(40)
    with Workspace(tmp_path, create=True) as workspace:
        fill(archive, workspace)
        bring_up_to_date(workspace)
        found = {}
        for place in workspace.entity_mentions():
            found[place.document, place.start, place.end] = place.entity
    of: dict[str, set[str]] = {}
    for notice in archive.notices():
        for (start, end), truth in notice.truth.items():
            if truth.startswith("firm") and notice.document.text[start:end].endswith("有限公司"):
                of.setdefault(truth, set()).add(found[notice.document.id, start, end])
    assert len(of) > 20
    assert all(len(entities) == 1 for entities in of.values())
    assert len(set.union(*of.values())) == len(of)
