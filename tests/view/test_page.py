"""The file: one piece, no address in it, nothing of the data left unescaped, the same bytes every time."""

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from kg.errors import KgError, UsageError
from kg.model import Graph, Node
from kg.view.network import network
from kg.view.output import file_name, write
from kg.view.page import embedded, page
from kg.view.pinyin import spellings
from kg.view.select import Selector
from tests.view.graphs import DOCUMENT, awarded, entity, graph, papers, province, small
from tests.view.hostile import HOSTILE, shown


def html(of: Graph) -> str:
    selector = Selector(network(of), limit=5000)
    return page(selector.graph, selector.places, selector.whole())


class Elements(HTMLParser):
    """Every element with its attributes, and the text of scripts and styles."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.raw: list[tuple[str, str]] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data):
        if self.found and self.found[-1][0] in ("script", "style") and data.strip():
            self.raw.append((self.found[-1][0], data))


def data(text: str) -> Any:
    (block,) = re.findall(r'<script id="data" type="application/json">(.*?)</script>', text, re.DOTALL)
    return json.loads(block)


def hostile() -> Graph:
    """Every hostile text as name, alias, quote, product and title."""
    firms = [
        entity(f"company-{i:03}", "Company", text, aliases=[text + "简称"]) for i, text in enumerate(HOSTILE)
    ]
    said = [
        awarded(firm.id, "program-s", 2020, "省", quote=text, product=text, rank=text)
        for firm, text in zip(firms, HOSTILE, strict=True)
    ]
    return graph([*papers(), *firms, entity("program-s", "Program", HOSTILE[1])], said)


def test_no_address_occurs_in_the_file():
    text = html(hostile())
    assert "://" not in text
    assert "sourceMappingURL" not in text
    for tag, attributes in Elements(text).found:
        assert tag not in ("link", "iframe", "img", "object", "embed", "base", "form")
        assert not {"src", "srcset", "action", "data", "background", "style"} & set(attributes), (
            tag,
            attributes,
        )
        assert (attributes.get("href") or "#").startswith("#")
        assert not [name for name in attributes if name.startswith("on")]


def test_no_script_asks_for_anything_or_writes_markup():
    own = "".join(file.read_text(encoding="utf-8") for file in Path("kg/view/template").glob("*.js"))
    for word in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "fetch(",
        "XMLHttpRequest",
        "import(",
        "WebSocket",
        "Date(",
    ):
        assert word not in own, word


def test_the_policy_forbids_everything_but_the_scripts_and_the_style_of_the_page():
    parsed = Elements(html(small()))
    (policy,) = [
        str(one["content"]) for tag, one in parsed.found if one.get("http-equiv") == "Content-Security-Policy"
    ]
    rules = {name: value for name, _, value in (rule.partition(" ") for rule in policy.split("; "))}
    assert (
        rules["default-src"] == rules["connect-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    )
    assert "unsafe" not in policy
    hashes = [
        f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
        for _, text in parsed.raw
    ]
    style, block, *scripts = hashes
    assert [tag for tag, _ in parsed.raw] == ["style", "script", "script", "script"]
    assert rules["style-src"] == style
    assert rules["script-src"].split() == scripts
    assert block not in policy


def test_hostile_texts_arrive_as_they_are():
    found = data(html(hostile()))
    assert len(HOSTILE) >= 50
    assert {fact["quote"] for fact in found["facts"]} == set(map(shown, HOSTILE))
    assert {node["label"] for node in found["nodes"]} == set(map(shown, HOSTILE))


@pytest.mark.parametrize("text", HOSTILE)
def test_embedded_json_cannot_leave_its_element(text):
    made = embedded({"a": text})
    assert json.loads(made) == {"a": shown(text)}
    assert not set("<>&\u2028\u2029") & set(made)
    assert "//" not in made
    made.encode("utf-8")


def test_a_hostile_title_is_text():
    of = network(hostile())
    selector = Selector(of)
    made = page(of, selector.places, selector.around(of.nodes["program-s"]["node"], 1))
    assert "<title>&lt;/script&gt;&lt;script&gt;window.pwned = 1&lt;/script&gt;</title>" in made


def test_the_data_hold_what_the_graph_says():
    found = data(html(small()))
    entities = {one["id"]: one for one in found["entities"]}
    number = [one["id"] for one in found["entities"]].index("company-a")
    assert entities["company-a"]["places"] == ["东桥县", "青溪市", "云州省"]
    assert entities["company-a"]["aliases"] == ["明泰机床"]
    assert found["nodes"][number]["label"] == "东桥明泰机床有限公司"
    (fact,) = [one for one in found["facts"] if one.get("batch") == "第三批"]
    assert fact["quote"] == "东桥明泰机床有限公司的五轴联动磨床被认定为省内首台（套）。"
    article = found["articles"][fact["article"]]
    paper = found["documents"][article["document"]]
    assert (article["title"], paper["title"], paper["date"]) == (
        "一批产品通过认定",
        "云州装备简报",
        "2021-02",
    )
    assert found["meta"]["date"] == "2021-02"
    assert found["physics"] is False


def test_a_document_without_a_title_goes_by_its_first_article():
    of = small()
    nodes = [
        Node(one.id, one.labels, {**one.properties, "title": None}) if one.id == DOCUMENT else one
        for one in of.nodes
    ]
    (paper,) = data(html(Graph(tuple(nodes), of.edges)))["documents"]
    assert paper["title"] == "一批产品通过认定"


def test_the_same_graph_gives_the_same_bytes():
    of = province(200)
    assert html(of) == html(Graph(of.nodes[::-1], of.edges[::-1]))


@pytest.mark.parametrize("seed", ["1", "2"])
def test_another_run_gives_the_same_bytes(seed, tmp_path):
    code = (
        "import sys; from pathlib import Path; from tests.view.test_page import *\n"
        "selector = Selector(network(province(200)))\n"
        "write(selector.graph, selector.places, selector.whole(), Path(sys.argv[1]))\n"
    )
    file = tmp_path / "政策 图谱" / "全图 1.html"
    environment = {
        **os.environ,
        "PYTHONHASHSEED": seed,
        "PYTHONIOENCODING": "gbk",
        "PYTHONUTF8": "0",
        "LC_ALL": "C",
    }
    strict = ["-X", "warn_default_encoding", "-W", "error::EncodingWarning"]
    subprocess.run([sys.executable, *strict, "-c", code, str(file)], env=environment, check=True)
    assert file.read_bytes() == html(province(200)).encode("utf-8")


def test_a_page_of_five_hundred_nodes_is_small_enough_to_mail():
    assert len(html(province(500)).encode("utf-8")) < 3_000_000


def test_names_are_found_by_pinyin_and_initials():
    assert spellings(["玉环市", "ABB公司", "KUKA"]) == "yuhuanshi\nyhs\nabbgongsi\nabbgs"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("2020 · 首台（套）", "2020_·_首台（套）.html"),
        ("../a:b*c", "a_b_c.html"),
        ("", "view.html"),
        ("CON", "_CON.html"),
        ("很长" * 99, "很长" * 30 + ".html"),
    ],
)
def test_the_file_is_named_after_what_it_shows(title, name):
    assert file_name(title) == name


def test_where_a_page_cannot_be_written(tmp_path):
    selector = Selector(network(small()))
    with pytest.raises(UsageError) as folder:
        write(selector.graph, selector.places, selector.whole(), tmp_path)
    assert folder.value.zh == f"{tmp_path} 是文件夹；--out 应给出文件名。"
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(KgError) as below:
        write(selector.graph, selector.places, selector.whole(), tmp_path / "file" / "a.html")
    assert below.value.zh.startswith(f"无法写入 {tmp_path / 'file' / 'a.html'}：")
    assert below.value.exit_code == 3
    assert [one.name for one in tmp_path.iterdir()] == ["file"]
