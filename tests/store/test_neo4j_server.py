"""A server of its own: stopped and started while it is loaded, reached by a routing address and with TLS."""

import logging
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.model import EntityType, Graph, Predicate
from kg.store import difference
from kg.store.neo4j import Neo4jStore
from tests.graphs import edge, entity, graph
from tests.neo4j import server as servers

pytestmark = [pytest.mark.neo4j, pytest.mark.timeout(900)]

TLS = """\
dbms.ssl.policy.bolt.enabled=true
dbms.ssl.policy.bolt.base_directory={folder}
dbms.ssl.policy.bolt.client_auth=NONE
server.bolt.tls_level=OPTIONAL
"""


class Own:
    """A server that can be stopped and started again on the same port."""

    def __init__(self, java: str, home: Path, extra: str) -> None:
        self._arguments = (java, home, servers.free_port(), extra)
        self.running = servers.start(*self._arguments)

    @property
    def server(self) -> servers.Server:
        return self.running.server

    def stop(self) -> None:
        self.running.stop()

    def start(self) -> None:
        self.running = servers.start(*self._arguments)


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory, neo4j_server: servers.Server) -> Iterator[Own]:
    """Only where the tests start servers themselves (``neo4j_server`` has fetched the jars then)."""
    java, openssl = shutil.which("java"), shutil.which("openssl")
    if not java or not openssl or not servers.JARS.is_dir():
        pytest.skip("no Java, no openssl or no jars to start a second Neo4j with")
    folder = tmp_path_factory.mktemp("certificates")
    made = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    files = ["-keyout", str(folder / "private.key"), "-out", str(folder / "public.crt")]
    subprocess.run([*made, *files], check=True, capture_output=True)
    server = Own(java, tmp_path_factory.mktemp("own"), TLS.format(folder=folder))
    yield server
    server.stop()


def opened(server: servers.Server, uri: str = "", **options: str) -> Neo4jStore:
    return Neo4jStore(uri or server.uri, server.user, server.password, workspace="one", **options)


def test_a_routing_address_and_a_database_by_name(own: Own) -> None:
    store = opened(own.server, own.server.uri.replace("bolt://", "neo4j://"), database="neo4j")
    assert store.run("RETURN '首台（套）' AS x").rows == (("首台（套）",),)
    store.close()


def test_tls_with_a_certificate_of_its_own_is_trusted_only_when_asked(own: Own) -> None:
    for scheme in ("bolt+ssc://", "neo4j+ssc://"):
        store = opened(own.server, own.server.uri.replace("bolt://", scheme))
        assert store.run("RETURN 1 AS x").rows == ((1,),)
        store.close()
    with pytest.raises(StoreError) as caught:
        opened(own.server, own.server.uri.replace("bolt://", "bolt+s://"))
    assert caught.value.en.startswith("cannot reach the Neo4j at bolt+s://127.0.0.1:")


def firms(number: int) -> Graph:
    place = entity(EntityType.PLACE, "某市")
    made = [entity(EntityType.COMPANY, f"公司{one}") for one in range(number)]
    return graph([place, *made], [edge(Predicate.LOCATED_IN, one, place) for one in made])


def test_a_server_that_is_stopped_and_started_while_it_is_loaded(
    own: Own, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The load waits and goes on; where it gave up, it is run again. Nothing of the password is said on the way."""
    caplog.set_level(logging.DEBUG)
    monkeypatch.setattr(difference, "BATCH", 50)
    whole = firms(300)
    restart = threading.Thread(target=own.start)

    def stop_once(done: int, total: int) -> None:
        if done >= 100 and restart.ident is None:
            own.stop()
            restart.start()

    store = opened(own.server)
    try:
        assert store.load(whole, stop_once) == 601
    except StoreError as error:  # the server took longer than the driver tries again
        assert "goes on when it is run again" in error.en
    restart.join()
    assert restart.ident is not None
    store.close()
    store = opened(own.server)
    store.load(whole)
    assert store.load(whole) == 0
    disturbed = servers.contents(own.server)[:2]
    store.load(Graph((), ()))
    assert servers.contents(own.server)[:2] == [[], []]
    store.load(whole)
    store.close()
    assert servers.contents(own.server)[:2] == disturbed
    assert servers.PASSWORD not in caplog.text
