"""Other names in the training text."""

import random
import re

import pytest

from pipelines.zh_policy.articles import CorpusArticle, read_corpus
from pipelines.zh_policy.augment import Names, with_other_names
from pipelines.zh_policy.check_corpus import MENTION

ARTICLES = [article for number, article in enumerate(read_corpus(split="train")) if number % 12 == 0]
NAMES = Names(firms=("砺锋",), given=("小川",), products=("LF-9磨床",))


def mentions(tagged: str, kind: str) -> list[str]:
    return [name for found, name in MENTION.findall(tagged) if found == kind]


def test_a_brand_and_the_full_name_that_holds_it_stay_in_step() -> None:
    tagged = "<C>芜湖凌泰减速传动股份有限公司</C>（<C>凌泰</C>）的<D>凌泰牌减速机</D>。"
    new = with_other_names(tagged, Names(("砺锋",), ("小川",), ("凌泰牌减速机",)), random.Random(1))
    assert mentions(new, "C") == ["芜湖砺锋减速传动股份有限公司", "砺锋"]


def test_a_place_takes_its_agencies_and_firms_along() -> None:
    tagged = "<L>芜湖市</L>：<A>芜湖市经信局</A>、<C>芜湖凌泰有限公司</C>，<L>芜湖</L>"
    new = with_other_names(tagged, NAMES, random.Random(2))
    (long, short), (agency,), (firm,) = mentions(new, "L"), mentions(new, "A"), mentions(new, "C")
    assert "芜湖" not in new
    assert long.startswith(short)
    assert agency == f"{long}经信局"
    assert firm == f"{short}砺锋有限公司"


def test_a_person_keeps_one_new_name_and_foreign_names_stay() -> None:
    tagged = "<P>许知遥</P>说，<P>巴图·额尔敦</P>和<P>许知遥</P>"
    first, foreign, again = mentions(with_other_names(tagged, NAMES, random.Random(3)), "P")
    assert first == again
    assert first.endswith("小川")
    assert foreign == "巴图·额尔敦"


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.name)
def test_tags_and_the_text_between_them_stand_as_they_stood(article: CorpusArticle) -> None:
    new = with_other_names(article.tagged, Names.of(ARTICLES), random.Random(4))
    between = re.compile(r"<(\w)>.*?</\1>", re.DOTALL)
    assert between.sub(r"<\1>", new) == between.sub(r"<\1>", article.tagged)
