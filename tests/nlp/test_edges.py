"""Where a name that ends at a known suffix begins."""

import pytest

from kg.nlp.edges import is_generic, left_edge, opens_name


@pytest.mark.parametrize(
    ("before", "name"),
    [
        ("我市推荐的", "启明数控"),
        ("授予", "启明数控"),
        ("由远东液压和", "启明数控"),
        ("这一届的会长单位", "启明数控"),
        ("公司、", "启明数控"),
        ("其中3家企业是", "启明数控"),
        ("", "诸城市义和车桥"),
        ("获奖的", "美的"),
        ("", "中科矩阵（杭州）"),
        ("1.", "启明数控"),
    ],
)
def test_the_name_begins_after_the_last_word_that_cannot_be_part_of_it(before: str, name: str) -> None:
    text = f"{before}{name}有限公司"
    assert text[left_edge(text, len(before) + len(name), legal=True) : -4] == name


def test_a_word_right_before_the_suffix_leaves_no_name() -> None:
    text = "据悉，该公司"
    assert left_edge(text, 4) == 4


def test_a_place_is_not_cut_inside() -> None:
    text = "于都县启明服饰有限公司"
    assert left_edge(text, 7, {0: 3}) == 0


def test_a_loose_word_cuts_only_before_a_known_place() -> None:
    text = "时下苏州启明有限公司"
    assert left_edge(text, 6, {2: 4}) == 2
    assert left_edge(text, 6) == 0


@pytest.mark.parametrize("text", ["", "科技", "大型", "新材料科技", "一家高新技术"])
def test_words_for_kinds_and_trades_name_nobody(text: str) -> None:
    assert is_generic(text)


def test_a_brand_is_not_generic() -> None:
    assert not is_generic("启明科技")


def test_a_name_can_begin_after_a_boundary_or_an_edge_word_only() -> None:
    text = "他说，启明推荐远东"
    assert opens_name(text, 3)
    assert opens_name(text, 7)
    assert not opens_name(text, 4)
