"""ALIAS: two names of one entity in the article, by 以下简称 and by short forms that plainly are the same.

Needs any mention. Gives ALIAS: full name → short name, both of one type.
"""

import re
from collections.abc import Iterator

from kg.facts.context import Context
from kg.facts.statements import statement
from kg.facts.view import ANY, G, P, Token
from kg.model import EntityType, Predicate, Ref, Statement
from kg.offsets import Span

_DEFINED = re.compile(
    f"([{ANY}])[”’」』》]?[（(](?:以下|下文|以下均|下)?(?:统一)?简?称(?:为|“|《|：)?[“《‘]?([{ANY}])"
)
_CALLED = re.compile(
    f"([{ANY}])[”’」』》]?[，（]?(?:的)?(?:全称|原名|前身|又称|又名|也叫|也称|即|俗称)(?:为|是|叫)?[“《‘]?([{ANY}])[”’》）]"
)
_RENAMED = re.compile(f"([{ANY}])[^，。；{ANY}]{{0,12}}(?:更名为|改名为|更名|改称)[“《]?([{ANY}])")
_SHORT_OF = re.compile(f"([{ANY}])[”’]?(?:，)?是[“‘]?([{ANY}])[”’]?的(?:简称|缩写|昵称)")
_APPOSED = re.compile(f"([{ANY}])[（(][“]?([{ANY}])[”]?[）)]")


def extract(context: Context) -> Iterator[Statement]:
    """Names that are defined as short forms, then those that were bound by their shape."""
    seen: set[tuple[str, str]] = set()
    for full, short, rule, proof, confidence in _stated(context):
        if full.mention.text == short.mention.text:
            continue
        seen.add((full.mention.text, short.mention.text))
        yield _alias(context, full, short, full.mention.text, rule, proof, confidence)
    for short in _bound(context):
        name = context.name(short)
        if (name, short.mention.text) not in seen:
            whole = _where(context, short, name)
            if whole:
                yield _alias(context, whole, short, name, "bound", _proof(context, whole, short), 0.8)


def _stated(context: Context) -> Iterator[tuple[Token, Token, str, Span, float]]:
    for pattern, rule, confidence in (
        (_DEFINED, "defined", 0.98),
        (_RENAMED, "renamed", 0.85),
        (_SHORT_OF, "short_of", 0.95),
        (_APPOSED, "apposed", 0.8),
        (_CALLED, "called", 0.8),
    ):
        for match in pattern.finditer(context.masked):
            first, second = context.token_at(match.start(1)), context.token_at(match.start(2))
            if not first or not second or first.mask != second.mask or first.mask == P:
                continue
            if rule == "apposed" and not _may_be_short(
                first.mention.text, second.mention.text, first.mention.type
            ):
                continue
            swap = rule in ("renamed", "short_of")
            full, short = (second, first) if swap else (first, second)
            yield full, short, rule, match.span(), confidence


def _may_be_short(full: str, short: str, kind: EntityType) -> bool:
    return kind is not EntityType.PLACE and len(short) < len(full)


def _bound(context: Context) -> Iterator[Token]:
    """The first mention of each name that is not its own fullest form."""
    seen: set[tuple[EntityType, str]] = set()
    for token in context.tokens:
        key = (token.mention.type, token.mention.text)
        if token.mask == G and token.mention.name != token.mention.text:
            continue  # 二等奖 is no other name of the prize
        if token.mask != P and key not in seen and context.name(token) != token.mention.text:
            seen.add(key)
            yield token


def _where(context: Context, short: Token, name: str) -> Token | None:
    """The mention of the full name that is nearest to the first one of the short name."""
    full = [token for token in context.of(short.mask) if token.mention.text == name]
    return min(full, key=lambda token: abs(token.pos - short.pos), default=None)


def _proof(context: Context, full: Token, short: Token) -> Span:
    """From one name to the other when they are near, else the sentence of the short form."""
    first, last = min(full.pos, short.pos), max(full.pos, short.pos) + 1
    return (first, last) if last - first < 120 else context.units[context.unit_index(short.pos)]


def _alias(
    context: Context, full: Token, short: Token, name: str, rule: str, proof: Span, confidence: float
) -> Statement:
    kind = full.mention.type
    origins = {"subject": (full.pos, full.pos + 1), "object": (short.pos, short.pos + 1)}
    names = Ref(kind, name), Ref(kind, short.mention.text)
    return statement(context, Predicate.ALIAS, *names, proof, f"aliases.{rule}", confidence, origins=origins)
