"""``kg load``: putting the graph into a server."""

import sys
from contextlib import closing
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from kg.cli.app import app
from kg.cli.common import WorkspaceOption, open_workspace
from kg.cli.console import message
from kg.cli.stores import DatabaseOption, ToOption, UserOption, neo4j_store
from kg.config import settings
from kg.errors import StoreError, UsageError
from kg.language import tr
from kg.model import Graph
from kg.store.neo4j import Neo4jStore, refresh


@app.command(
    help=tr(
        "把工作区的图谱载入 Neo4j；只写入差异，可重复运行。密码取自 NEO4J_PASSWORD，或提示输入。\n\n"
        "例：`kg load --to bolt://127.0.0.1:7687`",
        "Load the workspace's graph into a Neo4j; only the difference is written, so it can be run again. The password "
        "comes from NEO4J_PASSWORD, or a prompt.\n\nExample: `kg load --to bolt://127.0.0.1:7687`",
    )
)
def load(
    to: ToOption = None,
    user: UserOption = None,
    database: DatabaseOption = None,
    workspace: WorkspaceOption = None,
    share: Annotated[
        bool,
        typer.Option(
            "--share",
            help=tr(
                "库中已有别的工作区或别家的同类节点时也载入。",
                "Load even where another workspace, or somebody else, has nodes of our labels.",
            ),
        ),
    ] = False,
    full: Annotated[
        bool,
        typer.Option(
            "--full",
            help=tr("先删去本工作区的全部节点，再重新载入。", "Delete all nodes of this workspace first."),
        ),
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help=tr("不再询问。", "Do not ask."))] = False,
) -> None:
    """Load the graph into a server."""
    address = to or settings().to
    if not address:
        raise UsageError(
            "请用 --to 给出 Neo4j 地址，例如 --to bolt://127.0.0.1:7687。",
            "name the Neo4j with --to, as --to bolt://127.0.0.1:7687.",
        )
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with (
        open_workspace(workspace) as opened,
        closing(neo4j_store(address, user, database, opened.identity)) as store,
    ):
        if not share:
            _refuse_strangers(store, address)
        if full and _agreed(store.owned(), yes):
            store.load(Graph((), ()))
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task(tr("载入", "loading"), total=None)
            size = refresh(store, opened, lambda done, total: bar.update(task, completed=done, total=total))
        sizes = opened.counts()
    nodes, edges = sizes["nodes"], sizes["edges"]
    if size:
        message(
            tr(
                f"写入或删除 {size} 行；现有 {nodes} 个节点、{edges} 条边。",
                f"{size} rows written or deleted; {nodes} nodes and {edges} edges are there now.",
            )
        )
    else:
        message(
            tr(
                f"没有变化：{nodes} 个节点、{edges} 条边都已在库中。",
                f"nothing to do: {nodes} nodes and {edges} edges are there already.",
            )
        )


def _refuse_strangers(store: Neo4jStore, address: str) -> None:
    foreign, others = store.strangers()
    if foreign or others:
        raise StoreError(
            f"{address} 上已有 {others} 个其他工作区的节点、{foreign} 个别家的同类节点；查询会混在一起。"
            "请用另一个数据库（--database），或用 --share 一同使用。",
            f"{address} holds {others} nodes of other workspaces and {foreign} of others with our labels; queries would mix "
            "them. Use another database (--database), or share this one with --share.",
        )


def _agreed(number: int, yes: bool) -> bool:
    """Whether that many nodes may be deleted. Raises UsageError when nobody can be asked, or says no."""
    what = tr(
        f"将删去本工作区的 {number} 个节点再重新载入",
        f"{number} nodes of this workspace are deleted and loaded anew",
    )
    if not yes and (not sys.stdin.isatty() or not typer.confirm(what)):
        raise UsageError(
            f"将删去 {number} 个节点；确认请加 --yes。", f"{number} nodes would be deleted; agree with --yes."
        )
    message(what)
    return True
