"""The embedded graph store: a view of the workspace in its ``store`` folder, brought up to date when it is asked.

The folder holds the engine's database, the lock, and a stamp that says what the database was made of. The stamp goes
away before the database is touched and comes back when all is written: without it, the next refresh compares and
writes what is missing. A database that does not open is made anew, and so is one of which a large part would change:
filling an empty one goes several times as fast. It is filled beside the old one and takes its place when it is whole.
"""

import contextlib
import hashlib
import json
import logging
import shutil
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from kg.errors import KgError, StoreError
from kg.failpoint import failpoint
from kg.model import Graph
from kg.store import engine as engines
from kg.store.arcade import counts, create_schema, has_schema, held, named, query
from kg.store.arcade_write import ArcadeWriter, filling
from kg.store.difference import apply, difference, fill, following
from kg.store.library import schema_statements
from kg.store.lock import WAIT, exclusive, shared
from kg.store.overrun import Overrun, within
from kg.store.protocol import Progress, Result
from kg.store.readonly import check
from kg.workspace import Workspace
from kg.workspace.changelog import Changed

Answer = TypeVar("Answer")

log = logging.getLogger(__name__)

FOLDER = "store"
MAKER = "made-by"
STAMP = "stamp"

FEW = 10_000
"""So many changes are always written into the database that is there."""

SHARE = 4
"""More are, unless they are one row in so many: then the database is made anew."""

# The engine opens a database once in a process, so all readers of a folder share one handle, with the stamp it
# was opened at.
_handles: dict[Path, tuple[str, Any]] = {}
_handles_guard = threading.Lock()


def available() -> bool:
    """Whether an embedded engine is installed and starts here."""
    try:
        engines.engine()
    except StoreError as error:
        log.info("%s", error)
        return False
    return True


def refresh(folder: Path, *, wait: float = WAIT, progress: Progress | None = None) -> None:
    """Bring the store of the workspace in ``folder`` to the workspace's generation.

    Raises StoreError when another program holds the store longer than ``wait`` seconds.
    """
    with Workspace(folder) as workspace:
        stamp, before = _stamp(workspace), _read_stamp(folder / FOLDER)
        if before == stamp:
            return
        if _follow(workspace, before, stamp, wait=wait, progress=progress):
            return
        while True:
            graph = workspace.graph()
            if stamp == (now := _stamp(workspace)):
                break
            stamp = now
    EmbeddedStore(folder, wait=wait).load(graph, progress, stamp=stamp)


def _follow(workspace: Workspace, before: str, stamp: str, *, wait: float, progress: Progress | None) -> bool:
    """Write only what changed since the stamp; False where that is not known, and all must be compared."""
    generation = _generation(before)
    changed = None if generation is None else workspace.changed_since(generation)
    sizes = workspace.counts()
    if changed is None or stamp != _stamp(workspace) or _large(changed.size, sizes["nodes"] + sizes["edges"]):
        return False
    store = EmbeddedStore(workspace.folder, wait=wait)
    return store.follow(changed, (sizes["nodes"], sizes["edges"]), before, stamp, progress)


def _generation(stamp: str) -> int | None:
    """The generation that a store was made of, if by this engine and schema."""
    if not stamp:
        return None
    generation, _, maker = json.loads(stamp)
    return int(generation) if maker == _maker() else None


def open(folder: Path, *, timeout: float = engines.DEFAULT_TIMEOUT, wait: float = WAIT) -> "EmbeddedStore":
    """A reader of the store of the workspace in ``folder``, which is refreshed first when it is behind."""
    engines.engine(timeout)
    refresh(folder, wait=wait)
    return EmbeddedStore(folder, wait=wait)


class EmbeddedStore:
    """The store in ``folder/store``; see ``kg.store.protocol.Store``. Threads and processes may share a folder."""

    def __init__(self, folder: Path, *, wait: float = WAIT) -> None:
        self._name = folder.resolve().name
        self._folder = (folder / FOLDER).resolve()
        self._path = self._folder / "db"
        self._wait = wait

    def load(self, graph: Graph, progress: Progress | None = None, *, stamp: str = "") -> int:
        """See ``Store.load``. ``stamp`` says what the graph was made of, for ``refresh``."""
        engines.engine()
        with exclusive(self._folder, wait=self._wait):
            _release(self._folder)
            try:
                return self._replace(graph, progress, stamp)
            except KgError:
                raise
            except Exception as error:  # the engine's own errors have no common type in its two builds
                raise StoreError(
                    f"写入图数据库 {self._path} 失败：{error}。请检查磁盘空间，然后重试。",
                    f"writing to the store {self._path} failed: {error}. Check the disk and try again.",
                ) from error

    def follow(
        self,
        changed: Changed,
        sizes: tuple[int, int],
        before: str,
        stamp: str,
        progress: Progress | None = None,
    ) -> bool:
        """Write the changes since ``before``; False, without a stamp, when the store then has not these sizes."""
        with exclusive(self._folder, wait=self._wait):
            if _read_stamp(self._folder) != before:
                return False
            _release(self._folder)
            (self._folder / STAMP).unlink(missing_ok=True)
            failpoint("store-before-apply")
            database = self._open_for_writing()
            if database is None:
                return False
            try:
                apply(following(changed, self._name), ArcadeWriter(database), progress)
                right = counts(database) == sizes
            except Exception:
                log.exception("the store %s could not follow; it is compared whole", self._path)
                right = False
            finally:
                database.close()
            failpoint("store-after-apply")
            if right:
                _write_stamp(self._folder, stamp)
            return right

    def _replace(self, graph: Graph, progress: Progress | None, stamp: str) -> int:
        """Bring the database to the graph, between taking the stamp away and putting the new one in place."""
        (self._folder / STAMP).unlink(missing_ok=True)
        failpoint("store-before-apply")
        size = self._update(graph, progress)
        if size is None:
            size = self._make_anew(graph, progress)
        failpoint("store-after-apply")
        _write_stamp(self._folder, stamp)
        return size

    def _update(self, graph: Graph, progress: Progress | None) -> int | None:
        """Write the difference; None when the database had better be made anew, or did not keep what was written."""
        database = self._open_for_writing()
        if database is None:
            return None
        try:
            change = difference(graph, held(database), self._name)
            if _large(change.size, len(graph.nodes) + len(graph.edges)):
                return None
            size = apply(change, ArcadeWriter(database), progress)
            if _holds(database, graph):
                return size
            log.warning("the store %s did not hold what was written; it is made anew", self._path)
            return None
        finally:
            database.close()

    def _make_anew(self, graph: Graph, progress: Progress | None) -> int:
        """Fill a new database and put it in the place of what is there."""
        new = self._folder / "db.new"
        shutil.rmtree(new, ignore_errors=True)
        database = engines.engine().create_database(str(new))
        try:
            create_schema(database)
            with filling(database) as writer:
                size = fill(graph, self._name, writer, progress)
            right = _holds(database, graph)
        finally:
            database.close()
        if not right:
            raise StoreError(
                f"图数据库 {self._path} 没有存下全部内容。请检查磁盘，然后重试。",
                f"the store {self._path} did not keep all that was written. Check the disk and try again.",
            )
        maker = self._folder / MAKER
        maker.unlink(missing_ok=True)
        shutil.rmtree(self._path, ignore_errors=True)
        new.rename(self._path)
        maker.write_text(_maker(), encoding="utf-8")
        return size

    def run(
        self,
        text: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        limit: int = 1000,
        timeout: float = engines.DEFAULT_TIMEOUT,
    ) -> Result:
        """See ``Store.run``. The engine stops a query at the time limit that this process asked for first."""
        columns = check(text).columns
        return self._read(
            lambda database: query(database, text, parameters or {}, limit=limit, columns=columns), timeout
        )

    def named(self, label: str, text: str) -> list[str]:
        """See ``Store.named``. By indexes: Cypher has none for the members of a list."""
        return self._read(lambda database: named(database, label, text), engines.DEFAULT_TIMEOUT)

    def _read(self, ask: Callable[[Any], Answer], timeout: float) -> Answer:
        """What is asked of the database, which is opened for reading."""
        engines.engine(timeout)
        with shared(self._folder, wait=self._wait):
            database = self._reading(timeout)
            try:
                return within(engines.time_limit(), lambda: ask(database))
            except (Overrun, KeyboardInterrupt):
                _handles.pop(self._folder, None)  # it cannot be closed while the query runs
                engines.abandon()
                raise

    def close(self) -> None:
        """Close the database; another reader of the folder opens it again."""
        _release(self._folder)

    def _reading(self, timeout: float) -> Any:
        stamp = _read_stamp(self._folder)
        with _handles_guard:
            found = _handles.get(self._folder)
            if found and found[0] == stamp and found[1].is_open():
                return found[1]
            if found:
                found[1].close()
            try:
                database = engines.open_read_only(self._path, timeout)
            except Exception as error:
                raise StoreError(
                    f"图数据库 {self._path} 打不开：{error}。运行 kg build 会重建它。",
                    f"the store {self._path} cannot be opened: {error}. `kg build` makes it anew.",
                ) from error
            _handles[self._folder] = (stamp, database)
            return database

    def _open_for_writing(self) -> Any:
        """The database, opened; None when it is missing, of another engine or schema, or does not open."""
        module, maker = engines.engine(), self._folder / MAKER
        if self._path.exists() and maker.exists() and maker.read_text(encoding="utf-8") == _maker():
            try:
                database = module.open_database(str(self._path))
                if has_schema(database):
                    return database
                database.close()
            except Exception:
                log.exception("the store %s does not open; it is made anew", self._path)
        return None


def _large(changes: int, rows: int) -> bool:
    """Whether so many changes had better be written by filling a new database with all rows."""
    return changes > FEW and changes * SHARE > rows


def _holds(database: Any, graph: Graph) -> bool:
    return counts(database) == (len(graph.nodes), len(graph.edges))


def _release(folder: Path) -> None:
    with _handles_guard:
        found = _handles.pop(folder, None)
        if found:
            found[1].close()


def _maker() -> str:
    """What shapes a database file: engine, its version, and our schema."""
    module = engines.engine()
    schema = "\n".join(schema_statements("arcadedb", suffix=".sql", comment="--"))
    return f"{module.__name__} {module.__version__} {hashlib.sha256(schema.encode()).hexdigest()}"


def _stamp(workspace: Workspace) -> str:
    return json.dumps([workspace.generation, workspace.resolved, _maker()])


def _read_stamp(folder: Path) -> str:
    with contextlib.suppress(OSError):
        return (folder / STAMP).read_text(encoding="utf-8")
    return ""


def _write_stamp(folder: Path, stamp: str) -> None:
    """Put the stamp in place in one step."""
    new = folder / f"{STAMP}.new"
    new.write_text(stamp, encoding="utf-8")
    new.replace(folder / STAMP)
