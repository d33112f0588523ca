"""One writer at a time: a lock file that says who holds it."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from kg import clock
from kg.errors import WorkspaceError

LOCK = "build.lock"
HOLDER = "build.lock.json"


@contextmanager
def build_lock(folder: Path, *, wait: float) -> Iterator[None]:
    """Hold the workspace's build lock. Raises WorkspaceError, naming the holder, after ``wait`` seconds."""
    holder = folder / HOLDER
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / LOCK)
        with lock.acquire(timeout=wait):
            note = {"pid": os.getpid(), "command": Path(sys.argv[0]).name, "since": clock.now()}
            holder.write_text(json.dumps(note), encoding="utf-8")
            yield
            holder.unlink(missing_ok=True)
    except Timeout as error:
        who = holder.read_text(encoding="utf-8") if holder.exists() else "?"
        raise WorkspaceError(
            f"另一个程序正在写工作区 {folder}：{who}。请等它结束后再试，或用 --wait 等候更久。",
            f"another program is writing to the workspace {folder}: {who}. Try again when it has finished, "
            "or wait longer with --wait.",
        ) from error
    except OSError as error:
        raise WorkspaceError(
            f"无法写入工作区 {folder}：{error}。请检查文件夹的写权限与磁盘空间。",
            f"cannot write to the workspace {folder}: {error}. Check that the folder can be written and the disk "
            "has room.",
        ) from error
