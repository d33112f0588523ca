"""``kg export`` and ``kg extract``: what was found, as files for other programs."""

import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.app import app
from kg.cli.common import ModelOption, WorkspaceOption, open_workspace
from kg.cli.console import message, write_data
from kg.config import settings
from kg.errors import UsageError
from kg.export import jsonl
from kg.language import tr
from kg.workspace import Workspace
from kg.workspace.records import dumps


class ExportFormat(StrEnum):
    """The forms of an export."""

    JSONL = "jsonl"
    STATEMENTS = "statements"
    CSV = "csv"
    XLSX = "xlsx"
    GRAPHML = "graphml"
    GEXF = "gexf"


class ExtractFormat(StrEnum):
    """The form of an extract."""

    JSONL = "jsonl"


@app.command(
    help=tr(
        "导出整个图谱，按固定顺序。csv 写成一个文件夹，每类一个文件；xlsx 每类一张表；graphml、gexf 供 Gephi 等使用；"
        "statements 是带原文的陈述。\n\n例：`kg export --format xlsx --out 图谱.xlsx`",
        "Export the whole graph, in a fixed order. csv makes a folder with one file a kind, xlsx a sheet a kind; graphml and "
        "gexf are for Gephi and the like; statements are the claims with their sentences.\n\n"
        "Example: `kg export --format xlsx --out graph.xlsx`",
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
            "--out",
            "-o",
            help=tr(
                "写到此文件，csv 为文件夹（默认标准输出）。",
                "File to write, for csv a folder (default stdout).",
            ),
        ),
    ] = None,
    neo4j_import: Annotated[
        Path | None,
        typer.Option(
            "--neo4j-import",
            help=tr(
                "把 neo4j-admin 的导入文件与命令写进此文件夹。",
                "Write the files and the command for neo4j-admin's import into this folder.",
            ),
        ),
    ] = None,
) -> None:
    """Write the export of the workspace."""
    with open_workspace(workspace) as opened:
        if neo4j_import:
            _write_import(opened, neo4j_import)
        elif format in (ExportFormat.CSV, ExportFormat.XLSX):
            _write_tables(opened, format, out)
        elif format in (ExportFormat.GRAPHML, ExportFormat.GEXF):
            _write_bytes(_network(opened, format), out)
        else:
            _write_lines(_lines(opened, format), out)


def _lines(workspace: Workspace, format: ExportFormat) -> Iterator[str]:
    if format is ExportFormat.JSONL:
        return jsonl(workspace)
    from kg.export.statements import statements_jsonl

    return statements_jsonl(workspace)


def _network(workspace: Workspace, format: ExportFormat) -> bytes:
    from kg.export import networks

    make = networks.graphml if format is ExportFormat.GRAPHML else networks.gexf
    return make(workspace.graph())


def _write_tables(workspace: Workspace, format: ExportFormat, out: Path | None) -> None:
    from kg.export.tables import sheets, write_csv

    if out is None:
        raise UsageError(
            f"请用 --out 给出{'文件夹' if format is ExportFormat.CSV else '文件'}。",
            f"name a {'folder' if format is ExportFormat.CSV else 'file'} with --out.",
        )
    found = list(sheets(workspace.graph()))
    try:
        if format is ExportFormat.CSV:
            write_csv(out, found)
        else:
            from kg.export.xlsx import write_workbook

            write_workbook(out, [(sheet.title, sheet.titles, sheet.rows) for sheet in found])
    except OSError as error:
        raise _cannot_write(out, error) from error
    message(tr(f"已写入 {out}：{len(found)} 张表。", f"wrote {out}: {len(found)} tables."))


def _write_import(workspace: Workspace, folder: Path) -> None:
    from kg.export.bulk import COMMAND, write_import

    try:
        command = write_import(workspace.graph(), folder, workspace.identity)
    except OSError as error:
        raise _cannot_write(folder, error) from error
    message(
        tr(
            f"已写入 {folder}。停下 Neo4j，在此文件夹里运行（也写在 {COMMAND} 里），再启动并运行 kg load：",
            f"wrote {folder}. Stop Neo4j, run this in the folder (it is in {COMMAND} too), start it and run kg load:",
        )
    )
    write_data(command)


def _write_bytes(data: bytes, out: Path | None) -> None:
    if out is None:
        write_data(data.decode("utf-8"))
        return
    try:
        out.write_bytes(data)
    except OSError as error:
        raise _cannot_write(out, error) from error


def _write_lines(lines: Iterator[str], out: Path | None) -> None:
    if out is None:
        for line in lines:
            write_data(line + "\n")
        return
    try:
        with out.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(f"{line}\n" for line in lines)
    except OSError as error:
        raise _cannot_write(out, error) from error


def _cannot_write(out: Path, error: OSError) -> UsageError:
    return UsageError(f"无法写入 {out}：{error.strerror}。", f"cannot write {out}: {error.strerror}.")


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
        ExtractFormat, typer.Option("--format", "-f", help=tr("格式。", "Format."))
    ] = ExtractFormat.JSONL,
    model: ModelOption = None,
) -> None:
    """Print mentions and facts; a file that cannot be read is reported and does not stop the others."""
    from kg.extract import records_of
    from kg.read import DocumentReading
    from kg.workers import Limits, Request, readers

    chosen, failed = settings(), False
    limits = Limits(chosen.read_seconds, chosen.read_memory)
    read = readers(files, limits, chosen.jobs, model or chosen.model)
    for request, answer in read(map(Request, files)):
        if isinstance(answer, DocumentReading):
            for record in records_of(answer, str(request.path)):
                write_data(dumps(record) + "\n")
        else:
            message(f"{request.path}: {answer}")
            failed = True
    sys.stdout.flush()
    raise typer.Exit(1 if failed else 0)
