"""Starts the community server of Neo4j from its published jars, with the product's own settings."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import neo4j
from filelock import FileLock
from neo4j.exceptions import DriverError, Neo4jError

ROOT = Path(__file__).parents[2]
VERSION = "5.26.30"
JARS = ROOT / ".cache" / f"neo4j-{VERSION}" / "lib"
PASSWORD = "test-password"
OPENS = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")


class Unavailable(Exception):
    """No server can be had here; the text says why."""


@dataclass(frozen=True)
class Server:
    """Where a server answers and who may enter."""

    uri: str
    user: str
    password: str


@contextmanager
def server(folder: Path) -> Iterator[Server]:
    """The server of NEO4J_TEST_URI, else one that is started in ``folder``. Raises Unavailable."""
    given = os.environ.get("NEO4J_TEST_URI")
    if given:
        user = os.environ.get("NEO4J_TEST_USERNAME", "neo4j")
        yield Server(given, user, os.environ.get("NEO4J_TEST_PASSWORD", PASSWORD))
        return
    java = shutil.which("java")
    if java is None:
        raise Unavailable("no NEO4J_TEST_URI and no Java to start a Neo4j with")
    fetch_jars()
    running = start(java, folder, free_port())
    try:
        yield running.server
    finally:
        running.stop()


@dataclass
class Running:
    """A server that was started here."""

    server: Server
    process: subprocess.Popen[bytes]

    def stop(self) -> None:
        """Ask it to stop, and wait."""
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def start(java: str, home: Path, port: int, extra: str = "") -> Running:
    """Start a server in a new or used home folder, with ``extra`` settings, and wait until it answers."""
    _make_home(home)
    settings = (ROOT / "cypher" / "neo4j.conf").read_text(encoding="utf-8") + (
        "server.default_listen_address=127.0.0.1\n"
        f"server.bolt.listen_address=127.0.0.1:{port}\n"
        f"server.http.enabled=false\nserver.https.enabled=false\n{extra}"
    )
    (home / "conf" / "neo4j.conf").write_text(settings, encoding="utf-8")
    environment = {**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
    classes = ["-cp", f"{JARS}/*"]
    if not (home / "data" / "dbms").exists():
        administer(java, home, ["dbms", "set-initial-password", PASSWORD], cwd=home)
    opens = [f"--add-opens=java.base/{name}=ALL-UNNAMED" for name in OPENS]
    entry = ["org.neo4j.server.CommunityEntryPoint", f"--home-dir={home}", f"--config-dir={home / 'conf'}"]
    with (home / "logs" / "console.log").open("ab") as log:
        process = subprocess.Popen(
            [java, "-Xmx1g", *opens, *classes, *entry], env=environment, stdout=log, stderr=subprocess.STDOUT
        )
    running = Running(Server(f"bolt://127.0.0.1:{port}", "neo4j", PASSWORD), process)
    try:
        _wait(running)
    except BaseException:
        running.stop()
        raise
    return running


def administer(java: str, home: Path, arguments: list[str], *, cwd: Path) -> None:
    """Run neo4j-admin on a server that is stopped."""
    _make_home(home)
    environment = {**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
    command = [java, "-cp", f"{JARS}/*", "org.neo4j.cli.AdminTool", *arguments]
    subprocess.run(command, cwd=cwd, env=environment, check=True, capture_output=True)


def _make_home(home: Path) -> None:
    for name in ("conf", "data", "logs", "run", "import", "plugins"):
        (home / name).mkdir(parents=True, exist_ok=True)


def _wait(running: Running) -> None:
    deadline = time.monotonic() + 300
    while True:
        try:
            with driver(running.server) as one:
                one.verify_connectivity()
            return
        except (DriverError, Neo4jError) as error:
            if running.process.poll() is not None or time.monotonic() > deadline:
                raise Unavailable(f"the Neo4j that was started does not answer: {error}") from error
            time.sleep(0.3)


def driver(one: Server) -> neo4j.Driver:
    """A plain driver, without the product between."""
    return neo4j.GraphDatabase.driver(
        one.uri, auth=(one.user, one.password), notifications_min_severity="OFF"
    )


def empty(one: Server) -> None:
    """Delete all nodes and edges."""
    with driver(one) as connection:
        connection.execute_query("MATCH (n) DETACH DELETE n")


def contents(one: Server) -> list[Any]:
    """All that the database holds, in a fixed order, to see that nothing changed."""
    with driver(one) as connection:
        nodes = connection.execute_query(
            "MATCH (n) RETURN labels(n), properties(n) AS p ORDER BY n.id"
        ).records
        edges = connection.execute_query(
            "MATCH ()-[r]->() RETURN type(r), properties(r) AS p ORDER BY r.id"
        ).records
        rest = connection.execute_query("SHOW CONSTRAINTS YIELD name RETURN name ORDER BY name").records
        users = connection.execute_query(
            "SHOW USERS YIELD user RETURN user ORDER BY user", database_="system"
        ).records
    return [[record.values() for record in records] for records in (nodes, edges, rest, users)]


def fetch_jars() -> None:
    """Get the jars of the server with Maven, once, whole or not at all. Raises Unavailable."""
    JARS.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(JARS.parent / "fetch.lock"):
        if JARS.is_dir():
            return
        maven = shutil.which("mvn")
        if maven is None:
            raise Unavailable(f"no Neo4j jars in {JARS} and no Maven to fetch them with")
        with tempfile.TemporaryDirectory(dir=JARS.parent) as folder:
            fetched = Path(folder) / "lib"
            _copy_dependencies(maven, fetched)
            fetched.rename(JARS)


def _copy_dependencies(maven: str, folder: Path) -> None:
    goal = ["dependency:copy-dependencies", f"-DoutputDirectory={folder}", "-DincludeScope=runtime"]
    for _attempt in range(3):  # -U: ask again for what failed before
        done = subprocess.run(
            [maven, "-q", "-B", "-U", *goal], cwd=Path(__file__).parent, capture_output=True, encoding="utf-8"
        )
        if not done.returncode:
            return
    raise Unavailable(f"Maven could not fetch the Neo4j jars: {done.stdout[:1000]}")


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
