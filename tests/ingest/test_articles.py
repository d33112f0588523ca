import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.ingest import cut_articles
from kg.model import Document

MAGAZINE = """\
○要闻○

全省装备制造业产值再创新高

今年前三季度，全省装备制造业实现总产值

2.1万亿元，同比增长 8.3%，增速高于全部

规上工业2.4个百分点，成为稳增长的主要力

量。

从行业看，机床、机器人和仪器仪表增长较

快，增速均在一成以上。省经信厅有关负责人

表示，四季度将继续做好服务。

（来源：江城晚报）

“海岳”牌磨床
通过国家级新产品鉴定

近日，海岳精密机床有限公司研制的数控磨

床通过专家鉴定，主要指标达到国内领先水

·· 6 ·· 7



燕 北 机 械 2022年第5期 总第88期 燕 北 机 械

平，填补了省内空白。

（燕北县经信局供稿）

◆协会工作◆

关于举办焊接技术培训班的通知

各会员单位：

为提高我省焊接人员的技术水平，经研究决

定举办培训班，现将有关事项通知如下。

一、培训对象

各企业从事焊接工作的技术人员，每家单位

不超过三人。

联系人：陈 攀、王老师

燕北省机械工业协会

2022年9月8日
"""


def cut(document, text):
    return cut_articles(document(text))


def test_a_magazine_is_cut_at_marks_and_sources(document):
    articles = cut(document, MAGAZINE)

    assert [(a.section, a.title, a.source, a.date) for a in articles] == [
        ("要闻", "全省装备制造业产值再创新高", "江城晚报", None),
        ("要闻", "“海岳”牌磨床通过国家级新产品鉴定", "燕北县经信局", None),
        ("协会工作", "关于举办焊接技术培训班的通知", None, "2022-09-08"),
    ]


def test_the_text_has_a_line_for_each_paragraph(document):
    first, second, third = cut(document, MAGAZINE)

    assert first.text.split("\n") == [
        "全省装备制造业产值再创新高",
        "今年前三季度，全省装备制造业实现总产值2.1万亿元，同比增长8.3%，增速高于全部规上工业2.4个百分点，成为稳增长的主要力量。",
        "从行业看，机床、机器人和仪器仪表增长较快，增速均在一成以上。省经信厅有关负责人表示，四季度将继续做好服务。",
        "（来源：江城晚报）",
    ]
    assert second.text.split("\n")[1] == (
        "近日，海岳精密机床有限公司研制的数控磨床通过专家鉴定，主要指标达到国内领先水平，填补了省内空白。"
    )
    assert third.text.split("\n")[-3:] == ["联系人：陈攀、王老师", "燕北省机械工业协会", "2022年9月8日"]


def test_spans_and_ids(document):
    made = document(MAGAZINE)
    articles = cut_articles(made)

    assert [article.id for article in articles] == [f"{made.id[:16]}:{n:04d}" for n in (1, 2, 3)]
    assert [article.ordinal for article in articles] == [1, 2, 3]
    for article in articles:
        assert article.document == made.id
        assert article.text[slice(*article.title_span)] == article.title
        if article.source_span:
            assert article.text[slice(*article.source_span)] == article.source


def test_a_name_cut_by_a_page_break_has_two_pieces(document):
    made = document(MAGAZINE)
    article = cut_articles(made)[1]
    start = article.text.index("国内领先水平")

    pieces = article.offsets.pieces(start, start + 6)

    assert [made.text[a:b] for a, b in pieces] == ["国内领先水", "平"]


def test_two_latin_words_parted_by_a_line_break_get_a_blank_without_origin(document):
    body = "公司与德国同行联合研制的新一代数控系统，\n采用国际上通行的开放式软件平台，定名为 Smart\nMotion，\n已在全省二十多家企业的生产线上得到应用，反\n映良好。"
    made = document("新系统投入应用\n" + body)
    (article,) = cut_articles(made)
    at = article.text.index("Smart Motion")

    assert [made.text[a:b] for a, b in article.offsets.pieces(at, at + 12)] == ["Smart", "Motion"]


NOTICE = """\
燕北省经济和信息化厅
关于公布2022年度首台（套）产品名单的通知
燕经信装备〔2022〕45号

各市经济和信息化局：

经企业申报、专家评审和公示，现将2022年度首台（套）产品名单予以公布，请各地做好政策落实和服务工作。

附件：2022年度首台（套）产品名单

燕北省经济和信息化厅
2022年9月8日

附件

2022年度首台（套）产品名单

序号 | 企业名称 | 产品名称 | 所在地
1 | 海岳精密机床有限公司 | 数控磨床 | 海岳市
2 | 北辰重工股份有限公司 | 盾构机 | 北辰市
"""


def test_a_notice_with_its_annex_is_one_article(document):
    (article,) = cut(document, NOTICE)

    assert article.title == "燕北省经济和信息化厅关于公布2022年度首台（套）产品名单的通知"
    assert article.date == "2022-09-08"
    assert [len(table.rows) for table in article.tables] == [3]


def test_a_web_page_gives_date_and_source_under_its_title(document):
    text = (
        "我省新增四十家首台（套）企业\n"
        "发布日期：2022-03-01 来源：省经信厅 浏览次数：33\n"
        "　　日前，省经信厅公布了名单，四十家企业的产品上榜，其中国内首台（套）六项。\n"
        "　　下一步，将加大保险补偿力度，支持首台（套）产品推广应用。\n"
    )

    (article,) = cut(document, text)

    assert (article.title, article.source, article.date) == (
        "我省新增四十家首台（套）企业",
        "省经信厅",
        "2022-03-01",
    )
    assert len(article.text.split("\n")) == 4


def test_two_web_pages_in_one_file_are_two_articles(document):
    page = "{}\n发布日期：2022-03-0{} 来源：省经信厅 浏览次数：33\n日前，名单公布，四十家企业的产品上榜。\n有关政策同时出台，明年起施行。\n"
    text = page.format("我省新增首台（套）企业", 1) + page.format("我市机床出口增长", 2)

    assert [(a.title, a.date) for a in cut(document, text)] == [
        ("我省新增首台（套）企业", "2022-03-01"),
        ("我市机床出口增长", "2022-03-02"),
    ]


def test_a_source_of_data_in_the_midst_does_not_cut(document):
    text = "我市工业回暖\n今年上半年，全市工业增长百分之六。\n（来源：市统计局）\n以上数据为初步核算数，最终以年报为准，请各单位使用时注意。\n"

    assert len(cut(document, text)) == 1


def test_a_byline_is_not_title(document):
    text = "让机床自己开口说话\n本刊记者 阮知微\n在车间里，工人们正在调试一台新机床，它能听出刀具的磨损。\n"

    assert cut(document, text)[0].title == "让机床自己开口说话"


def test_a_file_of_furniture_alone_has_no_article(document):
    assert cut(document, "— 6 —\n燕 北 机 械 2022年第5期\n") == ()


@pytest.mark.parametrize(
    ("head", "page"),
    [
        ("燕北机械　2022年第5期", "— {} —"),
        ("装备工业通讯 {}", ""),
        ("Machinery Yanbei Vol.8 No.5", "第{}页 共40页"),
        ("工业观察", "· {} ·"),
    ],
)
def test_running_heads_of_other_journals_recur(document, head, page):
    sentences = [
        f"第{n}家企业的研发投入增长了百分之{n}，新产品产值占到一半以上，出口也有起色。" for n in range(1, 121)
    ]
    lines = ["全省机械企业调查"]
    for number, sentence in enumerate(sentences):
        lines.append(sentence)
        if number % 30 == 29:
            lines += [head.format(number // 30 + 1), page.format(number // 30 + 1)]

    (article,) = cut(document, "\n".join(line for line in lines if line))

    assert article.text.split("\n") == ["全省机械企业调查", *sentences]


def test_lines_that_recur_for_a_reason_stay(document):
    entry = (
        "一、企业概况\n企业成立于2010年，主要生产机床。\n联系人：王老师\n电话：024-6000031{}\n2022年9月8日\n"
    )
    text = "会员企业名录\n" + "".join(entry.format(n) for n in range(5))

    joined = "\n".join(article.text for article in cut(document, text))

    assert [joined.count(line) for line in ("一、企业概况", "联系人：王老师", "2022年9月8日")] == [5, 5, 5]


WORDS = [
    "企业",
    "，",
    "。",
    "（",
    "）",
    "2021年",
    "AI",
    " ",
    "\u3000",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    "|",
    "1",
    "序号",
    "来源：",
    "○要闻○",
    "《",
    "：",
    "通知",
    "一、",
]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=80).map("".join))
def test_any_text_maps_back_character_by_character(text):
    document = Document("0" * 64, "样本.txt", "text/plain", text, "text/1")

    used: list[int] = []
    for article in cut_articles(document):
        for run in article.offsets.runs:
            assert article.text[run.clean : run.clean + run.length] == text[run.raw : run.raw + run.length]
            used.extend(range(run.raw, run.raw + run.length))

    assert len(used) == len(set(used))
    assert used == sorted(used)


SENTENCES = (
    "公司新产品获评省级首台（套）。",
    "产值增长 8%，出口3亿元。",
    "《方案》提出，到2025年建成10家工厂。",
    "“这是第一步，”他说。",
)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.integers(12, 40))
def test_nothing_of_the_text_is_lost(seed, width):
    chance = random.Random(seed)
    text = "".join(chance.choice(SENTENCES) for _ in range(60))
    lines = [text[at : at + width] for at in range(0, len(text), width)]
    document = Document("0" * 64, "样本.txt", "text/plain", "\n\n".join(lines), "text/1")

    kept = "".join(article.text for article in cut_articles(document))

    assert "".join(kept.split()) == "".join(text.split())


def test_long_input_is_cut_whole(document):
    line = "机械工业，" * 40_000
    many = "\n".join(f"第{number}台机床" for number in range(20_000))

    assert cut(document, line)[0].text == line
    assert cut(document, many)[0].text == many
