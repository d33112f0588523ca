import itertools

from hypothesis import given
from hypothesis import strategies as st

from kg.nlp.sentences import split


def pieces(text: str) -> list[str]:
    return [text[start:end] for start, end in split(text)]


def test_a_sentence_ends_with_its_mark_and_with_its_line():
    assert pieces("先进。后来！真的？是；\n下一行") == ["先进。", "后来！", "真的？", "是；\n", "下一行"]


def test_short_brackets_and_titles_are_not_cut():
    assert pieces("按《办法。细则》（一；二）执行。好") == ["按《办法。细则》（一；二）执行。", "好"]


def test_a_quotation_that_is_a_sentence_ends_the_sentence():
    assert pieces("他说：“好的。”走了。") == ["他说：“好的。”", "走了。"]
    assert pieces("“好。”的回答") == ["“好。”的回答"]


def test_a_bracket_that_never_closes_does_not_swallow_the_text():
    assert pieces("（甲。乙。") == ["（甲。", "乙。"]


def test_empty_lines_belong_to_the_sentence_before():
    assert pieces("甲\n\n\n乙") == ["甲\n\n\n", "乙"]
    assert split("") == ()


@given(st.text(alphabet="甲。！“”（）《》\n x…", max_size=60))
def test_sentences_cover_the_text_without_gap_or_overlap(text):
    spans = split(text)
    assert "".join(text[start:end] for start, end in spans) == (text[spans[0][0] :] if spans else "")
    assert all(a[1] == b[0] for a, b in itertools.pairwise(spans))
    assert not spans or not text[: spans[0][0]].strip()
