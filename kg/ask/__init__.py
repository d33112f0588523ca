"""Questions in ordinary words: which query of the library answers one, with which parameters.

Nothing is learnt and nothing guessed: the words (``ask_words.csv``) and the ways to ask for a query
(``ask_intents.csv``) are lists in the catalogue, and a question of which a part is not understood is refused.
"""

from kg.ask.match import Answer, Choice, match
from kg.ask.names import Names, names
from kg.ask.parse import parse

__all__ = ["Answer", "Choice", "Names", "ask", "names"]


def ask(question: str, known: Names) -> Answer:
    """Understand a question about a graph whose names are known."""
    return match(parse(question, known))
