"""From what was found in an article to what it says: one extractor per kind of statement.

``extract`` is pure: the same reading gives the same statements, sorted and without doubles.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg.facts import (
    aliases,
    awards_apposed,
    awards_dated,
    awards_given,
    awards_lists,
    awards_prose,
    awards_roll,
    awards_rows,
    counts,
    grants,
    lexicon,
    locations,
    membership,
    positions,
    produces,
)
from kg.facts.context import Context
from kg.facts.statements import VERSION
from kg.model import EntityType, Predicate, Reading, Statement

_T = EntityType


@dataclass(frozen=True, slots=True)
class Extractor:
    """What reads one kind of statement: it is skipped when the reading has none of the types it needs."""

    name: str
    needs: frozenset[EntityType]
    gives: Predicate
    run: Callable[[Context], Iterator[Statement]]


def _extractor(
    name: str, needs: set[EntityType], gives: Predicate, run: Callable[[Context], Iterator[Statement]]
) -> Extractor:
    return Extractor(name, frozenset(needs), gives, run)


EXTRACTORS = (
    _extractor("awards_prose", {_T.PROGRAM}, Predicate.AWARDED, awards_prose.extract),
    _extractor("awards_lists", {_T.PROGRAM}, Predicate.AWARDED, awards_lists.extract),
    _extractor("awards_roll", {_T.PROGRAM}, Predicate.AWARDED, awards_roll.extract),
    _extractor("awards_given", {_T.PROGRAM}, Predicate.AWARDED, awards_given.extract),
    _extractor("awards_apposed", {_T.PROGRAM, _T.COMPANY}, Predicate.AWARDED, awards_apposed.extract),
    _extractor("awards_dated", {_T.PROGRAM}, Predicate.AWARDED, awards_dated.extract),
    _extractor("awards_rows", {_T.PROGRAM}, Predicate.AWARDED, awards_rows.extract),
    _extractor("locations", {_T.PLACE}, Predicate.LOCATED_IN, locations.extract),
    _extractor("positions", {_T.PERSON}, Predicate.HOLDS_POSITION, positions.extract),
    _extractor("counts", {_T.PROGRAM}, Predicate.COUNTED, counts.extract),
    _extractor("membership", set(), Predicate.PART_OF, membership.extract),
    _extractor("aliases", set(), Predicate.ALIAS, aliases.extract),
    _extractor("grants", {_T.PROGRAM}, Predicate.GRANTS, grants.extract),
    _extractor("produces", {_T.PRODUCT}, Predicate.PRODUCES, produces.extract),
)


def extract(reading: Reading, *, published: str | None = None) -> tuple[Statement, ...]:
    """All statements of an article, sorted by where they are said; of equal ones the surest is kept.

    ``published`` is the document's date or issue (2021-02-24, 2021年第2期): only 今年 and 去年 are read with it, when
    the article has no date of its own.
    """
    context = Context(reading, published)
    present = {mention.type for mention in reading.mentions}
    best: dict[tuple[object, ...], Statement] = {}
    for extractor in EXTRACTORS:
        if extractor.needs <= present:
            _keep_best(best, extractor.run(context))
    stated = [one for one in best.values() if one.rule.startswith("awards_prose.")]
    best = {key: one for key, one in best.items() if not awards_lists.overruled(one, stated)}
    _keep_best(best, list(locations.of_winners(context, best.values())))
    return tuple(sorted(best.values(), key=_order))


def _keep_best(best: dict[tuple[object, ...], Statement], found: Iterable[Statement]) -> None:
    for statement in found:
        key = _content(statement)
        known = best.get(key)
        if known is None or statement.confidence > known.confidence:
            best[key] = statement


def _content(statement: Statement) -> tuple[object, ...]:
    return (statement.predicate, statement.subject, statement.object, *sorted(statement.qualifiers.items()))


def _order(statement: Statement) -> tuple[object, ...]:
    subject = (statement.subject.type, statement.subject.name) if statement.subject else ("", "")
    evidence = statement.evidence
    qualifiers = tuple(sorted((key, str(value)) for key, value in statement.qualifiers.items()))
    names = (statement.object.type, statement.object.name)
    return (evidence.start, evidence.end, statement.predicate, subject, names, qualifiers)


@cache
def fingerprint() -> str:
    """The version and a hash of the data files: what decides which statements are found."""
    digest = hashlib.sha256(VERSION.encode())
    for name in lexicon.FILES:
        digest.update(name.encode() + b"\0" + files("kg.catalog").joinpath(name).read_bytes())
    return digest.hexdigest()[:16]
