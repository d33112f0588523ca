"""Paragraphs of our own, cut at a column's width as a magazine cuts them, must come back as they were."""

import random

import pytest

from kg.ingest import cut_articles
from kg.ingest.dewrap import paragraphs
from kg.ingest.lines import split_lines
from kg.ingest.widths import FULL_WIDTH, HALF_WIDTH

CLAUSES = (
    """
今年以来，全市装备制造业保持平稳增长|规模以上企业实现产值1286.4亿元，同比增长8.6%|其中高端装备占比达到 35%
市经济和信息化局有关负责人介绍|企业研发费用比上年增加12.3亿元|新增国家级专精特新“小巨人”企业17家
公司研制的XQ-350型数控磨床通过了省级新产品鉴定|产品已经出口到东南亚、中东和非洲等20多个国家和地区
（以下简称“北辰重工”）|《关于加快培育先进制造业集群的实施意见》提出|到2025年，力争培育百亿级企业5家
项目总投资3.2亿元，达产后可年产精密减速器6000台（套）|技术中心现有工程师118人，其中博士9人
“过去我们给别人做配套，现在别人给我们做配套”|在总装车间里，工人们正在调试一条全自动生产线
下一步，将围绕强链补链，引导企业加大技术改造投入|对列入目录的产品，按销售额的10%给予一次性奖励
协会组织会员单位赴沈阳、大连考察|会议由秘书长主持，来自高校和企业的60余名代表参加
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
HEADINGS = ("精准施策稳增长", "创新驱动添动能", "服务企业见实效")
NO_START = "，。、；：”）》%"
NO_END = "（《“"


def sample(seed, count=60):
    """Paragraphs of two to six clauses; every eighth is a numbered item."""
    chance = random.Random(seed)
    made = []
    for number in range(count):
        text = "，".join(chance.sample(CLAUSES, chance.randint(2, 6))) + "。"
        made.append(f"{number // 8 + 1}. {text}" if number % 8 == 7 else text)
    return made


def wrap(text, width, measure, indent):
    """Cut a paragraph as typesetters do: no closing sign begins a line, no number is cut."""
    tokens, current = [], ""
    for character in text:
        joins = (character.isascii() and character.isalnum()) or character in ".-%"
        if current and not (joins and current[-1].isascii() and current[-1] != " "):
            tokens.append(current)
            current = ""
        current += character
    tokens.append(current)
    lines, line, room = [], "", width - indent
    for token in tokens:
        if line and measure(line + token) > room + 0.3 and token[0] not in NO_START:
            carried = ""
            while line and line[-1] in NO_END:
                carried, line = line[-1] + carried, line[:-1]
            lines.append(line)
            line, room = carried, width
        line += token
    return [*lines, line]


def breaks(groups):
    """Where paragraphs end, counted in characters that are not blank."""
    ends, total = set(), 0
    for group in groups:
        total += len("".join(group).replace(" ", ""))
        ends.add(total)
    return ends


def rebuild(width, measure, indent, separator):
    """Precision and recall of the breaks, and the share of lines wrongly cut in mid-sentence."""
    wanted = [wrap(text, width, measure, indent) for text in sample(width)]
    text = separator.join(line for lines in wanted for line in lines)
    found = [[line.text for line in group] for group in paragraphs(split_lines(text))]
    gold, got = breaks(wanted), breaks(found)
    dense = text.replace(" ", "").replace("\n", "")
    cuts = sum(dense[end - 1] not in "。”" for end in got - gold)
    return len(gold & got) / len(got), len(gold & got) / len(gold), cuts / sum(map(len, wanted))


@pytest.mark.parametrize("measure", [HALF_WIDTH, FULL_WIDTH], ids=["half", "full"])
@pytest.mark.parametrize("width", [14, 18, 20, 24, 30, 38])
def test_lost_indents_give_the_paragraphs_away(width, measure):
    precision, recall, cuts = rebuild(width, measure, 2, "\n\n")

    assert precision >= 0.96
    assert recall >= 0.93
    assert cuts <= 0.006


@pytest.mark.parametrize("measure", [HALF_WIDTH, FULL_WIDTH], ids=["half", "full"])
@pytest.mark.parametrize("width", [14, 18, 20, 24, 30, 38])
def test_without_indents_short_last_lines_remain(width, measure):
    precision, recall, cuts = rebuild(width, measure, 0, "\n")

    assert precision >= 0.95
    assert recall >= 0.90
    assert cuts <= 0.01


@pytest.mark.parametrize("width", [16, 22, 32])
def test_kept_indents_settle_it(width):
    wanted = [wrap(text, width, FULL_WIDTH, 2) for text in sample(width)]
    text = "\n".join("\u3000\u3000" + "\n".join(lines) for lines in wanted)

    found = [[line.text for line in group] for group in paragraphs(split_lines(text))]

    assert breaks(found) == breaks(wanted)


def test_blank_lines_between_paragraphs_settle_it():
    wanted = [wrap(text, 24, FULL_WIDTH, 0) for text in sample(5)]
    text = "\n\n".join("\n".join(lines) for lines in wanted)

    found = [[line.text for line in group] for group in paragraphs(split_lines(text))]

    assert len(breaks(found) ^ breaks(wanted)) <= 1


def test_furniture_in_mid_sentence_leaves_no_trace(document):
    texts = sample(3)
    lines = [
        "○要闻○",
        "全市装备制造业平稳增长",
        *(line for text in texts for line in wrap(text, 20, HALF_WIDTH, 2)),
    ]
    with_pages = []
    for number, line in enumerate(lines):
        if number % 40 == 39:
            page = number // 20
            with_pages += [f"·· {page} ·· {page + 1}", "燕 北 机 械 2022年第5期 总第88期 燕 北 机 械"]
        with_pages.append(line)

    (plain,) = cut_articles(document("\n\n".join(lines)))
    (paged,) = cut_articles(document("\n\n".join(with_pages)))

    assert paged.text == plain.text
    assert (paged.title, paged.section) == ("全市装备制造业平稳增长", "要闻")


def test_short_headings_between_paragraphs_stay_lines(document):
    texts = sample(8, 24)
    lines = []
    for number, text in enumerate(texts):
        if number % 8 == 4:
            lines.append(HEADINGS[number // 8])
        lines += wrap(text, 21, HALF_WIDTH, 2)

    found = [["".join(line.text for line in group)] for group in paragraphs(split_lines("\n\n".join(lines)))]

    assert all([heading] in found for heading in HEADINGS)


def whole_lines(text):
    """The paragraphs of a text whose lines must all stay as they are."""
    lines = [line.strip("\u3000 ") for line in text.splitlines() if line.strip()]
    return [["".join(line.text for line in group)] for group in paragraphs(split_lines(text))] == [
        [line] for line in lines
    ]


POEM = "千锤百炼出车间，\n一片丹心铸重器。\n莫道前路多风雨，\n敢教铁水化春泥。\n"
NAMES = "\n".join(
    f"{place}{word}机械有限公司"
    for place in ("沈阳", "大连", "鞍山")
    for word in ("华东", "北方", "中兴", "永固")
)
CONTACTS = "联系人：王老师、李老师\n电话：024-60000312\n传真：024-60000313\n地址：沈阳市铁西区建设路18号创业大厦1203室\n邮编：110000\n"
ADDRESSES = (
    "沈阳市铁西区建设东路18号\n大连市金州区光明街道20号\n鞍山市铁东区胜利南路31号\n锦州市太和区解放西路47号\n"
)
AGENDA = "09:00 开幕式\n09:30 主旨报告：数控机床的可靠性\n10:30 茶歇\n10:45 圆桌对话\n12:00 午餐\n"
NUMBERED = "\n".join(f"{number}.辽河第{number}机床厂有限责任公司" for number in range(1, 15))


@pytest.mark.parametrize(
    "text",
    [
        POEM,
        NAMES,
        CONTACTS,
        ADDRESSES,
        AGENDA,
        NUMBERED,
        "\n".join(sample(1)),
        "\r\n".join(sample(2)),
        "\n".join("\u3000\u3000" + text for text in sample(4)),
        "\n\n".join(["关于开展认定工作的通知", "各有关单位：", *sample(6, 5), "二〇二二年三月一日"]),
    ],
    ids=[
        "poem",
        "names",
        "contacts",
        "addresses",
        "agenda",
        "numbered",
        "prose",
        "windows",
        "indented",
        "notice",
    ],
)
def test_lines_that_are_whole_are_never_glued(text):
    assert whole_lines(text)


def test_a_firm_cut_before_its_legal_form_is_one_line():
    text = "名单\n5　吉林建龙钢铁\n有限责任公司\n6　延边双鹿实业有限责任公司\n"
    joined = ["".join(line.text for line in group) for group in paragraphs(split_lines(text))]
    assert joined[1:] == ["5　吉林建龙钢铁有限责任公司", "6　延边双鹿实业有限责任公司"]
