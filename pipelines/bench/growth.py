"""What one more article costs as a workspace grows: ``python -m pipelines.bench.growth FOLDER SIZE…``.

For each size a workspace of so many generated documents (``pipelines.bench.archive``) is made in FOLDER where it is not
there, and brought up to date. Then five documents are added one by one, each followed by an update of the graph, and
removed again. Prints seconds of processor time of filling, of the first update, and of each addition and removal (median and worst),
with the peak memory of the additions, which a process of its own makes.
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


def made(folder: Path, size: int) -> tuple[float, float]:
    """Make a workspace of so many documents; returns the seconds of filling and of the update."""
    with Workspace(folder, create=True) as workspace:
        begin = time.process_time()
        fill(Archive(size), workspace, workspace.counts()["documents"])
        filled = time.process_time()
        bring_up_to_date(workspace)
        return filled - begin, time.process_time() - filled


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
    return added, removed, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measured(folder: Path, size: int) -> list[object]:
    """One row of the table."""
    with get_context("spawn").Pool(1) as pool:
        filling, first = pool.apply(made, (folder, size))
    with get_context("spawn").Pool(1) as pool:
        added, removed, memory = pool.apply(additions, (folder, size))
    times = [filling, first, median(added), max(added), median(removed)]
    return [size, *(f"{one:.2f}" for one in times), f"{memory:.0f}"]


def main(arguments: list[str]) -> None:
    """Measure each size and print the table."""
    folder, *sizes = arguments
    columns = ["documents", "filling s", "first update s", "added s", "worst s", "removed s", "peak MB"]
    write_rows(columns, [measured(Path(folder) / size, int(size)) for size in sizes], Format.TABLE)


if __name__ == "__main__":
    main(sys.argv[1:])
