"""Adds rows to the operator's tables: from a CSV file or one by one, checked before anything is written."""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from kg.catalog import own
from kg.catalog.check import check_row, faults
from kg.catalog.own import FOLDER, TABLES, Table
from kg.catalog.tables import CATALOG, CatalogError, read_rows, read_table, text_of
from kg.errors import UsageError

_HEADERS = "own_headers.csv"
_LISTS = ("aliases", "former_names")
_MARKS = re.compile("[|;；、]")


def rows_of_file(table: str, path: Path) -> list[Mapping[str, str]]:
    """The rows of a CSV file to import: our columns or what registers call them, in any order; others are left out.

    Raises CatalogError that names the line, UsageError when there is no such file.
    """
    if not path.is_file():
        raise UsageError(f"没有文件 {path}。", f"there is no file {path}.")
    known = TABLES[table]
    columns = [*known.columns, *known.optional]
    header = next(csv.reader(io.StringIO(text_of(path), newline="")), [])
    named = [_column(table, one.strip(), columns) for one in header]
    if known.key not in named or len([one for one in named if one]) != len({one for one in named if one}):
        raise CatalogError(
            path,
            1,
            f"表头应有 {known.key}，可有 {'、'.join(columns)}，每列一次。",
            f"the header must name {known.key}, and may name {', '.join(columns)}, each once.",
        )
    found: list[Mapping[str, str]] = []
    for line, row in read_table(path, header):
        named_values = (
            (column, row[title].strip()) for title, column in zip(header, named, strict=True) if column
        )
        values = {column: _several(column, value) for column, value in named_values}
        check_row(table, path, line, dict.fromkeys(known.columns, "") | values)
        found.append(values)
    return found


def _several(column: str, value: str) -> str:
    """Registers part several names with marks of their own."""
    return "|".join(filter(None, map(str.strip, _MARKS.split(value)))) if column in _LISTS else value


def _column(table: str, title: str, columns: Iterable[str]) -> str | None:
    if title in columns:
        return title
    names = read_table(CATALOG / _HEADERS, ("table", "header", "column"))
    return next((row["column"] for _, row in names if (row["table"], row["header"]) == (table, title)), None)


def add(workspace: Path, table: str, rows: Iterable[Mapping[str, str]]) -> int:
    """Put rows into the workspace's file of a table, each in place of one with its key (in a dated table: of the same
    time). Returns how many changed it.

    Raises CatalogError, and writes nothing, when the file would not be valid.
    """
    known, folder = TABLES[table], workspace / FOLDER
    path = folder / f"{table}.csv"
    held = _held(table, path)
    before = dict(held)
    for row in rows:
        key = _key(known, row)
        old = held.get(key, {})
        held[key] = {
            column: row.get(column, old.get(column, "")) for column in (*known.columns, *known.optional)
        }
    text = _csv(table, held.values())
    _check(table, folder, text)
    folder.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".tmp")
    draft.write_text(text, encoding="utf-8", newline="")
    draft.replace(path)
    own.use(folder)
    return sum(before.get(key) != row for key, row in held.items())


def _key(known: Table, row: Mapping[str, str]) -> tuple[str, ...]:
    times = ("valid_from", "valid_to") if known.dated else ()
    return tuple(row.get(column, "") for column in (known.key, *times))


def _held(table: str, path: Path) -> dict[tuple[str, ...], Mapping[str, str]]:
    known = TABLES[table]
    columns = (*known.columns, *known.optional)
    found: dict[tuple[str, ...], Mapping[str, str]] = {}
    if path.is_file():
        for _, row in read_rows(path, known.columns, known.optional):
            if isinstance(row, CatalogError):
                raise row
            found[_key(known, row)] = {column: row.get(column, "") for column in columns}
    return found


def _csv(table: str, rows: Iterable[Mapping[str, str]]) -> str:
    known = TABLES[table]
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, (*known.columns, *known.optional), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue()


def _check(table: str, folder: Path, text: str) -> None:
    """Check the table as it would be, among the shipped rows. Raises CatalogError."""
    with TemporaryDirectory() as name:
        trial = Path(name)
        (trial / f"{table}.csv").write_text(text, encoding="utf-8", newline="")
        own.use(trial)
        try:
            found = faults(table)
        finally:
            own.use(folder)
    if found:
        raise found[0].at(folder / f"{table}.csv")
