"""The embedded engine: the native build where it is installed and loads, else the one that brings its own Java.

The engine runs once in a process, with settings that cannot be changed afterwards: no log, nothing in the home or
the current folder, and the time limit of queries that was asked for first.
"""

import atexit
import importlib
import importlib.util
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import StoreError
from kg.store.overrun import Overrun, leave_hard

MODULES = ("arcadedb", "arcadedb_embedded")
OPTIONS = ("ARCADEDB_NATIVE_ISOLATE_ARGS", "ARCADEDB_JVM_ARGS")
DEFAULT_TIMEOUT = 30.0

HEAP = "-Xmx2g"
"""Memory of the engine where the environment does not say otherwise: a query that eats more is stopped."""

ROWS = 4_000_000
"""Rows that a query may sort or group; the engine's own limit of a million is less than the names of a large graph."""

_in_force: list[float] = []
_abandoned: list[Overrun] = []


def installed() -> bool:
    """Whether one of the engines is installed."""
    return any(importlib.util.find_spec(name) for name in MODULES)


def engine(timeout: float = DEFAULT_TIMEOUT) -> Any:
    """The module of the engine, started. Raises StoreError when none is installed or none starts."""
    if not _in_force:
        _in_force.append(timeout)
    if _abandoned:
        raise _abandoned[0]
    return _start()


def abandon() -> None:
    """Give up the engine of this process, in which a query runs that cannot be stopped."""
    if not _abandoned:
        _abandoned.append(Overrun())
        leave_hard(_remove_folders)


def time_limit() -> float:
    """The time limit of queries in force in this process, in seconds."""
    return _in_force[0] if _in_force else DEFAULT_TIMEOUT


@cache
def _start() -> Any:
    reasons = []
    for name in MODULES:
        if not importlib.util.find_spec(name):
            continue
        try:
            return _load(name)
        except Exception as error:
            reasons.append(f"{name}: {error}")
    raise StoreError(
        f"嵌入式图数据库不可用：{'；'.join(reasons) or '没有安装 arcadedb 或 arcadedb-embedded'}。"
        "可以改用 Neo4j（--to bolt://…）；build、view、export 不需要它。",
        f"the embedded graph store cannot be used: {'; '.join(reasons) or 'neither arcadedb nor arcadedb-embedded is installed'}. "
        "Use a Neo4j instead (--to bolt://…); build, view and export do not need it.",
    )


def _load(name: str) -> Any:
    folder = tempfile.mkdtemp(prefix="kg-engine-")
    _folders.append(folder)
    atexit.register(_remove_folders)
    config = Path(folder, "logging.properties")
    config.write_text("handlers=\n.level=OFF\n", encoding="ascii")
    options = [
        f"-Djava.util.logging.config.file={config.as_posix()}",
        f"-Darcadedb.server.logsDirectory={Path(folder).as_posix()}",
        f"-Darcadedb.command.timeout={round(time_limit() * 1000)}",
        f"-Darcadedb.queryMaxHeapElementsAllowedPerOp={ROWS}",
    ]
    settings = {
        "ARCADEDB_LOG_DIR": folder,
        "ARCADEDB_LOG_CONSOLE": "0",
        "ARCADEDB_JVM_ERROR_FILE": str(Path(folder, "error.log")),
        **{name: _with_heap(os.environ.get(name, ""), options) for name in OPTIONS},
    }
    with _environment(settings), _quiet_stderr():
        module = importlib.import_module(name)
        module.database_exists(str(Path(folder, "none")))
    return module


_folders: list[str] = []


def _remove_folders() -> None:
    for folder in _folders:
        shutil.rmtree(folder, ignore_errors=True)


def _with_heap(given: str, options: list[str]) -> str:
    """The options of the environment, ours, and our limit of memory where the environment sets none."""
    return " ".join(filter(None, [given, *options, "" if "-Xmx" in given else HEAP]))


@contextmanager
def _environment(settings: Mapping[str, str]) -> Iterator[None]:
    """The engine reads its settings from the environment when it starts; processes started later must not."""
    before = {name: os.environ.get(name) for name in settings}
    os.environ.update(settings)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


@contextmanager
def _quiet_stderr() -> Iterator[None]:
    """Java greets on the process's own stderr while it starts; nobody asked for that."""
    sys.stderr.flush()
    kept = os.dup(2)
    try:
        with Path(os.devnull).open("wb") as nowhere:
            os.dup2(nowhere.fileno(), 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def open_read_only(path: Path, timeout: float = DEFAULT_TIMEOUT) -> Any:
    """Open a database so that no statement can change it."""
    module = engine(timeout)
    if module.__name__ == "arcadedb":
        return module.open_database(str(path), read_only=True)
    java = importlib.import_module("jpype").JClass
    mode = java("com.arcadedb.engine.ComponentFile$MODE").READ_ONLY
    return module.Database(java("com.arcadedb.database.DatabaseFactory")(str(path)).open(mode))
