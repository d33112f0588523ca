"""LibreOffice, when it is installed: turns old formats and OpenDocument into .docx and .xlsx, without a window.

A document is hostile: each run has a profile of its own, made for it and thrown away, in which macros, links to other
files, active content and the network are off.
"""

import ctypes
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from pathlib import Path

from kg.errors import KgError

NAME = "office"
# The program to use; empty: none.
VARIABLE = "KG_SOFFICE"
SECONDS = 90.0
_NAMES = ("soffice", "libreoffice")
_PLACES = (
    Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
    Path("C:/Program Files/LibreOffice/program/soffice.exe"),
    Path("C:/Program Files (x86)/LibreOffice/program/soffice.exe"),
)
# With a new profile it may ask to be started again.
_START_AGAIN, _STARTS = 81, 3
_PDEATHSIG = 1


class NotConverted(KgError):
    """LibreOffice gave no document; the message says why."""


def available() -> bool:
    """Whether LibreOffice is here."""
    return _program(os.environ.get(VARIABLE)) is not None


@cache
def _program(named: str | None) -> str | None:
    if named is not None:
        return shutil.which(named) if named else None
    found = (shutil.which(name) for name in _NAMES)
    placed = (str(place) for place in _PLACES if place.is_file())
    path = next((path for path in (*found, *placed) if path), None)
    # Behind the name stands a script that starts the program in a process of its own, out of reach.
    inner = Path(path).resolve().with_name("soffice.bin") if path else None
    return str(inner) if inner and inner.is_file() and sys.platform == "linux" else path


@contextmanager
def converted(path: Path, suffix: str, target: str = "docx", seconds: float = SECONDS) -> Iterator[Path]:
    """A copy of a document in another format (docx, xlsx), for as long as the block runs.

    ``suffix`` is that of the format that the file really has. Raises NotConverted.
    """
    program = _program(os.environ.get(VARIABLE))
    if program is None:
        raise NotConverted("没有安装 LibreOffice", "LibreOffice is not installed")
    with tempfile.TemporaryDirectory(prefix="kg-office-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source = folder / f"document{suffix}"
        shutil.copyfile(path, source)
        _make_profile(folder / "profile")
        command = [
            program,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *("--headless", "--invisible", "--norestore", "--nologo", "--nodefault", "--nolockcheck"),
            *("--convert-to", target, "--outdir", str(folder / "out"), str(source)),
        ]
        _run(command, folder, seconds)
        # It ends well even where it could not open the file.
        made = folder / "out" / f"document.{target}"
        if not made.is_file() or not made.stat().st_size:
            raise NotConverted("打不开", "it does not open")
        yield made


def _make_profile(folder: Path) -> None:
    (folder / "user").mkdir(parents=True)
    settings = files("kg.ingest.office").joinpath("soffice_profile.xcu").read_bytes()
    (folder / "user" / "registrymodifications.xcu").write_bytes(settings)


def _run(command: list[str], folder: Path, seconds: float) -> None:
    """Run LibreOffice; it ends when it takes too long, or when this process does."""
    deadline = time.monotonic() + seconds
    linux = sys.platform == "linux"
    if linux:
        _libc()  # nothing may be loaded between fork and exec
    for _ in range(_STARTS):
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            preexec_fn=_die_with_parent if linux else None,
        )
        try:
            code = process.wait(max(deadline - time.monotonic(), 0))
        except subprocess.TimeoutExpired:
            raise NotConverted(
                f"{seconds:.0f} 秒内没有完成", f"not done within {seconds:.0f} seconds"
            ) from None
        finally:
            process.kill()
            process.wait()
        if code != _START_AGAIN:
            return


def _die_with_parent() -> None:
    """A worker may be killed at any moment; what it started must not outlive it."""
    _libc().prctl(_PDEATHSIG, signal.SIGKILL)


@cache
def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None)
