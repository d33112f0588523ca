"""Write clean text piece by piece and remember where each piece came from."""

from kg.offsets import OffsetMap, Run


class TextBuilder:
    """Collects pieces of one raw text, and inserted separators, into a clean text with its offset map."""

    def __init__(self, raw: str) -> None:
        self._raw = raw
        self._parts: list[str] = []
        self._runs: list[Run] = []
        self.length = 0

    def copy(self, start: int, end: int) -> str:
        """Add the raw characters [start, end) and return them."""
        if start >= end:
            return ""
        last = self._runs[-1] if self._runs else None
        if last and last.clean + last.length == self.length and last.raw + last.length == start:
            self._runs[-1] = Run(last.clean, last.raw, last.length + end - start)
        else:
            self._runs.append(Run(self.length, start, end - start))
        copied = self._raw[start:end]
        self._parts.append(copied)
        self.length += len(copied)
        return copied

    def insert(self, text: str) -> None:
        """Add characters that have no origin in the raw text."""
        self._parts.append(text)
        self.length += len(text)

    def text(self) -> str:
        """The clean text so far."""
        return "".join(self._parts)

    def offsets(self) -> OffsetMap:
        """The map from the clean text to the raw text."""
        return OffsetMap(tuple(self._runs))
