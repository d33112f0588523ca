"""Documents as LibreOffice writes them, from those that ``formats`` writes."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest

SOFFICE = shutil.which("soffice")


def needs_soffice() -> None:
    """Skip where LibreOffice is missing, except in CI."""
    if SOFFICE is None and os.environ.get("CI"):
        pytest.fail("CI needs LibreOffice: libreoffice-writer-nogui, libreoffice-calc-nogui")
    if SOFFICE is None:
        pytest.skip("no LibreOffice (soffice)")


def convert(sources: Sequence[Path], kind: str, folder: Path) -> list[Path]:
    """Convert files to another format, all by one start of LibreOffice; returns the new ones, in the same order."""
    assert SOFFICE
    with tempfile.TemporaryDirectory() as profile:
        command = [SOFFICE, f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--norestore"]
        command += ["--convert-to", kind, "--outdir", str(folder), *map(str, sources)]
        subprocess.run(command, check=True, capture_output=True, timeout=240)
    made = [folder / f"{source.stem}.{kind}" for source in sources]
    assert all(path.is_file() for path in made)
    return made
