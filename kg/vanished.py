"""Files that were read below a folder and are not there any more."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.build import find_files


@dataclass(frozen=True, slots=True)
class Vanished:
    """``gone``: paths of the ledger that are no files now; ``empty``: folders in which nothing at all is left.

    A folder that lost all its files at once is more likely not mounted than emptied: what was read in it is not in ``gone``.
    """

    gone: Sequence[str]
    empty: Sequence[Path]


def vanished(known: Iterable[str], folders: Iterable[Path]) -> Vanished:
    """Which of the known paths below some folders are no files any more."""
    paths = list(known)
    gone: list[str] = []
    empty: list[Path] = []
    for folder in sorted({one.absolute() for one in folders if one.is_dir()}):
        below = [path for path in paths if Path(path).is_relative_to(folder)]
        found = {str(path) for path in find_files([folder])}
        if found:
            gone += [path for path in below if path not in found and not Path(path).is_file()]
        elif below:
            empty.append(folder)
    return Vanished(sorted(set(gone)), empty)
