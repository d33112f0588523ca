"""The word lists that the layout rules use: ``kg/catalog/layout_*.txt``, one word a line, ``#`` for comments."""

import re
from functools import cache
from importlib.resources import files


@cache
def words(name: str) -> tuple[str, ...]:
    """Return the words of ``kg/catalog/layout_<name>.txt`` in the order of the file."""
    text = files("kg.catalog").joinpath(f"layout_{name}.txt").read_text(encoding="utf-8")
    lines = (line.strip() for line in text.splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))


@cache
def alternatives(name: str) -> str:
    """Return the words of a list as a regular expression, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words(name), key=lambda word: (-len(word), word)))
