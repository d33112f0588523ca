"""``kg query`` and ``kg cypher``: asking the graph."""

import sys
from typing import Annotated

import typer

from kg import queries
from kg.cli.app import app
from kg.cli.common import ParamOption, WorkspaceOption
from kg.cli.console import Format, pairs, write_rows
from kg.cli.rows import (
    PEOPLE,
    LimitOption,
    OutOption,
    RowsFormat,
    RowsFormatOption,
    TimeoutOption,
    check_out,
    limits,
    show,
)
from kg.cli.stores import DatabaseOption, ToOption, UserOption, opened_store
from kg.errors import UsageError
from kg.language import tr


@app.command(
    help=tr(
        "按名称运行一条现成的查询。\n\n例：`kg query --list`　`kg query winners --param program=首台（套） --param year=2020`",
        "Run a query of the library by name.\n\nExamples: `kg query --list`, `kg query winners --param program=首台（套） --param year=2020`",
    )
)
def query(
    name: Annotated[str | None, typer.Argument(help=tr("查询名。", "Name of the query."))] = None,
    param: ParamOption = None,
    list_: Annotated[bool, typer.Option("--list", help=tr("列出全部查询。", "List all queries."))] = False,
    workspace: WorkspaceOption = None,
    format: RowsFormatOption = RowsFormat.TABLE,
    out: OutOption = None,
    limit: LimitOption = None,
    timeout: TimeoutOption = None,
    to: ToOption = None,
    user: UserOption = None,
    database: DatabaseOption = None,
) -> None:
    """Run a query of the library, or list them."""
    check_out(format, out)
    if list_:
        if out:
            raise UsageError("--list 没有 xlsx 格式。", "--list has no xlsx format.")
        _list(Format(format.value))
        return
    if name is None:
        raise UsageError(
            "请给出查询名；kg query --list 列出全部。", "name a query; `kg query --list` lists them."
        )
    found = queries.find(name)
    values = found.bind(pairs(param or []))
    limit, timeout = limits(limit, timeout)
    with opened_store(workspace, to, user, database, timeout) as store:
        result = queries.run(store, found, values, limit=limit, timeout=timeout)
    show(
        result,
        found.titles if format in PEOPLE else found.columns,
        format,
        limit,
        out=out,
        name=tr(*found.title),
    )


@app.command(
    help=tr(
        '运行一条只读的 Cypher 查询；`-` 表示从标准输入读取。\n\n例：`kg cypher "MATCH (c:Company) RETURN c.name AS 企业 LIMIT 5"`',
        'Run one read-only Cypher query; `-` reads it from stdin.\n\nExample: `kg cypher "MATCH (c:Company) RETURN c.name AS firm LIMIT 5"`',
    )
)
def cypher(
    text: Annotated[str, typer.Argument(help=tr("查询文本，或 -。", "The query, or -."))],
    param: ParamOption = None,
    workspace: WorkspaceOption = None,
    format: RowsFormatOption = RowsFormat.TABLE,
    out: OutOption = None,
    limit: LimitOption = None,
    timeout: TimeoutOption = None,
    to: ToOption = None,
    user: UserOption = None,
    database: DatabaseOption = None,
) -> None:
    """Run a read-only query."""
    check_out(format, out)
    text = _stdin() if text == "-" else text
    values = queries.bind_free(text, pairs(param or []))
    limit, timeout = limits(limit, timeout)
    with opened_store(workspace, to, user, database, timeout) as store:
        result = store.run(text, values, limit=limit, timeout=timeout)
    show(result, result.columns, format, limit, out=out)


def _stdin() -> str:
    try:
        return sys.stdin.buffer.read().decode("utf-8")
    except UnicodeDecodeError as error:
        raise UsageError("标准输入不是 UTF-8 文本。", "stdin is not UTF-8 text.") from error


def _list(format: Format) -> None:
    columns = [
        tr("名称", "name"),
        tr("查询", "title"),
        tr("回答的问题", "question"),
        tr("参数", "parameters"),
    ]
    if format not in (Format.TABLE, Format.CSV):
        columns = ["name", "title", "question", "parameters"]
    rows = [
        [one.name, tr(*one.title), tr(*one.question), "  ".join(map(str, one.parameters))]
        for one in queries.library().values()
    ]
    write_rows(columns, rows, format)
