"""Fixtures that more than one folder of tests uses: a real Neo4j, and each store with nothing in it."""

import os
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from kg.store import embedded
from kg.store.neo4j import Neo4jStore
from kg.store.protocol import Store
from tests.neo4j import server as servers

MakeStore = Callable[[str], Store]

# The same examples at each run, but for `make soak`, which looks for new ones.
settings.register_profile("fixed", derandomize=True)
settings.load_profile("default" if os.environ.get("KG_SOAK") else "fixed")


@pytest.hookimpl(tryfirst=True)  # before xdist reads the marks
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Where tests run in several workers, two of them run all that wants a Neo4j, each with a server of its own.

    A module's tests stay together. A server that is given has one worker only.
    """
    servers_wanted = 1 if "NEO4J_TEST_URI" in os.environ else 2
    for item in items if config.pluginmanager.hasplugin("xdist") else ():
        if item.get_closest_marker("neo4j") or "neo4j_server" in getattr(item, "fixturenames", ()):
            number = zlib.crc32(item.path.name.encode()) % servers_wanted
            item.add_marker(pytest.mark.xdist_group(f"neo4j-{number}"))


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[servers.Server]:
    """One server for the whole session (of each worker); skips where none can be had, except in CI."""
    context = servers.server(tmp_path_factory.mktemp("neo4j"))
    try:
        running = context.__enter__()
    except servers.Unavailable as reason:
        if os.environ.get("CI"):
            pytest.fail(f"CI needs a Neo4j: {reason}")
        pytest.skip(f"no Neo4j: {reason}")
    yield running
    context.__exit__(None, None, None)


@pytest.fixture(params=["embedded", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def make_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[MakeStore]:
    """Opens an empty store of the kind under test for a workspace of a name; closes it after the test."""
    opened: list[Store] = []
    neo4j = request.param == "neo4j"
    if neo4j:
        server = request.getfixturevalue("neo4j_server")
        servers.empty(server)
    elif not embedded.available():
        pytest.skip("no embedded engine is installed")

    def make(workspace: str = "one") -> Store:
        if neo4j:
            opened.append(Neo4jStore(server.uri, server.user, server.password, workspace=workspace))
        else:
            opened.append(embedded.EmbeddedStore(tmp_path / workspace))
        return opened[-1]

    yield make
    for store in opened:
        store.close()


@pytest.fixture
def store(make_store: MakeStore) -> Store:
    """One empty store."""
    return make_store("one")
