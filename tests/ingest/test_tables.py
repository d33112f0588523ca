import pytest

from kg.ingest import cut_articles
from kg.model import RowKind

H, G, D = RowKind.HEADER, RowKind.GROUP, RowKind.DATA


def tables(document, text):
    """Each table as a list of (kind, cells), after checking that cells and offsets agree."""
    made = document(text)
    found = []
    for article in cut_articles(made):
        for table in article.tables:
            found.append([(row.kind, [cell.text for cell in row.cells]) for row in table.rows])
            for row in table.rows:
                for cell in row.cells:
                    assert table.start <= cell.start <= cell.end <= table.end
                    assert article.text[cell.start : cell.end] == cell.text
                    origin = "".join(made.text[a:b] for a, b in article.offsets.pieces(cell.start, cell.end))
                    assert origin == cell.text
    return found


ROWS = [
    ["海岳精密机床有限公司", "HY-350型数控磨床", "海岳市"],
    ["北辰重工股份有限公司", "大直径盾构机", "北辰市"],
    ["燕北县永固阀门厂", "低温截止阀", "燕北县"],
]
HEADINGS = ["序号", "企业名称", "产品名称", "所在地"]
NUMBERED = [(D, [str(number), *row]) for number, row in enumerate(ROWS, start=1)]


@pytest.mark.parametrize("separator", [" | ", "|", "\t", " ｜ ", "  ", "\u3000", " ", " / "])
def test_columns_with_a_separator(document, separator):
    lines = [separator.join(cells) for _, cells in [(H, HEADINGS), *NUMBERED]]

    assert tables(document, "2022年首台（套）产品名单\n\n" + "\n".join(lines)) == [[(H, HEADINGS), *NUMBERED]]


def test_a_framed_table_with_a_rule(document):
    lines = ["| " + " | ".join(cells) + " |" for _, cells in [(H, HEADINGS), *NUMBERED]]
    lines.insert(1, "|---|---|---|---|")

    assert tables(document, "名单\n" + "\n".join(lines)) == [[(H, HEADINGS), *NUMBERED]]


def test_one_cell_a_line(document):
    lines = [cell for cells in [HEADINGS, *(cells for _, cells in NUMBERED)] for cell in cells]

    assert tables(document, "名单\n\n" + "\n\n".join(lines)) == [[(H, HEADINGS), *NUMBERED]]


def test_one_cell_a_line_without_numbers(document):
    lines = [cell for cells in [HEADINGS[1:], *ROWS] for cell in cells]

    assert tables(document, "名单（部分）\n" + "\n".join(lines)) == [
        [(H, HEADINGS[1:]), *((D, row) for row in ROWS)]
    ]


def test_cells_wrapped_over_lines_come_together(document):
    text = """\
第四批服务型制造示范单位名单

序号 单位名称 示范类型 所在区

1 燕北远帆轨道交通装备有限公司 服务型制造

示范企业 昌平区

2 海岳工业互联网研究院（燕北）有限

公司 服务型制造示范平台 石景山区

·· 31 ·· 32

燕 北 装 备 2022年第11期

3 北辰重工股份有限公司“整线托管”项目 服务型制造示范项目\u0020

顺义区

注：以上名单有效期三年。
"""
    assert tables(document, text.format(blank=" ")) == [
        [
            (H, ["序号", "单位名称", "示范类型", "所在区"]),
            (D, ["1", "燕北远帆轨道交通装备有限公司", "服务型制造示范企业", "昌平区"]),
            (D, ["2", "海岳工业互联网研究院（燕北）有限公司", "服务型制造示范平台", "石景山区"]),
            (D, ["3", "北辰重工股份有限公司“整线托管”项目", "服务型制造示范项目", "顺义区"]),
        ]
    ]


def test_group_titles_speak_for_the_rows_below(document):
    text = "名单\n序号\t企业名称\t产品名称\n一、国际首台（套）\n1\t海岳机床有限公司\t磨床\n二、国内首台（套）（1项）\n1\t北辰重工有限公司\t盾构机\n"

    assert tables(document, text) == [
        [
            (H, ["序号", "企业名称", "产品名称"]),
            (G, ["一、国际首台（套）"]),
            (D, ["1", "海岳机床有限公司", "磨床"]),
            (G, ["二、国内首台（套）（1项）"]),
            (D, ["1", "北辰重工有限公司", "盾构机"]),
        ]
    ]


def test_a_city_over_the_rows_fills_the_first_column(document):
    text = "公告表\n地市 企业名称 产品名称 级别\n海岳市\n海岳机床有限公司 磨床 国内\n北辰市\n北辰重工有限公司 盾构机 省内\n"

    assert tables(document, text) == [
        [
            (H, ["地市", "企业名称", "产品名称", "级别"]),
            (G, ["海岳市"]),
            (D, ["", "海岳机床有限公司", "磨床", "国内"]),
            (G, ["北辰市"]),
            (D, ["", "北辰重工有限公司", "盾构机", "省内"]),
        ]
    ]


def test_empty_cells_keep_their_column(document):
    text = (
        "名单\n序号\t企业名称\t产品名称\t备注\n1\t海岳机床有限公司\t\t复核\n2\t北辰重工有限公司\t盾构机\t\n"
    )

    (table,) = tables(document, text)

    assert table[1:] == [
        (D, ["1", "海岳机床有限公司", "", "复核"]),
        (D, ["2", "北辰重工有限公司", "盾构机", ""]),
    ]


def test_headings_repeated_on_the_next_page_are_left_out(document):
    head = "序号 企业名称 所在地"
    text = f"名单\n{head}\n1 海岳机床有限公司 海岳市\n{head}\n2 北辰重工有限公司 北辰市\n"

    (table,) = tables(document, text)

    assert [kind for kind, _ in table] == [H, D, D]


def test_several_tables_and_the_text_between_them(document):
    first = "序号|企业名称|所在地\n1|海岳机床有限公司|海岳市"
    second = "序号|企业名称|撤销原因\n1|北辰重工有限公司|企业注销"
    made = document(
        f"认定与撤销名单\n附件1 认定名单\n{first}\n附件2 撤销名单\n{second}\n以上名单由省厅公布，自印发之日起施行。\n"
    )

    (article,) = cut_articles(made)

    assert [len(table.rows) for table in article.tables] == [2, 2]
    assert article.text.split("\n") == [
        "认定与撤销名单",
        "附件1 认定名单",
        "序号 | 企业名称 | 所在地",
        "1 | 海岳机床有限公司 | 海岳市",
        "附件2 撤销名单",
        "序号 | 企业名称 | 撤销原因",
        "1 | 北辰重工有限公司 | 企业注销",
        "以上名单由省厅公布，自印发之日起施行。",
    ]


def test_the_last_row_does_not_swallow_the_text_below(document):
    text = "名单\n序号 企业名称 所在地\n1 海岳机床有限公司 海岳市\n2 北辰重工有限公司 北辰市\n燕北省经济和信息化厅\n2022年9月8日\n"

    (table,) = tables(document, text)

    assert table[-1] == (D, ["2", "北辰重工有限公司", "北辰市"])


@pytest.mark.parametrize(
    "text",
    [
        "联系人：王老师  电话：024-60000312\n联系人：李老师  电话：024-60000313\n联系人：赵老师  电话：024-60000314\n",
        "沈阳市铁西区 建设东路18号 创业大厦\n大连市金州区 光明街道20号 甲座\n鞍山市铁东区 胜利南路31号 乙座\n",
        "千锤百炼 出车间\n一片丹心 铸重器\n莫道前路 多风雨\n",
        "09:00 开幕式 一号厅\n09:30 主旨报告 一号厅\n10:30 圆桌对话 二号厅\n",
        "张海岳　李北辰\n王永固　赵华东\n孙北方　周中兴\n",
        "1 认真学习 深刻领会\n2 精心组织 周密部署\n3 加强领导 落实责任\n",
        "企业名称要规范。\n产品名称要准确。\n所在地要写到县。\n",
        "企业、单位、产品、项目，都要登记。\n序号由系统生成。\n1是开始，2是继续。\n",
        "来源 | 江城晚报\n编辑 | 王海\n",
    ],
    ids=["contacts", "addresses", "poem", "agenda", "names", "slogans", "headings", "prose", "credits"],
)
def test_what_is_no_table_stays_text(document, text):
    assert tables(document, "工作动态\n" + text) == []


@pytest.mark.parametrize(
    ("text", "header", "rows"),
    [
        (
            '序号,企业名称,产品名称\n1,甲机床有限公司,"A,B型磨床"\n2,乙机床有限公司,\n尾',
            ["序号", "企业名称", "产品名称"],
            [["1", "甲机床有限公司", "A,B型磨床"], ["2", "乙机床有限公司", ""]],
        ),
        (
            "No. | 公司名称 | 辖区\n1 | 甲机床有限公司 | 合山市\n2 | 乙机床有限公司 | 丁湖县",
            ["No.", "公司名称", "辖区"],
            [["1", "甲机床有限公司", "合山市"], ["2", "乙机床有限公司", "丁湖县"]],
        ),
        (
            "序 号\t培育对象\t片区\n1\t甲机床有限公司\t东\n2\t乙机床有限公司\t西",
            ["序 号", "培育对象", "片区"],
            [["1", "甲机床有限公司", "东"], ["2", "乙机床有限公司", "西"]],
        ),
        (
            "培育对象\t片区\n甲机床有限公司\t东\n乙机床有限公司\t西",
            ["培育对象", "片区"],
            [["甲机床有限公司", "东"], ["乙机床有限公司", "西"]],
        ),
    ],
    ids=["commas", "No.", "headings with a blank", "headings by what stands under them"],
)
def test_headings_of_dumps(text, header, rows, document):
    (found,) = tables(document, text)

    assert found == [(H, header), *((D, row) for row in rows)]
