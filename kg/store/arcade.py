"""What is asked of an open ArcadeDB: its schema, what it holds, queries, and its answers as plain values."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from kg.errors import QueryRefused, StoreError
from kg.model import Predicate
from kg.schema import LABELS
from kg.store.difference import DIGEST, EdgeKind, Held, NodeKind, held_of
from kg.store.library import schema_statements
from kg.store.protocol import Result

CYPHER = "opencypher"
ENTITIES = frozenset(LABELS.values())
NODES = (*LABELS.values(), "Document", "Article")
EDGES = tuple(predicate.value for predicate in Predicate if predicate is not Predicate.ALIAS)

_PATH = re.compile(r"\(#\d+:\d+\)(?:<?-\[#\d+:\d+\]->?\(#\d+:\d+\))+")
_RECORD = re.compile(r"#\d+:\d+")


def create_schema(database: Any) -> None:
    """Create types and indexes; what is there stays."""
    for statement in schema_statements("arcadedb", suffix=".sql", comment="--"):
        database.command("sql", statement)


def has_schema(database: Any) -> bool:
    """Whether all types are there: a database whose schema file is damaged opens as an empty one."""
    known = {row["name"] for row in database.query("sql", "SELECT name FROM schema:types").iter_dicts()}
    return known >= {*NODES, *EDGES}


def counts(database: Any) -> tuple[int, int]:
    """How many nodes and edges there are."""
    nodes = database.query(CYPHER, "MATCH (n) RETURN count(n) AS number").first().get("number")
    edges = database.query(CYPHER, "MATCH ()-[r]->() RETURN count(r) AS number").first().get("number")
    return nodes, edges


def held(database: Any) -> Held:
    """What the database says it holds."""
    return held_of(_held_nodes(database), _held_edges(database))


def _held_nodes(database: Any) -> Iterator[tuple[NodeKind, str, str]]:
    for label in NODES:
        rows = database.query(CYPHER, f"MATCH (n:{label}) RETURN n.id AS id, n.{DIGEST} AS digest")
        yield from ((label, row["id"], row["digest"]) for row in rows.iter_dicts())


def _held_edges(database: Any) -> Iterator[tuple[EdgeKind, str, str, str]]:
    text = (
        "MATCH (a)-[r]->(b) RETURN type(r) AS type, labels(a) AS source, labels(b) AS target, a.id AS id, "
        f"r.id AS edge, r.{DIGEST} AS digest"
    )
    for row in database.query(CYPHER, text).iter_dicts():
        kind = (row["type"], _key_label(row["source"]), _key_label(row["target"]))
        yield kind, row["id"], row["edge"], row["digest"]


def _key_label(labels: list[str]) -> str:
    return "Entity" if "Entity" in labels else labels[0]


def query(
    database: Any, text: str, parameters: Mapping[str, Any], *, limit: int, columns: tuple[str, ...]
) -> Result:
    """Run a checked query on a database that was opened read-only. ``columns`` are used when no row comes."""
    plain = _Plain(database)
    rows: list[tuple[Any, ...]] = []
    try:
        answer = database.query(CYPHER, text, *([dict(parameters)] if parameters else []))
        with answer:
            for record in answer:
                if len(rows) == limit:
                    return Result(columns, tuple(rows), cut=True)
                columns = tuple(record.get_property_names())
                values = record.to_dict()
                rows.append(tuple(plain(values.get(name)) for name in columns))
    except Exception as error:
        raise _explain(error) from error
    return Result(columns, tuple(rows), cut=False)


def _explain(error: Exception) -> Exception:
    text = str(error)
    if "TimeoutException" in text:
        return StoreError(
            "查询超过了时间限制，已停止。请缩小范围，或用 --timeout 放宽。",
            "the query reached its time limit and was stopped. Narrow it, or allow more with --timeout.",
        )
    if any(sign in text for sign in ("OutOfMemoryError", "HeapLimit", "heap budget")):
        return StoreError(
            "查询需要的内存超过了限制，已停止。请缩小范围，或加上 LIMIT。",
            "the query needs more memory than it may use and was stopped. Narrow it, or add a LIMIT.",
        )
    if "ParsingException" in text or "SemanticException" in text:
        reason = text.rpartition("Exception: ")[2].splitlines()[0]
        return QueryRefused(f"查询有误：{reason}", f"the query is not valid: {reason}")
    return StoreError(f"查询失败：{text.splitlines()[0]}", f"the query failed: {text.splitlines()[0]}")


def named(database: Any, label: str, text: str) -> list[str]:
    """The ids of what is called so; see ``Store.named``."""
    ways = (
        "id = :text",
        "name = :text",
        "aliases CONTAINS :text",
        *(["code = :text"] if label == "Place" else []),
    )
    try:
        rows = [
            row
            for way in ways
            for row in database.query(
                "sql", f"SELECT id FROM {label} WHERE {way}", {"text": text}
            ).iter_dicts()
        ]
    except Exception as error:
        raise _explain(error) from error
    return sorted({row["id"] for row in rows})


class _Plain:
    """Makes plain values of what the engine answers: mappings from the native build, Java objects from the other."""

    def __init__(self, database: Any) -> None:
        self._database = database

    def __call__(self, value: Any) -> Any:
        if value is None or isinstance(value, bool | int | float):
            return value
        if isinstance(value, str):
            return self._path(value) if _PATH.fullmatch(value) else value
        if isinstance(value, list | tuple):
            return [self(item) for item in value]
        if isinstance(value, Mapping):
            return self._mapping(value)
        if hasattr(value, "getTypeName"):
            return self._java_record(value)
        return self(str(value))

    def _mapping(self, value: Mapping[str, Any]) -> dict[str, Any]:
        shown = {
            key: self(item) for key, item in value.items() if key not in ("@rid", "@type", "@cat", DIGEST)
        }
        kind = value.get("@type")
        return _with_kind(kind, shown) if "@rid" in value and isinstance(kind, str) else shown

    def _java_record(self, record: Any) -> dict[str, Any]:
        names: Callable[[], Any] = record.getPropertyNames
        shown = {str(name): self._java_value(record.get(name)) for name in names() if str(name) != DIGEST}
        return _with_kind(str(record.getTypeName()), shown)

    def _java_value(self, value: Any) -> Any:
        if value is None or isinstance(value, bool | int | float | str):
            return value
        from arcadedb_embedded import convert_java_to_python

        return self(convert_java_to_python(value))

    def _path(self, text: str) -> list[Any]:
        """A path is answered as the record ids of its nodes and edges in turn."""
        records = []
        for rid in _RECORD.findall(text):
            row = next(self._database.query("sql", f"SELECT *, @rid, @type FROM {rid}").iter_dicts())
            records.append(self(row))
        return records


def _with_kind(kind: str, properties: dict[str, Any]) -> dict[str, Any]:
    if kind not in NODES:
        return {"type": kind, **properties}
    return {"labels": sorted([kind, "Entity"] if kind in ENTITIES else [kind]), **properties}
