"""The corpus is sound: its checker finds no fault, and it is as large and as varied as it says it is."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from pipelines.zh_policy.agreement import SECOND
from pipelines.zh_policy.articles import CORPUS, CorpusArticle, read_corpus
from pipelines.zh_policy.check_corpus import MOST_SHARED, TAG, check, faults, left_untagged, shared_windows
from pipelines.zh_policy.split_corpus import divide

SHARED = Path(__file__).parents[2] / "shared" / "gold"
RUN = 20


@pytest.fixture(scope="module")
def corpus() -> list[CorpusArticle]:
    return list(read_corpus())


def article(tagged: str, facts: tuple[Mapping[str, object], ...] = ()) -> CorpusArticle:
    return CorpusArticle("a", "news", "浙江", "web", "train", tagged, facts)


def test_the_checker_finds_no_fault(corpus: list[CorpusArticle]) -> None:
    assert list(check(corpus, CORPUS)) == []


def test_size_and_breadth(corpus: list[CorpusArticle]) -> None:
    assert len(corpus) >= 500
    assert sum(len(one.squeezed) for one in corpus) >= 250_000
    assert sum(bool(one.facts) for one in corpus) >= 200
    assert len({one.province for one in corpus} - {"全国"}) == 31
    assert min(Counter(one.genre for one in corpus).values()) >= 18


def test_the_test_split_is_fifteen_per_cent_and_spread_over_provinces_and_genres(
    corpus: list[CorpusArticle],
) -> None:
    test = [one for one in corpus if one.split == "test"]
    assert 0.14 <= len(test) / len(corpus) <= 0.16
    assert {one.province for one in test} == {one.province for one in corpus}
    assert {one.genre for one in test} == {one.genre for one in corpus}


def test_an_article_keeps_its_split_when_others_come() -> None:
    old = [
        {"name": f"a{n}", "genre": "news", "province": "浙江", "style": "web", "split": "test"}
        for n in range(5)
    ]
    new = [{**old[0], "name": f"b{n}", "split": ""} for n in range(5)]
    divided = divide([*old, *new])
    assert [row["split"] for row in divided[:5]] == ["test"] * 5
    assert all(row["split"] in ("train", "dev") for row in divided[5:])


def test_at_least_a_tenth_was_read_a_second_time_over_the_same_text(corpus: list[CorpusArticle]) -> None:
    second = {file.name.removesuffix(".tagged.txt"): file for file in SECOND.glob("*.tagged.txt")}
    assert len(second) >= len(corpus) / 10
    for one in corpus:
        if one.name in second:
            assert TAG.sub("", second[one.name].read_text(encoding="utf-8")) == TAG.sub("", one.tagged), (
                one.name
            )


@pytest.mark.skipif(not SHARED.exists(), reason="the development set is not beside this checkout")
def test_no_article_shares_a_run_of_characters_with_the_development_set(corpus: list[CorpusArticle]) -> None:
    gold = "".join((SHARED / "zj2021-02.txt").read_text(encoding="utf-8").split())
    runs = {gold[at : at + RUN] for at in range(len(gold) - RUN + 1)}
    shared = {
        one.name: one.squeezed[at : at + RUN]
        for one in corpus
        for at in range(len(one.squeezed) - RUN + 1)
        if one.squeezed[at : at + RUN] in runs
    }
    assert shared == {}


@pytest.mark.parametrize(
    ("tagged", "fault"),
    [
        ("<C>甲<L>乙</L></C>", "tag <L> out of place at '<C>甲<L>乙</L></C>'"),
        ("<C>甲", "tag <C> is not closed"),
        ("<X>甲</X>", "tag <X> out of place at '<X>甲</X>'"),
        ("<C> 甲</C>", "mention ' 甲' is empty or has blanks at its edge"),
    ],
)
def test_tags_that_are_not_well_formed_are_named(tagged: str, fault: str) -> None:
    assert fault in list(faults(article(tagged)))


def test_facts_that_are_not_in_the_text_are_named() -> None:
    fact = {"type": "alias", "full": "甲公司", "short": "老甲", "ev": "甲公司即老甲"}
    assert list(faults(article("<C>甲公司</C>即<C>老甲</C>", (fact,)))) == []
    assert list(faults(article("<C>甲公司</C>叫<C>老甲</C>", (fact,)))) == [
        "fact 1: ev is no literal quote: '甲公司即老甲'"
    ]
    assert list(faults(article("<C>甲公司</C>即老甲", (fact,)))) == [
        "fact 1: short '老甲' is no mention of the article"
    ]
    assert list(faults(article("甲", ({"type": "love"},)))) == ["fact 1: type 'love' is unknown"]


def test_a_string_tagged_here_and_left_there_is_reported() -> None:
    assert left_untagged(article("<C>甲乙丙</C>来了，甲乙丙走了")) == ["甲乙丙"]
    assert left_untagged(article("<C>甲乙丙有限公司</C>")) == []


def test_a_corpus_that_repeats_itself_is_seen() -> None:
    one = article("某县今年新增三家企业，去年没有")
    assert shared_windows([one, one]) == 1.0
    assert shared_windows([one, article("完全不同的另外一段话，没有相同之处")]) == 0.0
    assert MOST_SHARED == 0.12
