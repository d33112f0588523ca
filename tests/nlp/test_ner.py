"""The statistical NER: its features, its best path and probabilities, its place in the pipeline."""

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import nlp
from kg.model import EntityType
from kg.nlp.candidates import Candidate
from kg.nlp.ner import Ner, page_of
from kg.nlp.ner_crf import Crf, Found, pieces
from kg.nlp.ner_features import BUCKETS, TYPES, features, label_names, labels_of
from kg.nlp.ner_lexicon import hash_names
from kg.nlp.overlap import resolve_overlaps
from kg.nlp.person_names import is_address
from pipelines.zh_policy.mean_ner import mean

LABELS = len(label_names())
PIPELINE = nlp.load()


def random_crf(seed: int, features: int = 6) -> Crf:
    chance = np.random.default_rng(seed)
    state = chance.normal(0, 1, (features + 1, LABELS)).astype(np.float32)
    state[0] = 0
    transition = chance.normal(0, 1, (LABELS, LABELS)).astype(np.float32)
    return Crf(np.arange(1, features + 1, dtype=np.uint32), state, transition)


def all_paths(crf: Crf, features: np.ndarray) -> dict[tuple[int, ...], float]:
    """The score of every path over a short text, by going through all of them."""
    emitted = crf.emissions(features).astype(float)
    moves = crf.transition.astype(float)
    steps = range(features.shape[1])
    return {
        path: sum(emitted[at, path[at]] for at in steps) + sum(moves[a, b] for a, b in pairwise(path))
        for path in product(range(LABELS), repeat=features.shape[1])
    }


@pytest.mark.parametrize("seed", range(6))
def test_best_path_and_probability_are_those_of_all_paths_gone_through(seed: int) -> None:
    crf = random_crf(seed)
    numbers = np.random.default_rng(seed + 100).integers(0, 7, (2, 3)).astype(np.uint32)
    scores = all_paths(crf, numbers)
    best = max(scores, key=lambda path: scores[path])
    total = np.logaddexp.reduce(list(scores.values()))
    found = crf.find("甲乙丙", numbers)
    singles = {at: (label - 1) // 4 for at, label in enumerate(best) if label and (label - 1) % 4 == 3}
    assert {name.start: name.type for name in found if name.end - name.start == 1} == singles
    for name in found:
        begin = 1 + 4 * name.type
        inner = [begin, *[begin + 1] * (name.end - name.start - 2), begin + 2]
        labels = [begin + 3] if name.end - name.start == 1 else inner
        holding = [score for path, score in scores.items() if list(path[name.start : name.end]) == labels]
        assert name.probability == pytest.approx(
            float(np.exp(np.logaddexp.reduce(holding) - total)), abs=1e-3
        )


@given(st.text(alphabet="甲乙，。\n（A1", max_size=300))
def test_pieces_cover_the_text_and_none_is_too_long(text: str) -> None:
    spans = pieces(text)
    assert "".join(text[start:end] for start, end in spans) == text
    assert all(len(text[start:end].rstrip("，。！？；：\n")) <= 60 for start, end in spans)


def test_labels_mark_begin_inside_end_and_single() -> None:
    names = label_names()
    spans = [Candidate(0, 3, EntityType.COMPANY, "x"), Candidate(4, 5, EntityType.PLACE, "x")]
    assert [names[label] for label in labels_of(6, spans)] == [
        "B-COMPANY",
        "I-COMPANY",
        "E-COMPANY",
        "O",
        "S-PLACE",
        "O",
    ]


def test_weights_come_back_from_disk_to_three_decimals(tmp_path) -> None:
    crf = random_crf(3)
    Ner(crf, {"short": hash_names(["启明", "远东"])}).to_disk(tmp_path)
    read = Ner().from_disk(tmp_path)
    again = read.crf
    assert again is not None
    assert np.array_equal(read.lists["short"], hash_names(["远东", "启明"]))
    assert np.array_equal(again.buckets, crf.buckets)
    assert np.allclose(again.state, crf.state, atol=6e-4)
    assert np.array_equal(again.transition, crf.transition)


def test_a_mean_counts_a_feature_that_one_training_lacks_as_zero_there() -> None:
    state, moves = np.zeros((2, LABELS), np.float32), np.zeros((LABELS, LABELS), np.float32)
    one = Crf(np.array([7], np.uint32), np.add(state, [[0], [2]]), moves + 1)
    other = Crf(np.array([9], np.uint32), np.add(state, [[0], [4]]), moves + 3)
    both = mean([one, other])
    assert both.buckets.tolist() == [7, 9]
    assert both.state[:, 0].tolist() == [0, 1, 2]
    assert both.transition[0, 0] == 2


def test_features_lie_below_the_number_of_buckets_and_do_not_change_with_the_process() -> None:
    doc = PIPELINE("台州某某机械有限公司董事长王小明说。")
    numbers = features(page_of(doc), Ner().lexicon)
    assert numbers.shape[1] == len(doc.text)
    assert int(numbers.max()) < BUCKETS


def test_without_weights_nothing_is_proposed() -> None:
    doc = PIPELINE.make_doc("台州某某机械有限公司")
    assert Ner()(doc)._.candidates is None


def test_the_shipped_model_has_weights_and_says_how_sure_it_is() -> None:
    text = "办公室的牛耕读把图纸铺在桌上，质检员佟岁寒在一旁记数。"
    proposed = [one for one in PIPELINE(text)._.candidates if one.source == "ner"]
    assert (text[proposed[0].start : proposed[0].end], proposed[0].type) == ("佟岁寒", EntityType.PERSON)
    assert 0.7 <= proposed[0].confidence <= 1


class Sure(Crf):
    """Finds one firm in any text: all of it."""

    def find(self, text: str, features: np.ndarray) -> list[Found]:
        return [Found(0, len(text), TYPES.index(EntityType.COMPANY), 1.0)]


@pytest.mark.parametrize(
    ("text", "named"), [("行业协会商会", False), ("启明泵业协会", True), ("理想", False), ("理想汽车", True)]
)
def test_words_for_kinds_of_bodies_and_everyday_words_are_no_names(text: str, named: bool) -> None:
    crf = random_crf(0)
    ner = Ner(Sure(crf.buckets, crf.state, crf.transition))
    assert bool(ner(PIPELINE.make_doc(text))._.candidates) is named


@pytest.mark.parametrize(("name", "address"), [("苌大姐", True), ("王总", True), ("苌玉英", False)])
def test_a_surname_with_a_form_of_address_is_nobody(name: str, address: bool) -> None:
    assert is_address(name) is address


def test_what_a_table_or_the_catalogue_says_is_not_overruled() -> None:
    table = Candidate(0, 4, EntityType.COMPANY, "table", 0.98)
    model = Candidate(0, 6, EntityType.PERSON, "ner", 1.0)
    assert resolve_overlaps([model, table]) == [table]


@settings(deadline=None, max_examples=50)
@given(st.text(max_size=80))
def test_any_text_is_read_and_mentions_stand_in_it(text: str) -> None:
    doc = PIPELINE(text)
    assert doc.text == text
    assert all(0 <= one.start < one.end <= len(text) for one in doc._.mentions)
