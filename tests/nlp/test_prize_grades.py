"""A bare grade is named after the last prize before it."""

from kg.model import EntityType
from kg.nlp.candidates import Candidate
from kg.nlp.prize_grades import name_grades


def named(text: str, *mentions: str) -> list[str | None]:
    """The names that programmes standing in a text in this order are given."""
    at, found = 0, []
    for mention in mentions:
        at = text.index(mention, at)
        found.append(Candidate(at, at + len(mention), EntityType.PROGRAM, "test"))
        at += len(mention)
    return [one.name for one in name_grades(text, found)]


def test_a_grade_after_another_grade_of_a_prize() -> None:
    text = "荣获国家科技进步一等奖二项、二等奖三项"
    assert named(text, "国家科技进步一等奖", "二等奖") == [None, "国家科技进步二等奖"]


def test_a_grade_after_the_prize_itself() -> None:
    text = "省政府公布科学技术奖名单，甲公司获一等奖"
    assert named(text, "科学技术奖", "一等奖") == [None, "科学技术奖一等奖"]


def test_the_nearest_prize_counts() -> None:
    text = "科学技术奖一等奖、二等奖，专利金奖、银奖"
    assert named(text, "科学技术奖一等奖", "二等奖", "专利金奖", "银奖") == [
        None,
        "科学技术奖二等奖",
        None,
        "专利银奖",
    ]


def test_what_a_grade_follows_at_once_is_a_prize_whatever_its_name() -> None:
    text = "评选出优秀新产品一等奖3项。一等奖"
    assert named(text, "优秀新产品", "一等奖", "一等奖")[2] == "优秀新产品一等奖"


def test_another_programme_between_is_no_prize() -> None:
    text = "省专利奖名单公布，单项冠军甲公司获金奖"
    assert named(text, "省专利奖", "单项冠军", "金奖") == [None, None, "省专利奖金奖"]


def test_a_grade_with_no_prize_before_keeps_its_own_name() -> None:
    assert named("甲公司获一等奖", "一等奖") == [None]
