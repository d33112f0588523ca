"""Only reading: a grammar of the Cypher that may run, and a parser that refuses everything else.

The parser builds nothing. It accepts a little more than Cypher where that cannot do harm (the store refuses it then),
and nothing that writes, administers, reads a file, or calls what is not on the list. What was checked is the text
itself: it runs as it is.
"""

from dataclasses import dataclass

from kg.store.readonly.clauses import Grammar
from kg.store.readonly.lexer import MAX_LENGTH, tokens

__all__ = ["MAX_LENGTH", "Checked", "check"]


@dataclass(frozen=True, slots=True)
class Checked:
    """A query that may run: its parameters, and the columns it returns as far as the text tells (``RETURN *`` does not)."""

    text: str
    parameters: frozenset[str]
    columns: tuple[str, ...]


def check(text: str) -> Checked:
    """Check that a text is one read-only query. Raises QueryRefused that says what was found and where."""
    grammar = Grammar(text, tokens(text))
    grammar.statement()
    return Checked(text, frozenset(grammar.parameters), tuple(grammar.columns))
