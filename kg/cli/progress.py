"""The bar that ``kg build`` shows while documents are read."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

from kg.language import tr

if TYPE_CHECKING:
    from kg.build import Step


@contextmanager
def reading_progress(
    due: Sequence[Path], console: Console | None = None
) -> Iterator[Callable[["Step"], None]]:
    """A bar on stderr with documents, characters a second and time left, which goes by the bytes still to read."""
    from kg.workers import size_of

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[count]}"),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console or Console(stderr=True), transient=True) as bar:
        total = sum(max(size_of(path), 1) for path in due)
        task = bar.add_task(tr("读取", "reading"), total=total, rate="", count=f"0/{len(due)}")
        done = characters = 0

        def advance(step: "Step") -> None:
            nonlocal done, characters
            done += 1
            characters += step.characters
            elapsed = bar.tasks[0].elapsed or 0
            rate = f"{characters / elapsed:,.0f} " + tr("字/秒", "characters/s") if elapsed else ""
            bar.update(
                task,
                advance=max(step.size, 1),
                description=tr("读取 ", "reading ") + Path(step.path).name,
                rate=rate,
                count=f"{done}/{len(due)}",
            )

        yield advance
