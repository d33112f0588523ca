"""The wheel carries everything: installed beside nothing of the checkout, it builds and queries with no network."""

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from tests.command import DOCUMENTS, Outcome, environment, shown, terminal_encoding

ROOT = Path(__file__).parents[1]
# A process in a network namespace of its own reaches nothing, not even this machine.
CUT = (
    ["unshare", "--net"] if sys.platform == "linux" and shutil.which("unshare") and os.geteuid() == 0 else []
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new environment with the wheel; its dependencies are lent by the environment of the tests, kg is not."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False)
    (site,) = folder.glob("lib/python*/site-packages")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    (site / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return folder / "bin" / "python"


def run(python: Path, *arguments: str | Path, cwd: Path) -> Outcome:
    command = [*CUT, str(python), "-P", *map(str, arguments)]
    done = subprocess.run(command, cwd=cwd, env=environment(), capture_output=True, check=False, timeout=240)
    terminal = terminal_encoding(environment())
    return Outcome(done.returncode, shown(done.stdout, terminal), shown(done.stderr, terminal))


def test_the_wheel_holds_catalogue_model_queries_and_templates(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for part in (
        "kg/catalog/places.csv",
        "kg/nlp/zh_policy/config.cfg",
        "kg/cypher/queries/",
        "kg/cypher/schema/",
        "kg/view/template/",
    ):
        assert any(name.startswith(part) for name in names), part
    assert not [name for name in names if not name.startswith(("kg/", "kg-"))]


def test_an_installed_wheel_builds_and_queries_with_the_network_cut(installed: Path, tmp_path: Path) -> None:
    where = run(installed, "-c", "import kg; print(kg.__file__)", cwd=tmp_path)
    assert str(installed.parents[1]) in where.out, where.err
    built = run(installed, "-m", "kg", "build", DOCUMENTS[0], cwd=tmp_path)
    assert built.code == 0, built.err
    text = "MATCH (:Company)-[a:AWARDED]->(p:Program) RETURN count(a) > 0 AS there"
    asked = run(installed, "-m", "kg", "cypher", text, "--format", "json", cwd=tmp_path)
    assert (asked.out, asked.err) == ('[{"there": true}]\n', "")
    listed = run(installed, "-m", "kg", "query", "--list", cwd=tmp_path)
    assert "winners" in listed.out
