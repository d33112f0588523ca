"""What a package says that it holds, asked before anybody knows whether it can be read."""

import zipfile
import zlib
from pathlib import Path

# What ``zipfile`` raises for a file that is none, or a damaged one.
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, RuntimeError)
_LONGEST_TYPE = 100


def media_type_of(path: Path) -> str | None:
    """What an OpenDocument package says that it is, in its first member; None for any other file."""
    try:
        with zipfile.ZipFile(path) as archive:
            if archive.getinfo("mimetype").file_size > _LONGEST_TYPE:
                return None
            return archive.read("mimetype").decode("ascii").strip()
    except (*DAMAGE, KeyError):
        return None


def names_in(path: Path) -> frozenset[str]:
    """The names of the members of a ZIP file; empty when it cannot be opened."""
    try:
        with zipfile.ZipFile(path) as archive:
            return frozenset(archive.namelist())
    except DAMAGE:
        return frozenset()


def has_stream(path: Path, *names: str) -> bool:
    """Whether a compound file has one of these streams."""
    import olefile  # few files are old enough to need it

    try:
        with olefile.OleFileIO(str(path)) as file:
            return any(file.exists(name) for name in names)
    except Exception:  # olefile raises what it stumbles over: IndexError, struct.error, OSError …
        return False
