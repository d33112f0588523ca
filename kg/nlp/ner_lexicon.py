"""Where words of the catalogue begin and end in a text, kind by kind, as arrays for the statistical NER.

Each n-gram of the text is hashed once, and all lists are looked up together: the time does not grow with them.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from kg.catalog.brands import brands
from kg.catalog.lists import column, words
from kg.catalog.places import places
from kg.nlp.hashing import Hashes, HashTable, hashes_of

LONGEST = 8
# The kinds, each a bit; the order is part of the trained model.
KINDS = (
    "surname", "weak_surname", "title", "speech", "tail", "form", "brand", "head", "trigger", "body",
    "organisation", "programme", "honour", "edge", "generic", "place", "not_name",
    # trained with the weights, not in the catalogue
    "short", "common", "frequent", "general_person", "general_place", "general_name",
)  # fmt: skip


def hash_names(names: Iterable[str]) -> Hashes:
    """The sorted distinct hashes of names of at most ``LONGEST`` characters."""
    return np.unique(hashes_of(name for name in names if 0 < len(name) <= LONGEST))


@cache
def catalogue() -> Mapping[str, tuple[str, ...]]:
    """The words of the catalogue by kind."""
    return {
        "surname": (*words("surnames.txt"), *words("surnames_double.txt")),
        "weak_surname": words("surnames_weak.txt"),
        "title": column("titles.csv", "title"),
        "speech": words("speech_verbs.txt"),
        "tail": (*words("company_tails.txt"), *words("company_tails_strong.txt")),
        "form": column("company_forms.csv", "form"),
        "brand": tuple(brands()),
        "head": words("product_heads.txt"),
        "trigger": (*words("product_triggers.txt"), *words("programme_cues.txt")),
        "body": (*column("agency_bodies.csv", "form"), *column("agency_departments.csv", "stem")),
        "organisation": column("organisation_suffixes.csv", "suffix"),
        "programme": column("programmes.csv", "name"),
        "honour": (*column("programme_heads.csv", "head"), *column("programme_honours.csv", "head")),
        "edge": (*words("edge_words.txt"), *words("edge_loose.txt")),
        "generic": words("generic_words.txt"),
        "place": tuple(form for place in places() for form in (place.name, place.short) if len(form) > 1),
        "not_name": words("not_names.txt"),
    }


class Lexicon:
    """All lists at once: for each hash the bits of the kinds it belongs to."""

    def __init__(self, lists: Mapping[str, Hashes]) -> None:
        self._table = HashTable.of(np.concatenate([np.zeros(0, np.uint64), *lists.values()]))
        self._bits = np.zeros(len(self._table.hashes) + 1, dtype=np.uint32)
        for kind, hashes in lists.items():
            self._bits[1 + np.searchsorted(self._table.hashes, hashes)] |= np.uint32(1 << KINDS.index(kind))

    @classmethod
    def of_catalogue(cls, trained: Mapping[str, Hashes]) -> "Lexicon":
        """The lists of the catalogue, and the hashed lists that came with the weights."""
        return cls({kind: hash_names(entries) for kind, entries in catalogue().items()} | dict(trained))

    def bits_of(self, hashes: Hashes) -> NDArray[np.uint32]:
        """The kinds of each hash, 0 for the unknown."""
        return self._bits[self._table.rows_of(hashes)]

    def marks(self, grams: Sequence[Hashes], length: int) -> NDArray[np.uint64]:
        """For each kind and character: ``1 + longest entry that starts here * 9 + longest that ends here``.

        ``grams[n - 1]`` are the hashes of the n-grams. 0 where no entry touches the character; inside an entry
        that neither starts nor ends here the value is 1.
        """
        starts = np.zeros((len(KINDS), length), dtype=np.uint8)
        ends, inside = np.zeros_like(starts), np.zeros_like(starts)
        for size, hashes in enumerate(grams, 1):
            bits = self.bits_of(hashes)
            (at,) = np.nonzero(bits)
            kinds = (bits[at][None, :] >> np.arange(len(KINDS), dtype=np.uint32)[:, None]) & 1
            kind, which = np.nonzero(kinds)
            where = at[which]
            starts[kind, where], ends[kind, where + size - 1] = size, size
            for step in range(size):
                inside[kind, where + step] = 1
        return inside.astype(np.uint64) * (1 + starts * np.uint64(LONGEST + 1) + ends)
