"""The lock of the embedded store: many readers or one writer, across processes, and a word on who holds it."""

import json
import os
import sqlite3
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import ReadWriteLock, Timeout

from kg import clock
from kg.errors import StoreError

WAIT = 30.0


@contextmanager
def shared(folder: Path, *, wait: float = WAIT) -> Iterator[None]:
    """Hold the store for reading. Raises StoreError, naming the holders, after ``wait`` seconds."""
    with _held(folder, wait, writing=False):
        yield


@contextmanager
def exclusive(folder: Path, *, wait: float = WAIT) -> Iterator[None]:
    """Hold the store for writing. Raises StoreError, naming the holders, after ``wait`` seconds."""
    with _held(folder, wait, writing=True):
        yield


@contextmanager
def _held(folder: Path, wait: float, *, writing: bool) -> Iterator[None]:
    lock = _lock(folder)
    try:
        proxy = lock.acquire_write(wait) if writing else lock.acquire_read(wait)
    except Timeout as error:
        lock.close()
        raise _busy(folder) from error
    if writing:
        _forget_the_dead(folder)
    note = folder / f"holder-{os.getpid()}-{threading.get_ident()}.json"
    try:
        note.write_text(_who("write" if writing else "read"), encoding="utf-8")
        yield
    finally:
        note.unlink(missing_ok=True)
        proxy.lock.release()
        lock.close()


def _lock(folder: Path) -> ReadWriteLock:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return ReadWriteLock(folder / "lock.db", is_singleton=False)
    except (OSError, ValueError, sqlite3.Error) as error:
        raise StoreError(
            f"无法写入图数据库文件夹 {folder}：{error}。请检查写权限与磁盘空间。",
            f"cannot write to the store's folder {folder}: {error}. Check its permissions and the disk.",
        ) from error


def _who(mode: str) -> str:
    return json.dumps(
        {"pid": os.getpid(), "command": Path(sys.argv[0]).name, "mode": mode, "since": clock.now()}
    )


def _forget_the_dead(folder: Path) -> None:
    """Who holds the lock for writing is alone: every note that is left is of a process that was killed."""
    for note in folder.glob("holder-*.json"):
        note.unlink(missing_ok=True)


def _busy(folder: Path) -> StoreError:
    notes = []
    for note in sorted(folder.glob("holder-*.json")):
        try:
            notes.append(note.read_text(encoding="utf-8"))
        except OSError:  # released in this very moment
            continue
    who = " ".join(notes) or "?"
    return StoreError(
        f"图数据库 {folder} 正被其他程序使用：{who}。请等它结束后再试。",
        f"the store {folder} is in use by another program: {who}. Try again when it has finished.",
    )
