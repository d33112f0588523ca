"""Small views of what earlier components proposed, and of the shape of a table."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from kg.model import EntityType
from kg.nlp.candidates import Candidate, article_of


def text_of(doc: Doc) -> str:
    """The text of a document; ``Doc.text`` puts it together from its tokens at every call."""
    article = article_of(doc)
    return doc.text if article is None else article.text


def token_bounds(doc: Doc) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where each token starts and ends; going through ``Token`` objects takes ten times as long."""
    starts, lengths = doc.to_array(["IDX", "LENGTH"]).astype(np.int64).T
    return starts, starts + lengths


def token_edges(doc: Doc) -> frozenset[int]:
    """The positions at which a token starts or ends."""
    return frozenset(np.concatenate(token_bounds(doc)).tolist())


def proposed(doc: Doc, *types: EntityType) -> list[Candidate]:
    """The candidates so far of the given types (of all when none is given), in the order of proposal."""
    return [c for c in doc._.candidates or () if not types or c.type in types]


def place_starts_by_end(doc: Doc) -> Mapping[int, int]:
    """From the end of each proposed place to its start (the longest place that ends there)."""
    starts: dict[int, int] = {}
    for place in proposed(doc, EntityType.PLACE):
        starts[place.end] = min(place.start, starts.get(place.end, place.start))
    return starts


def place_ends_by_start(doc: Doc) -> Mapping[int, int]:
    """From the start of each proposed place to its end (the longest place that starts there)."""
    ends: dict[int, int] = {}
    for place in proposed(doc, EntityType.PLACE):
        ends[place.start] = max(place.end, ends.get(place.start, place.end))
    return ends
