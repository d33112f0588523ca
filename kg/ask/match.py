"""From the concepts of a question to the query of the library that answers it; refusing where that is not certain."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kg.ask.parse import SLOTS, Token
from kg.catalog.tables import CATALOG, read_table


@dataclass(frozen=True, slots=True)
class Intent:
    """One way to ask for a query: concepts that must be there, those that may be, and where parameters come from."""

    query: str
    needs: tuple[frozenset[str], ...]
    allows: frozenset[str]
    parameters: tuple[tuple[str, str, bool], ...]
    """Name of the parameter; the slot it is read from, or its value; whether it is a value."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A query with values for its parameters, as text."""

    query: str
    parameters: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question was understood as. ``choice`` is None where that is not certain; ``near`` are then the nearest.

    ``unknown`` are the pieces that were not understood, ``ambiguous`` names that fit several things.
    """

    choice: Choice | None
    near: tuple[Choice, ...]
    unknown: tuple[str, ...]
    ambiguous: tuple[str, ...]


def match(tokens: Sequence[Token]) -> Answer:
    """Choose a query: everything in the question must be understood, and one query must need most of it."""
    tokens = _with_product(tokens)
    unknown = [token.text for token in tokens if not token.concept]
    ambiguous = tuple(f"{one.text}（{'、'.join(one.choices)}）" for one in tokens if len(one.choices) > 1)
    concepts, slots = _gathered(tokens)
    fitting = [intent for intent in intents() if _fits(intent, concepts)]
    best = max((len(intent.needs) for intent in fitting), default=0)
    chosen = _distinct(_choice(intent, slots) for intent in fitting if len(intent.needs) == best)
    if len(chosen) == 1 and not unknown and not ambiguous:
        return Answer(chosen[0], (), (), ())
    near = _distinct(_choice(intent, slots) for intent in _nearest(concepts))
    return Answer(
        None, tuple([*chosen, *(one for one in near if one not in chosen)][:3]), tuple(unknown), ambiguous
    )


def _with_product(tokens: Sequence[Token]) -> Sequence[Token]:
    """What is made is in no list: all that follows the word for making, or where nothing does, what the question begins with."""
    made = next((place for place, token in enumerate(tokens) if token.concept == "MAKE"), len(tokens))
    rest = tokens[made + 1 :]
    while rest and rest[-1].concept == "-":
        rest = rest[:-1]
    if rest:
        return tokens if all(token.concept for token in rest) else [*tokens[: made + 1], _product(rest)]
    words = next((place for place, token in enumerate(tokens) if token.concept in _ASKING), 0)
    if made == len(tokens) or all(token.concept for token in tokens[:words]):
        return tokens
    return [_product(tokens[:words]), *tokens[words:]]


_ASKING = ("-", "WHICH", "FIRM")


def _product(tokens: Sequence[Token]) -> Token:
    text = "".join(token.text for token in tokens)
    return Token(text, "PRODUCT", text)


def _gathered(tokens: Iterable[Token]) -> tuple[frozenset[str], Mapping[str, str]]:
    """The concepts, and the value of each slot: a second place is PLACE2. ``@city`` tells a place's level."""
    concepts: set[str] = set()
    slots: dict[str, str] = {}
    for token in tokens:
        concept = token.concept
        if concept in SLOTS and token.value is not None:
            earlier = [key for key in slots if key.rstrip("0123456789") == concept]
            if any(slots[key] == token.value for key in earlier):
                continue
            concept = f"{concept}{len(earlier) + 1}" if earlier else concept
            slots[concept] = token.value
        if token.level:
            concepts.add(f"@{token.level}")
        concepts.add(concept)
    return frozenset(concepts - {"", "-"}), slots


def _fits(intent: Intent, concepts: frozenset[str]) -> bool:
    needed = frozenset().union(*intent.needs)
    plain = {concept for concept in concepts if not concept.startswith("@")}
    return all(need & concepts for need in intent.needs) and plain <= needed | intent.allows | {"WHICH"}


def _nearest(concepts: frozenset[str]) -> list[Intent]:
    """Intents that share something with the question, those that lack or leave out the least first."""
    plain = {concept for concept in concepts if not concept.startswith("@")}

    def distance(intent: Intent) -> int:
        missing = sum(not need & concepts for need in intent.needs)
        return 2 * missing + len(plain - frozenset().union(*intent.needs) - intent.allows - {"WHICH"})

    return sorted((one for one in intents() if any(need & concepts for need in one.needs)), key=distance)[:6]


def _choice(intent: Intent, slots: Mapping[str, str]) -> Choice:
    given = {
        name: source if literal else slots[source]
        for name, source, literal in intent.parameters
        if literal or source in slots
    }
    return Choice(intent.query, given)


def _distinct(choices: Iterable[Choice]) -> list[Choice]:
    found: list[Choice] = []
    for choice in choices:
        if choice not in found:
            found.append(choice)
    return found


@cache
def intents() -> tuple[Intent, ...]:
    """All intents, in the order of the file."""
    columns = ("query", "needs", "allows", "parameters")
    return tuple(
        Intent(
            row["query"],
            tuple(frozenset(need.split("/")) for need in row["needs"].split()),
            frozenset(row["allows"].split()),
            tuple(map(_parameter, row["parameters"].split())),
        )
        for _, row in read_table(CATALOG / "ask_intents.csv", columns)
    )


def _parameter(text: str) -> tuple[str, str, bool]:
    name, _, source = text.partition("=")
    return name.removesuffix(":"), source, name.endswith(":")
