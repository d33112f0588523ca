import pytest

from kg.ingest import marks
from kg.ingest.notes import Note, note_of


@pytest.mark.parametrize(
    ("line", "section"),
    [
        ("○省内动态○", "省内动态"),
        ("●政策速递●", "政策速递"),
        ("◆ 企业之窗 ◆", "企业之窗"),
        ("□行业动态□", "行业动态"),
        ("【协会工作】", "协会工作"),
        ("○ 一项", None),
        ("【记者观察】今年以来，机床行业回暖。", None),
        ("●加强领导。●", None),
    ],
)
def test_section_marks_fill_a_line_and_close_as_they_open(line, section):
    assert marks.section_of(line) == section


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("（来源：浙江日报）", "浙江日报"),
        ("来源：省经信厅", "省经信厅"),
        ("来源 | 海淀融媒", "海淀融媒"),
        ("(信息来源: 中国农业机械网)", "中国农业机械网"),
        ("（某某县经信局供稿）", "某某县经信局"),
        ("（摘自《中国工业报》）", "中国工业报"),
        ("（大兴安岭日报 赫连雪）", "大兴安岭日报"),
        ("（来源于实践的创新最有力量。）", None),
        ("（培训地点杭州）", None),
        ("（一）资金来源", None),
        ("（张三 李四）", None),
    ],
)
def test_source_lines(line, source):
    found = marks.source_of(line)

    assert (found.name if found else None) == source


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2021年2月23日", "2021-02-23"),
        ("发布日期：2022-03-01 来源：省经信厅", "2022-03-01"),
        ("二〇二一年十二月三十日", "2021-12-30"),
        ("二○二四年一月十五日", "2024-01-15"),
        ("2021年2月", None),
        ("2月23日", None),
        ("2021年13月1日", None),
        ("12021年2月23日", None),
    ],
)
def test_only_full_dates_are_dates(text, date):
    assert marks.date_in(text) == date


def test_a_date_line_holds_nothing_else():
    assert marks.is_date_line("2021年2月23日")
    assert marks.is_date_line("（2021年2月23日）")
    assert not marks.is_date_line("2021年2月23日，省经信厅召开会议")


@pytest.mark.parametrize(
    "line",
    [
        "一、总体要求",
        "（二）培育主体",
        "1. 完善机制",
        "①企业申报",
        "——访总工程师",
        "联系人：王老师",
        "联系电话/传真：0571",
        "附件：1. 申报表",
        "记者：请介绍",
    ],
)
def test_lines_that_open_an_item(line):
    assert marks.is_enumerated(line)


@pytest.mark.parametrize("line", ["1.5亿元的投资", "2021年，全省", "一批企业", "地址在杭州的企业"])
def test_lines_that_only_look_like_items(line):
    assert not marks.is_enumerated(line)


def test_the_head_of_a_web_page_gives_source_and_date():
    note = note_of("发布日期：2022-03-01 来源：省经信厅 浏览次数：33")

    assert note == Note("省经信厅", "2022-03-01")


def test_an_account_and_a_date_under_a_title_are_a_dateline():
    assert note_of("河洛机械人\u30002022-06-09") == Note("河洛机械人", "2022-06-09")


def test_a_source_may_end_the_last_paragraph():
    assert note_of("全年产值增长一成。（来源：江城晚报）") == Note("江城晚报", None, closes=True)


def test_running_text_is_no_note():
    assert (
        note_of("项目资金来源：一是财政补助，二是企业自筹。今年已全部到位，明年继续安排，具体办法另行通知。")
        is None
    )


@pytest.mark.parametrize(
    ("line", "listed"),
    [
        ("王　刚　成都飞拓航空部件有限公司总经理", True),
        ("赵敏（女）　西华大学机械工程学院院长", True),
        ("秘 书 长：何勇（兼）", True),
        ("王刚指出，要抓好落实", False),
        ("秘书长：何勇", False),
    ],
)
def test_entries_of_a_list_of_officers(line, listed):
    assert marks.is_listed_name(line) is listed


def test_items_of_one_list_count_on():
    assert marks.counts_on("1、甲公司  压机  YH-80000", "2、乙公司  镗床  GR-150")
    assert not marks.counts_on("1、甲公司", "3、丙公司")
    assert not marks.counts_on("产值达到", "2.5亿元")


def test_the_title_of_a_list_has_a_year_and_says_what_is_listed():
    assert marks.is_list_title("2021年度安徽省首批次新材料名单")
    assert not marks.is_list_title("2021年度，全省共公布三批名单")
