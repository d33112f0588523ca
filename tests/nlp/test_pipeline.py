import itertools
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import KgError
from kg.model import Article, EntityType
from kg.nlp import fingerprint, load, read
from kg.nlp.pipeline import COMPONENTS
from kg.nlp.tokenizer import PolicyTokenizer
from kg.offsets import OffsetMap

NLP = load()


def article(text: str) -> Article:
    return Article(
        id="a", document="d", ordinal=0, title="", text=text, offsets=OffsetMap.identity(len(text))
    )


def test_the_shipped_pipeline_has_all_components_in_order():
    assert tuple(NLP.pipe_names) == COMPONENTS


def test_the_tokenizer_does_without_the_dictionary_of_pkuseg():
    assert isinstance(NLP.tokenizer, PolicyTokenizer)
    assert NLP.tokenizer.model.postprocesser.do_process is False


def test_a_folder_without_pipeline_is_named(tmp_path):
    with pytest.raises(KgError) as error:
        load(tmp_path)
    assert error.value.zh == (
        f"文件夹 {tmp_path} 中没有 spaCy 管线（缺 config.cfg）；请重新安装 kg，或改用别的路径。"
    )


def test_a_reading_holds_mentions_in_order_with_their_text():
    text = "2020年，绍兴市越城区有3家企业入选浙江省首台（套）。\n下一段。"
    reading = read(NLP, article(text))
    assert [(m.type, m.text) for m in reading.mentions] == [
        (EntityType.PLACE, "绍兴市"),
        (EntityType.PLACE, "越城区"),
        (EntityType.PLACE, "浙江省"),
        (EntityType.PROGRAM, "首台（套）"),
    ]
    assert all(text[m.start : m.end] == m.text for m in reading.mentions)
    assert [text[a:b] for a, b in reading.sentences] == [text[: text.index("下")], "下一段。"]


def test_entities_of_the_doc_have_the_exact_characters_of_the_mentions():
    doc = NLP("国家专精特新“小巨人”企业")
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("专精特新", "PROGRAM"), ("小巨人", "PROGRAM")]


def test_quotation_marks_are_tokens_of_their_own():
    assert next(token.text for token in NLP.make_doc("“十四五”规划")) == "“"


@pytest.mark.parametrize(
    "text",
    ["", "\n", "   ", "\x00\x01\x1f", "😀👩‍🔧 𠮷野家 Co., Ltd.", "（“《", "a\u2028b\u00a0c", "奖", "省市"],
)
def test_odd_text_is_read_without_error(text):
    reading = read(NLP, article(text))
    assert NLP.make_doc(text).text == text
    assert all(text[m.start : m.end] == m.text for m in reading.mentions)


@settings(max_examples=60, deadline=None)
@given(
    st.text(
        alphabet=st.sampled_from("浙江省温州市首台（套）“”《》实施工程奖企业技术中心 \n。，路12A😀"),
        max_size=80,
    )
)
def test_whatever_the_text_mentions_do_not_overlap(text):
    mentions = read(NLP, article(text)).mentions
    assert all(a.end <= b.start for a, b in itertools.pairwise(mentions))
    assert all(0 <= m.start < m.end <= len(text) for m in mentions)


def test_a_long_line_is_read_whole():
    text = "浙江省" + "啊" * 200_000 + "江苏省"
    assert [m.text for m in read(NLP, article(text)).mentions] == ["浙江省", "江苏省"]


def test_the_fingerprint_is_short_hex_and_stable():
    assert re.fullmatch("[0-9a-f]{16}", fingerprint())
    assert fingerprint() == fingerprint()
