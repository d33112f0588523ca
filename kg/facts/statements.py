"""Building statements: one place that fills in every key, its origin and its evidence."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg.facts import lexicon
from kg.facts.view import Token, View
from kg.model import Evidence, Predicate, Ref, Statement, Value
from kg.offsets import Span

VERSION = "4"

AWARD_KEYS = ("level", "year", "batch", "product", "grantor", "rank", "status", "date")
COUNT_KEYS = ("value", "unit", "kind", "level", "year")


@dataclass(frozen=True, slots=True)
class Found:
    """A value and the masked stretch it was read from."""

    value: Value
    start: int
    end: int


_LONGEST_PROOF = 120

Fields = Mapping[str, Found | None]


@cache
def measured() -> Mapping[str, float]:
    """How often each rule is right, as measured by ``pipelines/zh_policy/calibrate.py``."""
    return {row["rule"]: float(row["confidence"]) for row in lexicon.rows("rule_confidence.csv")}


def ref(view: View, token: Token) -> Ref:
    """An entity by the fullest form of its name."""
    return Ref(token.mention.type, view.name(token))


def evidence(view: View, start: int, end: int) -> Evidence:
    """A masked stretch as evidence; blanks at its edges are left out."""
    first, last = view.span(start, end)
    quote = view.text[first:last]
    first += len(quote) - len(quote.lstrip())
    quote = quote.strip()
    return Evidence(view.reading.article.id, first, first + len(quote), quote)


def _shortened(view: View, proof: Span, subject: int) -> Span:
    """The last sentence of a long proof; of a long sentence the stretch that begins with its subject."""
    start, end = proof
    for later in (view.units[view.unit_index(end - 1)][0], subject):
        first, last = view.span(start, end)
        if last - first > _LONGEST_PROOF and start < later < end:
            start = later
    return start, end


def statement(
    view: View,
    predicate: Predicate,
    subject: Ref | None,
    object_: Ref,
    proof: Span,
    rule: str,
    confidence: float,
    keys: tuple[str, ...] = (),
    fields: Fields | None = None,
    origins: Mapping[str, Span] | None = None,
) -> Statement:
    """Make a statement. ``proof`` is a masked stretch; ``origins`` are masked too, for subject and object.

    A proof that runs over many sentences is cut to the last one: what stands far above (a heading, the full name, the
    head of a list) is cited by its origin.

    ``confidence`` is what is believed of a rule that has not been measured (rule_confidence.csv).
    """
    given = {key: found for key, found in (fields or {}).items() if found is not None}
    where = {key: view.span(found.start, found.end) for key, found in given.items()}
    where |= {key: view.span(*span) for key, span in (origins or {}).items()}
    return Statement(
        predicate=predicate,
        subject=subject,
        object=object_,
        evidence=evidence(view, *_shortened(view, proof, (origins or {}).get("subject", proof)[0])),
        extractor=f"{rule.partition('.')[0]} {VERSION}",
        rule=rule,
        confidence=measured().get(rule, round(confidence, 3)),
        qualifiers={key: given[key].value if key in given else None for key in keys},
        origins=dict(sorted(where.items())),
    )


def between(
    view: View,
    predicate: Predicate,
    subject: Token,
    object_: Token,
    rule: str,
    confidence: float,
    proof: Span | None = None,
) -> Statement:
    """A statement of two mentions; the proof is what stands from one to the other unless given."""
    first, last = sorted((subject.pos, object_.pos))
    origins = {"subject": (subject.pos, subject.pos + 1), "object": (object_.pos, object_.pos + 1)}
    stretch = proof or (first, last + 1)
    return statement(
        view, predicate, ref(view, subject), ref(view, object_), stretch, rule, confidence, origins=origins
    )


def award(
    view: View, subject: Token, program: Token, proof: Span, rule: str, confidence: float, fields: Fields
) -> Statement:
    """An AWARDED statement with every key present."""
    named = (view.twin(program) or program).pos
    origins = {"subject": (subject.pos, subject.pos + 1), "object": (named, program.pos + 1)}
    return statement(
        view,
        Predicate.AWARDED,
        ref(view, subject),
        ref(view, program),
        proof,
        rule,
        confidence,
        AWARD_KEYS,
        fields,
        origins,
    )
