"""``kg load`` and what is not its own: refused, shared, deleted only when agreed."""

from pathlib import Path
from typing import Any

import pytest

from kg.model import Graph
from kg.workspace import Workspace
from tests.command import Outcome, kg
from tests.graphs import policy_graph
from tests.neo4j import server as servers

pytestmark = pytest.mark.neo4j
WHOLE = policy_graph()
NODES, EDGES = len(WHOLE.nodes), len(WHOLE.edges)


def made(folder: Path) -> Path:
    with Workspace(folder / "kg-data", create=True) as opened:
        opened.write_graph(WHOLE, [], resolved="test")
    return folder


def load(folder: Path, server: servers.Server, *options: str) -> Outcome:
    access = {"NEO4J_PASSWORD": server.password, "NEO4J_USERNAME": server.user}
    return kg("load", "--to", server.uri, *options, cwd=folder, **access)


def count(server: servers.Server, text: str = "MATCH (n) WHERE NOT n:KgLoad RETURN count(n)") -> int:
    with servers.driver(server) as driver:
        return int(driver.execute_query(text).records[0][0])


def foreign(server: servers.Server) -> list[Any]:
    """Nodes and edges that carry no workspace."""
    nodes, edges = servers.contents(server)[:2]
    return [[row for row in rows if "workspace" not in row[1]] for rows in (nodes, edges)]


def test_two_folders_of_the_same_name_are_two_workspaces(
    tmp_path: Path, neo4j_server: servers.Server
) -> None:
    servers.empty(neo4j_server)
    one, two = made(tmp_path / "one"), made(tmp_path / "two")
    assert load(one, neo4j_server).code == 0
    refused = load(two, neo4j_server)
    assert (refused.code, refused.out) == (3, "")
    assert refused.err.startswith(
        f"{neo4j_server.uri} holds {NODES} nodes of other workspaces and 0 of others with our labels;"
    )
    assert count(neo4j_server) == NODES
    assert load(two, neo4j_server, "--share").code == 0
    assert count(neo4j_server) == 2 * NODES
    assert load(one, neo4j_server, "--share").err.strip().startswith("nothing to do")


def test_a_copy_or_a_moved_folder_stays_the_same_workspace(
    tmp_path: Path, neo4j_server: servers.Server
) -> None:
    servers.empty(neo4j_server)
    assert load(made(tmp_path / "one"), neo4j_server).code == 0
    (tmp_path / "one").rename(tmp_path / "moved")
    assert load(tmp_path / "moved", neo4j_server).err.strip().startswith("nothing to do")


def test_foreign_nodes_with_our_labels_are_refused_and_left_as_they_are(
    tmp_path: Path, neo4j_server: servers.Server
) -> None:
    servers.empty(neo4j_server)
    with servers.driver(neo4j_server) as driver:
        driver.execute_query("CREATE (:Company {id: 'a', name: '别家'})-[:KNOWS]->(:Stranger {id: 'b'})")
    before = servers.contents(neo4j_server)[:2]
    folder = made(tmp_path)
    refused = load(folder, neo4j_server)
    assert refused.code == 3
    assert "0 nodes of other workspaces and 1 of others with our labels" in refused.err
    assert servers.contents(neo4j_server)[:2] == before
    assert load(folder, neo4j_server, "--share").code == 0
    assert foreign(neo4j_server) == before
    with Workspace(folder / "kg-data", create=True) as opened:  # as after `kg remove`
        opened.write_graph(Graph(WHOLE.nodes[:5], ()), [], resolved="test")
    retracted = load(folder, neo4j_server, "--share").err
    assert f"{NODES - 5 + EDGES} rows written or deleted" in retracted
    assert foreign(neo4j_server) == before
    assert count(neo4j_server) == 5 + len(before[0])
    assert load(folder, neo4j_server, "--share", "--full", "--yes").code == 0
    assert foreign(neo4j_server) == before
    with Workspace(folder / "kg-data") as opened:
        name = opened.identity
    with servers.driver(neo4j_server) as driver:
        driver.execute_query("MATCH (n {workspace: $name}) DETACH DELETE n", name=name)
    assert servers.contents(neo4j_server)[:2] == before


def test_full_says_how_many_it_deletes_and_wants_a_yes(tmp_path: Path, neo4j_server: servers.Server) -> None:
    servers.empty(neo4j_server)
    folder = made(tmp_path)
    load(folder, neo4j_server)
    with servers.driver(neo4j_server) as driver:
        driver.execute_query("MATCH (c:Company) SET c.name = 'changed by hand'")
    asked = load(folder, neo4j_server, "--full")
    assert (asked.code, asked.err) == (2, f"{NODES} nodes would be deleted; agree with --yes.\n")
    assert count(neo4j_server, "MATCH (c:Company {name: 'changed by hand'}) RETURN count(c)") > 0
    done = load(folder, neo4j_server, "--full", "--yes")
    assert done.code == 0
    assert done.err.startswith(f"{NODES} nodes of this workspace are deleted and loaded anew\n")
    assert f"{NODES + EDGES} rows written or deleted" in done.err
    assert count(neo4j_server, "MATCH (c:Company {name: 'changed by hand'}) RETURN count(c)") == 0
