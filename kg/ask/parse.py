"""From a question to what it names and the words that tell what it asks: its concepts."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from kg.ask.names import Names
from kg.catalog.tables import CATALOG, read_table
from kg.resolve.names import name_key

SLOTS = (
    "PROGRAM",
    "PLACE",
    "COMPANY",
    "PERSON",
    "BODY",
    "YEAR",
    "DATE",
    "LEVEL",
    "STATUS",
    "NUMBER",
    "PRODUCT",
)
_DIGITS = {digit: str(value) for value, digit in enumerate("零一二三四五六七八九")} | {
    "〇": "0",
    "○": "0",
    "两": "2",
    "十": "10",
}
_YEAR = re.compile(r"((?:19|20)\d\d)(?:年度|年)?(?!\d)|([一二][〇○零一二三四五六七八九]{3})年")
_DATE = re.compile(r"((?:19|20)\d\d)年(\d{1,2})月(?:(\d{1,2})日)?")
_NUMBER = re.compile(
    r"至少(?:获得|拿到|拥有|有|得过)?(\d+|[两一二三四五六七八九十])(?:项|个|次|种)|(\d+|[两一二三四五六七八九十])(?:(?:项|个|次|种)(?:及)?以上|家(?:及)?以上(?=单位|机构))"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the question: its concept (empty: not understood), its value where it names something."""

    text: str
    concept: str
    value: str | None = None
    level: str = ""
    choices: tuple[str, ...] = ()


def parse(question: str, names: Names) -> list[Token]:
    """Cut a question so that the least of it is not understood, then into the fewest pieces, the longest first."""
    text = name_key(question)
    best: list[tuple[int, int, list[Token]]] = [(0, 0, [])] * (len(text) + 1)
    for start in range(len(text) - 1, -1, -1):
        options = [Token(text[start], ""), *_tokens_at(text, start, names)]
        ways = []
        for token in options:
            lost, pieces, rest = best[start + len(token.text)]
            ways.append((lost + (not token.concept), pieces + 1, -len(token.text), [token, *rest]))
        lost, pieces, _, tokens = min(ways, key=lambda way: way[:3])
        best[start] = (lost, pieces, tokens)
    return list(_joined(best[0][2]))


def _tokens_at(text: str, start: int, names: Names) -> Iterator[Token]:
    yield from _numbers_at(text, start)
    for end in range(start + 1, min(len(text), start + _LONGEST) + 1):
        piece = text[start:end]
        for concept, value in _words().get(piece, ()):
            yield Token(piece, concept, value)
        known = names.get(piece, ())
        for concept in dict.fromkeys(one.concept for one in known):
            same = [one for one in known if one.concept == concept]
            values = tuple(dict.fromkeys(one.value for one in same))
            yield Token(piece, concept, values[0] if len(values) == 1 else None, same[0].level, values)


_LONGEST = 60


def _numbers_at(text: str, start: int) -> Iterator[Token]:
    if found := _DATE.match(text, start):
        year, month, day = found.groups()
        value = f"{year}-{int(month):02}" + (f"-{int(day):02}" if day else "")
        yield Token(found[0], "DATE", value)
    if found := _YEAR.match(text, start):
        yield Token(found[0], "YEAR", found[1] or _number(found[2]))
    if found := _NUMBER.match(text, start):
        yield Token(found[0], "NUMBER", _number(found[1] or found[2]))


def _number(text: str) -> str:
    return "".join(_DIGITS.get(digit, digit) for digit in text)


@cache
def _words() -> Mapping[str, tuple[tuple[str, str | None], ...]]:
    """By key of the word: its concepts, with a value where the word names one (a level, a status)."""
    found: dict[str, tuple[tuple[str, str | None], ...]] = {}
    for _, row in read_table(CATALOG / "ask_words.csv", ("concept", "words")):
        concept, equals, value = row["concept"].partition("=")
        for word in row["words"].split("|"):
            key = name_key(word)
            found[key] = (*found.get(key, ()), (concept, value if equals else None))
    return found


def _joined(tokens: list[Token]) -> Iterator[Token]:
    """Neighbours that were not understood become one token."""
    run = ""
    for token in tokens:
        if token.concept:
            if run:
                yield Token(run, "")
            run = ""
            yield token
        else:
            run += token.text
    if run:
        yield Token(run, "")
