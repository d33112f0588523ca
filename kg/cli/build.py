"""``kg build`` and ``kg status``: from files to the workspace, and what is in it."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg import __version__
from kg.catalog import own
from kg.cli import build_report
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
    from kg.workers import Limits
    from kg.workspace import Description

# The pipeline takes a second to import: commands that need it import it themselves.

KeepOption = Annotated[
    bool,
    typer.Option(
        "--keep", help=tr("旧版本读过的文档不重读。", "Leave documents that an older version read.")
    ),
]
RetryOption = Annotated[
    bool,
    typer.Option(
        "--retry",
        help=tr(
            "此前无法读取的文件也再试（平时只在文件、程序或所缺工具有变化时再试）。",
            "Try files again that could not be read (else only when they, the program or a missing tool have changed).",
        ),
    ),
]
ManifestOption = Annotated[
    Path | None,
    typer.Option(
        "--manifest",
        help=tr(
            "清单（CSV 或 TOML）：各文件的标题、日期、发布单位、网址；其中的文件一并读入。",
            "A list (CSV or TOML) with title, date, publisher, url of files; the files it names are read too.",
        ),
    ),
]
WatchOption = Annotated[
    bool,
    typer.Option(
        "--watch",
        help=tr(
            "读完后继续等候：新来或改动的文件随即读入；其间可以查询。",
            "Then wait: files that come or change are read at once. Queries are answered meanwhile.",
        ),
    ),
]
RemoveMissingOption = Annotated[
    bool,
    typer.Option(
        "--remove-missing",
        help=tr(
            "所给文件夹中已不存在的文件：撤回只有它们说过的内容（默认保留并提示）。",
            "Retract what only those files said that are gone from the folders named (default: keep it, with a note).",
        ),
    ),
]
JobsOption = Annotated[
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
]
PathsArgument = Annotated[list[Path] | None, typer.Argument(help=tr("文件或文件夹。", "Files or folders."))]


@app.command(
    help=tr(
        "读入文件和文件夹，更新工作区。\n\n例：`kg build 2021-02.txt`　`kg build 通知/ -w 浙江`",
        "Read files and folders into the workspace.\n\nExamples: `kg build 2021-02.txt`, `kg build notices/ -w zhejiang`",
    )
)
def build(
    paths: PathsArgument = None,
    workspace: WorkspaceOption = None,
    keep: KeepOption = False,
    retry: RetryOption = False,
    manifest: ManifestOption = None,
    watch: WatchOption = False,
    remove_missing: RemoveMissingOption = False,
    model: ModelOption = None,
    jobs: JobsOption = None,
    wait: WaitOption = 10.0,
) -> None:
    """Read files into the workspace, then bring the graph and the embedded store up to date."""
    from kg.build import find_files
    from kg.manifest import read_manifest
    from kg.resolve import decisions
    from kg.watch import rounds
    from kg.workers import Limits

    described = read_manifest(manifest) if manifest else {}
    if not paths and not described:
        raise UsageError(
            "请给出文件、文件夹或 --manifest 清单。", "name files, folders, or a list with --manifest."
        )
    chosen = settings()
    limits = Limits(chosen.read_seconds, chosen.read_memory)
    folder, named = workspace_folder(workspace), [*(paths or []), *map(Path, described)]
    one = _Round(
        folder, paths or [], described, keep, retry, remove_missing, model or chosen.model,
        jobs or chosen.jobs, limits, wait,
    )  # fmt: skip
    if not watch:
        raise typer.Exit(1 if one.run(find_files(named)) else 0)
    due: set[Path] = set()
    for files in rounds(named, also=[folder / own.FOLDER, folder / decisions.FILE], gone=remove_missing):
        due |= set(files)
        try:
            one.run(sorted(due))
            due.clear()
        except KgError as error:  # as a broken row of the catalogue: whoever mends it gives the next round
            message(str(error))
        message(
            tr("等候新的或改动的文件；Ctrl-C 结束。", "waiting for new or changed files; Ctrl-C to stop.")
        )


@dataclass(frozen=True, slots=True)
class _Round:
    """A round of reading, as it is asked for; a watch has many."""

    folder: Path
    paths: Sequence[Path]
    described: "Mapping[Path, Description]"
    keep: bool
    retry: bool
    remove_missing: bool
    model: str | None
    jobs: int | None
    limits: "Limits"
    wait: float

    def run(self, files: list[Path]) -> bool:
        """Read files and follow with graph and store; returns whether some failed."""
        from kg.build import Builder
        from kg.means import Means
        from kg.resolve import bring_up_to_date, decisions
        from kg.vanished import vanished
        from kg.workers import readers

        with build_lock(self.folder, wait=self.wait), Workspace(self.folder, create=True) as opened:
            _log_to(self.folder)
            decisions.load(self.folder)  # what is broken is said before anything is read
            means = Means.here(self.limits.seconds, self.limits.memory)
            builder = Builder(
                opened, __version__, keep=self.keep, retry=self.retry, model=self.model, means=means
            )
            due, report = builder.plan(files)
            build_report.say_outdated(report, self.keep)
            with reading_progress(due) as advance:
                builder.build(due, report, readers(due, self.limits, self.jobs, self.model), advance)
            opened.describe({str(path): entry for path, entry in self.described.items()})
            lost = vanished(opened.files(), self.paths)
            gone = opened.forget_files(lost.gone) if self.remove_missing else []
            bring_up_to_date(opened)
            refresh_store(self.folder)
            build_report.say_what_happened(report, opened)
            build_report.say_what_is_gone(lost, len(gone), self.remove_missing)
        return bool(report.failed or report.hopeless)


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


_STATUS = {"done": tr("完成", "done"), "failed": tr("失败", "failed")}
