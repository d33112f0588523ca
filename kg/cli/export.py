"""``kg export`` and ``kg extract``: what was found, as files for other programs."""

import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.app import app
from kg.cli.common import WorkspaceOption, open_workspace
from kg.cli.console import message, write_data
from kg.errors import DocumentError, UsageError
from kg.export import jsonl
from kg.language import tr
from kg.workspace.records import dumps


class ExportFormat(StrEnum):
    """The forms of an export."""

    JSONL = "jsonl"


@app.command(
    help=tr(
        "导出整个图谱，按固定顺序。\n\n例：`kg export --format jsonl --out 图谱.jsonl`",
        "Export the whole graph, in a fixed order.\n\nExample: `kg export --format jsonl --out graph.jsonl`",
    )
)
def export(
    workspace: WorkspaceOption = None,
    format: Annotated[
        ExportFormat, typer.Option("--format", "-f", help=tr("格式。", "Format."))
    ] = ExportFormat.JSONL,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", "-o", help=tr("写到此文件（默认标准输出）。", "File to write (default stdout).")
        ),
    ] = None,
) -> None:
    """Write the export of the workspace."""
    with open_workspace(workspace) as opened:
        _write_lines(jsonl(opened), out)


def _write_lines(lines: Iterator[str], out: Path | None) -> None:
    if out is None:
        for line in lines:
            write_data(line + "\n")
        return
    try:
        with out.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(f"{line}\n" for line in lines)
    except OSError as error:
        raise UsageError(
            f"无法写入 {out}：{error.strerror}。", f"cannot write {out}: {error.strerror}."
        ) from error


@app.command(
    help=tr(
        "不建工作区，直接列出文件里的实体与事实（JSON 行）。\n\n例：`kg extract 2021-02.txt --format jsonl > 结果.jsonl`",
        "List the mentions and facts of files as JSON lines, without a workspace.\n\n"
        "Example: `kg extract 2021-02.txt --format jsonl > out.jsonl`",
    )
)
def extract(
    files: Annotated[list[Path], typer.Argument(help=tr("文件。", "Files."))],
    format: Annotated[
        ExportFormat, typer.Option("--format", "-f", help=tr("格式。", "Format."))
    ] = ExportFormat.JSONL,
) -> None:
    """Print mentions and facts; a file that cannot be read is reported and does not stop the others."""
    from kg.extract import records_of
    from kg.read import Reader

    reader, failed = Reader(), False
    for file in files:
        try:
            for record in records_of(reader.read(file), str(file)):
                write_data(dumps(record) + "\n")
        except DocumentError as error:
            message(f"{file}: {error}")
            failed = True
    sys.stdout.flush()
    raise typer.Exit(1 if failed else 0)
