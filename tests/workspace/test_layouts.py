"""What readers know of a document's structure, and what manifests say of files, is kept."""

import shutil
from pathlib import Path

from kg.ingest import cut_articles, read_document
from kg.layout import Locator
from kg.model import Reading, Statement
from kg.workspace import Description, Workspace
from tests.ingest.lists import winners, write_docx

FIXTURES = Path(__file__).parent / "fixtures"


def write(workspace: Workspace, path: Path) -> str:
    document = read_document(path)
    run = workspace.start_run("2022-01-01T00:00:00+00:00", "0", "f")
    readings: list[tuple[Reading, list[Statement]]] = [
        (Reading(article, (), ()), []) for article in cut_articles(document)
    ]
    workspace.write_document(document, readings, path=str(path), fingerprint="f", run=run)
    return document.id


def test_a_document_with_a_layout_and_its_article_come_back_as_they_were(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    write_docx(winners(3), path)
    document = read_document(path)
    with Workspace(tmp_path / "kg", create=True) as workspace:
        identity = write(workspace, path)

        assert workspace.document(identity) == document
        assert [reading.article for reading in workspace.readings(identity)] == list(cut_articles(document))
        assert cut_articles(workspace.document(identity)) == cut_articles(document)


def test_what_a_manifest_says_goes_before_what_the_file_says(tmp_path: Path) -> None:
    path, twin = tmp_path / "b.docx", tmp_path / "a.docx"
    write_docx(winners(3), path)
    shutil.copy(path, twin)
    with Workspace(tmp_path / "kg", create=True) as workspace:
        identity = write(workspace, path)
        workspace.link_file(str(twin), identity, "f", 1)
        before = workspace.changes
        workspace.describe({str(path): Description("清单题名", "2022-11-08", None, "https://example.org/b")})

        document = workspace.document(identity)
        assert (document.title, document.date, document.publisher, document.url) == (
            "清单题名",
            "2022-11-08",
            None,
            "https://example.org/b",
        )
        assert workspace.changes == before + 1
        workspace.describe({str(path): Description("清单题名", "2022-11-08", None, "https://example.org/b")})
        assert workspace.changes == before + 1
        workspace.describe({str(twin): Description(title="先者为准")})
        assert (workspace.document(identity).title, workspace.document(identity).url) == ("先者为准", None)


def test_the_fixture_of_version_2_keeps_layout_places_and_description(tmp_path: Path) -> None:
    shutil.copytree(FIXTURES / "v2", tmp_path / "kg")
    place = Locator(page=1, box=(50.0, 60.0, 300.0, 75.0))
    with Workspace(tmp_path / "kg") as workspace:
        (document,) = workspace.documents()
        (reading,) = workspace.readings(document.id)

    assert document.layout is not None
    assert document.layout.blocks[0].locator == place  # type: ignore[union-attr]
    assert [found[2] for found in reading.article.places] == [place]
    assert (document.title, document.url) == ("清单上的标题", "https://example.org/a.pdf")


def test_a_workspace_of_version_1_has_no_layouts(tmp_path: Path) -> None:
    shutil.copytree(FIXTURES / "v1", tmp_path / "kg")
    with Workspace(tmp_path / "kg") as workspace:
        (document,) = workspace.documents()
        (reading,) = workspace.readings(document.id)

    assert (document.layout, document.url, reading.article.places) == (None, None, ())
