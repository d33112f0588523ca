"""Opening the store that a command asks for: the workspace's own, or a Neo4j server named with ``--to``."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.common import workspace_folder
from kg.config import settings
from kg.errors import UsageError
from kg.language import tr
from kg.store.protocol import Store

if TYPE_CHECKING:  # the driver takes long to import and few commands need it
    from kg.store.neo4j import Neo4jStore

ToOption = Annotated[
    str | None,
    typer.Option(
        "--to", help=tr("Neo4j 地址，如 bolt://127.0.0.1:7687。", "A Neo4j, as bolt://127.0.0.1:7687.")
    ),
]
UserOption = Annotated[
    str | None,
    typer.Option(
        "--user",
        help=tr(
            "Neo4j 用户（默认 NEO4J_USERNAME，或 neo4j）。", "Neo4j user (default NEO4J_USERNAME, or neo4j)."
        ),
    ),
]
DatabaseOption = Annotated[
    str | None,
    typer.Option(
        "--database", help=tr("Neo4j 数据库（默认用户的主库）。", "Neo4j database (default: the user's own).")
    ),
]


@contextmanager
def opened_store(
    workspace: Path | None, to: str | None, user: str | None, database: str | None, timeout: float
) -> Iterator[Store]:
    """The store to query, closed afterwards."""
    address = to or settings().to
    store: Store
    if address:
        store = neo4j_store(address, user, database)
    else:
        from kg.store import embedded

        store = embedded.open(workspace_folder(workspace), timeout=timeout)
    try:
        yield store
    finally:
        store.close()


def neo4j_store(address: str, user: str | None, database: str | None, workspace: str = "") -> "Neo4jStore":
    """Connect to a Neo4j; ``workspace`` is the identity of the one that loads.

    The password comes from NEO4J_PASSWORD, the file that NEO4J_PASSWORD_FILE names, or a prompt, from nowhere else.
    """
    from kg.store.neo4j import Neo4jStore

    name = user or settings().user or os.environ.get("NEO4J_USERNAME") or "neo4j"
    return Neo4jStore(address, name, _password(name, address), workspace=workspace, database=database)


def _password(user: str, address: str) -> str:
    password = os.environ.get("NEO4J_PASSWORD")
    if password is not None:
        return password
    file = os.environ.get("NEO4J_PASSWORD_FILE")
    if file:
        return _first_line(Path(file))
    if not sys.stdin.isatty():
        raise UsageError(
            "没有 Neo4j 密码：请设置环境变量 NEO4J_PASSWORD。",
            "no Neo4j password: set the variable NEO4J_PASSWORD.",
        )
    return getpass(tr(f"{address} 用户 {user} 的密码：", f"password of {user} at {address}: "))


def _first_line(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8").partition("\n")[0].removesuffix("\r")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"读不了密码文件 {file}：请检查 NEO4J_PASSWORD_FILE。",
            f"the password file {file} cannot be read. Check NEO4J_PASSWORD_FILE.",
        ) from error
