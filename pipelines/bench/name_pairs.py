"""Names of organisations in pairs: ``python -m pipelines.bench.name_pairs``.

Prints, for each half of ``tests/resolve/name_pairs.csv`` (``dev`` was looked at while the rules were written, ``held``
was not), how many pairs there are, how the verdicts fall, and precision and recall of "same". No pair is shown.
"""

import csv
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from kg.cli.console import Format, write_rows
from kg.resolve import agencies, same
from kg.resolve.context import Context
from kg.resolve.gazetteer import gazetteer
from kg.resolve.same import Verdict

PAIRS = Path(__file__).parents[2] / "tests" / "resolve" / "name_pairs.csv"

Confusion = Counter[tuple[str, str]]


def pairs(split: str) -> list[Mapping[str, str]]:
    """The pairs of one half."""
    with PAIRS.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["split"] == split]


def verdict(row: Mapping[str, str]) -> Verdict:
    """What the rules say of a pair, which stands in no article."""
    if row["type"] == "agency":
        return agencies.decide(row["one"], row["other"], Context(), gazetteer())
    return same.decide(row["one"], row["other"])


def confusion(split: str) -> Confusion:
    """How often each (true verdict, our verdict) occurs in a half."""
    return Counter((row["verdict"], verdict(row).value) for row in pairs(split))


def scores(found: Confusion) -> tuple[float, float]:
    """Precision and recall of "same"."""
    right = found["same", "same"]
    called = sum(number for (_, mine), number in found.items() if mine == "same")
    true = sum(number for (truth, _), number in found.items() if truth == "same")
    return right / called if called else 1.0, right / true if true else 1.0


def main() -> None:
    """Print the figures of both halves."""
    table = []
    for split in ("dev", "held"):
        found = confusion(split)
        precision, recall = scores(found)
        table.append([split, found.total(), f"{precision:.4f}", f"{recall:.4f}"])
        for (truth, mine), number in sorted(found.items()):
            sys.stderr.write(f"{split}: {truth} called {mine}: {number}\n")
    write_rows(["split", "pairs", "precision of same", "recall of same"], table, Format.TABLE)


if __name__ == "__main__":
    main()
