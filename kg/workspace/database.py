"""Opening the SQLite file of a workspace: its schema version, migrations, and what can go wrong."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from importlib.resources import files
from pathlib import Path

from kg.errors import WorkspaceError

SCHEMA_VERSION = 4


def _add_layouts_and_descriptions(connection: sqlite3.Connection) -> None:
    """Version 2: the structure that readers know of a document, and what manifests say of files."""
    connection.execute("ALTER TABLE documents ADD COLUMN layout TEXT")
    connection.execute(
        "CREATE TABLE descriptions (path TEXT PRIMARY KEY, title TEXT, date TEXT, publisher TEXT, url TEXT) WITHOUT ROWID"
    )


def _add_what_is_gathered(connection: sqlite3.Connection) -> None:
    """Version 3: names as they were gathered. Mentions keep their entities until the graph is made anew."""
    connection.execute("ALTER TABLE entity_mentions RENAME TO old_mentions")
    for index in ("edges_by_source", "edges_by_target"):
        connection.execute(f"DROP INDEX IF EXISTS {index}")
    for statement in _statements(_script("gathered.sql")):
        connection.execute(statement)
    connection.execute("INSERT INTO entity_mentions SELECT *, NULL FROM old_mentions")
    connection.execute("DROP TABLE old_mentions")
    connection.execute("INSERT INTO pending SELECT id FROM documents")


def _add_why_files_failed(connection: sqlite3.Connection) -> None:
    """Version 4: the content of files that could not be read, and what they wait for."""
    connection.execute("ALTER TABLE files ADD COLUMN content TEXT")
    connection.execute("ALTER TABLE files ADD COLUMN lacks TEXT NOT NULL DEFAULT ''")


def _script(name: str) -> str:
    return files("kg.workspace").joinpath(name).read_text(encoding="utf-8")


def _statements(script: str) -> Iterator[str]:
    """The statements of a script one by one: running it at once would end the transaction."""
    text = ""
    for line in script.splitlines(keepends=True):
        text += line
        if sqlite3.complete_statement(text):
            yield text
            text = ""


# From each older version to the next. A migration runs inside one transaction, after a backup copy was made.
MIGRATIONS: Mapping[int, Callable[[sqlite3.Connection], None]] = {
    1: _add_layouts_and_descriptions,
    2: _add_what_is_gathered,
    3: _add_why_files_failed,
}


def connect(file: Path, *, create: bool) -> sqlite3.Connection:
    """Open the database of a workspace, create it when asked, migrate it when it is older.

    Raises WorkspaceError when it is missing, newer than this program, no workspace, or cannot be written.
    """
    if not create and not file.exists():
        raise WorkspaceError(
            f"没有工作区：{file.parent}。请先运行 kg build 文件…，或用 -w 指定工作区。",
            f"no workspace at {file.parent}. Run `kg build PATH…` first, or name one with -w.",
        )
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(file, isolation_level=None, timeout=30)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA cache_size = -65536")
        _bring_up_to_date(connection, file)
    except (OSError, sqlite3.Error) as error:
        raise WorkspaceError(
            f"无法打开工作区 {file.parent}：{error}。请检查文件夹的写权限与磁盘空间。",
            f"cannot open the workspace {file.parent}: {error}. Check that the folder can be written and the disk has room.",
        ) from error
    return connection


def _bring_up_to_date(connection: sqlite3.Connection, file: Path) -> None:
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > SCHEMA_VERSION:
        raise WorkspaceError(
            f"工作区 {file.parent} 由更新版本的 kg 写成（结构版本 {version}，本程序支持到 {SCHEMA_VERSION}）。请升级 kg。",
            f"the workspace {file.parent} was written by a newer kg (schema {version}; this program knows up to "
            f"{SCHEMA_VERSION}). Upgrade kg.",
        )
    if version == 0:
        _create(connection)
    elif version < SCHEMA_VERSION:
        _migrate(connection, file, version)


def _create(connection: sqlite3.Connection) -> None:
    script = _script("schema.sql") + _script("gathered.sql")
    connection.executescript(f"BEGIN IMMEDIATE; {script} PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;")


def _migrate(connection: sqlite3.Connection, file: Path, version: int) -> None:
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy2(file, file.with_suffix(f".v{version}.bak"))
    connection.execute("BEGIN IMMEDIATE")
    try:
        for older in range(version, SCHEMA_VERSION):
            MIGRATIONS[older](connection)
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
