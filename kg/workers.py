"""Files to readings over processes: how many, what a document may take, and what to say of one that took more."""

import logging
import os
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from kg import ingest
from kg.catalog import own
from kg.errors import DocumentError
from kg.failpoint import failpoint
from kg.model import Document
from kg.pool import Pool, Task
from kg.read import DocumentReading, Reader
from kg.worker import Outcome

log = logging.getLogger(__name__)

# So few files of so few bytes are read sooner than workers have started.
_FEW = 20
_SMALL = 200_000
# What is longer, once unpacked, is not read without a limit of time.
_SHORT_TEXT = 300_000
_SECONDS_PER_MB = 600.0
# By the system, when memory is short: another time it may not be.
_KILLED = -9

Answer = DocumentReading | DocumentError


@dataclass(frozen=True, slots=True)
class Request:
    """A file to read, or not (``needed``); ``document`` is what the workspace kept of one that is gone."""

    path: Path
    document: Document | None = None
    needed: bool = True

    @property
    def argument(self) -> Path | Document:
        """What a worker gets."""
        return self.document or self.path


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may take: seconds (and more by its size), and the MB of the process that reads it."""

    seconds: float = 120.0
    memory: int = 4096

    def task(self, argument: Path | Document) -> Task:
        """Something to read with the time that it may take."""
        size = size_of(argument) if isinstance(argument, Path) else len(argument.text.encode())
        return Task(argument, self.seconds + _SECONDS_PER_MB * size / 2**20)


Answers = Iterator[tuple[Request, Answer | None]]
Read = Callable[[Iterable[Request]], Answers]


def size_of(path: Path) -> int:
    """The bytes of a file, 0 when it is not there."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def readers(due: Sequence[Path], limits: Limits, jobs: int | None, model: str | None = None) -> Read:
    """How to read these files: in so many processes, or as it is fastest when no number is given."""
    if jobs is None and len(due) <= _FEW and sum(map(size_of, due)) <= _SMALL:
        return partial(in_this_process, limits=limits, model=model)
    return partial(in_workers, limits=limits, jobs=min(jobs or cores(), len(due)), model=model)


def in_workers(
    requests: Iterable[Request],
    limits: Limits,
    jobs: int,
    *,
    model: str | None = None,
    method: str | None = None,
) -> Answers:
    """Read files in ``jobs`` processes that hold a pipeline each.

    The answers come in the order of the requests, None for what was not needed. Requests are taken as workers become
    free, so that what waits to be written stays small.
    """
    with _pipelines(jobs, limits, model, method) as pool:
        tasks = ((request, limits.task(request.argument) if request.needed else None) for request in requests)
        for request, outcome in pool.run(tasks):
            yield request, _answer(request.path, outcome, limits) if outcome else None


def in_this_process(requests: Iterable[Request], limits: Limits, *, model: str | None = None) -> Answers:
    """Read a few small files without the wait for workers.

    Only what parses a format runs in a process of its own, and what turns out to be long.
    """
    reader = Reader(model)
    reader.load()
    parsers = Pool(1, prepare_parser, memory=limits.memory, preload="kg.ingest")
    with parsers, _pipelines(1, limits, model) as pipelines:
        for request in requests:
            if not request.needed:
                yield request, None
                continue
            try:
                yield request, _read_here(request, reader, parsers, pipelines, limits)
            except Exception as error:
                yield request, _answer(request.path, Outcome.of(error), limits)


def _read_here(request: Request, reader: Reader, parsers: Pool, pipelines: Pool, limits: Limits) -> Answer:
    path = request.path
    document = request.document
    if document is None and ingest.is_plain_text(path):
        document = ingest.read_document(path)
    if document is None:
        outcome = parsers.one(limits.task(path))
        if failure := _failure(path, outcome, limits):
            return failure
        document = outcome.value
    if len(document.text) <= _SHORT_TEXT:
        return reader.understand(document)
    return _answer(path, pipelines.one(limits.task(document)), limits)


def _pipelines(jobs: int, limits: Limits, model: str | None, method: str | None = None) -> Pool:
    prepare = partial(prepare_reader, model, os.environ.get(own.VARIABLE))
    return Pool(jobs, prepare, memory=limits.memory, preload="kg.read", method=method)


def prepare_reader(
    model: str | None = None, catalog: str | None = None
) -> Callable[[Path | Document], DocumentReading]:
    """What a worker does that holds a pipeline; ``catalog`` is the folder of the operator's tables."""
    own.use(Path(catalog) if catalog else None)
    reader = Reader(model)
    reader.load()

    def read(argument: Path | Document) -> DocumentReading:
        failpoint("worker-reads")
        return reader.read(argument) if isinstance(argument, Path) else reader.understand(argument)

    return read


def prepare_parser() -> Callable[[Path], Document]:
    """What a worker does that only parses files."""
    return ingest.read_document


def _answer(path: Path, outcome: Outcome, limits: Limits) -> Answer:
    failure = _failure(path, outcome, limits)
    if failure:
        return failure
    assert isinstance(outcome.value, DocumentReading)
    return outcome.value


def _failure(path: Path, outcome: Outcome, limits: Limits) -> DocumentError | None:
    """What to say of a task that gave no result."""
    if outcome.late:
        seconds = round(limits.task(path).seconds)
        return DocumentError(
            f"{path} 读了 {seconds} 秒仍未读完，已放弃；请拆分文件，或调高 KG_READ_SECONDS。",
            f"{path} was not read within {seconds} seconds and was given up; split it, or raise KG_READ_SECONDS.",
            lacks=(f"seconds>{limits.seconds:g}",),
        )
    if isinstance(outcome.error, MemoryError):
        return DocumentError(
            f"{path} 需要的内存超过上限 {limits.memory} MB，已放弃；请拆分文件，或调高 KG_READ_MEMORY。",
            f"{path} needs more memory than the limit of {limits.memory} MB; split it, or raise KG_READ_MEMORY.",
            lacks=(f"memory>{limits.memory}",),
        )
    if outcome.exit_code is not None:
        end = _end(outcome.exit_code)
        return DocumentError(
            f"{path} 使读取进程崩溃（{end}），其他文件不受影响；文件可能已损坏，请重新取得或另存为其他格式。",
            f"{path} made the process that read it crash ({end}), nothing else is harmed; the file may be damaged: "
            "get it again, or save it in another format.",
            settled=outcome.exit_code != _KILLED,
        )
    if isinstance(outcome.error, DocumentError):
        return outcome.error
    if outcome.error:
        log.error("reading %s\n%s", path, outcome.trace)
        return DocumentError(
            f"程序内部错误：{outcome.error!r}；详见日志。",
            f"internal error: {outcome.error!r}; see the log.",
            settled=False,
        )
    return None


def _end(code: int) -> str:
    """SIGSEGV, or exit code 3."""
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"exit code {code}"
