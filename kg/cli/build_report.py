"""What ``kg build`` says when a round is done: what was read, what failed, what is gone."""

from typing import TYPE_CHECKING

from kg.cli.console import message
from kg.language import tr
from kg.workspace import Workspace

if TYPE_CHECKING:
    from kg.build import BuildReport
    from kg.vanished import Vanished

_NOTES_SHOWN = 20


def say_outdated(report: "BuildReport", keep: bool) -> None:
    """Documents that an older version read, and what becomes of them."""
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


def say_what_happened(report: "BuildReport", workspace: Workspace) -> None:
    """Failures with their reasons, notes, and what was read; or that nothing was to do."""
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


def say_what_is_gone(lost: "Vanished", documents: int, removed: bool) -> None:
    """Files that are no longer in their folders; ``documents`` were removed with them."""
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
