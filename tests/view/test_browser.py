"""The page in Chromium with the network off: every control does what it says, nothing hostile runs."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from kg.view.network import network
from kg.view.output import write
from kg.view.select import Selector
from tests.view.graphs import province, small
from tests.view.hostile import HOSTILE, shown
from tests.view.test_page import hostile

pytestmark = pytest.mark.browser


def programme(selector):
    return selector.programme(selector.graph.nodes["program-s"]["node"], 1)


def text(page: Any, selector: str) -> str:
    return str(page.inner_text(selector))


def rows(page: Any) -> list[list[str]]:
    """The cells of the table, row by row."""
    if page.get_attribute("#tab-table", "aria-selected") == "false":
        page.click("#tab-table")
    found: list[list[str]] = page.eval_on_selector_all(
        "#rows tbody tr", "list => list.map(row => [...row.cells].map(cell => cell.textContent))"
    )
    return found


def visible(page: Any) -> set[str]:
    """Names of the nodes on the canvas."""
    return set(page.evaluate("[...KG.scene.drawn.values()].map(item => item.name)"))


def centre(page: Any, name: str) -> tuple[float, float]:
    """Where a node stands on the screen."""
    x, y = page.evaluate(
        """name => {
            const item = [...KG.scene.drawn.values()].find(one => one.name === name);
            const at = KG.scene.network.canvasToDOM({ x: item.x, y: item.y });
            const box = document.getElementById('canvas').getBoundingClientRect();
            return [box.left + at.x, box.top + at.y];
        }""",
        name,
    )
    return x, y


def download(page: Any, button: str) -> Path:
    with page.expect_download() as waiting:
        page.click(button)
    return Path(waiting.value.path())


def test_it_opens_from_a_path_with_chinese_and_spaces(opened):
    page = opened(small(), programme, file="二〇二一年 图谱/首台（套） 名单.html")
    assert page.title() == "首台（套）"
    assert text(page, "h1") == "首台（套）"
    assert text(page, "#summary") == "10 个节点，12 条关系"
    assert "云州装备简报 2021年第2期 云州装备协会" in text(page, "#footer")
    assert "资料截至：2021-02" in text(page, "#footer")
    assert "kg " in text(page, "#footer")


def test_the_legend_counts_and_switches_types(opened):
    page = opened(small(), programme)
    firms = page.locator("#legend-types li", has_text="企业")
    assert firms.locator(".count").inner_text() == "3"
    firms.locator("input").uncheck()
    assert not {"东桥明泰机床有限公司", "无处科技公司"} & visible(page)
    assert "首台（套）" in visible(page)
    assert text(page, "#summary").startswith("显示 ")
    firms.locator("input").check()
    assert "东桥明泰机床有限公司" in visible(page)


def test_the_legend_switches_relations(opened):
    page = opened(small(), programme)
    assert page.locator("#legend-kinds li", has_text="公示、到期或撤销").locator(".count").inner_text() == "1"
    assert len(rows(page)) == 12
    page.locator("#legend-kinds li", has_text="位于").locator("input").uncheck()
    assert {row[1] for row in rows(page)} == {"获得", "公示、到期或撤销", "生产", "授予", "数量"}


@pytest.mark.parametrize(
    "typed", ["明泰", "东桥明泰机床有限公司", "明泰机床", "dqmt", "dongqiaomingtai", "MTJC", "磨床"]
)
def test_search_by_name_alias_and_pinyin(opened, typed):
    page = opened(small(), programme)
    page.keyboard.press("/")
    page.keyboard.type(typed)
    expected = "五轴联动磨床" if typed == "磨床" else "东桥明泰机床有限公司"
    assert page.locator("#hits li").first.locator("span").first.inner_text() == expected
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert text(page, "#panel h2") == expected
    assert page.locator("#hits").is_hidden()


def test_search_says_when_nothing_fits(opened):
    page = opened(small(), programme)
    page.fill("#search", "没有这个名字")
    assert text(page, "#hits") == "没有符合条件的关系"


def test_a_click_on_a_node_shows_its_facts_with_their_evidence(opened):
    page = opened(small(), programme)
    page.mouse.click(*centre(page, "东桥明泰机床有限公司"))
    page.wait_for_selector("#panel blockquote")
    panel = text(page, "#panel")
    assert "东桥明泰机床有限公司的五轴联动磨床被认定为省内首台（套）。" in panel
    assert "《一批产品通过认定》（云州日报） 云州装备简报 2021年第2期 云州装备协会 2021-02" in panel
    assert "云州省 / 青溪市 / 东桥县" in panel
    assert "明泰机床" in panel
    assert "2020 · 省 · 第三批 · 五轴联动磨床 · 认定" in panel


def test_a_click_on_a_line_shows_the_fact(opened):
    page = opened(small(), programme)
    (x1, y1), (x2, y2) = centre(page, "首台（套）"), centre(page, "无处科技公司")
    page.mouse.click((x1 + x2) / 2, (y1 + y2) / 2)
    page.wait_for_selector("#panel blockquote")
    assert text(page, "#panel h2") == "公示、到期或撤销"
    assert "年份\n未载明" in text(page, "#panel").replace("\n\n", "\n")
    assert "公示" in text(page, "#panel")


def test_the_table_sorts_with_what_is_unknown_last(opened):
    page = opened(small(), programme)
    rows(page)
    columns = page.eval_on_selector_all("#rows th", "list => list.map(one => one.dataset.column)")
    year = columns.index("year")
    page.click("th[data-column=year] button")
    assert [row[year] for row in rows(page)][:4] == ["2019", "2020", "2020", "2020"]
    assert page.get_attribute("th[data-column=year]", "aria-sort") == "ascending"
    page.click("th[data-column=year] button")
    ordered = [row[year] for row in rows(page)]
    assert ordered[:4] == ["2020", "2020", "2020", "2019"]
    assert set(ordered[4:]) == {""}


def test_a_row_opens_its_fact(opened):
    page = opened(small(), programme)
    rows(page)
    page.locator("#rows tbody tr", has_text="第三批").click()
    assert "授予单位\n云州省经济和信息化厅" in text(page, "#panel").replace("\n\n", "\n")


def test_the_csv_file_holds_the_rows_for_a_spreadsheet(opened):
    page = opened(small(), programme)
    shown = rows(page)
    content = download(page, "#csv").read_bytes().decode("utf-8")
    assert content.startswith("\ufeff")
    head, *lines = csv.reader(io.StringIO(content.removeprefix("\ufeff"), newline=""))
    assert head[:5] == ["主体", "关系", "对象", "年份", "级别"]
    assert lines == shown


def test_formulas_in_the_csv_file_are_text(opened):
    page = opened(hostile())
    rows(page)
    content = download(page, "#csv").read_bytes().decode("utf-8").removeprefix("\ufeff")
    cells = [cell for line in csv.reader(io.StringIO(content, newline="")) for cell in line]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert "'+1+1" in cells


def test_copying_takes_the_rows(opened):
    page = opened(small(), programme)
    shown = rows(page)
    page.evaluate("document.addEventListener('copy', () => { window.taken = document.activeElement.value; })")
    page.click("#copy")
    lines = page.evaluate("window.taken").split("\n")
    assert [line.split("\t") for line in lines[1:]] == shown
    assert text(page, "#status") == "已复制"


@pytest.mark.parametrize(
    ("key", "value", "years", "firms"),
    [
        ("year", "2019", {"2019"}, {"西岭恒业电机股份有限公司"}),
        ("year", "none", {""}, {"无处科技公司"}),
        ("level", "国内", {"2019"}, {"西岭恒业电机股份有限公司"}),
        ("place", "东桥县", {"2020"}, {"东桥明泰机床有限公司"}),
        ("place", "云州省", {"2019", "2020"}, {"东桥明泰机床有限公司", "西岭恒业电机股份有限公司"}),
    ],
)
def test_filters(opened, key, value, years, firms):
    page = opened(small(), programme)
    page.select_option(f"#filter-{key}", value)
    honours = [row for row in rows(page) if row[1] in ("获得", "公示、到期或撤销")]
    assert {row[3] for row in honours} == years
    assert {row[0] for row in honours} == firms
    assert {name for name in visible(page) if name.endswith("公司")} == firms
    page.click("#reset")
    assert len(rows(page)) == 12


def test_filter_by_programme(opened):
    page = opened(small())
    page.select_option("#filter-program", "小巨人")
    assert {(row[0], row[2]) for row in rows(page) if row[1] == "获得"} == {
        ("东桥明泰机床有限公司", "小巨人")
    }


def test_a_bar_of_the_timeline_sets_the_year_and_again_all(opened):
    page = opened(small(), programme)
    assert [one.split() for one in page.locator("#timeline button").all_inner_texts()] == [
        ["1", "2019"],
        ["3", "2020"],
        ["1", "未载明"],
    ]
    page.click("#timeline [data-year='2019']")
    assert page.input_value("#filter-year") == "2019"
    assert page.get_attribute("#timeline [data-year='2019']", "aria-pressed") == "true"
    page.click("#timeline [data-year='2019']")
    assert page.input_value("#filter-year") == ""


def test_hiding_and_showing_neighbours(opened):
    page = opened(small(), programme, hash="#firm=明泰机床")
    everything = visible(page)
    page.click("[data-act=hideAround]")
    assert everything - visible(page) >= {"首台（套）", "五轴联动磨床", "东桥县"}
    page.click("[data-act=showAround]")
    assert visible(page) == everything
    page.click("[data-act=only]")
    assert visible(page) == {"东桥明泰机床有限公司", "首台（套）", "五轴联动磨床", "东桥县"}
    page.click("#reset")
    assert visible(page) == everything
    page.click("[data-act=hide]")
    assert everything - visible(page) >= {"东桥明泰机床有限公司"}


@pytest.mark.parametrize(
    ("hash", "heading"),
    [
        ("#firm=东桥明泰机床有限公司", "东桥明泰机床有限公司"),
        ("#firm=%E6%98%8E%E6%B3%B0%E6%9C%BA%E5%BA%8A", "东桥明泰机床有限公司"),
        ("#program=首台套", "首台（套）"),
        ("#place=东桥县", "东桥县"),
        ("#agency=省经信厅", "云州省经济和信息化厅"),
        ("#id=product-m", "五轴联动磨床"),
        ("#firm=没有", "概览"),
    ],
)
def test_a_link_to_a_selection(opened, hash, heading):
    page = opened(small(), programme, hash=hash)
    assert text(page, "#panel h2") == heading


def test_a_selection_becomes_the_address_and_back_goes_back(opened):
    page = opened(small(), programme, hash="#program=首台套")
    page.locator("#panel .fact .link", has_text="无处科技公司").first.click()
    assert page.evaluate("decodeURIComponent(location.hash)") == "#firm=无处科技公司"
    page.go_back()
    page.wait_for_function("document.querySelector('#panel h2').textContent === '首台（套）'")


def test_the_page_speaks_english_when_asked(opened):
    page = opened(small(), programme)
    assert page.get_attribute("html", "lang") == "zh-CN"
    page.click("#language")
    assert page.get_attribute("html", "lang") == "en"
    assert text(page, "#tab-table").startswith("Table")
    assert "Company" in text(page, "#legend-types")
    assert text(page, "#summary") == "10 nodes，12 relations"
    rows(page)
    assert text(page, "#rows th").startswith("Subject")
    page.click("#language")
    assert text(page, "#tab-table").startswith("表")


def test_light_and_dark(opened):
    page = opened(small(), programme)
    background = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(background)
    page.click("#theme")
    assert page.evaluate(background) != light
    assert page.evaluate("KG.color.back") == "#141a22"
    page.emulate_media(color_scheme="dark")


def test_zoom_fit_and_keys(opened):
    page = opened(small(), programme)
    scale = "KG.scene.network.getScale()"
    fitting = page.evaluate(scale)
    page.click("#zoom-in")
    assert page.evaluate(scale) == pytest.approx(fitting * 1.3)
    page.keyboard.press("-")
    assert page.evaluate(scale) == pytest.approx(fitting)
    page.keyboard.press("+")
    page.keyboard.press("f")
    assert page.evaluate(scale) == pytest.approx(fitting)
    page.keyboard.press("t")
    assert page.is_visible("#rows") and not page.is_visible("#canvas")
    page.keyboard.press("t")
    assert page.is_visible("#canvas")


def test_nodes_move_only_while_asked_and_then_go_back(opened):
    page = opened(small(), programme)
    places = "JSON.stringify([...KG.scene.drawn.values()].map(item => [item.id, item.x, item.y]).sort())"
    still = page.evaluate(places)
    page.wait_for_timeout(200)
    assert page.evaluate(places) == still
    assert page.evaluate("KG.data.physics") is False
    page.click("#physics")
    assert page.get_attribute("#physics", "aria-pressed") == "true"
    page.wait_for_function(f"still => {places} !== still", arg=still)
    page.click("#physics")
    assert page.get_attribute("#physics", "aria-pressed") == "false"
    assert page.evaluate(places) == still
    page.wait_for_timeout(200)
    assert page.evaluate(places) == still


def test_full_screen(opened):
    page = opened(small(), programme)
    page.click("#full")
    page.wait_for_function("document.fullscreenElement !== null")
    page.click("#full")
    page.wait_for_function("document.fullscreenElement === null")


def test_picture_files(opened):
    page = opened(small(), programme)
    assert download(page, "#png").read_bytes().startswith(b"\x89PNG\r\n\x1a\n")
    drawing = download(page, "#svg").read_text(encoding="utf-8")
    assert drawing.startswith("<?xml")
    for name in ("首台（套）", "无处科技公司", "五轴联动磨床"):
        assert f">{name}</text>" in drawing
    assert drawing.count("<line") == 12
    assert "资料截至" in drawing


def test_the_drawing_of_hostile_names_is_well_formed(opened):
    from xml.etree import ElementTree

    page = opened(hostile())
    root = ElementTree.fromstring(download(page, "#svg").read_bytes())
    assert not list(root.iter("{http://www.w3.org/2000/svg}script"))
    assert not list(root.iter("{http://www.w3.org/2000/svg}img"))


def test_print_shows_the_rows_and_hides_the_controls(opened):
    page = opened(small(), programme)
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.is_visible("#rows table") and page.is_visible("#canvas")
    assert not page.is_visible("#tools") and not page.is_visible("#filters")


def test_the_keyboard_reaches_everything(opened):
    page = opened(small(), programme)
    page.focus("#tab-graph")
    page.keyboard.press("ArrowRight")
    assert page.get_attribute("#tab-table", "aria-selected") == "true"
    page.focus("#rows tbody tr:first-child")
    page.keyboard.press("Enter")
    assert page.is_visible("#panel .close")
    page.keyboard.press("Escape")
    assert text(page, "#panel h2") == "概览"
    nameless = page.eval_on_selector_all(
        "button, input, select, [role]",
        "list => list.filter(one => !(one.textContent.trim() || one.getAttribute('aria-label') || one.labels?.length || one.getAttribute('aria-labelledby') || one.id === 'status')).map(one => one.outerHTML)",
    )
    assert nameless == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_words_stand_out_from_their_ground(opened, theme):
    page = opened(small(), programme, hash="#firm=明泰机床")
    if page.get_attribute("html", "data-theme") != theme:
        page.click("#theme")
    ratios = page.evaluate(
        """() => {
            const read = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
            const light = hex => [1, 3, 5].map(i => parseInt(hex.slice(i, i + 2), 16) / 255)
                .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
                .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
            const ratio = (a, b) => { const [x, y] = [light(read(a)), light(read(b))].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05); };
            return ['--text', '--muted', '--accent'].flatMap(one => ['--back', '--side', '--chosen'].map(ground => ratio(one, ground)));
        }"""
    )
    assert min(ratios) >= 4.5


def test_hostile_texts_are_shown_as_they_are_and_do_not_run(opened):
    page = opened(hostile())
    page.click("#tab-table")
    quotes = set(page.eval_on_selector_all("#rows td.c-evidence", "list => list.map(one => one.textContent)"))
    assert quotes == set(map(shown, HOSTILE))
    for number in range(page.evaluate("KG.nodes.length")):
        page.evaluate("id => KG.select({ kind: 'node', id }, true)", number)
    page.fill("#search", "script")
    assert page.locator("#hits li").count() > 3
    assert page.evaluate("window.pwned") is None
    assert (
        page.eval_on_selector_all(
            "#panel *, #rows *, #hits *",
            "list => list.filter(one => /^(SCRIPT|IMG|IFRAME|STYLE|LINK|META|BASE)$/.test(one.tagName)).length",
        )
        == 0
    )
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_policy_is_in_force(browser, tmp_path):
    selector = Selector(network(small()))
    file = write(selector.graph, selector.places, selector.whole(), tmp_path / "a.html")
    page = browser.new_page()
    page.goto(file.as_uri())
    blocked = page.evaluate(
        """async () => {
            const seen = new Promise(done => document.addEventListener('securitypolicyviolation', event => done(event.effectiveDirective)));
            fetch('http:' + '//localhost:9/').catch(() => null);
            return seen;
        }"""
    )
    assert blocked == "connect-src"
    page.close()


def test_five_thousand_nodes_begin_as_clusters_that_open(opened):
    page = opened(province(5000), limit=5000)
    assert page.evaluate("KG.scene.drawn.size") < 300
    name = page.evaluate("[...KG.scene.drawn.values()].find(item => item.count > 20).name")
    page.mouse.dblclick(*centre(page, name))
    page.wait_for_function("KG.state.open.size === 1")
    assert page.evaluate("KG.scene.drawn.size") > 20
    page.click("#close-all")
    assert page.evaluate("KG.state.open.size") == 0
    page.fill("#search", "明泰")
    page.keyboard.press("Enter")
    chosen = text(page, "#panel h2")
    assert chosen in visible(page)
    assert len(rows(page)) == 300
    assert "先列出" in text(page, "#table-note")


def test_names_on_the_canvas_do_not_cover_each_other(opened):
    for size in (50, 500):
        page = opened(province(size), file=f"{size}.html")
        boxes = page.evaluate(
            """() => {
                const network = KG.scene.network;
                const canvas = document.getElementById('canvas');
                const ctx = document.createElement('canvas').getContext('2d');
                ctx.font = `${KG.labels.SIZE}px ${KG.labels.FONT}`;
                const { placed } = KG.labels.place(ctx, [...KG.scene.drawn.values()], network.getScale(), network.DOMtoCanvas({ x: 0, y: 0 }),
                    { width: canvas.clientWidth, height: canvas.clientHeight }, null);
                return placed.map(one => [one.x, one.y, Math.max(...one.text.map(line => ctx.measureText(line).width)), one.text.length * KG.labels.LINE]);
            }"""
        )
        assert len(boxes) >= min(size, 60) * 0.8
        for i, (x, y, width, height) in enumerate(boxes):
            for x2, y2, width2, height2 in boxes[i + 1 :]:
                assert abs(x - x2) >= (width + width2) / 2 or y + height <= y2 or y2 + height2 <= y
