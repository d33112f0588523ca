"""Reports: what they hold, and that no text of a document becomes markup."""

import re
from typing import Any

import pytest
from lxml import html

from kg.export.report import Section, markdown, page

YEARS = Section("awards-by-year", "历年", ["年份", "认定数"], [(2021, 4), (2020, 2), (None, 1)], cut=False)
HOSTILE = "<script>alert(1)</script> | [x](http://a.test) `code` *b*\n# h"


@pytest.fixture(autouse=True)
def chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_LANG", "zh")


def test_markdown_has_a_chart_a_count_and_a_table() -> None:
    assert markdown("首台（套）", [YEARS]).splitlines() == [
        "# 首台（套）",
        "",
        "## 历年",
        "",
        "共 3 行。",
        "",
        f"    2020  {'█' * 15} 2",
        f"    2021  {'█' * 30} 4",
        "",
        "| 年份 | 认定数 |",
        "|---|---|",
        "| 2021 | 4 |",
        "| 2020 | 2 |",
        "|  | 1 |",
    ]


def test_hostile_text_is_text_in_markdown() -> None:
    text = markdown(HOSTILE, [Section("winners", "名单", ["原文"], [(HOSTILE,), (["甲", "乙"],)], cut=True)])
    assert "前 2 行，还有更多。" in text
    row = text.splitlines()[-2]
    assert row == (r"| \<script\>alert(1)\</script\> \| \[x\](http://a.test) \`code\` \*b\* \# h |")
    assert text.splitlines()[-1] == "| 甲；乙 |"


def test_hostile_text_is_text_in_html_and_the_page_calls_nowhere() -> None:
    text = page(HOSTILE, [YEARS, Section("winners", HOSTILE, [HOSTILE], [(HOSTILE,)], cut=False)])
    tree: Any = html.fromstring(text)
    assert tree.xpath("//script | //a | //img | //link") == []
    assert [one.text for one in tree.xpath("//table[2]//td")] == [HOSTILE]
    assert [one.get("style") for one in tree.xpath("//span[@class='bar']")] == [
        "width:15.0em",
        "width:30.0em",
    ]
    assert re.findall(r"(?:src|href)=", text) == []
