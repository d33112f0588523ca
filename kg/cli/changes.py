"""``kg review``, ``kg remove`` and ``kg diff``: what is in doubt, what goes, what is new."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from kg import diff as differences
from kg.cli.app import app
from kg.cli.common import (
    FormatOption,
    WaitOption,
    WorkspaceOption,
    open_workspace,
    refresh_store,
    writing,
)
from kg.cli.console import Format, message, write_rows
from kg.errors import UsageError
from kg.export import entity_type, records
from kg.language import tr
from kg.resolve import bring_up_to_date
from kg.workspace import Workspace

_SHORTEST_ID = 8


@app.command(
    help=tr(
        "列出可能相同、尚未确定的实体，供人判断（kg merge 或 kg split）。\n\n例：`kg review`",
        "List the entities that may be the same, for a person to decide (kg merge or kg split).\n\nExample: `kg review`",
    )
)
def review(
    workspace: WorkspaceOption = None,
    format: FormatOption = Format.TABLE,
    limit: Annotated[int, typer.Option("--limit", help=tr("最多行数。", "Rows at most."))] = 200,
) -> None:
    """List the doubts of resolution, the likeliest first."""
    with open_workspace(workspace) as opened:
        doubts = sorted(
            opened.edges_of_type("POSSIBLY_SAME"),
            key=lambda edge: (-float(str(edge.properties["score"])), edge.id),
        )
        ends = {end for edge in doubts[:limit] for end in (edge.source, edge.target)}
        nodes = {node.id: node for end in ends if (node := opened.node(end))}
    columns = [
        tr("相似度", "score"),
        tr("原因", "reason"),
        tr("类型", "type"),
        tr("名称", "name"),
        tr("另一名称", "other name"),
        "id",
        tr("另一编号", "other id"),
    ]
    rows = [
        [
            edge.properties["score"],
            edge.properties["reason"],
            entity_type(nodes[edge.source]),
            nodes[edge.source].properties["name"],
            nodes[edge.target].properties["name"],
            edge.source,
            edge.target,
        ]
        for edge in doubts[:limit]
    ]
    write_rows(columns, rows, format)
    if len(doubts) > limit:
        message(
            tr(
                f"共 {len(doubts)} 对，只列出前 {limit} 对。",
                f"{len(doubts)} pairs; the first {limit} are listed.",
            )
        )


@app.command(
    help=tr(
        "移除文档：撤回只有它说过的内容。\n\n例：`kg remove 2021-02.txt`",
        "Remove a document: what only it said is retracted.\n\nExample: `kg remove 2021-02.txt`",
    )
)
def remove(
    documents: Annotated[
        list[str],
        typer.Argument(help=tr("文档编号（或其开头）或文件路径。", "Ids (or their beginnings) or paths.")),
    ],
    workspace: WorkspaceOption = None,
    wait: WaitOption = 10.0,
) -> None:
    """Retract documents, then bring the graph and the embedded store up to date."""
    with writing(workspace, wait) as opened:
        paths = [path for one in documents for path in _paths(opened, one)]
        gone = opened.forget_files(paths)
        bring_up_to_date(opened)
        refresh_store(opened.folder)
        left = opened.counts()["documents"]
    message(
        tr(
            f"移除 {len(gone)} 个文档（{len(set(paths))} 个路径）。工作区还有 {left} 个文档。",
            f"{len(gone)} documents removed ({len(set(paths))} paths). The workspace holds {left} documents now.",
        )
    )


def _paths(workspace: Workspace, what: str) -> list[str]:
    """The paths that a document's id or a path means."""
    files = workspace.files()
    path = str(Path(what).absolute())
    if path in files:
        return [path]
    found = {one.document for one in files.values() if one.document and one.document.startswith(what)}
    if len(what) >= _SHORTEST_ID and len(found) == 1:
        return workspace.paths_of(found.pop())
    raise UsageError(
        f"工作区里没有文档 {what}。可用 kg status 列出文档。",
        f"the workspace holds no document {what}. List them with kg status.",
    )


@app.command(
    help=tr(
        "比较：与较早的导出相比，有哪些新的获奖者、改变和消失的事实；或某日期以来的新事实。\n\n"
        "例：`kg diff 上月.jsonl`　`kg diff --since 2021-02`",
        "Compare with an earlier export: new winners, changed facts, facts that are gone; or list what is new since a "
        "date.\n\nExamples: `kg diff last-month.jsonl`, `kg diff --since 2021-02`",
    )
)
def diff(
    old: Annotated[
        Path | None,
        typer.Argument(
            help=tr(
                "较早的导出（kg export --format jsonl）。", "An earlier export (kg export --format jsonl)."
            )
        ),
    ] = None,
    new: Annotated[
        Path | None,
        typer.Argument(
            help=tr("较晚的导出（默认工作区现状）。", "A later export (default: the workspace as it is).")
        ),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option("--since", help=tr("文档日期，如 2021-02。", "Date of documents, as 2021-02.")),
    ] = None,
    workspace: WorkspaceOption = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """List what changed, new winners first."""
    if (old is None) == (since is None):
        raise UsageError(
            "请给出较早的导出文件，或用 --since 给出日期（二者之一）。",
            "give an earlier export, or a date with --since: one of the two.",
        )
    if new:
        later = list(differences.read_export(new))
    else:
        with open_workspace(workspace) as opened:
            later = list(records(opened))
    changes = (
        differences.compare(differences.read_export(old), later)
        if old
        else differences.since(later, str(since))
    )
    columns = [
        tr("变化", "change"),
        tr("关系", "fact"),
        tr("主体", "subject"),
        tr("对象", "object"),
        tr("内容", "says"),
        tr("原内容", "said before"),
        tr("原文", "quote"),
    ]
    rows = [
        [_KINDS[one.kind], one.type, one.source, one.target, _fields(one.now), _fields(one.before), one.quote]
        for one in changes
    ]
    write_rows(columns, rows, format)
    if not rows:
        message(tr("没有变化。", "nothing changed."))


_KINDS = {
    differences.ChangeKind.WINNER: tr("新获奖", "new winner"),
    differences.ChangeKind.NEW: tr("新增", "new"),
    differences.ChangeKind.CHANGED: tr("改变", "changed"),
    differences.ChangeKind.GONE: tr("消失", "gone"),
}


def _fields(said: Mapping[str, Any]) -> str:
    shown = {name: value for name, value in said.items() if value not in (None, [], False)}
    return "  ".join(
        f"{name}={'、'.join(value) if isinstance(value, list) else value}" for name, value in shown.items()
    )
