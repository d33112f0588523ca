import re

from hypothesis import given
from hypothesis import strategies as st

from kg.nlp.compounds import Compounds

words = st.lists(st.text(alphabet="甲乙丙", min_size=1, max_size=3), max_size=5)


def test_words_may_follow_one_another_but_leave_nothing_over():
    trades = Compounds(["大型", "科技", "新材料", "新"])
    assert "大型新材料科技" in trades
    assert "科技科技" in trades
    assert "大型材料" not in trades
    assert "启明科技" not in trades
    assert "科技启明" not in trades


@given(words, st.text(alphabet="甲乙丙丁", max_size=12))
def test_it_agrees_with_a_regular_expression(entries, text):
    pattern = f"(?:{'|'.join(entries)})*" if entries else ""
    assert (text in Compounds(entries)) == bool(re.fullmatch(pattern, text))
