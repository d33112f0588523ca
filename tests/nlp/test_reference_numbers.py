"""Reference numbers of official documents."""

import pytest

from kg import nlp
from kg.nlp.reference_numbers import reference_numbers

PIPELINE = nlp.load()


@pytest.mark.parametrize(
    "number", ["鲁工信产〔2023〕189号", "湘经信装备[2018]第 12 号", "工信部联企业（2021）70号"]
)
def test_the_letters_the_year_and_the_number_are_one_reference(number: str) -> None:
    text = f"根据有关要求，{number}，现通知如下"
    assert [text[start:end] for start, end in reference_numbers(text)] == [number]


def test_a_year_and_a_house_number_are_none() -> None:
    assert not [*reference_numbers("（2023）年度名单；长江路189号")]


def test_no_name_is_found_in_one() -> None:
    doc = PIPELINE("鲁工信产〔2023〕189号\n根据（鲁工信发〔2022〕5号）要求，济南市")
    assert [ent.text for ent in doc.ents] == ["济南市"]
