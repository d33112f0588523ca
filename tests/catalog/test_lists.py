"""Word lists as patterns."""

import re

from hypothesis import given
from hypothesis import strategies as st

from kg.catalog.lists import alternation

WORDS = st.lists(st.text(st.sampled_from("公司厂a-]^."), min_size=1, max_size=4), min_size=1, max_size=8)


def test_the_longest_word_wins():
    pattern = re.compile(alternation(["公司", "有限公司", "有限责任公司", "厂", "总厂", "有限"]))
    assert pattern.findall("某有限公司、某有限责任公司、某有限厂、某总厂") == [
        "有限公司",
        "有限责任公司",
        "有限",
        "厂",
        "总厂",
    ]


def test_a_shorter_word_stands_in_when_what_follows_asks_for_it():
    assert re.fullmatch(alternation(["公司", "公司法"]) + "法人", "公司法人")


def test_no_words_match_nothing():
    assert re.search(alternation([]), "公司") is None


@given(WORDS, st.text(st.sampled_from("公司厂a-]^."), max_size=20), st.sampled_from(["", "公", "$"]))
def test_it_finds_what_a_plain_list_of_the_words_finds(words, text, following):
    plain = "|".join(map(re.escape, sorted(set(words), key=lambda word: (-len(word), word))))
    found = re.finditer(alternation(words) + following, text)
    assert [m.span() for m in found] == [m.span() for m in re.finditer(f"(?:{plain}){following}", text)]
