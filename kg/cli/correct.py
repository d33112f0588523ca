"""``kg merge`` … ``kg undo`` and ``kg decisions``: people's corrections, each a line of ``decisions.jsonl``."""

import getpass
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from kg import clock
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
from kg.language import tr
from kg.resolve import bring_up_to_date, decide, orphaned, propose
from kg.resolve import decisions as files
from kg.resolve.decisions import Decision
from kg.resolve.propose import Author
from kg.workspace import Workspace

WhyOption = Annotated[str, typer.Option("--why", help=tr("理由。", "The reason."))]
ByOption = Annotated[
    str | None,
    typer.Option("--by", help=tr("署名（默认当前用户名）。", "Who decides (default: your user name).")),
]
Entity = Annotated[str, typer.Argument(help=tr("实体的名称或编号。", "Name or id of an entity."))]
Name = Annotated[str, typer.Argument(help=tr("名称。", "A name."))]


def _decide(
    workspace: Path | None,
    wait: float,
    why: str,
    by: str | None,
    make: Callable[[Workspace, Author], Decision],
) -> None:
    """Make a decision on the workspace as it is now, write it down, apply it, and say how to undo it."""
    author = Author(_author(by), clock.now(), _reason(why))
    with writing(workspace, wait) as opened:
        bring_up_to_date(opened)
        decision = make(opened, author)
        decide(opened, decision)
        refresh_store(opened.folder)
        _say_conflicts(decision, files.load(opened.folder))
    message(
        tr(
            f"已记录 {decision.id}：{decision.about}。撤销：kg undo {decision.id}",
            f"written down as {decision.id}: {decision.about}. To undo it: kg undo {decision.id}",
        )
    )


def _author(by: str | None) -> str:
    try:
        name = (by if by is not None else getpass.getuser()).strip()
    except (KeyError, OSError):
        name = ""
    if not name:
        raise UsageError("请用 --by 署名。", "say who decides with --by.")
    return name


def _reason(why: str) -> str:
    if not why.strip():
        raise UsageError("请用 --why 说明理由。", "give the reason with --why.")
    return why.strip()


def _say_conflicts(decision: Decision, decisions: tuple[Decision, ...]) -> None:
    for earlier, later in files.conflicts(files.in_force(decisions)):
        if later.id == decision.id:
            message(
                tr(
                    f"与 {earlier.by} 的决定 {earlier.id}（{earlier.about}）相反；以后来的为准。",
                    f"this contradicts {earlier.id} by {earlier.by} ({earlier.about}); the later one is applied.",
                )
            )


@app.command(
    help=tr(
        "两个实体是同一个：并入前者。\n\n例：`kg merge 甲机械有限公司 甲机械 --why 同一厂址`",
        "Two entities are one: the second becomes part of the first.\n\n"
        "Example: `kg merge 甲机械有限公司 甲机械 --why 'same address'`",
    )
)
def merge(
    one: Entity,
    other: Entity,
    why: WhyOption,
    by: ByOption = None,
    workspace: WorkspaceOption = None,
    wait: WaitOption = 10.0,
) -> None:
    """Write a merge down and apply it."""
    _decide(workspace, wait, why, by, lambda opened, author: propose.merge(opened, author, one, other))


@app.command(
    help=tr(
        "从实体中拆出一个名称（或声明两个实体不同）。\n\n例：`kg split 甲机械有限公司 甲机械 --why 不是同一家`",
        "Take a name out of an entity, or say that two entities are not one.\n\n"
        "Example: `kg split 甲机械有限公司 甲机械 --why 'another firm'`",
    )
)
def split(
    entity: Entity,
    name: Name,
    why: WhyOption,
    by: ByOption = None,
    workspace: WorkspaceOption = None,
    wait: WaitOption = 10.0,
) -> None:
    """Write a split down and apply it."""
    _decide(workspace, wait, why, by, lambda opened, author: propose.split(opened, author, entity, name))


@app.command(
    help=tr(
        "改实体的名称；原名成为别名。\n\n例：`kg rename 甲机械 甲机械有限公司 --why 工商登记`",
        "Give an entity another name; the old one stays an alias.\n\n"
        "Example: `kg rename 甲机械 甲机械有限公司 --why 'as registered'`",
    )
)
def rename(
    entity: Entity,
    name: Name,
    why: WhyOption,
    by: ByOption = None,
    workspace: WorkspaceOption = None,
    wait: WaitOption = 10.0,
) -> None:
    """Write a new name down and apply it."""
    _decide(workspace, wait, why, by, lambda opened, author: propose.rename(opened, author, entity, name))


@app.command(
    help=tr(
        "给实体加一个别名；以此为名的那个实体并入它。\n\n例：`kg alias 甲机械有限公司 老甲厂 --why 当地习称`",
        "Give an entity one more name; the entity known by that name becomes part of it.\n\n"
        "Example: `kg alias 甲机械有限公司 老甲厂 --why 'as people call it'`",
    )
)
def alias(
    entity: Entity,
    name: Name,
    why: WhyOption,
    by: ByOption = None,
    workspace: WorkspaceOption = None,
    wait: WaitOption = 10.0,
) -> None:
    """Write an alias down and apply it."""
    _decide(workspace, wait, why, by, lambda opened, author: propose.alias(opened, author, entity, name))


@app.command(
    help=tr(
        "改实体的类型。\n\n例：`kg retype 甲研究院 ORGANIZATION --why 事业单位`",
        "Correct the type of an entity.\n\nExample: `kg retype 甲研究院 ORGANIZATION --why 'a public institute'`",
    )
)
def retype(
    entity: Entity,
    kind: Annotated[str, typer.Argument(metavar="TYPE", help=tr("类型。", "A type, as COMPANY."))],
    why: WhyOption,
    by: ByOption = None,
    workspace: WorkspaceOption = None,
    wait: WaitOption = 10.0,
) -> None:
    """Write a type down and apply it."""
    _decide(workspace, wait, why, by, lambda opened, author: propose.retype(opened, author, entity, kind))


@app.command(
    help=tr(
        "否定一条陈述：原文不是这个意思。\n\n例：`kg reject st-5f0e12ab34cd56ef --why 只是申报`",
        "Reject a statement: the text does not say so.\n\n"
        "Example: `kg reject st-5f0e12ab34cd56ef --why 'only applied for'`",
    )
)
def reject(
    statement: Annotated[str, typer.Argument(help=tr("陈述编号。", "Id of a statement."))],
    why: WhyOption,
    by: ByOption = None,
    workspace: WorkspaceOption = None,
    wait: WaitOption = 10.0,
) -> None:
    """Write a rejection down and apply it."""
    _decide(workspace, wait, why, by, lambda opened, author: propose.reject(opened, author, statement))


@app.command(
    help=tr(
        "撤销一个决定（默认最近一个）；也可撤销一次撤销。\n\n例：`kg undo d-5f0e12ab34cd56ef`",
        "Undo a decision (the latest by default), or an undoing.\n\nExample: `kg undo d-5f0e12ab34cd56ef`",
    )
)
def undo(
    decision: Annotated[str | None, typer.Argument(help=tr("决定编号。", "Id of a decision."))] = None,
    why: WhyOption = "—",
    by: ByOption = None,
    workspace: WorkspaceOption = None,
    wait: WaitOption = 10.0,
) -> None:
    """Write an undoing down and apply it."""
    _decide(
        workspace,
        wait,
        why,
        by,
        lambda opened, author: propose.undo(files.load(opened.folder), author, decision),
    )


@app.command(
    help=tr(
        "列出决定：谁、何时、为何、是否生效。\n\n例：`kg decisions --orphaned`",
        "List the decisions: who, when, why, and whether they stand.\n\nExample: `kg decisions --orphaned`",
    )
)
def decisions(
    only_orphaned: Annotated[
        bool,
        typer.Option(
            "--orphaned", help=tr("只列不再对应任何内容的。", "Only those that match nothing any more.")
        ),
    ] = False,
    workspace: WorkspaceOption = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """List the decisions in the order they were made."""
    with open_workspace(workspace) as opened:
        everything = files.load(opened.folder)
        lost = {one.id for one in orphaned(opened, everything)}
    overruled = {earlier.id: later for earlier, later in files.conflicts(files.in_force(everything))}
    undone = files.undone(everything)
    columns = [
        "id",
        tr("时间", "when"),
        tr("署名", "by"),
        tr("操作", "action"),
        tr("内容", "about"),
        tr("理由", "why"),
        tr("状态", "state"),
    ]
    rows = [
        [one.id, one.at, one.by, one.action, one.about, one.why, _state(one, undone, lost, overruled)]
        for one in everything
        if one.id in lost or not only_orphaned
    ]
    write_rows(columns, rows, format)


def _state(decision: Decision, undone: frozenset[str], lost: set[str], overruled: dict[str, Decision]) -> str:
    later = overruled.get(decision.id)
    if later:
        return tr(f"被 {later.by} 的 {later.id} 取代", f"overruled by {later.id} of {later.by}")
    if decision.id in lost:
        return tr("无对应内容", "orphaned")
    return tr("已撤销", "undone") if decision.id in undone else tr("生效", "in force")
