"""Worker processes that may die: what happens while one task is worked on costs that task and nothing else.

Each worker has a pipe of its own and one task at a time, so that it is always known who held which task, and a worker
that crashes in the middle of an answer spoils no other's. Works with every start method of ``multiprocessing``.
"""

import multiprocessing
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import wait
from multiprocessing.context import BaseContext
from typing import Any, Generic, TypeVar

from kg.errors import KgError
from kg.worker import Outcome, Work, serve

Key = TypeVar("Key")
# Tasks begun or done but not yet taken, for each worker: what bounds the memory of the parent.
_AHEAD = 3
# Seconds that a worker has to load what it needs, and to end after its pipe has closed.
_STARTING = 3600.0
_ENDING = 10.0


@dataclass(frozen=True, slots=True)
class Task:
    """Something to work on, and how many seconds it may take."""

    argument: Any
    seconds: float


class Pool:
    """Up to ``size`` workers, each of which calls ``prepare`` once and what it returns for every task.

    ``prepare`` must be importable; ``memory`` limits what a worker may take, in MB, where the system can. Use as a
    context manager. ``preload`` names modules that all workers share where the system can fork.
    """

    def __init__(
        self,
        size: int,
        prepare: Callable[[], Work],
        *,
        memory: int,
        preload: str | None = None,
        method: str | None = None,
    ) -> None:
        self._size = size
        self._prepare = prepare
        self._memory = memory
        # On Linux as forks of a server that has loaded the modules, elsewhere afresh.
        self._context = multiprocessing.get_context(
            method or ("forkserver" if sys.platform == "linux" else "spawn")
        )
        self._preload = preload
        self._workers: list[_Worker] = []

    def __enter__(self) -> "Pool":
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.stop()
        self._workers.clear()

    def one(self, task: Task) -> Outcome:
        """Carry out one task."""
        ((_, outcome),) = self.run([(None, task)])
        assert outcome
        return outcome

    def run(self, tasks: Iterable[tuple[Key, Task | None]]) -> Iterator[tuple[Key, Outcome | None]]:
        """Yield each key with the outcome of its task, in the order of the tasks; one without a task has none.

        Tasks are taken one by one as workers become free. Raises KgError when workers cannot be started.
        """
        waiting: deque[_Place[Key]] = deque()
        source = iter(tasks)
        more = True
        while more or waiting:
            while more and self._has_room(waiting):
                more = self._take(source, waiting)
            while waiting and waiting[0].done:
                place = waiting.popleft()
                yield place.key, place.outcome
            if waiting and not waiting[0].done:
                self._attend()

    def _has_room(self, waiting: "deque[_Place[Any]]") -> bool:
        unfinished = sum(not place.done for place in waiting)
        return unfinished < self._size and len(waiting) < _AHEAD * self._size

    def _take(self, source: Iterator[tuple[Key, Task | None]], waiting: "deque[_Place[Key]]") -> bool:
        found = next(source, None)
        if found is None:
            return False
        key, task = found
        place = _Place(key, done=task is None)
        waiting.append(place)
        if task is not None:
            self._idle().give(place, task)
        return True

    def _idle(self) -> "_Worker":
        for worker in self._workers:
            if worker.place is None and worker.is_alive():
                return worker
        if self._preload:
            self._context.set_forkserver_preload([self._preload])
        self._workers.append(_Worker(self._context, self._prepare, self._memory))
        return self._workers[-1]

    def _attend(self) -> None:
        """Wait until a worker answers, ends, or has had its time."""
        busy = {worker.pipe: worker for worker in self._workers if worker.place}
        patience = min(worker.seconds_left() for worker in busy.values())
        for pipe in wait(list(busy), timeout=patience):
            busy[pipe].hear()  # type: ignore[index]
        for worker in busy.values():
            if worker.place and worker.seconds_left() <= 0:
                worker.give_up()
        self._workers = [worker for worker in self._workers if worker.place or worker.is_alive()]


@dataclass(slots=True)
class _Place(Generic[Key]):
    """Where the outcome of a task goes."""

    key: Key
    done: bool
    outcome: Outcome | None = None

    def fill(self, outcome: Outcome) -> None:
        self.outcome, self.done = outcome, True


class _Worker:
    """The parent's side of one process. Its clock runs from when it is ready."""

    def __init__(self, context: BaseContext, prepare: Callable[[], Work], memory: int) -> None:
        self.pipe, theirs = context.Pipe()
        self._process = context.Process(  # type: ignore[attr-defined]
            target=serve, args=(theirs, prepare, memory), daemon=True
        )
        with _deaf_to_interrupts():
            self._process.start()
        theirs.close()
        self._ready = False
        self._seconds = float("inf")
        self._begun = 0.0
        self.place: _Place[Any] | None = None

    def is_alive(self) -> bool:
        """Whether it can take a task."""
        return not self.pipe.closed and self._process.is_alive()

    def give(self, place: _Place[Any], task: Task) -> None:
        """Begin a task; should the worker be dead, ``hear`` will notice."""
        self.place, self._seconds, self._begun = place, task.seconds, time.monotonic()
        with suppress(OSError):
            self.pipe.send(task.argument)

    def seconds_left(self) -> float:
        """How long to wait for an answer."""
        return max(self._begun + self._seconds - time.monotonic(), 0) if self._ready else _STARTING

    def hear(self) -> None:
        """Take what the worker says, or notice that it has ended."""
        assert self.place
        try:
            said = self.pipe.recv()
        except (EOFError, OSError):
            self._end()
            if not self._ready:
                raise _not_started(f"exit code {self._process.exitcode}") from None
            self._settle(Outcome(exit_code=self._process.exitcode))
            return
        if self._ready:
            self._settle(said)
        elif said is None:
            self._ready, self._begun = True, time.monotonic()
        elif isinstance(said.error, KgError):
            raise said.error
        else:
            raise _not_started(said.trace.strip().splitlines()[-1])

    def give_up(self) -> None:
        """End a task that takes too long, and the process with it."""
        self._process.kill()
        self._end()
        self._settle(Outcome(late=True))

    def stop(self) -> None:
        """End the process at once; it holds nothing that must be put in order."""
        self._process.kill()
        self._end()

    def _settle(self, outcome: Outcome) -> None:
        assert self.place
        self.place.fill(outcome)
        self.place = None

    def _end(self) -> None:
        self.pipe.close()
        self._process.join(_ENDING)
        self._process.kill()
        self._process.join()


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Start processes for which Ctrl-C is the parent's business from their first moment on.

    They inherit that the signal is blocked; the parent gets one that came meanwhile afterwards.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _not_started(reason: str) -> KgError:
    return KgError(
        f"无法启动读取进程：{reason}。", f"the processes that read documents do not start: {reason}."
    )
