"""A real browser without a network: Chromium from the system, or from ``KG_CHROMIUM``."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.model import Graph
from kg.view.network import network
from kg.view.output import write
from kg.view.select import Selector, View

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_SWITCHES = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]

Open = Callable[..., Any]


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium; without one the test is skipped, but fails on CI, where one has to be there."""
    found = os.environ.get("KG_CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)
    if found is None:
        reason = "no Chromium here; install one or name it in KG_CHROMIUM"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as running:
        chromium = running.chromium.launch(executable_path=found, args=_SWITCHES)
        yield chromium
        chromium.close()


class Watched:
    """A page and all that must not happen on it."""

    def __init__(self, context: Any) -> None:
        self.page = context.new_page()
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", lambda said: self.complaints.append(f"{said.type}: {said.text}"))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self.complaints.append("dialog"))
        self.page.on("request", lambda request: self.requests.append(request.url))

    def check(self) -> None:
        """Nothing on the console, and nothing asked for but the file itself and what the page made."""
        assert self.complaints == []
        assert [url for url in self.requests if not url.startswith(("file:", "blob:", "data:"))] == []


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Open]:
    """Opens the page of a graph: ``opened(graph, choose, file=…, hash=…)``; checked when the test ends."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, accept_downloads=True)
    context.set_offline(True)
    pages: list[Watched] = []

    def open_page(
        of: Graph,
        choose: Callable[[Selector], View] = Selector.whole,
        *,
        file: str = "view.html",
        hash: str = "",
        limit: int = 500,
    ) -> Any:
        selector = Selector(network(of), limit=limit)
        written = write(selector.graph, selector.places, choose(selector), tmp_path / file)
        watched = Watched(context)
        pages.append(watched)
        watched.page.goto(written.resolve().as_uri() + hash)
        watched.page.wait_for_selector("html[data-ready]")
        return watched.page

    yield open_page
    for page in pages:
        page.check()
    context.close()
