"""Sentence boundaries: 。！？；… and line ends, but not inside short quotations and brackets."""

import re

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from kg.nlp.spans import text_of, token_bounds
from kg.offsets import Span

SHORT = 60
_OPENERS = "“‘「『（(《〈【〔"
_CLOSERS = "”’」』）)》〉】〕"
_ENCLOSED = "|".join(
    f"{re.escape(a)}[^{re.escape(a + b)}\\n]{{0,{SHORT}}}{re.escape(b)}"
    for a, b in zip(_OPENERS, _CLOSERS, strict=True)
)
_BOUNDARY = re.compile(
    f"(?P<enclosed>{_ENCLOSED})|(?P<end>[。！？；!?;…]+[{re.escape(_CLOSERS)}]*[^\\S\\n]*\\n*|\\n+)"
)
_ENDS_QUOTED = re.compile(r"[。！？!?…][”’」』]$")


def split(text: str) -> tuple[Span, ...]:
    """Cut a text into sentences that cover it without a gap; a line break belongs to the sentence before."""
    spans: list[Span] = []
    start = 0
    for match in _BOUNDARY.finditer(text):
        if match["enclosed"] and not _ends_here(match, text):
            continue
        if text[start : match.end()].strip():
            spans.append((start, match.end()))
        elif spans:
            spans[-1] = (spans[-1][0], match.end())
        else:
            continue
        start = match.end()
    if start < len(text):
        spans.append((start, len(text)))
    return tuple(spans)


def _ends_here(match: re.Match[str], text: str) -> bool:
    """A quotation that holds a whole sentence (“……。”) ends the sentence around it, unless text runs on."""
    following = text[match.end() : match.end() + 1]
    return bool(_ENDS_QUOTED.search(match[0])) and following not in "，、。；：！？,的等和与是"


@Language.factory("kg_sentences", assigns=["token.is_sent_start"])
def create_sentences(nlp: Language, name: str) -> "Sentences":
    """Factory of the component that sets sentence boundaries."""
    return Sentences()


class Sentences:
    """Sets ``token.is_sent_start`` by ``split``."""

    def __call__(self, doc: Doc) -> Doc:
        """Mark the first token at or after each sentence's start."""
        if not len(doc):
            return doc
        offsets, _ = token_bounds(doc)
        starts = np.full(len(doc) + 1, -1, dtype=np.int64)
        starts[np.searchsorted(offsets, [0, *(start for start, _ in split(text_of(doc)))])] = 1
        # Token.is_sent_start looks through the whole document at every assignment: quadratic.
        return doc.from_array(["SENT_START"], starts[:-1].reshape(-1, 1).astype(np.uint64))  # type: ignore[arg-type]
