"""The benchmark of ``kg ask``: questions in ordinary words; those marked held were written when the word lists stood, and
of them only the score was looked at.

``pytest tests/ask -s`` shows the shares. A question without a query is one that must be refused.
"""

import csv
import sys
from collections import Counter
from pathlib import Path

import pytest

from kg.ask import Names, ask, names
from tests.wide import wide_graph

FILE = Path(__file__).parent / "questions.csv"
QUESTIONS = list(csv.DictReader(FILE.read_text(encoding="utf-8").splitlines()))


@pytest.fixture(scope="module")
def known() -> Names:
    """Firms, people and bodies of the wide graph; programmes and places of the catalogue."""
    return names(node for node in wide_graph().nodes if "Program" not in node.labels)


def outcome(row: dict[str, str], known: Names) -> str:
    """right, refused or wrong."""
    found = ask(row["question"], known).choice
    if found is None:
        return "refused" if row["query"] else "right"
    given = dict(pair.split("=", 1) for pair in row["parameters"].split())
    return "right" if (found.query, found.parameters) == (row["query"], given) else "wrong"


@pytest.mark.parametrize("held", ["", "yes"], ids=["seen", "held"])
def test_shares(held: str, known: Names) -> None:
    rows = [row for row in QUESTIONS if row["held"] == held]
    counted = Counter(outcome(row, known) for row in rows)
    shares = {key: round(counted[key] / len(rows), 3) for key in ("right", "refused", "wrong")}
    sys.stderr.write(f"{held or 'seen'}: {len(rows)} questions, {shares}\n")
    assert shares["wrong"] <= 0.02
    assert shares["right"] >= (0.85 if held else 0.95)


def test_there_are_150_and_75_of_them_are_held() -> None:
    assert sum(not row["held"] for row in QUESTIONS) >= 75
    assert sum(row["held"] == "yes" for row in QUESTIONS) >= 75
    assert len({row["question"] for row in QUESTIONS}) == len(QUESTIONS)
