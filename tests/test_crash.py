"""A build killed at any moment, then run again, gives the export of an undisturbed one."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.command import DOCUMENTS, environment, kg
from tests.soak import share

BOUNDARIES = [
    f"{place}:{count}"
    for place, count in [
        ("run-start-before-commit", 1),
        ("run-start-after-commit", 1),
        *[
            (f"document-{moment}", n)
            for moment in ("inside", "before-commit", "after-commit")
            for n in (1, 2, 3)
        ],
        ("run-finish-before-commit", 1),
        ("run-finish-after-commit", 1),
        ("graph-inside", 1),
        ("graph-before-commit", 1),
        ("graph-after-commit", 1),
        ("store-before-apply", 1),
        ("store-inside", 1),
        ("store-after-apply", 1),
    ]
]
KILLED = -9


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("undisturbed")
    assert kg("build", *DOCUMENTS, cwd=folder).code == 0
    return export(folder)


def export(folder: Path) -> str:
    done = kg("export", cwd=folder)
    assert done.code == 0, done.err
    return done.out


def winners(folder: Path) -> str:
    done = kg("cypher", "MATCH (c)-[a:AWARDED]->(p) RETURN count(a) AS n", "--format", "json", cwd=folder)
    assert done.code == 0, done.err
    return done.out


@pytest.mark.soak
@pytest.mark.parametrize(
    ("place", "jobs"),
    share("kill at commit boundaries", [(place, jobs) for place in BOUNDARIES for jobs in ("", "2")], 8),
)
def test_killed_at_a_commit_boundary(place: str, jobs: str, undisturbed: str, tmp_path: Path) -> None:
    """With and without workers (KG_JOBS)."""
    asked = {"KG_JOBS": jobs} if jobs else {}
    assert kg("build", *DOCUMENTS, cwd=tmp_path, KG_FAILPOINT=place, **asked).code == KILLED
    again = kg("build", *DOCUMENTS, cwd=tmp_path)
    assert again.code == 0, again.err
    assert export(tmp_path) == undisturbed
    awards = sum('"type":"AWARDED"' in line for line in undisturbed.splitlines())
    assert winners(tmp_path) == f'[{{"n": {awards}}}]\n'


@pytest.mark.soak
@pytest.mark.parametrize("seed", share("kill at random moments", range(50), 4))
def test_killed_at_a_random_moment(seed: int, undisturbed: str, tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "kg", "build", *map(str, DOCUMENTS), *(["-j", "2"] if seed % 2 else [])],
        cwd=tmp_path,
        env=environment(),
        stderr=subprocess.DEVNULL,
    )
    ready = tmp_path / "kg-data" / "workspace.db"
    while not ready.exists() and process.poll() is None:
        time.sleep(0.01)
    # From here on the pipeline loads (about a second) and three documents are read: most moments fall inside one.
    time.sleep(random.Random(seed).uniform(0.5, 5.0))
    process.kill()
    process.wait()
    assert kg("build", *DOCUMENTS, cwd=tmp_path).code == 0
    assert export(tmp_path) == undisturbed
