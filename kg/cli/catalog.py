"""``kg catalog``: the operator's own tables beside the shipped ones, and programmes that no table has."""

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from kg.catalog import own
from kg.catalog.check import faults, strays
from kg.catalog.edit import add as add_rows
from kg.catalog.edit import rows_of_file
from kg.catalog.own import TABLES, shipped_size
from kg.cli.app import app
from kg.cli.common import FormatOption, WaitOption, WorkspaceOption, open_workspace, writing
from kg.cli.console import Format, message, write_rows
from kg.errors import UsageError
from kg.language import tr

catalog = typer.Typer(
    no_args_is_help=True,
    help=tr(
        "自己的目录：项目、地名、机关简称、企业名录，存于工作区的 catalog/，覆盖或补充自带的目录。",
        "Your own catalogue: programmes, places, names of agencies, a register of firms, in catalog/ of the workspace, "
        "over and beside what is shipped.",
    ),
)
app.add_typer(catalog, name="catalog")

TableArgument = Annotated[str, typer.Argument(metavar="TABLE", help=tr("表。", "A table."))]


@catalog.command(
    name="list",
    help=tr(
        "列出各表的行数与版本；给出表名则列出自己的各行。\n\n例：`kg catalog list`　`kg catalog list firms`",
        "List the tables with their rows and version; with a table, your rows in it.\n\n"
        "Examples: `kg catalog list`, `kg catalog list firms`",
    ),
)
def list_(
    table: Annotated[str | None, typer.Argument(help=tr("表。", "A table."))] = None,
    workspace: WorkspaceOption = None,
    format: FormatOption = Format.TABLE,
) -> None:
    """List tables, or the operator's rows of one."""
    open_workspace(workspace).close()
    if table:
        known = TABLES[_table(table)]
        columns = [*known.columns, *known.optional]
        rows = [[row.values.get(column, "") for column in columns] for row in own.own_rows(table)]
        write_rows(columns, rows, format)
        return
    columns = [
        tr("表", "table"), tr("自带", "shipped"), tr("自己的", "own"), tr("其中替换", "replacing"),
        tr("文件", "file"),
    ]  # fmt: skip
    write_rows(columns, [_counts(name) for name in TABLES], format)
    message(tr(f"自己的目录版本：{own.version() or '无'}", f"version of your own: {own.version() or 'none'}"))


def _counts(table: str) -> list[object]:
    mine, file = len(list(own.own_rows(table))), own.file_of(table)
    everything = Counter(row.path == file for row in own.rows(table))
    shipped = shipped_size(table)
    return [table, shipped, mine, shipped - everything[False], str(file) if file else None]


@catalog.command(
    help=tr(
        "检查自己的各表：逐行列出错误及行号。\n\n例：`kg catalog check`",
        "Check your tables: every fault with its line.\n\nExample: `kg catalog check`",
    )
)
def check(workspace: WorkspaceOption = None) -> None:
    """List the faults on stderr; exit 2 when there are any."""
    open_workspace(workspace).close()
    found = [str(fault) for table in TABLES for fault in faults(table)]
    found += [
        tr(
            f"{path}：没有这个表；可用：{'、'.join(TABLES)}。",
            f"{path}: no such table; use one of {', '.join(TABLES)}.",
        )
        for path in strays()
    ]
    for fault in found:
        message(fault)
    if found:
        raise UsageError(f"目录有 {len(found)} 处错误。", f"the catalogue has {len(found)} faults.")
    message(tr("目录无误。", "the catalogue is valid."))


@catalog.command(
    help=tr(
        "加入或更新：逐项给出，或从 CSV 导入（如企业名录：名称、曾用名、统一社会信用代码、地区）。下次 kg build 只重读提到它们的文档。"
        "\n\n例：`kg catalog add programmes name=智造示范工厂 kind=honour`　`kg catalog add firms --from 名录.csv`",
        "Add or update: field by field, or from a CSV file (a register of firms: name, former names, credit code, place). "
        "The next kg build reads again only the documents that name them.\n\n"
        "Examples: `kg catalog add programmes name=智造示范工厂 kind=honour`, `kg catalog add firms --from register.csv`",
    )
)
def add(
    table: TableArgument,
    fields: Annotated[
        list[str] | None, typer.Argument(metavar="FIELD=VALUE…", help=tr("各项的值。", "Fields of one row."))
    ] = None,
    source: Annotated[
        Path | None, typer.Option("--from", help=tr("要导入的 CSV。", "A CSV file to import."))
    ] = None,
    workspace: WorkspaceOption = None,
    wait: WaitOption = 10.0,
) -> None:
    """Add rows to a table of the workspace."""
    _table(table)
    if bool(fields) == bool(source):
        raise UsageError(
            "请给出 项=值…，或用 --from 给出 CSV（二者之一）。",
            "give FIELD=VALUE…, or a CSV with --from: one of the two.",
        )
    rows = rows_of_file(table, source) if source else [_fields(table, fields or [])]
    with writing(workspace, wait) as opened:
        changed = add_rows(opened.folder, table, rows)
    message(
        tr(
            f"{table}：加入或更新 {changed} 行。运行 kg build 使其生效。",
            f"{table}: {changed} rows added or changed. Run kg build to use them.",
        )
    )


def _table(name: str) -> str:
    if name not in TABLES:
        raise UsageError(
            f"没有名为 {name} 的表；可用：{'、'.join(TABLES)}。",
            f"there is no table {name}; use one of {', '.join(TABLES)}.",
        )
    return name


def _fields(table: str, given: list[str]) -> dict[str, str]:
    known = TABLES[table]
    columns = (*known.columns, *known.optional)
    found = {}
    for one in given:
        field, equals, value = one.partition("=")
        if not equals or field not in columns:
            raise UsageError(
                f"“{one}”应为 项=值；{table} 的项有：{'、'.join(columns)}。",
                f"{one!r} should be FIELD=VALUE; the fields of {table} are {', '.join(columns)}.",
            )
        found[field] = value.strip()
    return found


@catalog.command(
    help=tr(
        "列出原文中出现而目录没有的项目，出现最多的在前。\n\n例：`kg catalog pending`",
        "List the programmes of the texts that the catalogue has not, the most named first.\n\n"
        "Example: `kg catalog pending`",
    )
)
def pending(
    workspace: WorkspaceOption = None,
    format: FormatOption = Format.TABLE,
    limit: Annotated[int, typer.Option("--limit", help=tr("最多行数。", "Rows at most."))] = 200,
) -> None:
    """List uncatalogued programmes with a sentence that names them."""
    with open_workspace(workspace) as opened:
        graph = opened.graph()
    new = {
        node.id: node for node in graph.nodes if "Program" in node.labels and node.properties["uncatalogued"]
    }
    quotes: dict[str, str] = {}
    for edge in sorted(graph.edges, key=lambda one: (one.type != "MENTIONS", one.id)):
        if edge.target in new and (quote := edge.properties["quote"]):
            quotes.setdefault(edge.target, str(quote))
    found = sorted(new.values(), key=lambda node: (-int(str(node.properties["support"])), node.id))
    columns = [
        tr("名称", "name"), tr("别名", "aliases"), tr("文章数", "articles"), tr("原文", "quote"), "id",
    ]  # fmt: skip
    rows = [
        [
            node.properties["name"],
            node.properties["aliases"],
            node.properties["support"],
            quotes.get(node.id),
            node.id,
        ]
        for node in found[:limit]
    ]
    write_rows(columns, rows, format)
    if len(found) > limit:
        message(
            tr(
                f"共 {len(found)} 个，只列出前 {limit} 个。",
                f"{len(found)} programmes; the first {limit} are listed.",
            )
        )
