"""What people see: tables and records on stdout; messages and progress on stderr."""

import io
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any

from rich.console import Console
from rich.measure import Measurement
from rich.rule import Rule
from rich.table import Table

from kg.cells import csv_text


class Format(StrEnum):
    """How rows are written to stdout."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    JSONL = "jsonl"


def prepare_streams() -> None:
    """Make sure that no character stops a command: what a terminal cannot show is written as its escape."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def message(text: str) -> None:
    """Write one line for a person to stderr."""
    sys.stderr.write(text + "\n")


def write_data(text: str) -> None:
    """Write records for a program to stdout: UTF-8, whatever the terminal's encoding."""
    sys.stdout.flush()
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        sys.stdout.write(text)
    else:
        buffer.write(text.encode("utf-8"))
        buffer.flush()


def write_rows(columns: Sequence[str], rows: Iterable[Sequence[Any]], style: Format) -> None:
    """Write rows to stdout in the format asked for."""
    if style is Format.TABLE:
        _write_table(columns, rows)
    elif style is Format.CSV:
        write_data("\ufeff" + csv_text(columns, rows))
    elif style is Format.JSON:
        write_data(
            json.dumps([dict(zip(columns, row, strict=True)) for row in rows], ensure_ascii=False) + "\n"
        )
    else:
        for row in rows:
            write_data(json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False) + "\n")


def _write_table(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """A table; where it does not fit into the terminal, one card a row. A file or pipe has no width to fit into."""
    shown = [[_show(value) for value in row] for row in rows]
    console = Console(file=sys.stdout, highlight=False, markup=False)
    table = Table()
    for column in columns:
        table.add_column(column, no_wrap=True)
    for row in shown:
        table.add_row(*row)
    width = Measurement.get(Console(width=1_000_000), console.options.update(width=1_000_000), table).maximum
    if not console.is_terminal:
        console.width = width
    if width <= console.width:
        console.print(table)
    else:
        _write_cards(console, columns, shown)


def _write_cards(console: Console, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    for number, row in enumerate(rows, 1):
        card = Table.grid(padding=(0, 2))
        card.add_column(no_wrap=True, style="bold")
        card.add_column(overflow="fold")
        for column, value in zip(columns, row, strict=True):
            if value:
                card.add_row(column, value)
        console.print(Rule(str(number), align="left"))
        console.print(card)


def _show(value: Any) -> str:
    if value is None:
        return ""
    return "；".join(map(str, value)) if isinstance(value, list) else str(value)


def pairs(values: Iterable[str]) -> Mapping[str, str]:
    """``k=v`` options as a mapping. Raises UsageError when one has no equals sign."""
    from kg.errors import UsageError

    found = {}
    for value in values:
        key, equals, text = value.partition("=")
        if not equals:
            raise UsageError(
                f"参数应写作 名称=值，而不是 {value!r}。",
                f"a parameter is written name=value, not {value!r}.",
            )
        found[key] = text
    return found
