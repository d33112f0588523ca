"""Waits for files to come and change, by looking again and again: works on every file system, network drives too."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from kg.build import find_files

INTERVAL = 1.0

Look = Mapping[Path, tuple[int, int]]
"""Files with their time of change and size."""


def rounds(
    paths: Iterable[Path],
    *,
    also: Sequence[Path] = (),
    gone: bool = False,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[list[Path]]:
    """Yield all files at first, then those that came or changed, as soon as they have stopped changing.

    A change in what is in ``also`` gives a round too, without files; with ``gone`` so do files that go, which are no
    change otherwise. It never ends.
    """
    named, seen = list(paths), dict[Path, tuple[int, int]]()
    seen_also: Look = {}
    first = True
    while True:
        now, now_also = _look(named), _look(also)
        changed = [path for path, mark in now.items() if seen.get(path) != mark]
        if first or changed or now_also != seen_also or (gone and seen.keys() - now.keys()):
            if not first:
                sleep(INTERVAL)
                if (_look(named), _look(also)) != (now, now_also):
                    continue  # still being written
            first, seen, seen_also = False, dict(now), now_also
            yield changed
        sleep(INTERVAL)


def _look(paths: Iterable[Path]) -> Look:
    found = {}
    for path in find_files(paths):
        try:
            stat = path.stat()
        except OSError:
            continue
        found[path] = (stat.st_mtime_ns, stat.st_size)
    return found
