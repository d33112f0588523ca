"""The embedded store follows the changes of a workspace, and then holds what a load of the whole graph would give."""

from pathlib import Path

import pytest

from kg.resolve import bring_up_to_date
from kg.store import embedded
from kg.workspace import Workspace
from tests.resolve.firms import A, B, article, award

pytestmark = pytest.mark.skipif(not embedded.available(), reason="no embedded engine")

EVERYTHING = """
MATCH (a)-[r]->(b)
RETURN a.id AS one, type(r) AS kind, b.id AS other, r.quote AS quote, r.support AS support, a.name AS name
ORDER BY one, kind, other, quote
"""


def held(folder: Path) -> list[tuple[object, ...]]:
    store = embedded.EmbeddedStore(folder)
    try:
        return [tuple(row) for row in store.run(EVERYTHING, limit=10_000).rows]
    finally:
        store.close()


def test_each_change_is_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, whole = tmp_path / "followed", tmp_path / "whole"
    documents = [article("a", "C砺锋机床"), award("b", A)[0], article("c", f"C{B}", place="湖南省")]
    with Workspace(folder, create=True) as workspace, Workspace(whole, create=True) as other:
        bring_up_to_date(workspace)
        embedded.refresh(folder)
        monkeypatch.setattr(embedded, "difference", None)  # from here on nothing is compared
        for owner, articles in documents:
            workspace.write_document(owner, articles, path=owner.path, fingerprint="f", run=1)
            bring_up_to_date(workspace)
            embedded.refresh(folder)
        workspace.forget_files([documents[1][0].path])
        bring_up_to_date(workspace)
        embedded.refresh(folder)
        monkeypatch.undo()
        for owner, articles in (documents[0], documents[2]):
            other.write_document(owner, articles, path=owner.path, fingerprint="f", run=1)
        bring_up_to_date(other)
        embedded.refresh(whole)
        assert workspace.graph() == other.graph()
    assert held(folder) == held(whole) != []
