"""Texts that are nothing but words of a list, one after the other."""

from collections.abc import Iterable


class Compounds:
    """Every text that can be written with these words alone: with 科技 and 大型 also 大型科技, 科技科技."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        sizes: dict[str, set[int]] = {}  # of the words with this first character
        for word in self._words:
            sizes.setdefault(word[0], set()).add(len(word))
        self._sizes = sizes

    def __contains__(self, text: str) -> bool:
        """Whether a text is one; the empty text is."""
        ends = 1  # a bit for each place at which words may end
        for at, character in enumerate(text):
            if ends >> at & 1:
                for size in self._sizes.get(character, ()):
                    if text[at : at + size] in self._words:
                        ends |= 1 << at + size
        return bool(ends >> len(text) & 1)
