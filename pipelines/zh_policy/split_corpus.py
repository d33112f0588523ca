"""Divide the corpus into train, dev and test by article: ``python -m pipelines.zh_policy.split_corpus``.

An article keeps the split it has. New ones are dealt out province by province and genre by genre, in an order
that a hash of the name decides, so that each province and genre comes near to 70 / 15 / 15 per cent.
"""

import csv
import hashlib
from collections import Counter
from pathlib import Path

from pipelines.zh_policy.articles import COLUMNS, CORPUS, TABLE, rows

SHARES = {"train": 0.70, "dev": 0.15, "test": 0.15}


def divide(table: list[dict[str, str]]) -> list[dict[str, str]]:
    """The rows with every split filled in, in their order."""
    counts: Counter[tuple[str, str]] = Counter()
    totals: Counter[str] = Counter()
    for row in table:
        for group in _groups(row):
            totals[group] += 1
            if row["split"]:
                counts[group, row["split"]] += 1
    for row in sorted(table, key=lambda one: (one["province"], _order(one["name"]))):
        if not row["split"]:
            row["split"] = max(SHARES, key=lambda split: _lack(row, split, counts, totals))
            counts.update((group, row["split"]) for group in _groups(row))
    return table


def _groups(row: dict[str, str]) -> tuple[str, ...]:
    return "all", f"province {row['province']}", f"genre {row['genre']}"


def _lack(row: dict[str, str], split: str, counts: Counter[tuple[str, str]], totals: Counter[str]) -> float:
    """How far behind its share a split is in the groups of an article, in articles of its own size."""
    lacks = [SHARES[split] * totals[group] - counts[group, split] for group in _groups(row)]
    return sum(lacks) / SHARES[split]


def _order(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def main(folder: Path = CORPUS) -> None:
    """Write the table with every split filled in."""
    table = divide(rows(folder))
    with (folder / TABLE).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(table)


if __name__ == "__main__":
    main()
