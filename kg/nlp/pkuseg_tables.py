"""A model that pkuseg trained as arrays: what ``kg.nlp.segmenter`` looks words up in.

The arrays by name: ``transition`` and ``constant`` (tags), ``begins`` (whether a tag begins a word), ``plain:KIND`` (code
points that count as one), and for each of ``single``, ``double``, ``words`` and ``pairs`` the sorted hashes under that name
and, under ``NAME:TEMPLATE``, a row of weights for each of them, behind a row of zeros for the unknown.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.nlp.hashing import Hashes, HashTable, hashes_of
from kg.nlp.segmenter import (
    DOUBLE,
    ENDS,
    LEFT,
    LETTER,
    NUMBER,
    RIGHT,
    SINGLE,
    STARTS,
    Floats,
    Tables,
    pair_hashes,
)


def tables_of(pkuseg: Any) -> Tables:
    """The arrays of a model; ``pkuseg`` is what ``spacy_pkuseg.pkuseg(folder)`` gives."""
    extractor, model = pkuseg.feature_extractor, pkuseg.model
    nodes = model.w[: model.n_feature * model.n_tag].reshape(model.n_feature, model.n_tag)
    names, numbers = _by_template(extractor.feature_to_idx)
    weighted = {t: (hashes_of(names[t]), nodes[numbers[t]]) for t in (*SINGLE, *DOUBLE, ENDS, STARTS)}
    pairs = {
        t: tuple(zip(*(name.split("*") for name in names[t]), strict=True)) or ((), ()) for t in (LEFT, RIGHT)
    }
    paired = hashes_of(sorted({word for both in pairs.values() for words in both for word in words}))
    single = _grams("single", {t: weighted[t] for t in SINGLE})
    double = _grams("double", {t: weighted[t] for t in DOUBLE})
    words = _grams("words", {t: weighted[t] for t in (ENDS, STARTS)}, paired)
    known = HashTable.of(words["words"])
    numbered = {t: [known.rows_of(hashes_of(words)) for words in both] for t, both in pairs.items()}
    size = len(known.hashes) + 1
    hashed = {t: pair_hashes(before, behind, size) for t, (before, behind) in numbered.items()}
    return {
        "transition": model.w[model.n_feature * model.n_tag :].reshape(model.n_tag, model.n_tag).T,
        "constant": nodes[0],
        "begins": np.array(["B" in pkuseg.idx_to_tag[tag] for tag in range(model.n_tag)]),
        "plain:number": _codes(extractor.num),
        "plain:letter": _codes(extractor.letter),
        "plain:keyword": _codes(extractor.keywords),
        **single,
        **double,
        **words,
        **_grams("pairs", {t: (hashed[t], nodes[numbers[t]]) for t in pairs}),
    }


def _codes(characters: Any) -> NDArray[np.int64]:
    return np.array(sorted(map(ord, characters)), dtype=np.int64)


def _grams(
    name: str, templates: Mapping[str, tuple[Hashes, Floats]], more: Hashes | None = None
) -> dict[str, NDArray[Any]]:
    """The hashes of some templates (and ``more``, of no weight) as one table, with the weights of each template."""
    joined = [hashes for hashes, _ in templates.values()]
    table = HashTable.of(np.concatenate(joined if more is None else [*joined, more]))
    found: dict[str, NDArray[Any]] = {name: table.hashes}
    for template, (hashes, weights) in templates.items():
        rows = np.zeros((len(table.hashes) + 1, weights.shape[1]))
        rows[table.rows_of(hashes)] = weights
        found[f"{name}:{template}"] = rows
    return found


def _by_template(features: Mapping[str, int]) -> tuple[Mapping[str, list[str]], Mapping[str, list[int]]]:
    """The features by template: what each looks up (its characters alone), and its number."""
    names: dict[str, list[str]] = {t: [] for t in (*SINGLE, *DOUBLE, ENDS, STARTS, LEFT, RIGHT)}
    numbers: dict[str, list[int]] = {template: [] for template in names}
    for feature, number in features.items():
        if feature == "$$":
            continue
        if "**" in feature:
            feature = feature.replace("**Num", NUMBER).replace("**Letter", LETTER)
        template, _, name = feature.partition(".")
        if template == "ww":
            side, _, name = name.partition(".")
            template = f"{template}.{side}"
        elif template in DOUBLE:
            name = name[0] + name[2:]
        names[template].append(name)
        numbers[template].append(number)
    return names, numbers
