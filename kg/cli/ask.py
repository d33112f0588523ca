"""``kg ask``: a question in ordinary words, answered by a query of the library that is shown, or refused."""

import shlex
from collections.abc import Mapping
from typing import Annotated, Any

import typer

from kg import queries
from kg.ask import Answer, Choice, Names, ask, names
from kg.cli.app import app
from kg.cli.common import WorkspaceOption, open_workspace
from kg.cli.console import message
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
from kg.queries import Query


@app.command(
    name="ask",
    help=tr(
        "用一句话提问：选出查询库中的一条查询并运行，先说明选了哪一条；没有把握就不作答，只列出相近的查询。\n\n"
        "例：`kg ask 2020年台州有哪些企业获得省内首台（套）`",
        "Ask a question (in Chinese): a query of the library is chosen, shown and run. What is not fully understood is "
        "refused, with the nearest queries.\n\nExample: `kg ask 2020年台州有哪些企业获得省内首台（套）`",
    ),
)
def ask_command(
    question: Annotated[list[str], typer.Argument(help=tr("问题。", "The question."))],
    workspace: WorkspaceOption = None,
    format: RowsFormatOption = RowsFormat.TABLE,
    out: OutOption = None,
    limit: LimitOption = None,
    timeout: TimeoutOption = None,
    to: ToOption = None,
    user: UserOption = None,
    database: DatabaseOption = None,
) -> None:
    """Choose a query, show it, run it."""
    check_out(format, out)
    with open_workspace(workspace) as opened:
        known = names(opened.graph().nodes)
    found, values = understood(" ".join(question), known)
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


def understood(question: str, known: Names) -> tuple[Query, dict[str, Any]]:
    """The query that answers a question, with its values; says on stderr which. Raises UsageError when unsure."""
    answer = ask(question, known)
    if answer.choice is None:
        raise _unsure(answer)
    found = queries.find(answer.choice.query)
    message(tr(f"{found.title[0]}：{command(answer.choice)}", f"{found.title[1]}: {command(answer.choice)}"))
    return found, found.bind(answer.choice.parameters)


def command(choice: Choice) -> str:
    """The query as it is typed."""
    return " ".join(["kg query", choice.query, *_parameters(choice.parameters)])


def _parameters(given: Mapping[str, str]) -> list[str]:
    return [
        f"--param {name}={shlex.quote(value) if ' ' in value else value}" for name, value in given.items()
    ]


def _unsure(answer: Answer) -> UsageError:
    zh, en = "没有把握，不作答", "not sure what is asked, so no answer"
    if answer.unknown:
        zh += f"：不懂“{'”“'.join(answer.unknown)}”"
        en += f": {', '.join(answer.unknown)} is not understood"
    if answer.ambiguous:
        zh += f"；{'，'.join(answer.ambiguous)} 不止一个"
        en += f"; {', '.join(answer.ambiguous)} is more than one"
    if answer.near:
        near = [command(choice) for choice in answer.near]
        zh += f"。相近的查询：{'；'.join(near)}"
        en += f". Near queries: {'; '.join(near)}"
    return UsageError(f"{zh}。", f"{en}.")
