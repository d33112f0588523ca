"""A worker's own side of ``kg.pool``: what runs in the process."""

import multiprocessing
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

Work = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a task: a value, the exception it raised with its traceback, or the end of its worker.

    ``late`` says that it took too long; ``exit_code`` how the worker ended by itself (negative: by that signal).
    """

    value: Any = None
    error: Exception | None = None
    trace: str = ""
    late: bool = False
    exit_code: int | None = None

    @classmethod
    def of(cls, error: Exception) -> "Outcome":
        """The outcome of a task that raised this."""
        return cls(error=error, trace="".join(traceback.format_exception(error)))


def serve(pipe: Connection, prepare: Callable[[], Work], memory: int) -> None:
    """Prepare, say so, and answer until the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _silence()
    try:
        work = prepare()
    except Exception as error:
        pipe.send(Outcome.of(error))
        return
    _limit_memory(memory)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    pipe.send(None)
    while True:
        try:
            argument = pipe.recv()
        except (EOFError, OSError):
            return
        pipe.send(_done(work, argument))


def _done(work: Work, argument: Any) -> Outcome:
    try:
        return Outcome(work(argument))
    except Exception as error:
        return Outcome.of(error)


def _end_with_parent() -> None:
    """A worker in the middle of a task ends as soon as the parent is gone."""
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _silence() -> None:
    """What libraries write about broken files is not for the terminal."""
    with Path(os.devnull).open("w") as nowhere:
        for stream in (1, 2):
            os.dup2(nowhere.fileno(), stream)


def _limit_memory(memory: int) -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    kind = resource.RLIMIT_DATA if sys.platform == "linux" else resource.RLIMIT_AS
    _, most = resource.getrlimit(kind)
    limit = memory * 2**20
    if most != resource.RLIM_INFINITY:
        limit = min(limit, most)
    with suppress(ValueError, OSError):
        resource.setrlimit(kind, (limit, most))
