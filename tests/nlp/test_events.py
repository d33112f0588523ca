"""Names of events."""

import pytest

from kg import nlp
from kg.nlp.events import event_names

PIPELINE = nlp.load()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("参加第二十届浙江（杭州）装备制造业博览会的通知", ["第二十届浙江（杭州）装备制造业博览会"]),
        ("2023年第三届中国（淄博）新材料交易会开幕", ["2023年第三届中国（淄博）新材料交易会"]),
        ("在第七届中国电动汽车百人会论坛上，他说", ["第七届中国电动汽车百人会论坛"]),
        ("第三届在厦门举办的博览会", []),
        ("第二届会员大会，长沙", ["第二届会员大会"]),
        ("厦门有一个博览会", []),
    ],
)
def test_an_event_is_named_from_its_count_to_its_kind(text: str, names: list[str]) -> None:
    assert [text[start:end] for start, end in event_names(text)] == names


def test_a_place_in_an_event_s_name_is_no_mention_and_one_beside_it_is() -> None:
    doc = PIPELINE("第二十届浙江（杭州）装备制造业博览会在长沙召开。")
    assert [ent.text for ent in doc.ents] == ["长沙"]
