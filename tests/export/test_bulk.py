"""The files for neo4j-admin: the real importer reads them, and the graph is the one that ``kg load`` writes."""

import os
import shlex
import shutil
from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.export.bulk import COMMAND, write_import
from kg.model import EntityType
from kg.store.neo4j import Neo4jStore
from tests.graphs import entity, graph
from tests.neo4j import server as servers
from tests.wide import wide_graph


def test_a_header_has_types_and_null_is_not_empty_text(tmp_path: Path) -> None:
    firm = entity(EntityType.COMPANY, '甲"乙\n丙', aliases=["一", "二"], first_seen="", place=None)
    write_import(graph([firm], []), tmp_path / "out", "one")
    head, rest = (tmp_path / "out" / "Company.csv").read_text(encoding="utf-8").split("\n", 1)
    names = head.split(",")
    assert names[1:] == [
        "aliases:string[]",
        "first_seen:string",
        "id:ID",
        "name:string",
        "origin:string",
        "support:long",
        "workspace:string",
    ]
    assert rest.split(",", 1)[1] == f'"一\x1f二","","{firm.id}","甲""乙\n丙","text",1,"one"\n'


def test_the_command_names_every_file(tmp_path: Path) -> None:
    command = write_import(wide_graph(), tmp_path / "out", "one")
    files = {file.name for file in (tmp_path / "out").iterdir()}
    named = {word.rpartition("=")[2] for word in shlex.split(command) if word.endswith(".csv")}
    assert files == named | {COMMAND}
    assert (tmp_path / "out" / COMMAND).read_text(encoding="utf-8") == command


def test_a_folder_with_something_in_it_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_LANG", "en")
    (tmp_path / "mine.txt").write_text("", encoding="utf-8")
    with pytest.raises(UsageError, match="is not empty; name a new one"):
        write_import(wide_graph(), tmp_path, "one")


@pytest.mark.neo4j
def test_the_real_importer_makes_the_graph_that_a_load_completes(tmp_path: Path) -> None:
    java = shutil.which("java")
    if java is None or os.environ.get("NEO4J_TEST_URI"):
        pytest.skip("neo4j-admin runs from the jars, with Java")
    try:
        servers.fetch_jars()
    except servers.Unavailable as reason:
        if os.environ.get("CI"):
            pytest.fail(f"CI needs a Neo4j: {reason}")
        pytest.skip(f"no Neo4j: {reason}")
    whole = wide_graph()
    command = write_import(whole, tmp_path / "out", "one")
    servers.administer(
        java, tmp_path / "home", shlex.split(command.replace("\\\n", " "))[1:], cwd=tmp_path / "out"
    )
    running = servers.start(java, tmp_path / "home", servers.free_port())
    try:
        store = Neo4jStore(running.server.uri, "neo4j", running.server.password, workspace="one")
        counted = store.run(
            "MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN count(DISTINCT n) AS n, count(r) AS r"
        ).rows
        assert counted == ((len(whole.nodes), len(whole.edges)),)
        years = "MATCH (:Company)-[a:AWARDED]->(:Program) RETURN a.year AS year, a.incomplete AS bool ORDER BY a.id"
        expected = [one for one in whole.edges if one.type == "AWARDED" and one.source.startswith("company-")]
        assert store.run(years).rows == tuple(
            (e.properties["year"], e.properties["incomplete"]) for e in expected
        )
        empty = sum([] in one.properties.values() for some in (whole.nodes, whole.edges) for one in some)
        assert store.load(whole) == empty
        assert store.load(whole) == 0
        names = store.run("MATCH (e:Entity) WHERE e.aliases IS NULL RETURN e.name AS name").rows
        assert names == ()
        store.close()
    finally:
        running.stop()
