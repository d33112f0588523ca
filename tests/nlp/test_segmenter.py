"""Words by pkuseg's model, looked up in arrays: the same as pkuseg gives, and any batch gives the same."""

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.nlp import load
from kg.nlp.hashing import HashTable, code_points, hashes_of, ngram_hashes
from kg.nlp.tokenizer import PolicyTokenizer
from kg.nlp.viterbi import batches, best_paths
from tests.command import DOCUMENTS

TOKENIZER = load().tokenizer
assert isinstance(TOKENIZER, PolicyTokenizer)
PKUSEG = TOKENIZER.model
SEGMENTER = TOKENIZER.words


def sentences(text: str) -> list[str]:
    return [part for line in text.split() for part in line.replace("。", "。 ").split() if part]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_words_are_those_of_pkuseg(document):
    found = sentences(document.read_text(encoding="utf-8"))
    assert SEGMENTER.cut(found) == [PKUSEG.cut(sentence) for sentence in found]


def scores_of_pkuseg(sentence: str) -> np.ndarray:
    """The sum of the weights of the features that pkuseg names for each character."""
    extractor, model = PKUSEG.feature_extractor, PKUSEG.model
    weights = model.w[: model.n_feature * model.n_tag].reshape(model.n_feature, model.n_tag)
    nodes = list(extractor.normalize_text(sentence))
    return np.array(
        [weights[extractor.get_node_features_idx(at, nodes)].sum(axis=0) for at in range(len(nodes))]
    )


@settings(deadline=None)
@given(st.text(st.sampled_from("中国浙江省企业的a.1二２Ａ－,/\x00😀奖"), min_size=1, max_size=30))
def test_scores_of_odd_sentences_are_those_of_pkuseg(sentence):
    assert np.allclose(SEGMENTER.scores(sentence), scores_of_pkuseg(sentence))
    assert "".join(SEGMENTER.cut([sentence])[0]) == sentence


@given(st.lists(st.text(st.sampled_from("浙江省首台套企业在中国1."), min_size=1, max_size=12), max_size=6))
def test_sentences_do_not_see_each_other(found):
    assert SEGMENTER.cut(found) == [SEGMENTER.cut([sentence])[0] for sentence in found]


def test_ngrams_and_names_have_the_same_hashes():
    codes = code_points("首台（套）𠮷")
    assert ngram_hashes(codes, 3).tolist() == hashes_of(["首台（", "台（套", "（套）", "套）𠮷"]).tolist()
    assert ngram_hashes(codes, 7).tolist() == []
    assert len({*ngram_hashes(code_points("一一一"), 1).tolist(), *hashes_of(["一", "一一"]).tolist()}) == 2


def test_a_table_knows_what_it_holds():
    table = HashTable.of(hashes_of(["甲", "乙", "甲"]))
    rows = table.rows_of(hashes_of(["乙", "丙", "甲", "乙"]))
    assert sorted({rows[0], rows[2]}) == [1, 2]
    assert (rows[1], rows[3]) == (0, rows[0])
    assert HashTable.of(hashes_of([])).rows_of(hashes_of(["甲"])).tolist() == [0]


@pytest.mark.parametrize("seed", range(5))
def test_the_best_path_is_that_of_all_paths_gone_through(seed):
    chance = np.random.default_rng(seed)
    scores, moves = chance.normal(size=(12, 3)), chance.normal(size=(3, 3))
    spans = [(0, 4), (4, 5), (5, 8), (9, 12)]
    for batch in batches(spans):
        found = best_paths(scores[batch.where], moves, batch.live)
        for column, (start, end) in enumerate(batch.spans):
            sums = {
                path: sum(scores[start + at, tag] for at, tag in enumerate(path))
                + sum(moves[a, b] for a, b in pairwise(path))
                for path in product(range(3), repeat=end - start)
            }
            best = max(sums, key=lambda path: sums[path])
            assert tuple(found[: end - start, column]) == best
