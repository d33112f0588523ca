"""What one more article costs as a workspace grows: ``python -m pipelines.bench.growth FOLDER SIZE…``.

For each size a workspace of so many generated documents (``pipelines.bench.archive``) is made in FOLDER where it is not
there, and brought up to date. Then five documents are added one by one, each followed by an update of the graph, and
removed again. Prints seconds of processor time of filling, of the first update, and of each addition and removal (median
and worst), with the peak memory of the update and of the additions, each in a process of its own.
"""

import resource
import sys
import time
from multiprocessing import get_context
from pathlib import Path
from statistics import median

from kg.cli.console import Format, write_rows
from kg.resolve import bring_up_to_date
from kg.resolve.gazetteer import gazetteer
from kg.workspace import Workspace
from pipelines.bench.archive import Archive, fill

MORE = 5


def filled(folder: Path, size: int) -> float:
    """Fill a workspace with so many documents; returns the seconds."""
    begin = time.process_time()
    with Workspace(folder, create=True) as workspace:
        fill(Archive(size), workspace, workspace.counts()["documents"])
    return time.process_time() - begin


def updated(folder: Path) -> tuple[float, float]:
    """Bring a workspace up to date; returns the seconds, and the peak memory of this process in MB."""
    gazetteer()
    begin = time.process_time()
    with Workspace(folder) as workspace:
        bring_up_to_date(workspace)
    return time.process_time() - begin, _peak()


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def additions(folder: Path, size: int) -> tuple[list[float], list[float], float]:
    """Seconds of each addition and of each removal, and the peak memory of this process in MB."""
    gazetteer()
    added, removed = [], []
    with Workspace(folder) as workspace:
        for number in range(size, size + MORE):
            begin = time.process_time()
            fill(Archive(number + 1), workspace, number)
            bring_up_to_date(workspace)
            added.append(time.process_time() - begin)
        for number in range(size, size + MORE):
            begin = time.process_time()
            workspace.forget_files([Archive(number + 1).notice(number).document.path])
            bring_up_to_date(workspace)
            removed.append(time.process_time() - begin)
    return added, removed, _peak()


def measured(folder: Path, size: int) -> list[object]:
    """One row of the table."""
    with get_context("spawn").Pool(1) as pool:
        filling = pool.apply(filled, (folder, size))
    with get_context("spawn").Pool(1) as pool:
        first, most = pool.apply(updated, (folder,))
    with get_context("spawn").Pool(1) as pool:
        added, removed, memory = pool.apply(additions, (folder, size))
    times = [filling, first, median(added), max(added), median(removed)]
    seconds = [f"{one:.3f}" for one in times]
    return [size, *seconds[:2], f"{most:.0f}", *seconds[2:], f"{memory:.0f}"]


def main(arguments: list[str]) -> None:
    """Measure each size and print the table."""
    folder, *sizes = arguments
    columns = [
        "documents",
        "filling s",
        "first update s",
        "its peak MB",
        "added s",
        "worst s",
        "removed s",
        "their peak MB",
    ]
    write_rows(columns, [measured(Path(folder) / size, int(size)) for size in sizes], Format.TABLE)


if __name__ == "__main__":
    main(sys.argv[1:])
