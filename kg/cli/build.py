"""``kg build`` and ``kg status``: from files to the workspace, and what is in it."""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg import __version__
from kg.catalog import own
from kg.cli.app import app
from kg.cli.common import (
    FormatOption,
    ModelOption,
    WaitOption,
    WorkspaceOption,
    open_workspace,
    refresh_store,
    workspace_folder,
)
from kg.cli.console import Format, message, write_rows
from kg.cli.progress import reading_progress
from kg.config import settings
from kg.errors import KgError, UsageError
from kg.language import tr
from kg.lock import build_lock
from kg.workspace import Workspace

if TYPE_CHECKING:
    from kg.build import BuildReport
    from kg.vanished import Vanished

# The pipeline takes a second to import: commands that need it import it themselves.


@app.command(
    help=tr(
        "读入文件和文件夹，更新工作区。\n\n例：`kg build 2021-02.txt`　`kg build 通知/ -w 浙江`",
        "Read files and folders into the workspace.\n\nExamples: `kg build 2021-02.txt`, `kg build notices/ -w zhejiang`",
    )
)
def build(
    paths: Annotated[
        list[Path] | None, typer.Argument(help=tr("文件或文件夹。", "Files or folders."))
    ] = None,
    workspace: WorkspaceOption = None,
    keep: Annotated[
        bool,
        typer.Option(
            "--keep", help=tr("旧版本读过的文档不重读。", "Leave documents that an older version read.")
        ),
    ] = False,
    retry: Annotated[
        bool,
        typer.Option(
            "--retry",
            help=tr(
                "此前无法读取的文件也再试（平时只在文件、程序或所缺工具有变化时再试）。",
                "Try files again that could not be read (else only when they, the program or a missing tool have changed).",
            ),
        ),
    ] = False,
    manifest: Annotated[
        Path | None,
        typer.Option(
            "--manifest",
            help=tr(
                "清单（CSV 或 TOML）：各文件的标题、日期、发布单位、网址；其中的文件一并读入。",
                "A list (CSV or TOML) with title, date, publisher, url of files; the files it names are read too.",
            ),
        ),
    ] = None,
    watch: Annotated[
        bool,
        typer.Option(
            "--watch",
            help=tr(
                "读完后继续等候：新来或改动的文件随即读入；其间可以查询。",
                "Then wait: files that come or change are read at once. Queries are answered meanwhile.",
            ),
        ),
    ] = False,
    remove_missing: Annotated[
        bool,
        typer.Option(
            "--remove-missing",
            help=tr(
                "所给文件夹中已不存在的文件：撤回只有它们说过的内容（默认保留并提示）。",
                "Retract what only those files said that are gone from the folders named (default: keep it, with a note).",
            ),
        ),
    ] = False,
    model: ModelOption = None,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs",
            "-j",
            min=1,
            help=tr(
                "读取进程数（默认：全部处理器核；少量小文件不另起进程）。",
                "Processes that read (default: all cores; none for a few small files).",
            ),
        ),
    ] = None,
    wait: WaitOption = 10.0,
) -> None:
    """Read files into the workspace, then bring the graph and the embedded store up to date."""
    from kg.build import Builder, find_files
    from kg.manifest import read_manifest
    from kg.means import Means
    from kg.resolve import bring_up_to_date, decisions
    from kg.vanished import vanished
    from kg.watch import rounds
    from kg.workers import Limits, readers

    described = read_manifest(manifest) if manifest else {}
    if not paths and not described:
        raise UsageError(
            "请给出文件、文件夹或 --manifest 清单。", "name files, folders, or a list with --manifest."
        )
    chosen = settings()
    model = model or chosen.model
    limits = Limits(chosen.read_seconds, chosen.read_memory)
    folder = workspace_folder(workspace)
    named = [*(paths or []), *map(Path, described)]

    def build_once(files: list[Path]) -> bool:
        """Read files and follow with graph and store; returns whether some failed."""
        with build_lock(folder, wait=wait), Workspace(folder, create=True) as opened:
            _log_to(folder)
            decisions.load(folder)  # what is broken is said before anything is read
            means = Means.here(limits.seconds, limits.memory)
            builder = Builder(opened, __version__, keep=keep, retry=retry, model=model, means=means)
            due, report = builder.plan(files)
            _say_outdated(report, keep)
            with reading_progress(due) as advance:
                builder.build(due, report, readers(due, limits, jobs or chosen.jobs, model), advance)
            opened.describe({str(path): entry for path, entry in described.items()})
            lost = vanished(opened.files(), paths or [])
            gone = opened.forget_files(lost.gone) if remove_missing else []
            bring_up_to_date(opened)
            refresh_store(folder)
            _say_what_happened(report, opened)
            _say_what_is_gone(lost, len(gone), remove_missing)
        return bool(report.failed or report.hopeless)

    if not watch:
        raise typer.Exit(1 if build_once(find_files(named)) else 0)
    due: set[Path] = set()
    for files in rounds(named, also=[folder / own.FOLDER, folder / decisions.FILE], gone=remove_missing):
        due |= set(files)
        try:
            build_once(sorted(due))
            due.clear()
        except KgError as error:  # as a broken row of the catalogue: whoever mends it gives the next round
            message(str(error))
        message(
            tr("等候新的或改动的文件；Ctrl-C 结束。", "waiting for new or changed files; Ctrl-C to stop.")
        )


def _log_to(folder: Path) -> None:
    """Write the log of this process into the workspace, from the first round on."""
    logger = logging.getLogger("kg")
    if any(isinstance(one, RotatingFileHandler) for one in logger.handlers):
        return
    (folder / "logs").mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(
        folder / "logs" / "kg.log", maxBytes=5_000_000, backupCount=3, encoding="utf-8"
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)


def _say_outdated(report: "BuildReport", keep: bool) -> None:
    number = len(report.outdated)
    if number and keep:
        message(
            tr(
                f"{number} 个文档由旧版本读入，按 --keep 保留原样。",
                f"{number} documents were read by an older version; kept as they are (--keep).",
            )
        )
    elif number:
        message(
            tr(
                f"{number} 个文档由旧版本读入，将重新读取。",
                f"{number} documents were read by an older version; reading them again.",
            )
        )


def _say_hopeless(report: "BuildReport") -> None:
    number = len(report.hopeless)
    if number:
        path, reason = report.hopeless[0]
        message(
            tr(
                f"{number} 个文件此前无法读取，至今没有变化，未再尝试（--retry 可重试，原因见 kg status）；如 {path}：{reason}",
                f"{number} files could not be read before and have not changed: not tried again (--retry does, `kg status` "
                f"tells why); such as {path}: {reason}",
            )
        )


def _say_what_happened(report: "BuildReport", workspace: Workspace) -> None:
    for path, reason in report.failed:
        message(tr(f"失败 {path}：{reason}", f"failed {path}: {reason}"))
    _say_hopeless(report)
    for path, reason in report.warnings[:_NOTES_SHOWN]:
        message(tr(f"注意 {path}：{reason}", f"note {path}: {reason}"))
    if (more := len(report.warnings) - _NOTES_SHOWN) > 0:
        message(tr(f"另有 {more} 条注意事项，见 kg status。", f"{more} more notes: see `kg status`."))
    if not report.read and not report.failed and not report.hopeless:
        message(tr("没有变化：所有文档都已是最新。", "nothing to do: every document is up to date."))
        return
    counts = workspace.counts()
    read, unchanged, failed = len(report.read), len(report.unchanged), len(report.failed)
    message(
        tr(
            f"读入 {read} 个文档，未变 {unchanged} 个，失败 {failed} 个。工作区现有 {counts['documents']} 个文档、"
            f"{counts['articles']} 篇文章、{counts['mentions']} 处提及、{counts['statements']} 条陈述、"
            f"{counts['nodes']} 个节点、{counts['edges']} 条边。",
            f"{read} documents read, {unchanged} unchanged, {failed} failed. The workspace holds {counts['documents']} "
            f"documents, {counts['articles']} articles, {counts['mentions']} mentions, {counts['statements']} "
            f"statements, {counts['nodes']} nodes, {counts['edges']} edges.",
        )
    )


def _say_what_is_gone(lost: "Vanished", documents: int, removed: bool) -> None:
    number = len(lost.gone)
    for path in lost.gone[:_NOTES_SHOWN]:
        message(tr(f"不存在 {path}", f"gone {path}"))
    if number and removed:
        message(
            tr(
                f"{number} 个文件已不存在，移除 {documents} 个文档：撤回只有它们说过的内容。",
                f"{number} files are gone; {documents} documents removed, and what only they said.",
            )
        )
    elif number:
        message(
            tr(
                f"{number} 个文件已不存在；它们说过的内容仍保留。加 --remove-missing 撤回，或用 kg remove。",
                f"{number} files are gone; what they said is kept. Retract it with --remove-missing, or kg remove.",
            )
        )
    for folder in lost.empty:
        message(
            tr(
                f"{folder} 里一个文件也没有了（可能没有挂载），因此没有移除其中任何文档；确要移除请用 kg remove。",
                f"nothing is left in {folder} (is it mounted?), so nothing of it is removed; use kg remove if it must go.",
            )
        )


@app.command(
    help=tr(
        "显示工作区里有什么：文件、状态、计数。\n\n例：`kg status`　`kg status -f json`",
        "Show what is in the workspace: files, their status, counts.\n\nExamples: `kg status`, `kg status -f json`",
    )
)
def status(workspace: WorkspaceOption = None, format: FormatOption = Format.TABLE) -> None:
    """List the ledger on stdout; counts and version on stderr."""
    from kg.freshness import Freshness
    from kg.means import Means
    from kg.read import fingerprint

    with open_workspace(workspace) as opened:
        chosen = settings()
        means = Means.here(chosen.read_seconds, chosen.read_memory)
        fresh = Freshness(opened, fingerprint(chosen.model), means)
        notes = opened.warnings()
        columns = [
            tr("文件", "file"),
            tr("状态", "status"),
            tr("读取版本", "read by"),
            tr("说明", "message"),
            tr("文档", "document"),
        ]
        rows = [
            [
                entry.path,
                _STATUS[entry.status],
                tr("当前", "current") if fresh.is_current(entry) else tr("旧版本", "older version"),
                entry.message or "；".join(notes.get(entry.document or "", ())) or None,
                entry.document,
            ]
            for entry in opened.files().values()
        ]
        write_rows(columns, rows, format)
        counts = "  ".join(f"{name} {number}" for name, number in opened.counts().items())
        message(f"{counts}  generation {opened.generation}")
        last = opened.last_run()
        if last and last[1] is None:
            message(
                tr(
                    f"上一次运行（{last[0]}）没有完成；再运行一次 kg build 即可接着做。",
                    f"the last run ({last[0]}) did not finish; run `kg build` again to go on.",
                )
            )


_NOTES_SHOWN = 20
_STATUS = {"done": tr("完成", "done"), "failed": tr("失败", "failed")}
