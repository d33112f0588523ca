"""The id of a workspace: made once, kept, and not another's."""

from pathlib import Path

from kg.workspace import Workspace


def test_it_is_made_once_and_stays(tmp_path: Path) -> None:
    with Workspace(tmp_path / "one", create=True) as opened:
        first = opened.identity
        assert opened.identity == first
    with Workspace(tmp_path / "one") as opened:
        assert opened.identity == first
    with Workspace(tmp_path / "two", create=True) as other:
        assert other.identity != first
    assert len(first) == 32
