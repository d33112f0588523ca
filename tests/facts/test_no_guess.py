"""No guess: every field of every statement is said by the stretch that it cites, in cases, corpus and random texts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.facts import extract
from kg.model import Predicate, Reading, Statement
from pipelines.zh_policy.articles import read_corpus
from pipelines.zh_policy.gold_readings import readings
from tests.facts.origins import unproved
from tests.facts.tagged import sentence
from tests.facts.test_cases import Case, cases

ALL = [case for file in ("awards.md", "no_awards.md", "others.md") for case in cases(file)]
KEYS = {
    Predicate.AWARDED: ("level", "year", "batch", "product", "grantor", "rank", "status", "date"),
    Predicate.COUNTED: ("value", "unit", "kind", "level", "year"),
    Predicate.HOLDS_POSITION: ("title", "former"),
}
PIECES = [
    "<C>甲山集团</C>", "<C>乙水机床厂</C>", "<A>东海市经信局</A>", "<A>湖东省政府</A>", "<O>东海大学</O>", "<O>东海泵业协会</O>",
    "<P>李四</P>", "<P>张三</P>", "<L>东海市</L>", "<L>浙江省</L>", "<G>绿色工厂</G>", "<G>首台（套）</G>", "<G>高新技术企业</G>",
    "<D>磁力泵</D>", "<D>五轴铣床</D>", "获得", "获", "被认定为", "入选", "是", "国家级", "省级", "区内", "的", "、", "，", "。", "；",
    "：", "（", "）", "“", "”", "\n", "\t", "　", "2020年", "（2019年）", "二○二一年", "去年", "次年", "3家", "12家", "董事长", "原",
    "副厅长", "区长", "技术员", "位于", "旗下", "会员单位", "该公司", "其", "名单", "公布", "分别是", "依次为", "等", "未", "申报", "1. ",
    "2. ", "我市", "第三批", "一等奖", "序号", "企业名称", "产品名称", "级别", "年份", "同意", "为新会员", "持股51%的",
]  # fmt: skip


def _check(reading: Reading, found: tuple[Statement, ...]) -> None:
    for one in found:
        assert unproved(reading, one) == [], (one.rule, one)
        assert tuple(one.qualifiers) == KEYS.get(one.predicate, ())


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in ALL])
def test_no_guess_in_the_cases(case: Case) -> None:
    for reading in readings(case.text) if "\n" in case.text else [sentence(case.text)]:
        _check(reading, extract(reading))


@pytest.mark.parametrize("split", ["train", "dev", "test"])
def test_no_guess_in_the_corpus(split: str) -> None:
    for article in read_corpus(split=split):
        for reading in readings(article.tagged):
            _check(reading, extract(reading))


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=60))
def test_no_guess_in_random_texts(pieces: list[str]) -> None:
    text = "".join(pieces)
    titled = readings(f"<L>东海市</L>公布2022年省级<G>绿色工厂</G>名单\n\n{text}\n")
    for reading in (sentence(text), *titled):
        _check(reading, extract(reading))
