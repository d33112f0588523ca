"""The operator's tables, laid over the shipped ones: a row takes the place of the shipped row with its key, or is added.

They lie in the folder ``catalog`` of a workspace. One folder is in force in a process and in those it starts; its
name is therefore kept in the environment.
"""

import csv
import hashlib
import io
import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from pathlib import Path

from kg.catalog.tables import CATALOG, CatalogError, read_table, text_of
from kg.catalog.validity import overlap

FOLDER = "catalog"
VARIABLE = "KG_CATALOG"
# Where a row comes from and when it holds; any of these may stand behind the columns of a table.
PROVENANCE = ("source", "valid_from", "valid_to", "version")
# What is derived from the tables is cached in these packages.
_DERIVED = ("kg.catalog.", "kg.nlp", "kg.facts", "kg.resolve", "kg.ask")


@dataclass(frozen=True, slots=True)
class Table:
    """A table that can be laid over: its columns, the one that tells rows apart, and those that hold names.

    ``read`` says whether the names decide what is read in a text (else only what names mean); ``dated`` whether rows
    of one key may follow one another in time.
    """

    columns: tuple[str, ...]
    key: str
    names: tuple[str, ...]
    read: bool = True
    dated: bool = False

    @property
    def optional(self) -> tuple[str, ...]:
        """The columns that may stand behind the others."""
        return tuple(one for one in PROVENANCE if one not in self.columns)


TABLES: Mapping[str, Table] = {
    "programmes": Table(
        (
            "name", "aliases", "level", "recognises", "agency", "jurisdiction", "predecessor", "kind",
            "place_prefix", "note", "valid_from", "valid_to",
        ),
        "name",
        ("name", "aliases"),
    ),
    "places": Table(("code", "name", "short", "level", "parent", "guard"), "code", ("name", "short")),
    "towns": Table(("code", "name"), "code", ("name",)),
    "agency_names": Table(("short", "full"), "short", ("short", "full"), read=False, dated=True),
    "agency_national_names": Table(
        ("short", "full"), "short", ("short", "full"), read=False, dated=True
    ),
    "agency_successions": Table(("predecessor", "successors", "date", "note"), "predecessor", (), read=False),
    "place_successions": Table(("predecessor", "successors", "date", "note"), "predecessor", (), read=False),
    "firms": Table(
        ("name", "former_names", "credit_code", "place"),
        "name",
        ("name", "former_names"),
        read=False,
        dated=True,
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One row and where it stands."""

    path: Path
    line: int
    values: Mapping[str, str]

    @property
    def valid_from(self) -> str:
        """Since when it holds; "" for ever."""
        return self.values.get("valid_from", "")

    @property
    def valid_to(self) -> str:
        """Until when it holds; "" to this day."""
        return self.values.get("valid_to", "")


def use(path: Path | None) -> None:
    """Lay the tables of a folder over the shipped ones, in place of any other folder's; None for the shipped ones."""
    wanted = str(path.absolute()) if path and path.is_dir() else ""
    before = (os.environ.get(VARIABLE, ""), version())
    if wanted:
        os.environ[VARIABLE] = wanted
    else:
        os.environ.pop(VARIABLE, None)
    version.cache_clear()
    if before != (wanted, version()):
        _forget()


def _forget() -> None:
    """Empty every cache of what was derived from the tables."""
    for name, module in list(sys.modules.items()):
        if name.startswith(_DERIVED):
            for value in list(vars(module).values()):
                clear = getattr(value, "cache_clear", None)
                if callable(clear):
                    clear()


def folder() -> Path | None:
    """The operator's folder in force."""
    named = os.environ.get(VARIABLE)
    return Path(named) if named else None


def file_of(table: str) -> Path | None:
    """The operator's file of a table; None where there is none."""
    found = folder()
    path = found / f"{table}.csv" if found else None
    return path if path and path.is_file() else None


@cache
def version() -> str:
    """A hash of the operator's tables; "" where there are none."""
    paths = [path for table in TABLES if (path := file_of(table))]
    content = [path.name.encode() + b"\0" + path.read_bytes() for path in paths]
    return hashlib.sha256(b"\0".join(content)).hexdigest()[:12] if content else ""


def own_rows(table: str) -> Iterator[Row]:
    """The operator's rows of a table. Raises CatalogError."""
    path, known = file_of(table), TABLES[table]
    if path:
        for line, values in read_table(path, known.columns, known.optional):
            yield Row(path, line, values)


def rows(table: str) -> Iterator[Row]:
    """Shipped rows in their order, each replaced by the operator's of the same key, then the operator's other rows.

    Raises CatalogError for a key that is there twice, in a dated table for one that is there twice at one time.
    """
    known = TABLES[table]
    own: dict[str, list[Row]] = {}
    for row in own_rows(table):
        same = own.setdefault(row.values[known.key], [])
        for other in same:
            if not known.dated or overlap(row, other):
                raise _there_twice(row, other, known)
        same.append(row)
    if not own:
        yield from _shipped_rows(table)
        return
    for row in _shipped_rows(table):
        yield from own.pop(row.values[known.key], [row])
    for same in own.values():
        yield from same


def columns(table: str, *names: str) -> Iterator[tuple[str, ...]]:
    """Some columns of the same rows, "" for those that a row has not; quick for a large table that nobody added to.

    Raises CatalogError.
    """
    path = CATALOG / f"{table}.csv"
    if file_of(table) or not path.is_file():
        yield from (tuple(row.values.get(name, "") for name in names) for row in rows(table))
        return
    reader = csv.reader(io.StringIO(text_of(path), newline=""), strict=True)
    header = next(reader)
    pick = itemgetter(*(header.index(name) if name in header else len(header) for name in names))
    yield from (pick([*row, ""]) for row in reader)


def _there_twice(row: Row, other: Row, known: Table) -> CatalogError:
    key = row.values[known.key]
    zh, en = (
        f"{known.key} 的值 {key} 已在第 {other.line} 行",
        f"the {known.key} {key} is already in line {other.line}",
    )
    if any((row.valid_from, row.valid_to, other.valid_from, other.valid_to)):
        zh += "，且两行的有效期（valid_from、valid_to）重叠"
        en += ", and their times (valid_from, valid_to) overlap"
    return CatalogError(row.path, row.line, f"{zh}。", f"{en}.")


def _shipped_rows(table: str) -> Iterator[Row]:
    path = CATALOG / f"{table}.csv"
    if path.is_file():
        for line, values in read_table(path, TABLES[table].columns):
            yield Row(path, line, values)


def shipped_size(table: str) -> int:
    """How many rows of a table are shipped."""
    return sum(1 for _ in _shipped_rows(table))


def names_of(table: str, values: Mapping[str, str]) -> tuple[str, ...]:
    """Every name in a row."""
    return tuple(name for field in TABLES[table].names for name in values[field].split("|") if name)


@dataclass(frozen=True, slots=True)
class Cue:
    """An operator's row as far as it decides what is read: its names and a hash of all it says."""

    names: tuple[str, ...]
    digest: str


@cache
def cues() -> tuple[Cue, ...]:
    """The operator's rows that decide what is read in a text which holds one of their names."""
    found = []
    for table, known in TABLES.items():
        for row in own_rows(table) if known.read else ():
            text = "\0".join((table, *(row.values[column] for column in known.columns)))
            digest = hashlib.sha256(text.encode()).hexdigest()
            found.append(Cue(names_of(table, row.values), digest))
    return tuple(found)
