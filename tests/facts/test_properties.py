"""What holds for every statement: it is proved by its text, every field has an origin, and nothing is doubled."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.facts import EXTRACTORS, extract, fingerprint, places
from kg.facts.names import squash
from kg.facts.records import as_facts
from kg.model import Article, Cell, EntityType, Mention, Predicate, Reading, Row, RowKind, Statement, Table
from kg.offsets import OffsetMap
from tests.facts.tagged import sentence
from tests.facts.test_cases import Case, cases, read

ALL = [case for file in ("awards.md", "no_awards.md", "others.md") for case in cases(file)]
DERIVED = {"kind", "status", "former", "date", "grantor", "level"}
LEVEL_WORDS = {
    "国际": "国际世界",
    "国家": "国家全国部小巨人冠军高新",
    "国内": "国内",
    "省": "省自治区",
    "市": "市州",
    "县": "县区旗",
}
LEVEL_OF_RANK = {1: "省", 2: "市", 3: "县"}


def statements(case: Case) -> Iterator[tuple[Statement, str]]:
    for one in read(case):
        yield one, one.evidence.quote


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in ALL])
def test_every_field_has_an_origin_that_says_it(case: Case) -> None:
    texts = _texts(case)
    for one in read(case):
        text = texts[one.evidence.article]
        assert text[one.evidence.start : one.evidence.end] == one.evidence.quote != ""
        for key, value in one.qualifiers.items():
            if value in (None, False):
                continue
            assert key in one.origins, (one.rule, key)
            start, end = one.origins[key]
            source = text[start:end]
            if key == "year" and (start, end) == (0, 0):
                assert case.date
            elif key == "level":
                said = any(word in source for word in LEVEL_WORDS[str(value)])
                assert said or LEVEL_OF_RANK.get(places.rank(source)) == value, (value, source)
            elif key not in DERIVED:
                assert _says(key, source, value), (one.rule, key, value, source)
        for key, ref in (("subject", one.subject), ("object", one.object)):
            if ref is not None and key in one.origins:
                start, end = one.origins[key]
                assert text[start:end] and set(squash(text[start:end])) & set(squash(ref.name))


def _texts(case: Case) -> dict[str, str]:
    from tests.facts.tagged import readings

    found = readings(case.text) if "\n" in case.text else [sentence(case.text)]
    return {reading.article.id: reading.article.text for reading in found}


def _says(key: str, source: str, value: object) -> bool:
    if key == "year":
        digits = source.translate(str.maketrans("〇○零一二三四五六七八九", "000123456789"))
        return str(value) in digits or source in {"今年", "去年", "前年", "本年度", "上年", "昨天", "日前"}
    if key == "value":
        return any(character.isdigit() or character in "一二三四五六七八九十百千两" for character in source)
    return squash(str(value)) in squash(source) or squash(source) in squash(str(value))


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in ALL])
def test_confidence_keys_and_order(case: Case) -> None:
    found = read(case)
    for one in found:
        assert 0 <= one.confidence <= 1 and round(one.confidence, 3) == one.confidence
        assert one.rule.startswith(one.extractor.split(" ")[0])
        assert tuple(one.qualifiers) == KEYS.get(one.predicate, ())
        assert one.subject is not None or one.predicate is Predicate.COUNTED
    contents = [(one.predicate, one.subject, one.object, tuple(one.qualifiers.items())) for one in found]
    assert len(contents) == len(set(contents))
    assert read(case) == found


KEYS = {
    Predicate.AWARDED: ("level", "year", "batch", "product", "grantor", "rank", "status", "date"),
    Predicate.COUNTED: ("value", "unit", "kind", "level", "year"),
    Predicate.HOLDS_POSITION: ("title", "former"),
}

PIECES = [
    "<C>甲山集团</C>", "<A>东海市经信局</A>", "<O>东海大学</O>", "<P>李四</P>", "<L>东海市</L>", "<G>绿色工厂</G>",
    "<D>磁力泵</D>", "获得", "入选", "国家级", "省", "的", "、", "，", "。", "；", "：", "（", "）", "“", "”", "\n", "2020年",
    "去年", "3家", "董事长", "位于", "旗下", "该公司", "其", "名单", "公布", "分别是", "等", "未", "申报", "1. ", "我市",
]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_any_text_is_read_without_error(pieces: list[str]) -> None:
    reading = sentence("".join(pieces))
    for one in extract(reading, published="2021年第2期"):
        text = reading.article.text
        assert text[one.evidence.start : one.evidence.end] == one.evidence.quote
        for start, end in one.origins.values():
            assert 0 <= start <= end <= len(text)
    as_facts(extract(reading))


def _table(rows: int) -> Reading:
    title = "2022年湖东省省级首台（套）产品名单"
    lines, mentions, table_rows = [title], [], []
    program = title.index("首台")
    mentions.append(Mention(EntityType.PROGRAM, program, program + 5, "首台（套）", "首台（套）", "test"))
    at = len(title) + 1
    header = [("序号", None), ("企业名称", None), ("产品名称", None), ("所在地", None)]
    for number in range(rows + 1):
        cells = header if number == 0 else _row(number)
        found, start = [], at
        for text, kind in cells:
            found.append(Cell(text, start, start + len(text)))
            if kind:
                mentions.append(Mention(kind, start, start + len(text), text, text, "test"))
            start += len(text) + 1
        lines.append("\t".join(text for text, _ in cells))
        at += len(lines[-1]) + 1
        table_rows.append(Row(RowKind.DATA if number else RowKind.HEADER, tuple(found)))
    text = "\n".join(lines)
    table = Table(len(title) + 1, len(text), tuple(table_rows))
    article = Article(
        "a", "d", 0, title, text, OffsetMap.identity(len(text)), title_span=(0, len(title)), tables=(table,)
    )
    return Reading(article, tuple(mentions), ((0, len(text)),))


def _row(number: int) -> list[tuple[str, EntityType | None]]:
    firm, product = f"第{number}号机械有限公司", f"型号{number}机床"
    return [
        (str(number), None),
        (firm, EntityType.COMPANY),
        (product, EntityType.PRODUCT),
        ("甲山区", EntityType.PLACE),
    ]


def test_a_table_of_5000_firms_gives_5000_awards() -> None:
    awards = [one for one in extract(_table(5000)) if one.predicate is Predicate.AWARDED]
    assert len(awards) == 5000
    assert len({one.subject for one in awards}) == 5000
    first = next(one for one in awards if one.subject and one.subject.name == "第1号机械有限公司")
    assert first.qualifiers["product"] == "型号1机床"
    assert (first.qualifiers["level"], first.qualifiers["year"]) == ("省", 2022)


def test_an_empty_article_says_nothing() -> None:
    assert extract(sentence("")) == ()


def test_extractors_declare_what_they_need_and_give() -> None:
    assert len({extractor.name for extractor in EXTRACTORS}) == len(EXTRACTORS)
    assert {extractor.gives for extractor in EXTRACTORS} == {
        Predicate.AWARDED,
        Predicate.LOCATED_IN,
        Predicate.HOLDS_POSITION,
        Predicate.COUNTED,
        Predicate.PART_OF,
        Predicate.ALIAS,
        Predicate.GRANTS,
        Predicate.PRODUCES,
    }


def test_the_fingerprint_is_stable() -> None:
    assert fingerprint() == fingerprint() and len(fingerprint()) == 16
