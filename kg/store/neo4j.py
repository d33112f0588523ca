"""The graph in a Neo4j server: loaded in batches that are written again when a connection fails, read in READ sessions."""

import logging
import sys
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import neo4j
from neo4j import exceptions
from neo4j.graph import Node, Path, Relationship

from kg import __version__
from kg.errors import KgError, QueryRefused, StoreError, UsageError
from kg.model import Graph
from kg.store.difference import DIGEST, apply, difference, fill, following
from kg.store.library import schema_statements
from kg.store.neo4j_write import NODES, Neo4jWriter, count_held, read_held, read_stamp
from kg.store.overrun import within
from kg.store.protocol import Progress, Result
from kg.store.readonly import check
from kg.workspace import Workspace
from kg.workspace.changelog import Changed

# Its own warnings (a transaction that is tried again) are for the log, not for the console.
logging.getLogger("neo4j").addHandler(logging.NullHandler())

SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")


def refresh(store: "Neo4jStore", workspace: Workspace, progress: Progress | None = None) -> int:
    """Bring a server to the workspace's generation; returns the number of rows written or deleted.

    A load leaves a random stamp in the database and notes in the workspace which generation it stands for. Where the
    workspace knows the stamp, only what changed since then is written. It does not know the one of another copy of
    itself or of a later self, another version of this program knows none, and a load that was cut off leaves none: then
    all is compared.
    """
    stamp = f"{__version__} {uuid.uuid4().hex}"
    known = _generation(workspace, store.stamp())
    if known is not None:
        with workspace.snapshot():
            generation, changed = workspace.generation, workspace.changed_since(known)
            sizes = workspace.counts()
        if changed is not None:
            workspace.write_note(f"loaded {stamp}", str(generation))
            size = store.follow(changed, (sizes["nodes"], sizes["edges"]), stamp, progress)
            if size is not None:
                return size
    with workspace.snapshot():
        generation, graph = workspace.generation, workspace.graph()
    workspace.write_note(f"loaded {stamp}", str(generation))
    return store.load(graph, progress, stamp=stamp)


def _generation(workspace: Workspace, stamp: str) -> int | None:
    """The generation that was loaded with a stamp, if by this version of the program from this workspace."""
    note = workspace.note(f"loaded {stamp}") if stamp.startswith(f"{__version__} ") else None
    return int(note) if note else None


class Neo4jStore:
    """A database of a Neo4j server as the store of one workspace; see ``kg.store.protocol.Store``.

    Connecting raises UsageError for what is no address, StoreError when the server is down, the password is wrong or the database is missing.
    """

    def __init__(
        self, uri: str, user: str, password: str, *, workspace: str = "", database: str | None = None
    ) -> None:
        if uri.partition("://")[0] not in SCHEMES:
            raise UsageError(
                f"{uri} 不是 Neo4j 地址；应以 {'://、'.join(SCHEMES)}:// 之一开头。",
                f"{uri} is no address of a Neo4j; it begins with one of {'://, '.join(SCHEMES)}://.",
            )
        self._uri = uri
        self._user = user
        self._database = database
        self._workspace = workspace
        with self._explained():
            self._driver = neo4j.GraphDatabase.driver(
                uri,
                auth=(user, password),
                connection_timeout=10,
                notifications_min_severity="OFF",
                max_transaction_retry_time=60,
            )
            try:
                with self._driver.session(database=database) as session:
                    session.run("RETURN 1").consume()
            except BaseException:
                self._driver.close()
                raise

    def load(self, graph: Graph, progress: Progress | None = None, *, stamp: str = "") -> int:
        """See ``Store.load``. Deletes only what carries this workspace's name. ``stamp`` stands for what was loaded."""
        with self._writing() as (session, writer):
            held = read_held(session, self._workspace)
            size = (
                apply(difference(graph, held, self._workspace), writer, progress)
                if held.nodes
                else fill(graph, self._workspace, writer, progress)
            )
            writer.put_stamp(stamp)
            return size

    def follow(
        self, changed: Changed, sizes: tuple[int, int], stamp: str, progress: Progress | None = None
    ) -> int | None:
        """Write what changed since the load of the stamp that is there; returns how many rows were written or deleted.

        None, without a stamp, when there are not these many nodes and edges of the workspace afterwards.
        """
        with self._writing() as (session, writer):
            size = apply(following(changed, self._workspace), writer, progress)
            if count_held(session, self._workspace) != sizes:
                return None
            writer.put_stamp(stamp)
            return size

    def stamp(self) -> str:
        """The stamp of the last load of the workspace; empty where there is none, or it was cut off."""
        with self._explained(), self._driver.session(database=self._database) as session:
            return read_stamp(session, self._workspace)

    @contextmanager
    def _writing(self) -> Iterator[tuple[neo4j.Session, Neo4jWriter]]:
        """A session for a load: the schema is there, and no stamp until the load puts one."""
        with self._explained(), self._driver.session(database=self._database) as session:
            for statement in schema_statements("neo4j", suffix=".cypher", comment="//"):
                session.run(statement).consume()
            session.run("CALL db.awaitIndexes(300)").consume()
            writer = Neo4jWriter(session, self._workspace)
            writer.put_stamp("")
            yield session, writer

    def search(self, text: str, *, limit: int = 100) -> list[dict[str, Any]]:
        """Entities of which a name holds the text, by the full-text index: the best first, each as ``plain`` gives it."""
        query = (
            "CALL db.index.fulltext.queryNodes('kg_names', $phrase) YIELD node, score "
            "WHERE any(x IN [node.name] + node.aliases WHERE toLower(x) CONTAINS toLower($text)) "
            "RETURN node ORDER BY score DESC, node.id LIMIT $limit"
        )
        values = {"phrase": phrase(text), "text": text, "limit": limit}
        return [
            row[0]
            for row in within(
                30.0, lambda: self._answer(neo4j.Query(query, timeout=30.0), values, limit)
            ).rows
        ]

    def owned(self) -> int:
        """How many nodes of this workspace are there."""
        text = f"MATCH (n:{'|'.join(NODES)}) WHERE n.workspace = $workspace RETURN count(n)"
        return self._count(text)

    def strangers(self) -> tuple[int, int]:
        """How many nodes with our labels are there that this program did not write, and that another workspace wrote."""
        ours = f"MATCH (n:{'|'.join(('Entity', *NODES))})"
        foreign = self._count(f"{ours} WHERE n.workspace IS NULL OR n.{DIGEST} IS NULL RETURN count(n)")
        others = self._count(
            f"{ours} WHERE n.workspace <> $workspace AND n.{DIGEST} IS NOT NULL RETURN count(n)"
        )
        return foreign, others

    def _count(self, text: str) -> int:
        with self._explained(), self._driver.session(database=self._database) as session:
            row = session.run(text, workspace=self._workspace).single(strict=True)
            return int(row[0])

    def run(
        self,
        text: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        limit: int = 1000,
        timeout: float = 30.0,
    ) -> Result:
        """See ``Store.run``."""
        check(text)
        query = neo4j.Query(text, timeout=timeout)
        return within(timeout, lambda: self._answer(query, parameters or {}, limit))

    def _answer(self, query: neo4j.Query, parameters: Mapping[str, Any], limit: int) -> Result:
        with (
            self._explained(),
            self._driver.session(
                database=self._database, default_access_mode=neo4j.READ_ACCESS, fetch_size=1000
            ) as session,
        ):
            answer = session.run(query, dict(parameters))
            columns = tuple(answer.keys())
            rows: list[tuple[Any, ...]] = []
            for record in answer:
                if len(rows) == limit:
                    return Result(columns, tuple(rows), cut=True)
                rows.append(tuple(plain(value) for value in record.values()))
            return Result(columns, tuple(rows), cut=False)

    def named(self, label: str, text: str) -> list[str]:
        """See ``Store.named``."""
        query = (
            f"MATCH (n:{label}) WHERE $text IN [n.id, n.name] + n.aliases{' OR n.code = $text' if label == 'Place' else ''} "
            "RETURN DISTINCT n.id AS id ORDER BY id"
        )
        return [row[0] for row in self.run(query, {"text": text}, limit=sys.maxsize).rows]

    def close(self) -> None:
        """Close the connections."""
        self._driver.close()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Turn what the driver raises into StoreError and QueryRefused that say what to do."""
        try:
            yield
        except (exceptions.Neo4jError, exceptions.DriverError, ValueError, OSError) as error:
            raise explain(error, self._uri, self._user, self._database) from error


def phrase(text: str) -> str:
    """A text as the full-text index is asked for it: its pairs of characters in a row; one character in any pair."""
    if len(text) == 1 and text.isalnum():
        return f"/.?{text}.?/"
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def plain(value: Any) -> Any:
    """A value of the driver as ``Result`` promises it."""
    if isinstance(value, Node):
        return {"labels": sorted(value.labels), **_shown(value)}
    if isinstance(value, Relationship):
        return {"type": value.type, **_shown(value)}
    if isinstance(value, Path):
        steps = zip(value.nodes[1:], value.relationships, strict=True)
        return [plain(value.nodes[0]), *(plain(one) for node, edge in steps for one in (edge, node))]
    if isinstance(value, list | tuple) and not hasattr(value, "iso_format"):
        return [plain(item) for item in value]
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items() if key != DIGEST}
    if value is None or isinstance(value, bool | int | float | str):
        return value
    return value.iso_format() if hasattr(value, "iso_format") else str(value)


def _shown(item: Node | Relationship) -> dict[str, Any]:
    return {key: plain(value) for key, value in item.items() if key != DIGEST}


def explain(error: Exception, uri: str, user: str, database: str | None) -> KgError:
    """What an exception of the driver means for who called."""
    code = getattr(error, "code", None) or ""
    reason = " ".join((getattr(error, "message", None) or str(error)).split())
    if isinstance(error, exceptions.AuthError):
        return StoreError(
            f"{uri} 拒绝了用户 {user}：用户名或密码不对。请检查 --user 与 NEO4J_PASSWORD。",
            f"{uri} refused the user {user}: wrong name or password. Check --user and NEO4J_PASSWORD.",
        )
    if "DatabaseNotFound" in code:
        return StoreError(
            f"{uri} 上没有数据库 {database}。请检查名称。",
            f"there is no database {database} at {uri}. Check its name.",
        )
    if "TransactionTimedOut" in code:
        return StoreError(
            "查询超过了时间限制，已停止。请缩小范围，或用 --timeout 放宽。",
            "the query reached its time limit and was stopped. Narrow it, or allow more with --timeout.",
        )
    if isinstance(error, exceptions.ClientError) and ".Statement." in code:
        return QueryRefused(f"查询有误：{reason}", f"the query is not valid: {reason}")
    if isinstance(error, exceptions.ServiceUnavailable | exceptions.SessionExpired | OSError):
        return StoreError(
            f"连不上 Neo4j {uri}：{reason}。请确认服务已启动、地址与端口正确；中断的载入再运行一次即可接着做。",
            f"cannot reach the Neo4j at {uri}: {reason}. Check that it runs and the address is right; a load that was "
            "cut off goes on when it is run again.",
        )
    return StoreError(f"Neo4j {uri} 出错：{reason}", f"the Neo4j at {uri} reports: {reason}")
