import importlib.util
import sys
from pathlib import Path

import numpy as np
import pytest
import srsly  # type: ignore[import-untyped]

SCRIPT = Path(__file__).parents[2] / "pipelines" / "zh_policy" / "train_segmenter.py"


@pytest.fixture(scope="module")
def train():
    spec = importlib.util.spec_from_file_location("train_segmenter", SCRIPT)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["train_segmenter"] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules["train_segmenter"]


def test_iob2_gives_words_and_the_characters_of_entities(train, tmp_path):
    path = tmp_path / "x.iob2"
    path.write_text(
        "# sent_id = 1\n1\t在\tO\t-\t-\n2\t江苏\tB-LOC\t-\t-\n3\t省\tI-LOC\t-\t-\n4\t南京\tB-LOC\t-\t-\n\n"
        "# sent_id = 2\n1\t好\tO\t-\t-\n",
        encoding="utf-8",
    )
    first, second = train.read_iob2(path)
    assert (first.words, first.entities) == (("在", "江苏", "省", "南京"), ((1, 4), (4, 6)))
    assert (second.words, second.entities) == (("好",), ())


def test_a_word_that_an_entity_edge_runs_through_is_parted(train):
    sentence = train.Sentence(("在江", "苏省内"), ((1, 4),))
    assert train.recut(sentence).words == ("在", "江", "苏省", "内")


def test_pruning_keeps_the_bias_feature_first_and_drops_small_weights(train, tmp_path):
    srsly.write_msgpack(
        tmp_path / "features.msgpack",
        {
            "unigram": ["乙", "甲"],
            "bigram": ["甲*乙"],
            "feature_to_idx": {"$$": 0, "c.甲": 1, "c.乙": 2},
            "tag_to_idx": {"B": 0, "I": 1},
        },
    )
    node = [0.0, 0.0, 0.01, -0.02, 0.3, -0.4]
    np.savez(tmp_path / "weights.npz", sizes=np.array([2, 3]), w=np.array([*node, 1.0, 2.0, 3.0, 4.0]))
    assert train.prune(tmp_path) == 2
    assert srsly.read_msgpack(tmp_path / "features.msgpack")["feature_to_idx"] == {"$$": 0, "c.乙": 1}
    with np.load(tmp_path / "weights.npz") as npz:
        assert npz["sizes"].tolist() == [2, 2]
        assert npz["w"].tolist() == [0.0, 0.0, 0.3, -0.4, 1.0, 2.0, 3.0, 4.0]


def test_the_training_data_and_its_licence_are_in_the_checkout():
    assets = SCRIPT.parent / "assets"
    assert (assets / "uner-zh-gsdsimp-train.iob2").is_file()
    assert "Attribution-ShareAlike 4.0" in (assets / "LICENSE.uner.txt").read_text(encoding="utf-8")
