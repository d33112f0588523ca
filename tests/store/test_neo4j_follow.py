"""A Neo4j follows the changes of a workspace where the two know of each other, and is compared whole where they do not."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from kg.resolve import bring_up_to_date
from kg.store import difference as differences
from kg.store import neo4j as stores
from kg.store.neo4j import Neo4jStore, refresh
from kg.workspace import Workspace
from tests.neo4j import server as servers
from tests.resolve.build import Documents
from tests.resolve.firms import SHORT, A, B, article, award

ROOT = Path(__file__).parents[2]
SEEDS = range(20 if os.environ.get("KG_SOAK") == "1" else 1)
DOCUMENTS: list[Documents] = [
    article("a", f"C{SHORT}"),
    award("b", A)[0],
    article("c", f"C{B}", place="湖南省"),
    award("d", B)[0],
    article("e", f"C{A}", f"C{SHORT}"),
    award("f", A, "入选省级首台套")[0],
]
pytestmark = pytest.mark.neo4j


@pytest.fixture
def server(neo4j_server: servers.Server) -> Iterator[servers.Server]:
    servers.empty(neo4j_server)
    yield neo4j_server
    servers.empty(neo4j_server)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """A workspace that is up to date: the catalogue's own entities and no document."""
    with Workspace(tmp_path / "one", create=True) as opened:
        bring_up_to_date(opened)
        yield opened


def write(workspace: Workspace, documents: Documents) -> None:
    owner, readings = documents
    workspace.write_document(owner, readings, path=owner.path, fingerprint="f", run=1)
    bring_up_to_date(workspace)


def remove(workspace: Workspace, documents: Documents) -> None:
    workspace.forget_files([documents[0].path])
    bring_up_to_date(workspace)


def load(server: servers.Server, workspace: Workspace) -> int:
    store = Neo4jStore(server.uri, server.user, server.password, workspace=workspace.identity)
    try:
        return refresh(store, workspace)
    finally:
        store.close()


def held(server: servers.Server) -> list[Any]:
    """What the database holds besides the stamp."""
    nodes, edges = servers.contents(server)[:2]
    return [[node for node in nodes if node[0] != ["KgLoad"]], edges]


def held_after_a_whole_load(server: servers.Server, workspace: Workspace) -> list[Any]:
    servers.empty(server)
    assert load(server, workspace) == len(workspace.graph().nodes) + len(workspace.graph().edges)
    return held(server)


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Grows with each load that compares the whole graph."""
    seen: list[str] = []
    whole = differences.difference

    def difference(*arguments: Any) -> Any:
        seen.append("whole")
        return whole(*arguments)

    monkeypatch.setattr(stores, "difference", difference)
    return seen


@pytest.mark.parametrize("seed", SEEDS)
def test_any_changes_followed_one_by_one_give_what_a_whole_load_gives(
    server: servers.Server, workspace: Workspace, compared: list[str], seed: int
) -> None:
    chance = Random(seed)
    load(server, workspace)
    compared.clear()
    there: list[int] = []
    for _ in range(6):
        for _ in range(chance.choice((1, 1, 2))):  # a load may have several changes to follow
            number = chance.randrange(len(DOCUMENTS))
            if number in there:
                there.remove(number)
                remove(workspace, DOCUMENTS[number])
            else:
                there.append(number)
                write(workspace, DOCUMENTS[number])
        load(server, workspace)
    assert load(server, workspace) == 0
    assert compared == []
    followed = held(server)
    assert followed == held_after_a_whole_load(server, workspace)


def test_the_rows_written_are_those_that_changed(server: servers.Server, workspace: Workspace) -> None:
    for documents in DOCUMENTS[:4]:
        write(workspace, documents)
    load(server, workspace)
    before = held(server)
    write(workspace, DOCUMENTS[4])
    size = load(server, workspace)
    nodes, edges = held(server)
    new = [row for row in (*nodes, *edges) if row not in before[0] and row not in before[1]]
    assert size == len(new) > 0


@pytest.mark.parametrize("batch", [1, 3] if os.environ.get("KG_SOAK") == "1" else [2])
def test_a_load_that_was_killed_while_it_followed_is_compared_whole(
    server: servers.Server, workspace: Workspace, compared: list[str], batch: int
) -> None:
    write(workspace, DOCUMENTS[0])
    load(server, workspace)
    write(workspace, DOCUMENTS[1])
    code = (
        "import sys; from pathlib import Path\nfrom kg.store.neo4j import Neo4jStore, refresh\n"
        "from kg.workspace import Workspace\n"
        "opened = Workspace(Path(sys.argv[4]))\n"
        "refresh(Neo4jStore(*sys.argv[1:4], workspace=opened.identity), opened)"
    )
    killed = subprocess.run(
        [sys.executable, "-c", code, server.uri, server.user, server.password, str(workspace.folder)],
        env={**os.environ, "PYTHONPATH": str(ROOT), "KG_FAILPOINT": f"neo4j-after-batch:{batch}"},
    )
    assert killed.returncode == -signal.SIGKILL
    compared.clear()
    load(server, workspace)
    assert compared == ["whole"]
    mended = held(server)
    assert mended == held_after_a_whole_load(server, workspace)


def test_a_difference_applied_twice_changes_nothing(server: servers.Server, workspace: Workspace) -> None:
    load(server, workspace)
    before = workspace.generation
    for documents in DOCUMENTS[:3]:
        write(workspace, documents)
    remove(workspace, DOCUMENTS[0])
    changed = workspace.changed_since(before)
    assert changed
    sizes = (workspace.counts()["nodes"], workspace.counts()["edges"])
    store = Neo4jStore(server.uri, server.user, server.password, workspace=workspace.identity)
    assert store.follow(changed, sizes, "stamp") is not None
    once = servers.contents(server)
    assert store.follow(changed, sizes, "stamp") is not None
    store.close()
    assert servers.contents(server) == once


def test_a_database_from_a_backup_follows_from_where_it_stood(
    server: servers.Server, workspace: Workspace, compared: list[str]
) -> None:
    write(workspace, DOCUMENTS[0])
    load(server, workspace)
    store = Neo4jStore(server.uri, server.user, server.password, workspace=workspace.identity)
    backup, stamp = workspace.graph(), store.stamp()
    for documents in DOCUMENTS[1:3]:
        write(workspace, documents)
        load(server, workspace)
    store.load(backup, stamp=stamp)  # the database as it was then, stamp and all
    store.close()
    compared.clear()
    load(server, workspace)
    assert compared == []
    followed = held(server)
    assert followed == held_after_a_whole_load(server, workspace)


def test_an_older_copy_of_the_workspace_is_compared_whole(
    server: servers.Server, workspace: Workspace, tmp_path: Path, compared: list[str]
) -> None:
    """As many changes were made in it as in the other, but not the same."""
    write(workspace, DOCUMENTS[0])
    load(server, workspace)
    workspace.close()
    shutil.copytree(workspace.folder, tmp_path / "copy")
    with Workspace(workspace.folder) as opened:
        write(opened, DOCUMENTS[1])
        load(server, opened)
        compared.clear()
    with Workspace(tmp_path / "copy") as copy:
        write(copy, DOCUMENTS[2])
        write(copy, DOCUMENTS[3])
        load(server, copy)
        assert compared == ["whole"]
        assert held(server) == held_after_a_whole_load(server, copy)


def test_what_somebody_deleted_by_hand_comes_back(
    server: servers.Server, workspace: Workspace, compared: list[str]
) -> None:
    write(workspace, DOCUMENTS[1])
    load(server, workspace)
    whole = held(server)
    with servers.driver(server) as driver:
        driver.execute_query("MATCH (:Company)-[r:AWARDED]->() DELETE r")
    compared.clear()
    assert load(server, workspace) == 1
    assert compared == ["whole"]
    assert held(server) == whole


def test_another_version_of_the_program_compares_all(
    server: servers.Server, workspace: Workspace, compared: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write(workspace, DOCUMENTS[1])
    load(server, workspace)
    compared.clear()
    monkeypatch.setattr(stores, "__version__", "99")
    assert load(server, workspace) == 0
    assert compared == ["whole"]
