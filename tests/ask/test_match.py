"""How a question is understood, and that the lists fit the library."""

import pytest

from kg import queries
from kg.ask import Choice, Names, ask, names
from kg.ask.match import intents
from kg.ask.parse import SLOTS, parse
from kg.model import EntityType
from tests.graphs import entity

FIRM = "样本机床有限公司"


@pytest.fixture(scope="module")
def known() -> Names:
    firms = [entity(EntityType.COMPANY, FIRM, aliases=["样本机床"])]
    twins = [entity(EntityType.PERSON, name, aliases=["老张"]) for name in ("张甲", "张乙")]
    return names([*firms, *twins])


def test_the_question_of_the_readme(known: Names) -> None:
    answer = ask("2020年台州有哪些企业获得省内首台（套）", known)
    given = {"program": "首台（套）", "year": "2020", "level": "省", "place": "台州市"}
    assert answer.choice == Choice("winners", given)


@pytest.mark.parametrize(
    "question",
    [
        "２０２０年台州有哪些企业获得省内首台（套）？",
        "二〇二〇年台州市有哪些企业获得省内首台(套)",
        "2020 年 台州 有哪些企业获得省内“首台套”",
        "請問2020年度台州有哪些企業獲得省內首臺（套）",
    ],
)
def test_width_quotes_blanks_and_traditional_writing_do_not_matter(question: str, known: Names) -> None:
    given = {"program": "首台（套）", "year": "2020", "level": "省", "place": "台州市"}
    answer = ask(question, known)
    if question.startswith("請"):
        assert answer.choice in (None, Choice("winners", given))  # never something else
    else:
        assert answer.choice == Choice("winners", given)


def test_entities_of_the_graph_are_known_by_their_other_names(known: Names) -> None:
    assert ask("样本机床有哪些荣誉", known).choice == Choice("company-record", {"company": FIRM})


def test_what_is_not_understood_is_refused_and_named(known: Names) -> None:
    answer = ask("台州有哪些企业获得首台（套）和火星奖", known)
    assert answer.choice is None
    assert "火星" in answer.unknown
    assert answer.near[0].query == "winners"


def test_a_name_of_several_is_refused_with_all_of_them(known: Names) -> None:
    answer = ask("老张在哪些企业任职", known)
    assert answer.choice is None
    assert answer.ambiguous == ("老张（张甲、张乙）",)


@pytest.mark.parametrize(
    "question", ["哪些企业生产高压泵", "高压泵是谁生产的", "高压泵由哪家企业研制", "高压泵哪些公司会做"]
)
def test_a_product_stands_before_or_after_the_word_for_making(question: str, known: Names) -> None:
    assert ask(question, known).choice == Choice("product-makers", {"product": "高压泵"})


def test_the_whole_country_is_no_level(known: Names) -> None:
    given = {"program": "瞪羚", "place_level": "省"}
    assert ask("全国各省瞪羚数量排名", known).choice == Choice("place-league", given)


def test_a_slot_that_no_query_takes_is_refused(known: Names) -> None:
    """company-record has no programme: to answer with all honours would be an answer to something else."""
    assert ask(f"{FIRM}获得过首台套吗", known).choice is None


def test_a_relative_year_is_refused(known: Names) -> None:
    assert ask("今年有哪些企业获得首台套", known).unknown == ("今年",)


@pytest.mark.parametrize("question", ["", "？", "企业", "的的的", "'; DROP TABLE x --", "2020年" * 50])
def test_nothing_and_nonsense_are_refused(question: str, known: Names) -> None:
    assert ask(question, known).choice is None


def test_a_question_is_cut_so_that_the_least_is_lost(known: Names) -> None:
    found = [(token.text, token.concept) for token in parse("杭州的小巨人名单", known)]
    assert found == [("杭州", "PLACE"), ("的", "-"), ("小巨人", "PROGRAM"), ("名单", "WHICH")]


@pytest.mark.parametrize(
    "intent", intents(), ids=lambda intent: f"{intent.query} {sorted(map(sorted, intent.needs))}"
)
def test_intents_fit_the_library(intent: object) -> None:
    from kg.ask.match import Intent

    assert isinstance(intent, Intent)
    query = queries.library()[intent.query]
    given = {
        name: ("1" if source in ("YEAR", "NUMBER") else "x") if not literal else source
        for name, source, literal in intent.parameters
    }
    query.bind(given)  # no unknown, missing or wrong parameter
    single = {concept for need in intent.needs if len(need) == 1 for concept in need}
    for name, source, literal in intent.parameters:
        required = next(one.required for one in query.parameters if one.name == name)
        assert literal or not required or source in single, name
    slots = {
        concept
        for concept in frozenset().union(*intent.needs) | intent.allows
        if concept.rstrip("2") in SLOTS
    }
    assert slots == {source for _, source, literal in intent.parameters if not literal}


def test_every_query_of_the_library_can_be_asked_for() -> None:
    assert {intent.query for intent in intents()} == set(queries.library())
