"""The embedded store of a workspace: refreshed when it is behind, locked while it is written, whole after a crash."""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from kg.errors import StoreError, WorkspaceError
from kg.model import EntityType, Graph
from kg.store import embedded, engine
from kg.store.arcade_write import ArcadeWriter, FillWriter
from kg.workspace import Workspace
from tests.graphs import entity, graph, policy_graph
from tests.store.hostile import GLUTTONS, STUBBORN

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(not engine.installed(), reason="no embedded engine is installed")

NAMES = "MATCH (c:Company) RETURN c.name AS name ORDER BY c.name"


def firms(*names: str) -> Graph:
    return graph([entity(EntityType.COMPANY, name) for name in names], [])


def write(folder: Path, whole: Graph) -> None:
    """What a build does to the workspace."""
    with Workspace(folder, create=True) as workspace:
        workspace.write_graph(whole, [], resolved="test")


def names(folder: Path) -> list[str]:
    with_store = embedded.open(folder)
    try:
        return [row[0] for row in with_store.run(NAMES).rows]
    finally:
        with_store.close()


def child(code: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run Python in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "PYTHONIOENCODING": "utf-8",
            "KG_LANG": "en",
            **environment,
        },
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )


REFRESH = (
    "import sys; from pathlib import Path; from kg.store import embedded; embedded.refresh(Path(sys.argv[1]))"
)


def test_a_reader_sees_the_workspace_as_it_is(tmp_path: Path) -> None:
    write(tmp_path, firms("甲"))
    assert names(tmp_path) == ["甲"]
    write(tmp_path, firms("甲", "乙"))
    assert names(tmp_path) == ["乙", "甲"]


def test_a_refresh_without_news_touches_nothing(tmp_path: Path) -> None:
    write(tmp_path, firms("甲"))
    embedded.refresh(tmp_path)
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "store").rglob("*")}
    embedded.refresh(tmp_path)
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "store").rglob("*")} == before


def test_a_reader_that_stays_open_sees_what_another_process_wrote(tmp_path: Path) -> None:
    write(tmp_path, firms("甲"))
    store = embedded.open(tmp_path)
    assert store.run(NAMES).rows == (("甲",),)
    write(tmp_path, firms("乙"))
    assert child(REFRESH, str(tmp_path)).returncode == 0
    assert store.run(NAMES).rows == (("乙",),)
    store.close()


def test_a_refresh_in_the_same_process_does_not_mind_open_readers(tmp_path: Path) -> None:
    write(tmp_path, firms("甲"))
    store, twin = embedded.open(tmp_path), embedded.open(tmp_path)
    assert store.run(NAMES).rows == twin.run(NAMES).rows == (("甲",),)
    write(tmp_path, firms("乙"))
    embedded.refresh(tmp_path)
    assert store.run(NAMES).rows == twin.run(NAMES).rows == (("乙",),)
    store.close()
    assert twin.run(NAMES).rows == (("乙",),)
    twin.close()


@pytest.mark.parametrize(
    "place", ["store-before-apply", "store-inside:1", "store-inside:3", "store-inside:9", "store-after-apply"]
)
@pytest.mark.parametrize("before", ["nothing", "some", "much"])
def test_killed_at_a_boundary_the_next_refresh_makes_it_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: str, place: str
) -> None:
    """A database that is filled, one that is changed row by row, and one that is filled in the place of another."""
    code = REFRESH
    if before != "nothing":
        write(tmp_path, firms("甲", "乙"))
        embedded.refresh(tmp_path)
        embedded.EmbeddedStore(tmp_path).close()
    if before == "much":
        code = code.replace("; embedded.refresh", "; embedded.FEW = 0; embedded.refresh")
        monkeypatch.setattr(embedded, "FEW", 0)
    whole = policy_graph()
    write(tmp_path, whole)
    killed = child(code, str(tmp_path), KG_FAILPOINT=place)
    assert killed.returncode == -signal.SIGKILL
    assert_holds(tmp_path, whole)


def assert_holds(folder: Path, whole: Graph) -> None:
    store = embedded.open(folder)
    assert store.run("MATCH (n) RETURN n.id AS id ORDER BY n.id").rows == tuple(
        (node.id,) for node in whole.nodes
    )
    edges = store.run("MATCH ()-[r]->() RETURN r.id AS id ORDER BY r.id").rows
    assert edges == tuple((edge.id,) for edge in whole.edges)
    assert store.load(whole) == 0
    store.close()
    assert {path.name for path in (folder / "store").iterdir()} >= {"db", "made-by"}
    assert not (folder / "store" / "db.new").exists()


def test_where_much_changes_the_database_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, firms("甲", "乙"))
    embedded.refresh(tmp_path)
    monkeypatch.setattr(embedded, "FEW", 0)
    whole = policy_graph()
    write(tmp_path, whole)
    with monkeypatch.context() as patch:
        patch.setattr(embedded, "ArcadeWriter", None)  # nothing is written into the database that is there
        embedded.refresh(tmp_path)
    assert_holds(tmp_path, whole)


def test_a_database_that_does_not_open_is_made_anew(tmp_path: Path) -> None:
    write(tmp_path, firms("甲"))
    embedded.refresh(tmp_path)
    for file in (tmp_path / "store" / "db").glob("schema*.json"):
        file.write_text("{", encoding="utf-8")
    write(tmp_path, firms("乙"))
    assert names(tmp_path) == ["乙"]


def test_a_database_of_another_engine_or_schema_is_made_anew(tmp_path: Path) -> None:
    write(tmp_path, firms("甲"))
    embedded.refresh(tmp_path)
    (tmp_path / "store" / "made-by").write_text("another", encoding="utf-8")
    write(tmp_path, firms("甲", "乙"))
    assert names(tmp_path) == ["乙", "甲"]


def test_the_store_can_be_thrown_away(tmp_path: Path) -> None:
    write(tmp_path, firms("甲"))
    assert names(tmp_path) == ["甲"]
    shutil.rmtree(tmp_path / "store")
    assert names(tmp_path) == ["甲"]


def test_without_a_workspace_there_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError):
        embedded.open(tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    write(tmp_path, firms("甲"))
    (tmp_path / "store").write_text("in the way", encoding="utf-8")
    with pytest.raises(StoreError) as caught:
        embedded.refresh(tmp_path)
    assert caught.value.en.startswith(f"cannot write to the store's folder {tmp_path / 'store'}: ")


@pytest.mark.parametrize(("writer", "there"), [(FillWriter, False), (ArcadeWriter, True)])
def test_a_write_that_fails_says_where_and_the_next_refresh_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, writer: type, there: bool
) -> None:
    if there:
        write(tmp_path, firms("乙"))
        embedded.refresh(tmp_path)
    write(tmp_path, firms("甲"))

    def fail(*_: object) -> None:
        raise OSError("no space left")

    with monkeypatch.context() as patch:
        patch.setattr(writer, "write_nodes", fail)
        with pytest.raises(StoreError) as caught:
            embedded.refresh(tmp_path)
    assert caught.value.en == (
        f"writing to the store {tmp_path / 'store' / 'db'} failed: no space left. Check the disk and try again."
    )
    assert names(tmp_path) == ["甲"]


# -- the lock ----------------------------------------------------------------------------------------------------


@contextmanager
def held_by_another(folder: Path, mode: str) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the store until the block ends."""
    code = (
        "import sys, time; from pathlib import Path; from kg.store import lock\n"
        f"with lock.{mode}(Path(sys.argv[1])):\n print('held', flush=True)\n sys.stdin.read()"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    arguments = [sys.executable, "-c", code, str(folder / "store")]
    with subprocess.Popen(
        arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8", env=environment
    ) as other:
        assert other.stdout and other.stdout.readline() == "held\n"
        try:
            yield other
        finally:
            other.kill()


@pytest.mark.parametrize("mode", ["shared", "exclusive"])
def test_a_writer_waits_and_then_says_who_holds_the_store(tmp_path: Path, mode: str) -> None:
    write(tmp_path, firms("甲"))
    with held_by_another(tmp_path, mode) as other, pytest.raises(StoreError) as caught:
        embedded.refresh(tmp_path, wait=0.2)
    note = {"shared": "read", "exclusive": "write"}[mode]
    assert f'{{"pid": {other.pid}, "command": "-c", "mode": "{note}"' in caught.value.en
    assert caught.value.en.startswith(f"the store {tmp_path / 'store'} is in use by another program: ")


def test_readers_do_not_hinder_each_other_but_a_writer_does(tmp_path: Path) -> None:
    write(tmp_path, firms("甲"))
    store = embedded.open(tmp_path, wait=0.2)
    with held_by_another(tmp_path, "shared"):
        assert store.run(NAMES).rows == (("甲",),)
    with held_by_another(tmp_path, "exclusive"), pytest.raises(StoreError, match=r"in use|使用"):
        store.run(NAMES)
    assert store.run(NAMES).rows == (("甲",),)
    store.close()


def test_a_lock_dies_with_its_holder(tmp_path: Path) -> None:
    write(tmp_path, firms("甲"))
    with held_by_another(tmp_path, "exclusive") as other:
        other.kill()
        other.wait()
        embedded.refresh(tmp_path, wait=5)
    assert not list((tmp_path / "store").glob("holder-*"))


def test_a_writer_goes_on_as_soon_as_the_reader_is_done(tmp_path: Path) -> None:
    write(tmp_path, firms("甲"))
    with held_by_another(tmp_path, "shared") as other:
        threading.Timer(0.5, other.kill).start()
        embedded.refresh(tmp_path, wait=30)
    assert names(tmp_path) == ["甲"]


# -- limits and manners -------------------------------------------------------------------------------------------

RUN = """
import sys, json
from pathlib import Path
from kg.errors import KgError
from kg.store import embedded
store = embedded.open(Path(sys.argv[1]), timeout=float(sys.argv[2]))
for text in json.loads(sys.argv[3]):
    try:
        print(json.dumps(store.run(text, timeout=float(sys.argv[2])).rows))
    except KgError as error:
        print(type(error).__name__, error)
store.close()
"""


def test_a_query_does_not_run_past_its_time(tmp_path: Path) -> None:
    write(tmp_path, policy_graph())
    started = time.monotonic()
    done = child(RUN, str(tmp_path), "1", json.dumps([GLUTTONS[0], "RETURN 1 AS x"]))
    assert done.stdout.splitlines() == [
        "StoreError the query reached its time limit and was stopped. Narrow it, or allow more with --timeout.",
        "[[1]]",
    ]
    assert time.monotonic() - started < 60


@pytest.mark.parametrize("text", GLUTTONS)
def test_gluttons_are_stopped(tmp_path: Path, text: str) -> None:
    """By the limit of time, by that of memory, or, where the engine looks at neither, by giving up."""
    write(tmp_path, policy_graph())
    options = {"ARCADEDB_NATIVE_ISOLATE_ARGS": "-Xmx512m", "ARCADEDB_JVM_ARGS": "-Xmx512m"}
    done = child(RUN, str(tmp_path), "1", json.dumps([text, "RETURN 1 AS x"]), **options)
    stopped, last = done.stdout.splitlines()
    kind = stopped.split()[0]
    assert kind in {"StoreError", "QueryRefused", "Overrun"}, done.stdout + done.stderr
    assert last == "[[1]]" or last == stopped


def test_a_query_that_the_engine_does_not_stop_is_given_up_and_ends_with_the_process(tmp_path: Path) -> None:
    write(tmp_path, policy_graph())
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    started = time.monotonic()
    done = child(RUN, str(tmp_path), "1", json.dumps([STUBBORN, "RETURN 1 AS x"]), TMPDIR=str(temporary))
    said = (
        "Overrun the query reached its time limit, did not stop by itself and was given up. Narrow it (avoid nested list "
        "comprehensions)."
    )
    assert (done.stdout.splitlines(), done.stderr, done.returncode) == ([said, said], "", 3)
    assert list(temporary.iterdir()) == []
    assert time.monotonic() - started < 60


def test_memory_is_limited_unless_the_environment_says_otherwise() -> None:
    assert engine._with_heap("", ["-Da=b"]) == "-Da=b -Xmx2g"
    assert engine._with_heap("-Xmx4g", ["-Da=b"]) == "-Xmx4g -Da=b"


def test_nothing_is_said_and_nothing_is_left_behind(tmp_path: Path) -> None:
    workspace, home, current, temporary = (tmp_path / name for name in ("ws", "home", "current", "tmp"))
    for folder in (home, current, temporary):
        folder.mkdir()
    write(workspace, firms("甲"))
    code = f"import os; os.chdir({str(current)!r})\n{RUN}"
    places = {"HOME": str(home), "XDG_STATE_HOME": "", "XDG_CACHE_HOME": "", "TMPDIR": str(temporary)}
    done = child(code, str(workspace), "30", json.dumps([NAMES]), **places)
    assert (done.returncode, done.stdout, done.stderr) == (0, '[["\\u7532"]]\n', "")
    assert [list(folder.iterdir()) for folder in (home, current, temporary)] == [[], [], []]


def test_without_an_engine_the_store_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "MODULES", ("no_such_engine",))
    engine._start.cache_clear()
    try:
        assert not embedded.available()
        with pytest.raises(StoreError) as caught:
            engine.engine()
        assert caught.value.en == (
            "the embedded graph store cannot be used: neither arcadedb nor arcadedb-embedded is installed. Use a Neo4j "
            "instead (--to bolt://…); build, view and export do not need it."
        )
    finally:
        engine._start.cache_clear()


@pytest.mark.timeout(600)
@pytest.mark.skipif(
    "KG_TEST_JVM_PYTHON" not in os.environ,
    reason="KG_TEST_JVM_PYTHON names no Python with arcadedb-embedded, kg and the test tools",
)
def test_the_engine_with_its_own_java_keeps_the_same_contract() -> None:
    python = os.environ["KG_TEST_JVM_PYTHON"]
    suites = ["tests/store/test_contract.py", "tests/store/test_embedded.py", "tests/test_queries.py"]
    environment: dict[str, Any] = {
        key: value for key, value in os.environ.items() if key != "KG_TEST_JVM_PYTHON"
    }
    done = subprocess.run(
        [python, "-m", "pytest", "-p", "no:cacheprovider", "-m", "not neo4j", *suites],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout[-4000:]
