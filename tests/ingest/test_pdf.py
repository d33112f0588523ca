from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from kg.errors import DocumentError
from kg.ingest import cut_articles, read_document
from kg.ingest.structure.characters import repair
from kg.model import RowKind

FONT = "STSong-Light"
Drawing = Callable[[Canvas], None]


@pytest.fixture
def canvas(tmp_path: Path) -> Canvas:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    return Canvas(str(tmp_path / "a.pdf"), pagesize=A4)


def saved(canvas: Canvas) -> Path:
    canvas.save()
    return Path(str(canvas._filename))


def write(canvas: Canvas, x: float, y: float, text: str, size: float = 10) -> None:
    canvas.setFont(FONT, size)
    canvas.drawString(x, y, text)


def wrapped(text: str, width: int) -> list[tuple[float, str]]:
    """A paragraph set in lines of ``width`` characters, the first indented by two: indent in cells and text."""
    first, rest = text[: width - 2], text[width - 2 :]
    return [(2, first), *((0, rest[at : at + width]) for at in range(0, len(rest), width))]


SENTENCES = [
    f"第{number}段：企业坚持创新驱动发展，围绕产业链部署创新链，新装备在各地投入使用并取得良好成效，用户评价普遍较高。".replace(
        str(number), "一二三四五六七八九十"[number]
    )
    for number in range(10)
]


def test_three_columns_are_read_one_after_the_other(canvas: Canvas) -> None:
    lines = [line for sentence in SENTENCES for _ in range(2) for line in wrapped(sentence, 15)]
    size = -(-len(lines) // 3)
    for number in range(size):
        for column in range(3):
            if column * size + number < len(lines):
                indent, text = lines[column * size + number]
                write(canvas, 50 + 170 * column + indent * 10, 760 - 16 * number, text)

    (article,) = cut_articles(read_document(saved(canvas)))

    assert article.text.replace("\n", "") == "".join(text for _, text in lines)


def test_two_columns_are_read_one_after_the_other_whatever_the_order_in_the_file(canvas: Canvas) -> None:
    lines = [line for sentence in SENTENCES for line in wrapped(sentence, 20)]
    half = (len(lines) + 1) // 2
    for page in range(3):
        write(canvas, 60, 810, f"燕 北 机 械  2022年第5期  总第88期  {page + 1}", 9)
        for number in range(half):
            for x, column in ((60, lines[:half]), (310, lines[half:])):
                if number < len(column):
                    indent, text = column[number]
                    write(canvas, x + indent * 10, 760 - 16 * number, text)
        write(canvas, 290, 30, f"— {page + 1} —", 9)
        canvas.showPage()

    document = read_document(saved(canvas))

    assert document.text.split("\n") == SENTENCES * 3
    assert (document.title, document.issue) == ("燕北机械", "2022年第5期 总第88期")


def test_a_heading_over_both_columns_parts_them(canvas: Canvas) -> None:
    upper = [line for sentence in SENTENCES[:4] for line in wrapped(sentence, 20)]
    lower = [line for sentence in SENTENCES[4:8] for line in wrapped(sentence, 20)]
    for top, lines in ((760, upper), (560, lower)):
        half = len(lines) // 2
        for number, (indent, text) in enumerate(lines):
            x = 60 if number < half else 310
            write(canvas, x + indent * 10, top - 16 * (number % half), text)
    write(canvas, 150, 600, "两化融合迈上新的台阶各地成效显著", 20)

    paragraphs = read_document(saved(canvas)).text.split("\n")

    assert paragraphs == [*SENTENCES[:4], "两化融合迈上新的台阶各地成效显著", *SENTENCES[4:8]]


def test_a_hyphen_at_the_end_of_a_line_stays_and_radicals_become_ideographs(canvas: Canvas) -> None:
    write(canvas, 80, 700, "由甲有限公司研制的全断面隧道掘进机产品型号XQ-")
    write(canvas, 60, 684, "3.0/5.5MW通过验收。")

    assert (
        read_document(saved(canvas)).text
        == "由甲有限公司研制的全断面隧道掘进机产品型号XQ-3.0/5.5MW通过验收。"
    )
    assert repair("⼯⼚⻋⻔⻓⺠⻩⻰") == "工厂车门长民黄龙"


def grid(
    canvas: Canvas, xs: list[float], ys: list[float], rows: list[list[str]], merged: set[tuple[int, int]]
) -> None:
    """Rule a table and write its cells; the rule over a slot in ``merged`` is left out."""
    for row, (top, bottom) in enumerate(pairwise(ys)):
        for x in xs:
            canvas.line(x, top, x, bottom)
        for column, (left, right) in enumerate(pairwise(xs)):
            if (row, column) not in merged:
                canvas.line(left, top, right, top)
            if row < len(rows) and rows[row][column]:
                write(canvas, left + 3, bottom + 6, rows[row][column], 9)
    canvas.line(xs[0], ys[-1], xs[-1], ys[-1])


XS = [60.0, 100.0, 260.0, 400.0, 500.0]
HEAD = ["序号", "企业名称", "产品名称", "所在地"]


def cells(path: Path) -> list[tuple[RowKind, list[str]]]:
    tables = [table for article in cut_articles(read_document(path)) for table in article.tables]
    assert len(tables) == 1
    return [(row.kind, [cell.text for cell in row.cells]) for row in tables[0].rows]


def test_a_ruled_table_with_merged_cells_over_a_page_break(canvas: Canvas) -> None:
    write(canvas, 200, 760, "入选企业名单", 18)
    rows = [
        HEAD,
        ["1", "甲有限公司", "泵", ""],
        ["2", "乙有限公司", "阀", "合肥市"],
        ["3", "丙有限公司", "数控机床及其控", ""],
    ]
    grid(canvas, XS, [200, 180, 160, 140, 60], rows, {(2, 3), (3, 3)})
    canvas.showPage()
    rows = [
        HEAD,
        ["", "", "制系统", ""],
        ["4", "丁有限公司", "风机", ""],
        ["5", "戊有限公司", "锅炉", "芜湖市"],
    ]
    grid(canvas, XS, [780, 760, 740, 720, 700], rows, {(2, 3)})

    assert cells(saved(canvas)) == [
        (RowKind.HEADER, HEAD),
        (RowKind.DATA, ["1", "甲有限公司", "泵", "合肥市"]),
        (RowKind.DATA, ["2", "乙有限公司", "阀", "合肥市"]),
        (RowKind.DATA, ["3", "丙有限公司", "数控机床及其控制系统", "合肥市"]),
        (RowKind.DATA, ["4", "丁有限公司", "风机", "合肥市"]),
        (RowKind.DATA, ["5", "戊有限公司", "锅炉", "芜湖市"]),
    ]


def test_rows_of_a_ruled_table_know_page_and_box(canvas: Canvas) -> None:
    grid(canvas, XS, [700, 680, 660], [HEAD, ["1", "甲有限公司", "泵", "合肥市"]], set())

    (article,) = cut_articles(read_document(saved(canvas)))

    _, place = article.places[0][2], article.places[1][2]
    assert place.page == 1
    assert place.box is not None
    height = A4[1]
    assert place.box == pytest.approx((60.0, height - 680, 500.0, height - 660), abs=1.0)


def test_a_rule_that_touches_no_upright_is_no_table(canvas: Canvas) -> None:
    canvas.line(60, 800, 530, 800)
    write(canvas, 80, 700, "近日，甲有限公司的新产品通过验收。")
    canvas.line(60, 60, 530, 60)

    (article,) = cut_articles(read_document(saved(canvas)))

    assert article.tables == ()


def test_a_table_without_rules_is_found_and_marked_as_uncertain(canvas: Canvas) -> None:
    write(canvas, 200, 760, "入选企业名单", 18)
    xs = [60, 110, 280, 440]
    rows = [
        ["1", "甲精密机械有限公司", "海上风力发电机组", "合肥市"],
        ["2", "乙有限公司", "阀", "芜湖市"],
        ["3", "丙厂", "", "蚌埠市"],
    ]
    for number, row in enumerate([HEAD, *rows]):
        for x, text in zip(xs, row, strict=True):
            if text:
                write(canvas, x, 700 - 20 * number, text)
    write(canvas, 80, 560, "以上企业自公布之日起享受相关政策，有效期三年，请各地做好服务工作。")
    path = saved(canvas)

    assert cells(path) == [(RowKind.HEADER, HEAD), *((RowKind.DATA, row) for row in rows)]
    (article,) = cut_articles(read_document(path))
    assert article.tables[0].confidence == 0.6
    assert article.text.endswith("请各地做好服务工作。")


def test_a_turned_page_is_read_upright(canvas: Canvas) -> None:
    canvas.setPageSize(landscape(A4))
    canvas.setPageRotation(90)
    canvas.translate(A4[1], 0)
    canvas.rotate(90)
    write(canvas, 80, 500, "近日，甲有限公司的新产品通过验收，性能良好，")
    write(canvas, 60, 484, "达到预期。")

    assert read_document(saved(canvas)).text == "近日，甲有限公司的新产品通过验收，性能良好，达到预期。"


def test_pages_of_pictures_need_ocr(canvas: Canvas, tmp_path: Path) -> None:
    from PIL import Image

    picture = tmp_path / "scan.png"
    Image.new("RGB", (50, 50), "white").save(picture)
    canvas.drawImage(str(picture), 0, 0, 500, 700)
    path = saved(canvas)

    with pytest.raises(DocumentError) as caught:
        read_document(path)
    assert caught.value.en == (
        f"{path} holds pictures of pages and no text (a scan); this needs kg[ocr], or get a version with text."
    )


def test_a_watermark_is_no_text(canvas: Canvas) -> None:
    write(canvas, 80, 700, "近日，甲有限公司的新产品通过验收。")
    canvas.saveState()
    canvas.translate(100, 650)
    canvas.rotate(45)
    write(canvas, 0, 0, "内部资料", 40)
    canvas.restoreState()

    assert read_document(saved(canvas)).text == "近日，甲有限公司的新产品通过验收。"


def test_cells_that_all_but_touch_are_parted_where_every_row_has_a_gap(canvas: Canvas) -> None:
    """Headings stand over the middle of their columns; the gap is a quarter of a character."""
    rows = [
        ("南昌市", "江西佳时数控股份有限公司"),
        ("赣州市", "赣州克泰工具技术有限公司"),
        ("九江市", "江西新达机械制造有限公司"),
        ("吉安市", "江西立茂科技股份有限公司"),
    ]
    write(canvas, 50, 780, "2022年潜在瞪羚企业名单")
    for x, heading in ((50, "序号"), (100, "设区市"), (180, "企业名称")):
        write(canvas, x, 760, heading)
    for number, (city, firm) in enumerate(rows):
        y = 740 - 16 * number
        write(canvas, 55, y, str(number + 1))
        write(canvas, 100, y, city)
        write(canvas, 132.5, y, firm)

    found = cells(saved(canvas))

    assert [values[1:] for kind, values in found if kind is RowKind.DATA] == [list(row) for row in rows]


def test_room_beside_figures_is_no_blank(canvas: Canvas) -> None:
    """Typesetting leaves a quarter of a character between Han and figures; a blank that is written stays."""
    write(canvas, 50, 760, "2021")
    write(canvas, 50 + 20 + 2.5, 760, "河南民营企业")
    write(canvas, 50 + 20 + 2.5 + 60 + 2.5, 760, "100")
    write(canvas, 50 + 20 + 2.5 + 60 + 2.5 + 15 + 2.5, 760, "强榜单")
    write(canvas, 50, 740, "Model 3 发布")

    (article,) = cut_articles(read_document(saved(canvas)))

    assert article.text.split("\n")[:2] == ["2021河南民营企业100强榜单", "Model 3 发布"]
