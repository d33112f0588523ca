"""Reads the plain lists and tables of ``kg/catalog``."""

import csv
import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from types import MappingProxyType

Row = MappingProxyType[str, str]


@cache
def words(name: str) -> tuple[str, ...]:
    """The entries of a list file, in its order, without blank lines and ``#`` comments.

    Several entries may share a line, parted by blanks.
    """
    text = (files("kg") / "catalog" / name).read_text(encoding="utf-8")
    lines = (line.partition("#")[0] for line in text.splitlines())
    return tuple(dict.fromkeys(word for line in lines for word in line.split()))


@cache
def rows(name: str) -> tuple[Row, ...]:
    """The rows of a CSV file with a header; the keys are the header's."""
    text = (files("kg") / "catalog" / name).read_text(encoding="utf-8")
    return tuple(MappingProxyType(row) for row in csv.DictReader(text.splitlines()))


def column(name: str, field: str, **where: str) -> tuple[str, ...]:
    """One column of a CSV file, of the rows whose other columns equal ``where``."""
    chosen = (row for row in rows(name) if all(row[key] == value for key, value in where.items()))
    return tuple(row[field] for row in chosen)


def alternation(entries: Iterable[str]) -> str:
    """A regular expression that matches any of the entries, the longest first; nothing for no entries."""
    ordered = sorted(set(entries), key=lambda entry: (-len(entry), entry))
    return f"(?:{'|'.join(map(re.escape, ordered))})" if ordered else "(?!)"
