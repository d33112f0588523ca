"""Reads the plain lists and tables of ``kg/catalog``."""

import csv
import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from types import MappingProxyType

Row = MappingProxyType[str, str]
Tree = dict[str, "Tree"]
_END = ""  # the key in a tree that says that an entry ends here


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
    """A regular expression that matches any of the entries, the longest first; nothing for no entries.

    Common beginnings are taken out (``(?:甲(?:乙|丙)|丁)``), which Python compiles and searches in a fraction of the time.
    """
    tree: Tree = {}
    for entry in sorted(set(entries)):
        node = tree
        for character in entry:
            node = node.setdefault(character, {})
        node[_END] = {}
    return f"(?:{_branches(tree)})" if tree else "(?!)"


def _branches(tree: Tree) -> str:
    """What may follow, as alternatives; nothing at all where an entry ends here, but only when all else fails."""
    last = [re.escape(character) for character, rest in tree.items() if character and rest.keys() == {_END}]
    longer = [
        f"{re.escape(character)}{_grouped(rest)}"
        for character, rest in tree.items()
        if character and rest.keys() != {_END}
    ]
    return "|".join([*longer, *last, *([""] if _END in tree else [])])


def _grouped(tree: Tree) -> str:
    branches = _branches(tree)
    return f"(?:{branches})" if len(tree) > 1 else branches
