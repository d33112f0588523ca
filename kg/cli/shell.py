"""``kg shell``: one query after another, with history and completion. It can only read, as ``kg cypher`` can."""

import io
import shlex
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kg import queries
from kg.ask import Names, names
from kg.cli.app import app
from kg.cli.ask import understood
from kg.cli.common import WorkspaceOption, open_workspace, workspace_folder
from kg.cli.console import message, pairs
from kg.cli.rows import LimitOption, RowsFormat, TimeoutOption, limits, show
from kg.cli.stores import DatabaseOption, ToOption, UserOption, opened_store
from kg.config import settings
from kg.errors import KgError, UsageError
from kg.language import tr
from kg.model import Predicate
from kg.schema import EDGE, EDGE_EXTRA, ENTITY, LABELS
from kg.store.protocol import Result, Store
from kg.store.readonly.vocabulary import CLAUSES

HISTORY = "shell-history"
WORDS = (
    *CLAUSES,
    "WHERE",
    "ORDER BY",
    "LIMIT",
    "AS",
    "AND",
    "OR",
    "NOT",
    "CONTAINS",
    "DISTINCT",
    "count",
    "exit",
)
Ask = Callable[[Callable[[Store], Result]], Result]
"""Opens the store for whoever asks it."""


@app.command(
    help=tr(
        "逐条查询：查询名加参数、Cypher 语句（以 ; 或空行结束）、或 ? 加问题；有历史与补全，只读。\n\n"
        "例：`winners program=首台（套） year=2020`　`? 台州有哪些小巨人企业`",
        "Query after query: a query's name with parameters, Cypher (ended by ; or an empty line), or ? and a question; with "
        "history and completion, read-only.\n\nExamples: `winners program=首台（套） year=2020`, `? 台州有哪些小巨人企业`",
    )
)
def shell(
    workspace: WorkspaceOption = None,
    limit: LimitOption = None,
    timeout: TimeoutOption = None,
    to: ToOption = None,
    user: UserOption = None,
    database: DatabaseOption = None,
) -> None:
    """Read an entry, answer it, until the end of the input."""
    rows, seconds = limits(limit, timeout)
    with open_workspace(workspace) as opened:
        known = names(opened.graph().nodes)
    with _asking(workspace, to, user, database, seconds) as ask:
        for entry in entries(_lines(workspace_folder(workspace), known)):
            try:
                _answer(entry, known, ask, rows, seconds)
            except KgError as error:
                message(str(error))


@contextmanager
def _asking(
    workspace: Path | None, to: str | None, user: str | None, database: str | None, timeout: float
) -> Iterator[Ask]:
    """A server is connected to once. The embedded store is opened for each query, so that a build can go on meanwhile."""

    def opening(asked: Callable[[Store], Result]) -> Result:
        with opened_store(workspace, None, user, database, timeout) as store:
            return asked(store)

    if to or settings().to:
        with opened_store(workspace, to, user, database, timeout) as store:
            yield lambda asked: asked(store)
    else:
        yield opening


def entries(lines: Iterable[str]) -> Iterator[str]:
    """Whole entries: a query's name or a question is one line, Cypher goes on to a semicolon or an empty line."""
    held: list[str] = []
    for line in lines:
        first = next(iter(line.split()), "")
        if held or first.upper() in CLAUSES:
            held.append(line)
            if line.strip() and not line.rstrip().endswith(";"):
                continue
            yield "\n".join(held).strip()
            held = []
        elif first in ("exit", "quit"):
            return
        elif first:
            yield line.strip()
    if held:
        yield "\n".join(held).strip()


def _answer(entry: str, known: Names, ask: Ask, limit: int, timeout: float) -> None:
    if entry.split()[0].upper() in CLAUSES:
        result = ask(lambda store: store.run(entry, {}, limit=limit, timeout=timeout))
        show(result, result.columns, RowsFormat.TABLE, limit)
        return
    if entry.startswith(("?", "？")):
        query, values = understood(entry[1:], known)
    else:
        name, *words = _words(entry)
        query = queries.find(name)
        values = query.bind(pairs(word for word in words if word not in ("-p", "--param")))
    result = ask(lambda store: queries.run(store, query, values, limit=limit, timeout=timeout))
    show(result, query.titles, RowsFormat.TABLE, limit)


def _words(entry: str) -> list[str]:
    try:
        words = shlex.split(entry)
    except ValueError as error:
        raise UsageError(f"引号没有成对：{entry}", f"a quotation mark is not closed: {entry}") from error
    return words[2:] if words[:2] == ["kg", "query"] and len(words) > 2 else words


def _lines(folder: Path, known: Names) -> Iterator[str]:
    """Lines of a person at a terminal, or of a file."""
    if not sys.stdin.isatty():
        yield from io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", errors="replace")
        return
    from prompt_toolkit import PromptSession
    from prompt_toolkit.completion import WordCompleter
    from prompt_toolkit.history import FileHistory

    completer = WordCompleter(completions(known), sentence=False, WORD=True)
    session: PromptSession[str] = PromptSession(
        history=FileHistory(str(folder / HISTORY)), completer=completer
    )
    while True:
        try:
            yield session.prompt("kg> ", complete_while_typing=False)
        except KeyboardInterrupt:
            continue
        except EOFError:
            return


def completions(known: Names) -> list[str]:
    """What can be completed: queries, their parameters, words of Cypher, labels, edge types, properties, names."""
    library = queries.library()
    parameters = {f"{parameter.name}=" for query in library.values() for parameter in query.parameters}
    properties = {*ENTITY, *EDGE, *(field for extra in EDGE_EXTRA.values() for field in extra)}
    labels = {f":{label}" for label in (*LABELS.values(), *(one.value for one in Predicate))}
    named = {one.value for group in known.values() for one in group}
    found = [*library, *WORDS, *sorted(parameters), *sorted(labels), *sorted(properties), *sorted(named)]
    return list(dict.fromkeys(found))
