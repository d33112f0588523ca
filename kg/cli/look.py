"""``kg find``, ``kg explain`` and ``kg doctor``: looking something up."""

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from kg import doctor as checks
from kg.cli.app import app
from kg.cli.common import FormatOption, WorkspaceOption, open_workspace
from kg.cli.console import Format, message, write_rows
from kg.cli.stores import DatabaseOption, ToOption, UserOption, neo4j_store
from kg.errors import UsageError
from kg.explain import Explanation
from kg.explain import explain as explanations
from kg.export import entity_type
from kg.find import find_in
from kg.language import tr
from kg.model import Node


@app.command(
    help=tr(
        "按名称（全称、简称、别名或其中一部分）查找实体。；--to 在 Neo4j 服务器上查找。\n\n例：`kg find 经信厅`",
        "Find entities by name: full name, short name, alias, or a part of one; with --to on a Neo4j server.\n\nExample: `kg find 经信厅`",
    )
)
def find(
    name: Annotated[str, typer.Argument(help=tr("名称。", "Name."))],
    workspace: WorkspaceOption = None,
    format: FormatOption = Format.TABLE,
    to: ToOption = None,
    user: UserOption = None,
    database: DatabaseOption = None,
) -> None:
    """List the entities that a name fits."""
    found = _found_by_server(name, to, user, database) if to else _found_here(name, workspace)
    columns = [
        "id",
        tr("类型", "type"),
        tr("名称", "name"),
        tr("别名", "aliases"),
        tr("地区代码", "place"),
        tr("文章数", "articles"),
    ]
    rows = [
        [
            node.id,
            entity_type(node),
            node.properties["name"],
            node.properties["aliases"],
            node.properties.get("place") or node.properties.get("code"),
            node.properties["support"],
        ]
        for node in found
    ]
    write_rows(columns, rows, format)
    if not rows:
        raise UsageError(f"没有找到“{name}”。", f"nothing is called {name!r}.")


def _found_here(name: str, workspace: Path | None) -> list[Node]:
    with open_workspace(workspace) as opened:
        return find_in(opened, name)


def _found_by_server(name: str, to: str, user: str | None, database: str | None) -> list[Node]:
    store = neo4j_store(to, user, database)
    try:
        return [Node(one["id"], tuple(one["labels"]), one) for one in store.search(name)]
    finally:
        store.close()


@app.command(
    help=tr(
        "说明一条陈述、一条边或一个实体出自哪里：原文、触发的规则、各字段的来历。\n\n例：`kg explain awarded-5f0e12ab34cd56ef`",
        "Show where a statement, an edge or an entity comes from: the text, the rule, the origin of each field.\n\n"
        "Example: `kg explain awarded-5f0e12ab34cd56ef`",
    )
)
def explain(
    identity: Annotated[
        str, typer.Argument(metavar="ID", help=tr("编号。", "Id of a statement, edge or entity."))
    ],
    workspace: WorkspaceOption = None,
) -> None:
    """Print each statement behind an id, with its evidence highlighted in its paragraph."""
    with open_workspace(workspace) as opened:
        console = Console(file=sys.stdout, highlight=False)
        for one in explanations(opened, identity):
            console.print(_statement_text(one))


def _statement_text(one: Explanation) -> Text:
    statement, article = one.statement, one.article
    subject = statement.subject.name if statement.subject else "—"
    start, end = one.context
    paragraph = Text(article.text[start:end])
    paragraph.stylize("bold reverse", statement.evidence.start - start, statement.evidence.end - start)
    qualifiers = "  ".join(
        f"{key}={value}" for key, value in statement.qualifiers.items() if value is not None
    )
    head = Text.assemble(
        (one.id, "bold"), f"  {subject} —{statement.predicate}→ {statement.object.name}  {qualifiers}\n",
        tr(f"规则 {statement.rule}（{statement.extractor}），可信度 {statement.confidence}\n", f"rule {statement.rule} ({statement.extractor}), confidence {statement.confidence}\n"),
        f"《{article.title}》 {one.path}\n",
    )  # fmt: skip
    fields = "".join(f"  {name} ← {text}\n" for name, text in one.fields.items())
    evidence = Text(f"  “{statement.evidence.quote}”\n")
    return Text.assemble(head, evidence, fields, paragraph, "\n")


@app.command(
    help=tr(
        "检查安装是否完好：管线、目录、存储。\n\n例：`kg doctor`",
        "Check the installation: pipeline, catalogue, stores.\n\nExample: `kg doctor`",
    )
)
def doctor(workspace: WorkspaceOption = None, format: FormatOption = Format.TABLE) -> None:
    """Run every check and say what to do about those that fail."""
    results = list(checks.checks(workspace))
    rows = [[one.name, tr("正常", "ok") if one.ok else tr("有问题", "failed"), one.detail] for one in results]
    write_rows([tr("检查", "check"), tr("结果", "result"), tr("说明", "detail")], rows, format)
    if not all(one.ok for one in results):
        message(tr("有检查未通过。", "some checks failed."))
        raise typer.Exit(3)
