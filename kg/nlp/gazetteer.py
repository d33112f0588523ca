"""Longest match of many names at once, in time linear in the text."""

from collections.abc import Iterable, Iterator


class Gazetteer:
    """A set of names (two characters or more), looked up by their first two characters, longest first."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = frozenset(name for name in names if len(name) > 1)
        self._lengths: dict[str, int] = {}  # of the names with these first characters, a bit for each length
        for name in self._names:
            head = name[:2]
            self._lengths[head] = self._lengths.get(head, 0) | 1 << len(name)

    def longest_at(self, text: str, start: int) -> int:
        """The end of the longest name that begins at ``start``; ``start`` itself when none does."""
        lengths = self._lengths.get(text[start : start + 2], 0)
        while lengths:
            length = lengths.bit_length() - 1
            if text[start : start + length] in self._names:
                return min(start + length, len(text))
            lengths ^= 1 << length
        return start

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Spans of names from left to right, the longest at each position, without overlap."""
        heads, position, last = self._lengths, 0, len(text) - 1
        while position < last:
            if text[position : position + 2] in heads:
                end = self.longest_at(text, position)
                if end > position:
                    yield position, end
                    position = end
                    continue
            position += 1
