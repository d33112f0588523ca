"""Text that no document should hold, and some do: no crash, time in proportion, offsets right."""

import os
import random
import time

import pytest

from kg.facts import extract
from kg.model import Article, EntityType, Reading
from kg.nlp import load, read
from kg.offsets import OffsetMap

NLP = load()
SOAK = os.environ.get("KG_SOAK") == "1"
FIRM = "绍兴凌泰减速机有限公司"


def reading_of(text: str) -> Reading:
    """What is found; offsets are checked against the text, facts extracted."""
    reading = read(NLP, Article("a", "d", 0, "", text, OffsetMap.identity(len(text))))
    assert all(text[m.start : m.end] == m.text for m in reading.mentions)
    assert all(a.end <= b.start for a, b in zip(reading.mentions, reading.mentions[1:], strict=False))
    assert "".join(text[a:b] for a, b in reading.sentences) == text or not text.strip()
    extract(reading)
    return reading


def found(text: str) -> list[tuple[str, EntityType]]:
    return [(m.text, m.type) for m in reading_of(text).mentions]


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", "\u3000", "\t\r\n", "\ufeff", "\u200b", "\x00"])
def test_an_article_without_text(text):
    assert found(text) == []


@pytest.mark.parametrize(
    "noise",
    [
        "\x00\x01\x02\x07\x08\x0b\x0c\x0e\x1b\x1f\x7f\x85",
        "\u200b\u200c\u200d\u2060\ufeff\u202a\u202e",
        "\ufffd\ufffe\uffff",
        "😀👩\u200d🔧🏭🇨🇳",
        "𠮷𡈽𣏾𪚥𬬻𫟼",
        "\ud800\udfff",
        "e\u0301a\u0300\u20e3",
        "\r\r\r",
    ],
)
def test_names_are_found_beside_noise(noise):
    text = f"{noise}。{FIRM}董事长佟岁寒说{noise}，地点在绍兴市。{noise}"
    names = {name for name, _ in found(text)}
    assert {FIRM, "绍兴市"} <= names
    assert text.index(FIRM) in {m.start for m in reading_of(text).mentions}


def test_a_firm_with_a_character_outside_the_bmp():
    assert ("上海𫟼𬬻精密机械有限公司", EntityType.COMPANY) in found("上海𫟼𬬻精密机械有限公司入选。")


def test_full_width_letters_and_digits_keep_their_offsets():
    text = "由ＡＢＣ１２３、" + FIRM + "与ＸＹ－２００型数控机床（２０２１年）组成。"
    assert FIRM in {name for name, _ in found(text)}


def test_traditional_characters():
    names = found("浙江省經濟和信息化廳公布名單，紹興凌泰減速機有限公司入選。")
    assert ("浙江省", EntityType.PLACE) in names or any(name.startswith("浙江省") for name, _ in names)


@pytest.mark.parametrize(
    "unit",
    [
        "有限公司",
        "（",
        "“",
        "《",
        "、",
        "省",
        "市",
        "奖",
        "第",
        "1",
        "A",
        "·",
        "的",
        "\n",
        " ",
        "公司（",
        "首台（套）",
        "王",
        "-",
        "😀",
        "，。",
    ],
)
def test_one_thing_over_and_over(unit):
    """Five thousand times, and ten times as often in the long run: no pattern may go through it again and again."""
    size = 50_000 if SOAK else 5_000
    begin = time.process_time()
    reading_of(unit * (size // len(unit)))
    assert time.process_time() - begin < 60


def test_a_long_line_without_punctuation_is_read_whole():
    size = 1_000_000 if SOAK else 30_000
    chance = random.Random(7)
    filler = "".join(chance.choice("啊它们是一些没有标点的汉字而且很长") for _ in range(size))
    text = f"绍兴市{filler}\n{FIRM}"
    mentions = reading_of(text).mentions
    assert (mentions[0].start, mentions[0].text) == (0, "绍兴市")
    assert (mentions[-1].end, mentions[-1].text) == (len(text), FIRM)
