"""Reads the tables of ``kg/catalog`` that the extractors use, and turns their entries into patterns."""

import csv
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

FILES = (
    "award_triggers.csv",
    "award_cues.csv",
    "award_levels.csv",
    "titles.csv",
    "fact_titles.csv",
    "rule_confidence.csv",
    "table_columns.csv",
    "programmes.csv",
    "places.csv",
    "towns.csv",
)


@cache
def rows(name: str) -> tuple[Mapping[str, str], ...]:
    """The rows of a CSV file of the catalogue; the keys are its header's."""
    text = files("kg.catalog").joinpath(name).read_text(encoding="utf-8")
    found = tuple(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))
    for row in found:
        if None in row or None in row.values():
            raise ValueError(f"{name}: columns are missing or too many (a comma outside quotes?) in {row}")
    return found


@cache
def entries(name: str, kind: str, field: str = "text") -> tuple[str, ...]:
    """One column of the rows of a kind, in the order of the file."""
    return tuple(row[field] for row in rows(name) if row["kind"] == kind)


@cache
def cue(kind: str) -> re.Pattern[str]:
    """The patterns of ``award_cues.csv`` of one kind as a single expression."""
    return re.compile("|".join(f"(?:{entry})" for entry in entries("award_cues.csv", kind)))
