"""The workspace: what is written comes back, a document appears whole or not at all, versions are kept apart."""

import sqlite3
from pathlib import Path

import pytest

from kg.errors import WorkspaceError
from kg.model import (
    Article,
    Cell,
    Document,
    Edge,
    EntityType,
    Evidence,
    Graph,
    Mention,
    Node,
    Predicate,
    Reading,
    Ref,
    Row,
    RowKind,
    Statement,
    Table,
)
from kg.offsets import OffsetMap
from kg.workspace import Workspace, database, statement_id
from kg.workspace.workspace import MentionPlace

TEXT = "甲公司获得首台（套）\n序号 | 企业"


def document(digit: str = "a") -> Document:
    return Document(
        digit * 64,
        "/in/a.txt",
        "text/plain",
        TEXT,
        "text 1",
        "utf-8",
        "题",
        None,
        "2021-02",
        None,
        ("坏字 1",),
    )


def reading(owner: Document) -> Reading:
    table = Table(11, 18, (Row(RowKind.HEADER, (Cell("序号", 11, 13), Cell("企业", 16, 18))),))
    article = Article(
        id=f"{owner.id[:16]}:0001",
        document=owner.id,
        ordinal=1,
        title="甲公司获得首台（套）",
        text=TEXT,
        offsets=OffsetMap.identity(len(TEXT)),
        title_span=(0, 10),
        source="日报",
        source_span=(0, 2),
        tables=(table,),
    )
    mentions = (
        Mention(EntityType.COMPANY, 0, 3, "甲公司", "甲公司", "firms", 0.9),
        Mention(EntityType.PROGRAM, 5, 10, "首台（套）", "首台（套）", "catalogue", 1.0),
    )
    return Reading(article, mentions, ((0, 11), (11, 18)))


def award(owner: Document, year: int | None = 2020) -> Statement:
    return Statement(
        predicate=Predicate.AWARDED,
        subject=Ref(EntityType.COMPANY, "甲公司"),
        object=Ref(EntityType.PROGRAM, "首台（套）"),
        evidence=Evidence(f"{owner.id[:16]}:0001", 0, 10, TEXT[:10]),
        extractor="awards 1",
        rule="prose",
        confidence=0.9,
        qualifiers={"level": "省", "year": year},
        origins={"year": (0, 2)},
    )


def write(workspace: Workspace, owner: Document, path: str = "/in/a.txt", fingerprint: str = "f1") -> None:
    run = workspace.start_run("2021-01-01T00:00:00+00:00", "0", fingerprint)
    article = reading(owner)
    workspace.write_document(owner, [(article, [award(owner)])], path=path, fingerprint=fingerprint, run=run)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "kg-data", create=True)


def test_a_document_comes_back_as_it_was_written(workspace: Workspace) -> None:
    owner = document()
    write(workspace, owner)
    assert list(workspace.documents()) == [owner]
    assert list(workspace.readings(owner.id)) == [reading(owner)]
    assert list(workspace.statements()) == [(statement_id(owner.id, award(owner)), award(owner))]
    assert workspace.article(reading(owner).article.id) == reading(owner).article


def test_the_same_statement_read_twice_is_one_row(workspace: Workspace) -> None:
    owner = document()
    run = workspace.start_run("2021-01-01T00:00:00+00:00", "0", "f")
    statements = [award(owner), award(owner), award(owner, year=None)]
    workspace.write_document(
        owner, [(reading(owner), statements)], path="/in/a.txt", fingerprint="f", run=run
    )
    assert workspace.counts()["statements"] == 2


def test_writing_a_document_again_replaces_what_it_said(workspace: Workspace) -> None:
    owner = document()
    write(workspace, owner)
    write(workspace, owner, fingerprint="f2")
    assert workspace.counts()["articles"] == 1
    assert workspace.files()["/in/a.txt"].fingerprint == "f2"


def test_a_path_with_new_content_retracts_what_only_the_old_content_said(workspace: Workspace) -> None:
    write(workspace, document("a"))
    write(workspace, document("b"))
    assert [one.id for one in workspace.documents()] == ["b" * 64]


def test_a_document_that_another_path_still_holds_stays(workspace: Workspace) -> None:
    write(workspace, document("a"), path="/in/a.txt")
    workspace.link_file("/in/copy.txt", "a" * 64, "f1", 1)
    write(workspace, document("b"), path="/in/a.txt")
    assert [one.id for one in workspace.documents()] == ["a" * 64, "b" * 64]


def test_a_failure_retracts_what_the_file_said_before(workspace: Workspace) -> None:
    write(workspace, document())
    workspace.write_failure("/in/a.txt", "坏了", "f1", 1)
    assert list(workspace.documents()) == []
    assert workspace.files()["/in/a.txt"].message == "坏了"


def test_an_error_in_the_middle_leaves_nothing_of_the_document(workspace: Workspace) -> None:
    owner = document()
    run = workspace.start_run("2021-01-01T00:00:00+00:00", "0", "f")
    broken = [(reading(owner), [award(owner)]), (reading(owner), [])]
    with pytest.raises(sqlite3.IntegrityError):
        workspace.write_document(owner, broken, path="/in/a.txt", fingerprint="f", run=run)
    assert workspace.counts()["documents"] == 0
    assert workspace.files() == {}


def test_changes_count_documents_written_and_retracted(workspace: Workspace) -> None:
    assert workspace.changes == 0
    write(workspace, document("a"))
    assert workspace.changes == 1
    workspace.write_failure("/in/a.txt", "坏了", "f1", 1)
    assert workspace.changes == 2


def test_the_graph_is_replaced_as_a_whole_and_counted(workspace: Workspace) -> None:
    node = Node("company-1", ("Company", "Entity"), {"name": "甲"})
    edge = Edge("awarded-1", "AWARDED", "company-1", "program-1", {"year": 2020, "articles": ["x"]})
    place = MentionPlace("company-1", "a" * 64, "a:1", 0, 3)
    workspace.write_graph(Graph((node,), (edge,)), [place], resolved="1")
    assert workspace.generation == 1
    assert workspace.graph() == Graph((node,), (edge,))
    assert list(workspace.entity_mentions()) == [place]
    assert workspace.edges_of("company-1") == [edge]
    workspace.write_graph(Graph((), ()), [], resolved="2")
    assert (workspace.generation, workspace.resolved) == (2, "2")
    assert workspace.graph() == Graph((), ())


def test_an_unfinished_run_is_known(workspace: Workspace) -> None:
    run = workspace.start_run("2021-01-01T00:00:00+00:00", "0.1", "f")
    assert workspace.last_run() == ("2021-01-01T00:00:00+00:00", None, "0.1")
    workspace.finish_run(run, "2021-01-01T00:01:00+00:00")
    assert workspace.last_run() == ("2021-01-01T00:00:00+00:00", "2021-01-01T00:01:00+00:00", "0.1")


def test_a_missing_workspace_is_said_with_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError) as error:
        Workspace(tmp_path / "nothing")
    assert (
        error.value.en
        == f"no workspace at {tmp_path / 'nothing'}. Run `kg build PATH…` first, or name one with -w."
    )
    assert not (tmp_path / "nothing").exists()


def test_a_newer_workspace_is_refused_and_left_alone(tmp_path: Path) -> None:
    Workspace(tmp_path, create=True).close()
    with sqlite3.connect(tmp_path / "workspace.db") as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(WorkspaceError, match="99"):
        Workspace(tmp_path)


def test_an_older_workspace_is_migrated_after_a_backup(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Workspace(tmp_path, create=True).close()
    monkeypatch.setattr(database, "SCHEMA_VERSION", database.SCHEMA_VERSION + 1)
    step = {database.SCHEMA_VERSION - 1: lambda db: db.execute("ALTER TABLE meta ADD COLUMN note TEXT")}
    monkeypatch.setattr(database, "MIGRATIONS", step)
    Workspace(tmp_path).close()
    with sqlite3.connect(tmp_path / "workspace.db") as db:
        assert [row[1] for row in db.execute("PRAGMA table_info(meta)")] == ["key", "value", "note"]
        assert db.execute("PRAGMA user_version").fetchone() == (database.SCHEMA_VERSION,)
    db.close()
    with sqlite3.connect(tmp_path / f"workspace.v{database.SCHEMA_VERSION - 1}.bak") as db:
        assert [row[1] for row in db.execute("PRAGMA table_info(meta)")] == ["key", "value"]
    db.close()


def test_a_failed_migration_leaves_the_workspace_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Workspace(tmp_path, create=True).close()
    version = database.SCHEMA_VERSION
    monkeypatch.setattr(database, "SCHEMA_VERSION", version + 1)

    def step(db: sqlite3.Connection) -> None:
        db.execute("DROP TABLE edges")
        raise sqlite3.OperationalError("no room")

    monkeypatch.setattr(database, "MIGRATIONS", {version: step})
    with pytest.raises(WorkspaceError, match="no room"):
        Workspace(tmp_path)
    with sqlite3.connect(tmp_path / "workspace.db") as db:
        assert db.execute("PRAGMA user_version").fetchone() == (version,)
        assert db.execute("SELECT count(*) FROM edges").fetchone() == (0,)
    db.close()


def test_a_file_that_is_no_database_is_said(tmp_path: Path) -> None:
    (tmp_path / "workspace.db").write_bytes(b"no database at all, but long enough to be read as one" * 50)
    with pytest.raises(WorkspaceError, match="file is not a database"):
        Workspace(tmp_path)
