"""``kg report``: all about one programme or one place, as a page to read or send."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.app import app
from kg.cli.common import WorkspaceOption, open_workspace
from kg.cli.console import message, write_data
from kg.cli.rows import LimitOption, TimeoutOption, limits
from kg.cli.stores import DatabaseOption, ToOption, UserOption, opened_store
from kg.errors import UsageError
from kg.export.report import markdown, page, sections
from kg.find import find_one
from kg.language import tr


@app.command(
    help=tr(
        "一个项目或一个地方的报告：历年、各级、各地、公布数与实有数、名单与原文出处。"
        "--out 以 .html 结尾写成网页，否则写 Markdown。\n\n例：`kg report --program 首台（套） --out 首台套.html`",
        "A report on a programme or a place: by year, level and place, stated and held numbers, the list with its sources. "
        "--out ending in .html makes a page, else Markdown.\n\nExample: `kg report --program 首台（套） --out report.html`",
    )
)
def report(
    program: Annotated[str | None, typer.Option("--program", help=tr("项目。", "A programme."))] = None,
    place: Annotated[str | None, typer.Option("--place", help=tr("地方。", "A place."))] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", "-o", help=tr("写到此文件（默认标准输出）。", "File to write (default stdout).")
        ),
    ] = None,
    workspace: WorkspaceOption = None,
    limit: LimitOption = None,
    timeout: TimeoutOption = None,
    to: ToOption = None,
    user: UserOption = None,
    database: DatabaseOption = None,
) -> None:
    """Ask for everything a report holds, and write it."""
    if (program is None) == (place is None):
        raise UsageError(
            "请用 --program 或 --place 给出一个对象。", "name one thing with --program or --place."
        )
    kind, label = ("program", "Program") if program else ("place", "Place")
    with open_workspace(workspace) as opened:
        node = find_one(opened, program or place or "", label)
    rows, seconds = limits(limit, timeout)
    with opened_store(workspace, to, user, database, seconds) as store:
        found = sections(store, kind, node.id, limit=rows, timeout=seconds)
    write = page if out and out.suffix.lower() in (".html", ".htm") else markdown
    text = write(str(node.properties["name"]), found)
    if out is None:
        write_data(text)
        return
    try:
        out.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageError(
            f"无法写入 {out}：{error.strerror}。", f"cannot write {out}: {error.strerror}."
        ) from error
    message(tr(f"已写入 {out}：{len(found)} 张表。", f"wrote {out}: {len(found)} tables."))
