"""Repair the characters that documents hand over: radicals in place of ideographs, control characters, blanks."""

import csv
import re
import unicodedata
from functools import cache
from importlib.resources import files

from kg.ingest.catalog import words

_BLANKS = re.compile("[ \t\r\n\f\v\u00a0\u2002-\u200a\u202f\u205f]+")
_NOTHING = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060\ufeff\ud800-\udfff\ufffe\uffff]"
)
_LEAST_NAME = 4
_LATIN = re.compile("[A-Za-z]")


@cache
def _radicals() -> dict[int, str]:
    """CJK radicals to ideographs: the Kangxi block by its Unicode mapping, the Supplement by the catalogue."""
    kangxi = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
    text = files("kg.catalog").joinpath("layout_radicals.csv").read_text(encoding="utf-8")
    supplement = {ord(row["radical"]): row["ideograph"] for row in csv.DictReader(text.splitlines())}
    return kangxi | supplement


def repair(text: str) -> str:
    """Put ideographs in place of radicals (⼯⻋ → 工车), which PDF producers write; one for one, so offsets stay."""
    return text.translate(_radicals())


def clean(text: str) -> str:
    """One line of readable text: radicals repaired, control characters out, blanks collapsed and stripped."""
    return _BLANKS.sub(" ", _NOTHING.sub("", repair(text))).strip(" \u3000")


def join_lines(lines: list[str], *, wrapped: bool = False) -> str:
    """The lines of a cell as one: Han goes on without a blank, Latin words get one between.

    So do two names, unless the lines are ``wrapped`` at the width of the cell and not broken by a person.
    """
    joined = ""
    for line in filter(None, map(clean, lines)):
        joined += " " + line if joined and _parted(joined, line, wrapped) else line
    return joined


def _parted(before: str, after: str, wrapped: bool) -> bool:
    if _LATIN.match(before[-1]) and _LATIN.match(after[0]):
        return True
    if wrapped or after[0] in "（(，、；。" or len(after) < _LEAST_NAME:
        return False
    return before.endswith(words("byline_suffixes"))
