import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.ingest.encoding import decode, looks_like_text

NEWS = (
    "近日，省经济和信息化厅公布了年度首台（套）产品认定名单，我市有三家企业的产品入选。\r\n"
    "其中，镕喆精密机械有限公司的五轴加工中心为国内首台（套）。\r\n"
    "下一步，全市将加大对企业技术创新的支持力度。\r\n"
) * 3
TRADITIONAL = "近日，經濟部公布年度創新產業名單，本市企業的產品入選。公司表示，將在國內市場發展新技術。\n" * 3


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le", "utf-16-be"])
def test_chinese_text_without_a_mark_is_recognised(encoding):
    decoded = decode(NEWS.encode(encoding))

    assert (decoded.text, decoded.encoding, decoded.damaged) == (NEWS, encoding, 0)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_a_byte_order_mark_decides_and_is_not_text(encoding):
    decoded = decode("\ufeff短文".encode(encoding))

    assert (decoded.text, decoded.encoding) == ("短文", encoding)


def test_big5_is_recognised():
    decoded = decode(TRADITIONAL.encode("big5"))

    assert (decoded.text, decoded.encoding) == (TRADITIONAL, "big5")


def test_gbk_is_read_as_its_superset_so_that_rare_names_survive():
    text = NEWS + "总经理䶮某、董事长㛃某出席。\n"

    assert decode(text.encode("gb18030")).text == text


def test_a_file_of_two_encodings_is_read_line_by_line():
    lines = NEWS.splitlines(keepends=True)
    data = b"".join(line.encode("utf-8" if number % 2 else "gb18030") for number, line in enumerate(lines))

    decoded = decode(data)

    assert (decoded.text, decoded.encoding) == (NEWS, "utf-8+gb18030")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_file_cut_in_mid_character_is_read_and_its_damage_counted(encoding):
    decoded = decode(NEWS.strip().encode(encoding)[:-1] + b"\n")

    assert decoded.encoding == encoding
    assert decoded.damaged == 1
    assert decoded.text.startswith(NEWS.strip()[:-1])


def test_plain_ascii_is_utf8():
    assert decode(b"Robot 2021").encoding == "utf-8"


@pytest.mark.parametrize("data", [b"\x00" * 64, bytes(range(256)) * 4, b"\xff\xd8\xff\xe0\x00\x10JFIF" * 9])
def test_bytes_that_are_no_text_do_not_look_like_text(data):
    assert not looks_like_text(data)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le", "utf-16-be"])
def test_a_head_cut_in_mid_character_still_looks_like_text(encoding):
    assert looks_like_text(NEWS.encode(encoding)[:201])


@given(st.binary(max_size=400))
def test_decoding_never_fails(data):
    assert isinstance(decode(data).text, str)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00\ufeff"), max_size=200))
def test_valid_utf8_comes_back_unchanged(text):
    assert decode(text.encode("utf-8")).text == text
