"""``kg build``: bring the workspace up to date with files, one transaction a document."""

import hashlib
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from kg import clock
from kg.errors import DocumentError
from kg.language import tr
from kg.read import DocumentReading, Reader, fingerprint
from kg.workspace import Workspace

log = logging.getLogger(__name__)


@dataclass(slots=True)
class BuildReport:
    """What a build did, by path."""

    read: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    outdated: list[str] = field(default_factory=list)
    failed: list[tuple[str, str]] = field(default_factory=list)


Progress = Callable[[str, int], None]


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
    """Reads files into a workspace. ``keep`` leaves documents that an older version read as they are."""

    def __init__(self, workspace: Workspace, reader: Reader, version: str, *, keep: bool = False) -> None:
        self._workspace = workspace
        self._reader = reader
        self._keep = keep
        self._fingerprint = fingerprint()
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
                if entry.fingerprint == self._fingerprint or self._keep:
                    report.unchanged.append(str(path))
                continue
            due[path] = None
        stale = [
            e for e in self._ledger.values() if e.status == "done" and e.fingerprint != self._fingerprint
        ]
        report.outdated = [entry.path for entry in stale]
        if not self._keep:
            due |= dict.fromkeys(Path(entry.path) for entry in stale)
        return list(due), report

    def build(self, due: Iterable[Path], report: BuildReport, progress: Progress) -> None:
        """Read the files that ``plan`` found due; ``progress`` gets each path and its size in bytes when done."""
        for path in due:
            size = path.stat().st_size if path.exists() else 0
            self._read_one(path, report)
            progress(str(path), size)
        if self._run is not None:
            self._workspace.finish_run(self._run, clock.now())

    def _read_one(self, path: Path, report: BuildReport) -> None:
        name = str(path)
        twin = _sha256(path)
        if twin and self._workspace.fingerprint_of(twin) == self._fingerprint:
            self._workspace.link_file(name, twin, self._fingerprint, self._started())
            report.read.append(name)
            return
        try:
            reading = self._read(path)
        except DocumentError as error:
            self._note_failure(path, str(error), report)
        except Exception as error:
            log.exception("reading %s", name)
            message = tr(f"程序内部错误：{error!r}；详见日志。", f"internal error: {error!r}; see the log.")
            self._note_failure(path, message, report)
        else:
            self._workspace.write_document(
                reading.document,
                reading.articles,
                path=name,
                fingerprint=self._fingerprint,
                run=self._started(),
            )
            report.read.append(name)

    def _read(self, path: Path) -> DocumentReading:
        """Read the file; when it is gone, understand again the text that the workspace kept of it."""
        entry = self._ledger.get(str(path))
        if entry and entry.document and not path.exists():
            return self._reader.understand(self._workspace.document(entry.document))
        return self._reader.read(path)

    def _note_failure(self, path: Path, message: str, report: BuildReport) -> None:
        report.failed.append((str(path), message))
        if path.exists():
            self._workspace.write_failure(str(path), message, self._fingerprint, self._started())

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
