"""Scores of mentions (strict and relaxed, by type) and of facts (by kind)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.evaluate.gold import Fact, GoldDocument, TypedSpan
from kg.evaluate.names import Aliases, normal, one_title_each, same_level, same_product
from kg.model import EntityType

Same = Callable[[Fact, Fact], bool]

FIELDS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "award-core": ("award", ("company", "program")),
    "award-full": ("award", ("company", "program", "level", "year", "product")),
    "located_in": ("located_in", ("entity", "place")),
    "position": ("position", ("person", "org", "title")),
    "part_of": ("part_of", ("child", "parent")),
    "alias": ("alias", ("full", "short")),
    "count": ("count", ("program", "value", "level", "year")),
}


@dataclass(frozen=True, slots=True)
class Score:
    """Counts behind precision and recall: matched predictions and matched gold may differ when relaxed."""

    predicted: int = 0
    gold: int = 0
    matched: int = 0
    matched_gold: int = 0

    @property
    def precision(self) -> float:
        """Share of the predictions that are right."""
        return self.matched / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found."""
        return self.matched_gold / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def __add__(self, other: "Score") -> "Score":
        return Score(
            self.predicted + other.predicted,
            self.gold + other.gold,
            self.matched + other.matched,
            self.matched_gold + other.matched_gold,
        )


def score(
    gold: Mapping[str, GoldDocument], predictions: Iterable[tuple[str, Mapping[str, Any]]]
) -> tuple[dict[str, tuple[Score, Score]], dict[str, Score]]:
    """Score records of ``kg extract`` (document name, record) against gold.

    Returns strict and relaxed scores of mentions by type (and ``ALL``), and scores of facts by kind.
    """
    mentions: dict[str, set[TypedSpan]] = {name: set() for name in gold}
    facts: dict[str, list[Fact]] = {name: [] for name in gold}
    for name, record in predictions:
        document = gold[name]
        if record["kind"] == "fact":
            facts[name].append(record)
            continue
        start, end = document.squeezed[record["start"]], document.squeezed[record["end"]]
        if document.holds(start):
            mentions[name].add((start, end, EntityType(record["type"])))
    pairs = [(mentions[name], document.mentions) for name, document in gold.items()]
    by_type = {kind.value: _mention_scores(pairs, kind) for kind in EntityType}
    strict, relaxed = zip(*by_type.values(), strict=True)
    by_type["ALL"] = sum(strict, Score()), sum(relaxed, Score())
    return by_type, {label: _fact_score(gold, facts, label) for label in FIELDS}


def _mention_scores(
    pairs: Iterable[tuple[set[TypedSpan], set[TypedSpan]]], kind: EntityType
) -> tuple[Score, Score]:
    strict, relaxed = Score(), Score()
    for predicted, gold in pairs:
        mine = sorted(span for span in predicted if span[2] == kind)
        theirs = sorted(span for span in gold if span[2] == kind)
        equal = len(set(mine) & set(theirs))
        strict += Score(len(mine), len(theirs), equal, equal)
        relaxed += Score(len(mine), len(theirs), _overlapping(mine, theirs), _overlapping(theirs, mine))
    return strict, relaxed


def _overlapping(spans: Sequence[TypedSpan], others: Sequence[TypedSpan]) -> int:
    return sum(any(a < d and c < b for c, d, _ in others) for a, b, _ in spans)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Facts of one kind in one document: (found, gold) pairs that match, and what is left on either side."""

    matched: tuple[tuple[Fact, Fact], ...]
    spurious: tuple[Fact, ...]
    missed: tuple[Fact, ...]


def compare(label: str, found: Iterable[Fact], gold: Iterable[Fact]) -> Comparison:
    """Match the facts of one document greedily, one to one. ``label`` is a key of FIELDS."""
    kind, keys = FIELDS[label]
    gold = list(gold)
    same = _sameness(label, keys, Aliases(gold))
    left = _distinct(gold, kind, keys)
    matched, spurious = [], []
    for fact in _distinct(found, kind, keys):
        number = next((number for number, other in enumerate(left) if same(fact, other)), None)
        if number is None:
            spurious.append(fact)
        else:
            matched.append((fact, left.pop(number)))
    return Comparison(tuple(matched), tuple(spurious), tuple(left))


def _fact_score(gold: Mapping[str, GoldDocument], facts: Mapping[str, list[Fact]], label: str) -> Score:
    total = Score()
    for name, document in gold.items():
        one = compare(label, facts[name], document.facts)
        matched = len(one.matched)
        total += Score(matched + len(one.spurious), matched + len(one.missed), matched, matched)
    return total


def _distinct(facts: Iterable[Fact], kind: str, keys: Sequence[str]) -> list[Fact]:
    chosen = (fact for fact in facts if fact["type"] == kind)
    rows = one_title_each(chosen) if kind == "position" else chosen
    first: dict[tuple[str, ...], Fact] = {}
    for row in rows:
        first.setdefault(tuple(normal(row.get(key)) for key in keys), row)
    return list(first.values())


def _sameness(label: str, keys: Sequence[str], names: Aliases) -> Same:
    def same_field(key: str, found: Fact, gold: Fact) -> bool:
        mine, theirs = found.get(key), gold.get(key)
        if key == "value":
            return bool(mine == theirs)
        if key == "year":
            return mine == theirs or (label == "count" and None in (mine, theirs))
        if key == "level":
            return same_level(found, gold)
        if key in ("title", "product"):
            return same_product(mine, theirs)
        return names.same(mine, theirs)

    return lambda found, gold: all(same_field(key, found, gold) for key in keys)
