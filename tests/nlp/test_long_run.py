"""Memory over a long run: what was read is forgotten."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.model import Article
from kg.nlp import load, read
from kg.offsets import OffsetMap

ROOT = Path(__file__).parents[2]
SOAK = os.environ.get("KG_SOAK") == "1"
CHARACTERS = 10_000_000 if SOAK else 60_000


def test_the_words_of_an_article_are_not_kept():
    nlp = load()
    text = "砼甓鞲机与鬻犟鼐在簋爨里第一次见面。"
    with nlp.memory_zone():
        words = [token.text for token in nlp.make_doc(text)]
    fresh = [word for word in words if word not in nlp.vocab.strings]
    read(nlp, Article("a", "d", 0, "", text, OffsetMap.identity(len(text))))
    assert fresh and [word for word in fresh if word in nlp.vocab.strings] == []


@pytest.mark.soak
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="reads the memory in use from /proc")
def test_memory_stays_flat():
    done = subprocess.run(
        [sys.executable, "-m", "tests.nlp.long_run", str(CHARACTERS)],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    held = json.loads(done.stdout)
    assert max(held[1:]) - held[0] < 30, held
    assert held[-1] < 400, held
