"""What the statistical NER sees of each character: hashed features, computed for a whole text at once.

An *atom* is a number for each character (the character, its class, its word, what lists and rules say of it). A
*template* joins atoms at fixed distances and hashes them into one of ``BUCKETS`` numbers; 0 stands for "nothing to
say", when all atoms of a template are 0.
"""

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray
from spacy.tokens import Doc

from kg.model import EntityType
from kg.nlp.candidates import Candidate
from kg.nlp.hashing import Hashes, code_points, ngram_hashes
from kg.nlp.ner_lexicon import KINDS, LONGEST, Lexicon

BUCKET_BITS = 22
BUCKETS = 1 << BUCKET_BITS
REACH = 6
TYPES = tuple(EntityType)
_MIX = np.uint64(0x9E3779B97F4A7C15)
_PRIME = np.uint64(0xC2B2AE3D27D4EB4F)

ATOMS = (
    "char", "class", "word", "word_before", "word_after", "cut", "rule", "sure", "other", "line", "again", *KINDS,
)  # fmt: skip

Template = tuple[tuple[str, int], ...]


def _windows(atom: str, *windows: tuple[int, ...]) -> list[Template]:
    return [tuple((atom, at) for at in window) for window in windows]


_NEAR = ((-1,), (0,), (1,))
TEMPLATES: tuple[Template, ...] = (
    *_windows("char", *((at,) for at in range(-4, 5))),
    *_windows("char", (-3, -2), (-2, -1), (-1, 0), (0, 1), (1, 2), (2, 3), (-1, 1)),
    *_windows("char", (-2, -1, 0), (-1, 0, 1), (0, 1, 2)),
    *_windows("class", (-1, 0, 1), (-2, -1, 0, 1, 2)),
    *_windows("word", (0,), (0, -1), (0, 1)),
    (("word_before", 0),), (("word_after", 0),), (("word", 0), ("cut", 0)), (("word_before", 0), ("cut", 0)),
    (("word_after", 0), ("cut", 0)),
    *_windows("cut", (-1, 0, 1), (-2, -1, 0, 1, 2)),
    (("char", 0), ("cut", 0)), (("char", 0), ("class", -1), ("class", 1)),
    *_windows("rule", (-2,), (-1,), (0,), (1,), (2,), (-1, 0), (0, 1), (-1, 0, 1)),
    (("rule", 0), ("sure", 0)), (("rule", 0), ("char", 0)), (("rule", 0), ("word", 0)),
    (("rule", -1), ("char", -1)), (("rule", 1), ("char", 1)),
    (("other", 0),), (("other", 0), ("rule", 0)),
    (("line", 0), ("class", 0)), (("line", 0), ("cut", 0), ("rule", 0)),
    *_windows("again", *_NEAR), (("again", 0), ("rule", 0)), (("again", 0), ("cut", 0)),
    *(template for kind in KINDS for template in _windows(kind, (0,), (-1,), (1,))),
    *(((kind, 0), ("cut", 0)) for kind in KINDS),
    (("surname", 0), ("cut", 0), ("cut", 1), ("cut", 2)), (("surname", -1), ("char", 0)), (("surname", -2), ("char", 0)),
    (("surname", 0), ("weak_surname", 0), ("title", -1)), (("surname", 0), ("class", 1), ("class", 2), ("class", 3)),
    (("surname", -1), ("weak_surname", -1), ("class", -2)), (("short", 0), ("rule", 0)),
    (("short", 0), ("not_name", 0), ("generic", 0)), (("surname", -1), ("speech", 1)), (("surname", -2), ("speech", 1)),
    (("short", 0), ("common", 0), ("frequent", 0)), (("common", 0), ("frequent", 0), ("rule", 0)),
    (("frequent", -1), ("frequent", 0), ("frequent", 1)), (("common", -1), ("common", 0), ("common", 1)),
    (("general_person", 0), ("surname", 0), ("cut", 0)), (("short", 0), ("tail", 0), ("form", 0)),
    (("surname", -1), ("title", 1)), (("surname", -2), ("title", 1)), (("title", -1), ("surname", 0)),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Page:
    """What the features are made from: text, words, and the rules' chosen and passed-over candidates."""

    text: str
    doc: Doc
    chosen: Sequence[Candidate]
    proposed: Sequence[Candidate]


def features(page: Page, lexicon: Lexicon) -> NDArray[np.uint32]:
    """The features of each character: (templates, characters), numbers below ``BUCKETS``."""
    length = len(page.text)
    found_atoms = atoms(page, lexicon)
    stacked = np.pad(np.stack([found_atoms[name] for name in ATOMS]), ((0, 0), (REACH, REACH)))
    shifted = sliding_window_view(stacked, length, axis=1)
    found = np.empty((len(TEMPLATES), length), dtype=np.uint32)
    for numbers, parts in _plan():
        total = np.broadcast_to(numbers.astype(np.uint64)[:, None] + np.uint64(1), (len(numbers), length))
        present = np.zeros((len(numbers), length), dtype=bool)
        for names, places in parts:
            atom = shifted[names, places]
            total = (total * _PRIME) ^ (atom * _MIX)
            total ^= total >> np.uint64(31)
            present |= atom != 0
        total *= _MIX
        total >>= np.uint64(64 - BUCKET_BITS)
        found[numbers] = np.maximum(total, np.uint64(1)) * present
    return found


@cache
def _plan() -> tuple[tuple[NDArray[np.intp], tuple[tuple[NDArray[np.intp], NDArray[np.intp]], ...]], ...]:
    """Templates of the same number of atoms together: their numbers, and for each part the atoms and places."""
    plan = []
    for size in sorted({len(template) for template in TEMPLATES}):
        numbers = np.array([at for at, template in enumerate(TEMPLATES) if len(template) == size])
        parts = tuple(
            (
                np.array([ATOMS.index(TEMPLATES[number][part][0]) for number in numbers]),
                np.array([REACH + TEMPLATES[number][part][1] for number in numbers]),
            )
            for part in range(size)
        )
        plan.append((numbers, parts))
    return tuple(plan)


def atoms(page: Page, lexicon: Lexicon) -> dict[str, Hashes]:
    """The atoms by name."""
    codes = _folded(code_points(page.text))
    grams = [ngram_hashes(codes, size) for size in range(1, LONGEST + 1)]
    found = {
        "char": codes,
        "class": _classes(codes),
        "line": _lines(codes),
        "again": _again(grams, len(codes)),
    }
    found |= dict(zip(KINDS, lexicon.marks(grams, len(codes)), strict=True))
    return found | _words(page.doc, len(codes)) | _rules(page)


def _folded(codes: Hashes) -> Hashes:
    """Full-width letters as half-width ones, all digits as one."""
    codes = np.where((codes >= 0xFF10) & (codes <= 0xFF5A), codes - np.uint64(0xFEE0), codes)
    return np.where((codes >= 48) & (codes <= 57), np.uint64(48), codes)


def _classes(codes: Hashes) -> Hashes:
    """1 Han, 2 capital, 3 small letter, 4 digit, 5 line break, 6 blank; any other character is its own class."""
    kinds = (
        (codes >= 0x3400) & (codes <= 0x9FFF),
        (codes >= 65) & (codes <= 90),
        (codes >= 97) & (codes <= 122),
        codes == 48,
        codes == 10,
        (codes == 32) | (codes == 0x3000) | (codes == 9),
    )
    return np.select(kinds, [np.uint64(kind) for kind in range(1, 7)], codes)


def _lines(codes: Hashes) -> Hashes:
    """How far the character stands from the start of its line (1 to 5), and whether the line is short (+8)."""
    breaks = np.concatenate(([-1], np.nonzero(codes == 10)[0], [len(codes)]))
    line = np.searchsorted(breaks, np.arange(len(codes)), side="left")
    at = np.arange(len(codes)) - breaks[line - 1]
    short = (breaks[line] - breaks[line - 1]) < 30
    found: Hashes = (np.clip(at, 1, 5) + 8 * short + 16 * (line == 1)).astype(np.uint64)
    return found


def _again(grams: Sequence[Hashes], length: int) -> Hashes:
    """The longest n-gram (of 2 to 4) that starts here, and that ends here, and stands elsewhere in the text too."""
    starts, ends = np.zeros(length, dtype=np.uint64), np.zeros(length, dtype=np.uint64)
    for size in (2, 3, 4):
        _, which, counts = np.unique(grams[size - 1], return_inverse=True, return_counts=True)
        (at,) = np.nonzero(counts[which] > 1)
        starts[at], ends[at + size - 1] = size, size
    return starts * np.uint64(5) + ends


def _words(doc: Doc, length: int) -> dict[str, Hashes]:
    """The word of each character, its neighbours, and where in its word the character stands."""
    orths, sizes, spaces = doc.to_array(["ORTH", "LENGTH", "SPACY"]).astype(np.uint64).T.astype(np.int64)
    orths = orths.astype(np.uint64)
    starts = np.cumsum(sizes + spaces) - sizes - spaces
    word, before, after, cut = (np.zeros(length, dtype=np.uint64) for _ in range(4))
    where = np.repeat(starts - np.concatenate(([0], np.cumsum(sizes)[:-1])), sizes) + np.arange(sizes.sum())
    word[where] = np.repeat(orths, sizes)
    before[where] = np.repeat(np.concatenate((np.zeros(1, np.uint64), orths[:-1])), sizes)
    after[where] = np.repeat(np.concatenate((orths[1:], np.zeros(1, np.uint64))), sizes)
    cut[where] = 1
    cut[starts] += np.uint64(1)
    cut[starts + sizes - 1] += np.uint64(2)
    return {"word": word, "word_before": before, "word_after": after, "cut": cut}


def _rules(page: Page) -> dict[str, Hashes]:
    """What the rules chose for each character (type and position in the name), how sure, and what else they saw."""
    rule, sure, other = (np.zeros(len(page.text), dtype=np.uint64) for _ in range(3))
    for candidate in page.chosen:
        mark(rule, candidate)
        source = (
            zlib.crc32(candidate.source.encode()) * 4
            + (candidate.confidence >= 0.6)
            + (candidate.confidence >= 0.8)
        )
        sure[candidate.start : candidate.end] = source
    for candidate in page.proposed:
        bit = TYPES.index(candidate.type)
        other[candidate.start] |= np.uint64(1 << bit)
        other[candidate.end - 1] |= np.uint64(1 << (bit + 8))
    return {"rule": rule, "sure": sure, "other": other}


def mark(labels: NDArray[np.unsignedinteger], span: Candidate) -> None:
    """Write a span as begin, inside, end or single of its type; 0 is outside."""
    begin = 1 + 4 * TYPES.index(span.type)
    if span.end - span.start == 1:
        labels[span.start] = begin + 3
        return
    labels[span.start + 1 : span.end - 1] = begin + 1
    labels[span.start], labels[span.end - 1] = begin, begin + 2


def label_names() -> tuple[str, ...]:
    """The labels by number: O, then B, I, E and S of each type."""
    return ("O", *(f"{position}-{kind.value}" for kind in TYPES for position in "BIES"))


def labels_of(length: int, spans: Iterable[Candidate]) -> NDArray[np.uint8]:
    """The label of each character."""
    labels = np.zeros(length, dtype=np.uint8)
    for span in spans:
        mark(labels, span)
    return labels
