"""What an honour recognises, by the catalogue, by its name and by what it is called where it stands."""

import pytest

from kg.facts.context import Context
from kg.facts.honours import Kind, kind_of
from kg.facts.view import G
from tests.facts.tagged import sentence


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<G>首台（套）</G>装备", Kind.THING),
        ("<G>安徽省科学技术进步奖二等奖</G>", Kind.THING),
        ("<G>专精特新</G>中小企业", Kind.FIRM),
        ("<G>专精特新</G>产品", Kind.THING),
        ("<G>国家知识产权优势企业</G>", Kind.FIRM),
        ("<G>绿色工厂</G>", Kind.FIRM),
        ("<G>制造业单项冠军</G>", Kind.EITHER),
        ("<G>制造业单项冠军</G>产品", Kind.THING),
        ("<G>制造业单项冠军</G>企业", Kind.FIRM),
        ("<G>制造业单项冠军示范企业</G>名单", Kind.FIRM),
        ("<G>十大创新成果</G>", Kind.UNKNOWN),
    ],
)
def test_what_an_honour_recognises(text: str, kind: Kind) -> None:
    context = Context(sentence(text))
    assert kind_of(context, context.of(G)[0]) is kind
