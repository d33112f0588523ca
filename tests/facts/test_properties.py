"""What holds for every statement: keys, order, no doubles, no error on any text (what proves it: test_no_guess)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.facts import EXTRACTORS, extract, fingerprint
from kg.facts.records import as_facts
from kg.model import Article, Cell, EntityType, Mention, Predicate, Reading, Row, RowKind, Table
from kg.offsets import OffsetMap
from tests.facts.tagged import readings, sentence
from tests.facts.test_cases import Case, cases, read

ALL = [case for file in ("awards.md", "no_awards.md", "others.md") for case in cases(file)]


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


def test_5000_firms_with_each_cell_on_a_line_of_its_own_give_5000_awards() -> None:
    lines = ["序号", "企业名称", "产品名称"]
    for number in range(1, 5001):
        lines += [str(number), f"<C>第{number}号机械有限公司</C>", f"<D>型号{number}机床</D>"]
    (reading,) = readings("2022年<L>浙江省</L>省级<G>首台（套）</G>产品名单\n\n" + "\n\n".join(lines) + "\n")
    awards = [one for one in extract(reading) if one.predicate is Predicate.AWARDED]
    found = {(one.subject and one.subject.name, one.qualifiers["product"]) for one in awards}
    assert len(awards) == 5000
    assert found == {(f"第{number}号机械有限公司", f"型号{number}机床") for number in range(1, 5001)}
    assert {(one.qualifiers["level"], one.qualifiers["year"]) for one in awards} == {("省", 2022)}


def test_the_quote_of_an_award_is_a_sentence_and_not_the_article() -> None:
    names = "、".join(f"<C>第{number}号机械有限公司</C>的<D>型号{number}机床</D>" for number in range(1, 41))
    text = f"2022年，<A>湖东省经信厅</A>公布省级<G>首台（套）</G>产品名单，40家分别是：{names}。"
    awards = [one for one in extract(sentence(text)) if one.predicate is Predicate.AWARDED]
    assert len(awards) == 40
    for one in awards:
        assert one.subject and one.subject.name in one.evidence.quote
        assert len(one.evidence.quote) <= 120


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
