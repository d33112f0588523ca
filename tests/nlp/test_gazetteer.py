import itertools

from hypothesis import given
from hypothesis import strategies as st

from kg.nlp.gazetteer import Gazetteer
from kg.nlp.writing import key, squeeze


def found(names: list[str], text: str) -> list[str]:
    return [text[start:end] for start, end in Gazetteer(names).find(text)]


def test_the_longest_name_wins_at_each_place():
    assert found(["江苏", "江苏省", "省会"], "江苏省会江苏") == ["江苏省", "江苏"]


def test_a_name_may_end_with_the_text():
    assert list(Gazetteer(["江苏", "江苏省南京市"]).find("在江苏")) == [(1, 3)]


def test_single_characters_are_no_names():
    assert found(["京"], "京津") == []


names = st.lists(st.text(alphabet="甲乙丙", min_size=2, max_size=4), max_size=6)


@given(names, st.text(alphabet="甲乙丙丁", max_size=30))
def test_matches_are_names_from_left_to_right(entries, text):
    spans = list(Gazetteer(entries).find(text))
    assert all(text[start:end] in entries for start, end in spans)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))


def test_width_blanks_and_brackets_do_not_matter_in_writing():
    assert key("首台（套）") == key("首 台(套)") == key("首（台）套") == "首台套"
    assert key("５Ｇ工厂") == key("5g 工厂")


@given(st.text(max_size=40))
def test_positions_of_the_plain_writing_point_into_the_text(text):
    plain, positions = squeeze(text)
    assert len(plain) == len(positions)
    assert positions == sorted(set(positions))
    assert all(0 <= at < len(text) for at in positions)
