"""The corpus: one tagged file an article, its facts beside it, and ``articles.csv`` that says what each article is."""

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

CORPUS = Path(__file__).parent / "corpus"
TABLE = "articles.csv"
COLUMNS = ("name", "genre", "province", "style", "split")


@dataclass(frozen=True)
class CorpusArticle:
    """An article of the corpus. ``facts`` is None where the article was annotated for mentions only."""

    name: str
    genre: str
    province: str
    style: str
    split: str
    tagged: str
    facts: tuple[Mapping[str, Any], ...] | None

    @cached_property
    def squeezed(self) -> str:
        """The text without tags and white space."""
        from kg.evaluate.gold import read_tagged

        return read_tagged(self.tagged)[0]


def rows(folder: Path = CORPUS) -> list[dict[str, str]]:
    """The table of articles, sorted by name."""
    with (folder / TABLE).open(encoding="utf-8", newline="") as file:
        return sorted(csv.DictReader(file), key=lambda row: row["name"])


def read_corpus(folder: Path = CORPUS, split: str | None = None) -> Iterator[CorpusArticle]:
    """The articles of the table, by name; of one split when it is named."""
    for row in rows(folder):
        if split and row["split"] != split:
            continue
        tagged = (folder / f"{row['name']}.tagged.txt").read_text(encoding="utf-8")
        facts = folder / f"{row['name']}.facts.jsonl"
        lines = facts.read_text(encoding="utf-8").splitlines() if facts.exists() else None
        parsed = tuple(json.loads(line) for line in lines if line.strip()) if lines is not None else None
        yield CorpusArticle(**{key: row[key] for key in COLUMNS}, tagged=tagged, facts=parsed)
