"""Rows of a query for people and programs: on stdout, or as a file."""

import json
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from kg.cli.console import Format, message, write_rows
from kg.config import settings
from kg.errors import UsageError
from kg.language import tr
from kg.store.protocol import Result


class RowsFormat(StrEnum):
    """How rows of a query are written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    JSONL = "jsonl"
    XLSX = "xlsx"


PEOPLE = (RowsFormat.TABLE, RowsFormat.CSV, RowsFormat.XLSX)
"""Forms with titles in the reader's language; the others have the names of the columns."""

RowsFormatOption = Annotated[
    RowsFormat, typer.Option("--format", "-f", help=tr("输出格式。", "How rows are written."))
]
OutOption = Annotated[
    Path | None,
    typer.Option("--out", "-o", help=tr("写到此文件（xlsx 需要）。", "File to write (xlsx needs one).")),
]
LimitOption = Annotated[
    int | None,
    typer.Option(
        "--limit", min=1, help=tr("最多多少行（默认 1000）。", "At most so many rows (default 1000).")
    ),
]
TimeoutOption = Annotated[
    float | None,
    typer.Option(
        "--timeout", min=0.001, help=tr("时间限制，秒（默认 30）。", "Time limit in seconds (default 30).")
    ),
]


def limits(limit: int | None, timeout: float | None) -> tuple[int, float]:
    """Row limit and time limit in force."""
    known = settings()
    return limit or known.limit, timeout or known.timeout


def check_out(format: RowsFormat, out: Path | None) -> None:
    """Before a query runs: a workbook needs a file, and only a workbook is written to one."""
    if (format is RowsFormat.XLSX) != (out is not None):
        raise UsageError(
            "xlsx 要用 --out 给出文件；其他格式写到标准输出（用 > 存成文件）。",
            "xlsx needs a file, named with --out; other formats go to stdout (redirect it with >).",
        )


def show(
    result: Result,
    columns: Sequence[str],
    format: RowsFormat,
    limit: int,
    *,
    out: Path | None = None,
    name: str = "kg",
) -> None:
    """Write the rows, and say on stderr when there were more, or when a name fits nothing."""
    rows: list[Sequence[Any]] = list(result.rows)
    if format in PEOPLE:
        rows = [[_cell(value) for value in row] for row in rows]
    if out:
        from kg.export.xlsx import write_workbook

        write_workbook(out, [(name, columns, rows)])
        message(tr(f"已写入 {out}：{len(rows)} 行。", f"wrote {out}: {len(rows)} rows."))
    else:
        write_rows(list(columns), rows, Format(format.value))
    for text in result.unknown:
        message(
            tr(
                f"图谱中没有叫“{text}”的；用 kg find 按名称的一部分查找。",
                f"nothing is called {text!r}; look for a part of the name with `kg find`.",
            )
        )
    if result.cut:
        message(
            tr(
                f"只显示前 {limit} 行，还有更多；用 --limit 放宽。",
                f"only the first {limit} rows are shown, there are more; allow more with --limit.",
            )
        )


def _cell(value: Any) -> Any:
    """Structures as JSON; lists of plain values stay lists."""
    if isinstance(value, dict) or (
        isinstance(value, list) and any(isinstance(item, dict | list) for item in value)
    ):
        return json.dumps(value, ensure_ascii=False)
    return value
