"""``kg build``: bring the workspace up to date with files, one transaction a document."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg import clock
from kg.catalog import own
from kg.catalog.check import ensure_valid
from kg.errors import DocumentError
from kg.freshness import Freshness
from kg.means import Means
from kg.read import DocumentReading, fingerprint
from kg.workers import Read, Request, size_of
from kg.workspace import Workspace


@dataclass(slots=True)
class BuildReport:
    """What a build did, by path; ``hopeless``: not tried again, as nothing has changed since it failed."""

    read: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    outdated: list[str] = field(default_factory=list)
    failed: list[tuple[str, str]] = field(default_factory=list)
    hopeless: list[tuple[str, str]] = field(default_factory=list)
    warnings: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Step:
    """A file that is done with: its bytes, and the characters that were read in it."""

    path: str
    size: int
    characters: int = 0


Progress = Callable[[Step], None]


def find_files(paths: Iterable[Path]) -> list[Path]:
    """The files named, and all files below the folders named, sorted; hidden ones in folders are left out."""
    found: set[Path] = set()
    for path in paths:
        if path.is_dir():
            found.update(file for file in path.rglob("*") if file.is_file() and not _hidden(file, path))
        else:
            found.add(path)
    return sorted(path.absolute() for path in found)


def _hidden(file: Path, folder: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in file.relative_to(folder).parts)


class Builder:
    """Writes what is read into a workspace.

    ``keep`` leaves documents that an older version read as they are; ``retry`` tries every file again that could not be
    read, also those that lacked nothing of the ``means`` of today.
    """

    def __init__(
        self,
        workspace: Workspace,
        version: str,
        *,
        keep: bool = False,
        retry: bool = False,
        model: str | None = None,
        means: Means | None = None,
    ) -> None:
        self._workspace = workspace
        self._keep = keep
        self._retry = retry
        own.use(workspace.folder / own.FOLDER)
        ensure_valid()
        self._fingerprint = fingerprint(model)
        self._fresh = Freshness(workspace, self._fingerprint, means)
        self._version = version
        self._ledger = workspace.files()
        self._run: int | None = None

    def plan(self, paths: Iterable[Path]) -> tuple[list[Path], BuildReport]:
        """Which files must be read, and a report that already names those that need not.

        Documents read by an older version are read again even when their files are not among ``paths``.
        """
        report = BuildReport()
        due: dict[Path, None] = {}
        for path in paths:
            entry = self._ledger.get(str(path))
            if entry and entry.status == "done" and entry.document == _sha256(path):
                if self._keep or self._fresh.is_current(entry):
                    report.unchanged.append(str(path))
                continue
            if entry and not self._retry and self._fresh.is_hopeless(entry, _sha256(path)):
                report.hopeless.append((str(path), entry.message or ""))
                continue
            due[path] = None
        done = (entry for entry in self._ledger.values() if entry.status == "done")
        stale = [entry for entry in done if not self._fresh.is_current(entry)]
        report.outdated = [entry.path for entry in stale]
        if not self._keep:
            due |= dict.fromkeys(Path(entry.path) for entry in stale)
        return list(due), report

    def build(self, due: Sequence[Path], report: BuildReport, read: Read, progress: Progress) -> None:
        """Read the files that ``plan`` found due; ``progress`` is told of each that is done.

        ``read`` gives the answers to requests, in their order; it may take requests ahead of what it has answered.
        """
        left = list(due)
        while left:
            left = self._round(left, report, read, progress)
        report.failed.sort()
        if not (report.failed or self._keep):
            self._fresh.settle()
        if self._run is not None:
            self._workspace.finish_run(self._run, clock.now())

    def _round(self, due: list[Path], report: BuildReport, read: Read, progress: Progress) -> list[Path]:
        """Read each content once; returns the files whose twin could not be read, to be read by themselves."""
        left = []
        for request, answer in read(self._requests(due)):
            path = request.path
            if answer is None and not self._link(path, report):
                left.append(path)
                continue
            characters = len(answer.document.text) if isinstance(answer, DocumentReading) else 0
            progress(Step(str(path), size_of(path), characters))
            if isinstance(answer, DocumentError):
                self._note_failure(path, answer, report)
            elif answer:
                self._write(path, answer, report)
        return left

    def _requests(self, due: list[Path]) -> Iterator[Request]:
        """What must be read: not what is here, or was asked for already under another path."""
        asked: set[str] = set()
        for path in due:
            content = _sha256(path)
            entry = self._ledger.get(str(path))
            if entry and entry.document and not path.exists():
                yield Request(path, self._workspace.document(entry.document))
            else:
                yield Request(path, needed=content not in asked and not self._is_here(content))
            if content:
                asked.add(content)

    def _is_here(self, content: str | None) -> bool:
        return content is not None and self._fresh.holds(content, self._workspace.fingerprint_of(content))

    def _link(self, path: Path, report: BuildReport) -> bool:
        """Note a further path of a document that is here; False when it is not."""
        content = _sha256(path)
        if content is None or not self._is_here(content):
            return False
        known = self._workspace.fingerprint_of(content) or self._fingerprint
        self._workspace.link_file(str(path), content, known, self._started())
        report.read.append(str(path))
        return True

    def _write(self, path: Path, reading: DocumentReading, report: BuildReport) -> None:
        self._workspace.write_document(
            reading.document,
            reading.articles,
            path=str(path),
            fingerprint=self._fresh.of_texts(one.article.text for one, _ in reading.articles),
            run=self._started(),
        )
        report.read.append(str(path))
        report.warnings.extend((str(path), warning) for warning in reading.document.warnings)

    def _note_failure(self, path: Path, error: DocumentError, report: BuildReport) -> None:
        report.failed.append((str(path), str(error)))
        if path.exists():
            self._workspace.write_failure(
                str(path),
                str(error),
                self._fingerprint,
                self._started(),
                content=_sha256(path) if error.settled else None,
                lacks=error.lacks,
            )

    def _started(self) -> int:
        if self._run is None:
            self._run = self._workspace.start_run(clock.now(), self._version, self._fingerprint)
        return self._run


def _sha256(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
