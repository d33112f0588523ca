"""CSV files for ``neo4j-admin database import``, and its command: the graph as ``kg load`` would write it.

The importer makes null of an empty list. What holds one gets no digest, so that the ``kg load`` that follows (and makes
constraints and indexes) writes it again.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from kg.errors import UsageError
from kg.model import Graph
from kg.schema import LABELS
from kg.store.difference import DIGEST, Held, Row, difference

ARRAY = "\x1f"
COMMAND = "neo4j-admin.txt"
_ENTITIES = frozenset(LABELS.values())


def write_import(graph: Graph, folder: Path, workspace: str) -> str:
    """Write one file a label and edge type into a new or empty folder; returns the command, which is written too.

    Paths in the command are relative to the folder. Raises UsageError when the folder is not empty.
    """
    if folder.exists() and any(folder.iterdir()):
        raise UsageError(
            f"文件夹 {folder} 不是空的；请换一个新文件夹。",
            f"the folder {folder} is not empty; name a new one.",
        )
    folder.mkdir(parents=True, exist_ok=True)
    change = difference(graph, Held({}, {}), workspace)
    parts = [
        "neo4j-admin database import full neo4j --overwrite-destination",
        f"--array-delimiter=U+{ord(ARRAY):04X}",
    ]
    parts.append("--multiline-fields=true")
    for kind, rows in sorted(change.nodes.items()):
        _write(folder / f"{kind}.csv", _table([(_stored(row), {}) for row in rows], ("id",)))
        labels = f"{kind}:Entity" if kind in _ENTITIES else kind
        parts.append(f"--nodes={labels}={kind}.csv")
    by_type: dict[str, list[Any]] = {}
    for (type_, _, _), rows in change.edges.items():
        ends = [(_stored(row), {":START_ID": row["source"], ":END_ID": row["target"]}) for row in rows]
        by_type.setdefault(type_, []).extend(ends)
    for type_, edges in sorted(by_type.items()):
        edges.sort(key=lambda edge: str(edge[0]["id"]))
        _write(folder / f"{type_}.csv", _table(edges, ()))
        parts.append(f"--relationships={type_}={type_}.csv")
    command = " \\\n  ".join(parts) + "\n"
    (folder / COMMAND).write_text(command, encoding="utf-8")
    return command


def _stored(row: Row) -> Mapping[str, Any]:
    properties: Mapping[str, Any] = row["properties"]
    if [] not in properties.values():
        return properties
    return {name: value for name, value in properties.items() if name != DIGEST}


def _table(rows: Sequence[tuple[Mapping[str, Any], Mapping[str, str]]], ids: Sequence[str]) -> Iterator[str]:
    """The lines of a file: a header with types, then a line a row."""
    ends = list(rows[0][1])
    names = sorted({name for properties, _ in rows for name in properties})
    kinds = {
        name: _kind([properties[name] for properties, _ in rows if name in properties]) for name in names
    }
    heads = [f"{name}:{'ID' if name in ids else kinds[name]}" for name in names]
    yield ",".join([*ends, *heads])
    for properties, links in rows:
        yield ",".join(
            [*(_cell(links[end]) for end in ends), *(_cell(properties.get(name)) for name in names)]
        )


def _kind(values: Sequence[Any]) -> str:
    if any(isinstance(value, list) for value in values):
        return "string[]"
    if all(isinstance(value, bool) for value in values):
        return "boolean"
    if all(isinstance(value, int) for value in values):
        return "long"
    return "double" if all(isinstance(value, int | float) for value in values) else "string"


def _cell(value: Any) -> str:
    """Null is nothing; a text is quoted, so that an empty one is not null."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return repr(value)
    text = ARRAY.join(value) if isinstance(value, list) else str(value)
    return '"' + text.replace('"', '""') + '"'


def _write(file: Path, lines: Iterator[str]) -> None:
    with file.open("w", encoding="utf-8", newline="\n") as out:
        out.writelines(f"{line}\n" for line in lines)
