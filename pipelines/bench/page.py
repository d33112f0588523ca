"""A page of ours beside one of pyvis's own, of the same graph: ``python -m pipelines.bench.page [NODES]``.

Bytes of the file and, in Chromium with the network off, seconds from opening it until a name on it can be clicked
(ours: it says that it is ready; pyvis: its layout has settled), and what each page asks the network for.
"""

import contextlib
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from kg.cli.console import Format, write_rows
from kg.view.network import network
from kg.view.output import write
from kg.view.select import Selector, View
from tests.view.graphs import province

READY = {
    "kg": "document.documentElement.dataset.ready === 'yes'",
    "pyvis": "window.settled === true",
}
SETTLED = (
    "<script>network.once('stabilizationIterationsDone', () => { window.settled = true; });</script></body>"
)


def by_pyvis(view: View, file: Path) -> None:
    """The page that pyvis makes of the nodes and edges of a view, everything inside it as far as it can."""
    from pyvis.network import Network

    drawn = Network(directed=True, cdn_resources="in_line", height="750px")
    for node in view.nodes:
        drawn.add_node(node.id, label=str(node.properties.get("name")))
    for edge in view.edges:
        drawn.add_edge(edge.source, edge.target, title=edge.type)
    text = drawn.generate_html(str(file), notebook=False)
    file.write_text(text.replace("</body>", SETTLED), encoding="utf-8")


def opened(browser: Any, file: Path, ready: str, patience: float = 300_000) -> tuple[float, list[str]]:
    """Seconds until it is ready, and the addresses that it asked for."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    context.set_offline(True)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    begin = time.perf_counter()
    page.goto(file.resolve().as_uri(), wait_until="commit")
    seconds = float("inf")
    with contextlib.suppress(Exception):
        page.wait_for_function(ready, timeout=patience)
        seconds = time.perf_counter() - begin
    context.close()
    return seconds, [url for url in asked if url.startswith("http")]


def main() -> None:
    """Make both, open both, print a table."""
    from playwright.sync_api import sync_playwright

    size = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    selector = Selector(network(province(size)), limit=size + 100)
    view = selector.whole()
    rows = []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as running:
        files = {"kg": Path(folder) / "kg.html", "pyvis": Path(folder) / "pyvis.html"}
        write(selector.graph, selector.places, view, files["kg"])
        by_pyvis(view, files["pyvis"])
        browser = running.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--headless", "--no-sandbox", "--disable-gpu"]
        )
        for name, file in files.items():
            seconds, asked = opened(browser, file, READY[name])
            rows.append([name, file.stat().st_size, round(seconds, 2), len(asked)])
        browser.close()
    write_rows(["page", "bytes", "seconds to interaction", "requests to the network"], rows, Format.TABLE)


if __name__ == "__main__":
    main()
