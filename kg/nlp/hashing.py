"""Strings as 64-bit hashes in arrays, and tables of them: what numpy needs to look up many strings at once."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]

_PRIME = np.uint64(0x100000001B3)
_MIX = np.uint64(0x9E3779B97F4A7C15)
_FILTER_BITS = np.uint64(20)


def code_points(text: str) -> Hashes:
    """The characters of a text as numbers."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint64)


def ngram_hashes(codes: Hashes, size: int) -> Hashes:
    """A hash for each n-gram of the given size, by its first character."""
    count = max(len(codes) - size + 1, 0)
    found = np.full(count, size, dtype=np.uint64)
    for at in range(size):
        found = (found * _PRIME) ^ (codes[at : at + count] * _MIX)
    return found ^ (found >> np.uint64(29))


def hashes_of(names: Iterable[str]) -> Hashes:
    """The hash of each name, as :func:`ngram_hashes` gives it for the n-gram that it is."""
    entries = list(names)
    found = np.zeros(len(entries), dtype=np.uint64)
    sizes = np.array([len(entry) for entry in entries], dtype=np.int64)
    for size in np.unique(sizes[sizes > 0]).tolist():
        (of_size,) = np.nonzero(sizes == size)
        joined = code_points("".join(entries[at] for at in of_size))
        found[of_size] = ngram_hashes(joined, size)[::size]
    return found


@dataclass(frozen=True, slots=True)
class HashTable:
    """Distinct hashes, numbered from 1 in ascending order."""

    hashes: Hashes
    seen: NDArray[np.bool_]

    @classmethod
    def of(cls, hashes: Hashes) -> "HashTable":
        """A table of these hashes, each once."""
        ordered = np.sort(hashes, kind="stable")  # quick where it is a few sorted lists, one after the other
        unique = ordered[np.diff(ordered, prepend=ordered[:1] + np.uint64(1)) != 0]
        seen = np.zeros(1 << int(_FILTER_BITS), dtype=bool)
        seen[unique >> (np.uint64(64) - _FILTER_BITS)] = True
        return cls(unique, seen)

    def rows_of(self, hashes: Hashes) -> NDArray[np.int64]:
        """The number of each hash, 0 for the unknown."""
        found = np.zeros(len(hashes), dtype=np.int64)
        (likely,) = np.nonzero(self.seen[hashes >> (np.uint64(64) - _FILTER_BITS)])
        if len(likely):
            asked = hashes[likely]
            at = np.minimum(np.searchsorted(self.hashes, asked), len(self.hashes) - 1)
            found[likely] = np.where(self.hashes[at] == asked, at + 1, 0)
        return found
