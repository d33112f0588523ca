"""A workspace that is built once; each test gets a copy of its own."""

import shutil
from pathlib import Path

import pytest

from tests.command import DOCUMENTS, kg


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the workspace of the first example document. Not to be changed."""
    folder = tmp_path_factory.mktemp("built")
    done = kg("build", DOCUMENTS[0], cwd=folder)
    assert done.code == 0, done.err
    return folder


@pytest.fixture
def copy(built: Path, tmp_path: Path) -> Path:
    """A folder with a copy of that workspace."""
    shutil.copytree(built / "kg-data", tmp_path / "kg-data")
    return tmp_path
