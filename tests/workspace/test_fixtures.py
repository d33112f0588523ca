"""Workspaces that older versions wrote open for ever; each is committed under fixtures/, by schema version."""

import shutil
from pathlib import Path

import pytest

from kg.resolve import bring_up_to_date
from kg.workspace import Workspace
from kg.workspace.database import SCHEMA_VERSION

FIXTURES = Path(__file__).parent / "fixtures"


def test_there_is_a_fixture_of_every_version() -> None:
    assert sorted(path.name for path in FIXTURES.iterdir()) == [
        f"v{number}" for number in range(1, SCHEMA_VERSION + 1)
    ]


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION + 1))
def test_a_workspace_of_this_version_opens_with_all_it_says(version: int, tmp_path: Path) -> None:
    shutil.copytree(FIXTURES / f"v{version}", tmp_path / "kg-data")
    with Workspace(tmp_path / "kg-data") as workspace:
        assert workspace.counts()["documents"] == 1
        (document,) = workspace.documents()
        (reading,) = workspace.readings(document.id)
        assert [mention.text for mention in reading.mentions] == ["甲公司", "首台（套）"]
        ((_, statement),) = workspace.statements()
        assert (statement.qualifiers["level"], statement.qualifiers["year"]) == ("省", 2020)
        bring_up_to_date(workspace)
        assert any(edge.type == "AWARDED" for edge in workspace.graph().edges)
