"""``docker-compose.yml``: Neo4j with the settings that the tests use, and the examples."""

import re
from pathlib import Path

import srsly  # type: ignore[import-untyped]

ROOT = Path(__file__).parents[1]


def test_docker_compose_and_the_tests_share_one_file_of_settings() -> None:
    compose = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    settings = (ROOT / "cypher" / "neo4j.conf").read_text(encoding="utf-8").splitlines()
    assert "./cypher/neo4j.conf:/conf/neo4j.conf:ro" in compose
    assert "dbms.security.allow_csv_import_from_file_urls=false" in settings
    assert all(port.startswith('- "127.0.0.1:') for port in re.findall(r'- "[\d.:]+"', compose))
    assert "NEO4J_PASSWORD:?" in compose


def test_docker_compose_starts_neo4j_and_in_one_command_more_loads_the_examples() -> None:
    services = srsly.read_yaml(ROOT / "docker-compose.yml")["services"]
    assert services["neo4j"]["ports"] == ["127.0.0.1:7474:7474", "127.0.0.1:7687:7687"]
    assert "profiles" not in services["neo4j"]  # up starts it
    examples = services["examples"]
    assert examples["profiles"] == ["examples"]  # up does not start it
    assert examples["depends_on"] == {"neo4j": {"condition": "service_healthy"}}
    assert all(volume.endswith(":ro") for volume in examples["volumes"])
    assert examples["environment"]["NEO4J_PASSWORD"] == "${NEO4J_PASSWORD:?}"
    command = examples["command"][-1]
    assert "kg load --to bolt://neo4j:7687" in command
    pattern = re.search(r"kg build /kg/(\S+)", command)
    assert pattern and {file.name for file in ROOT.glob(pattern[1])} == {
        file.name for file in (ROOT / "examples" / "gold").glob("*.txt") if ".tagged." not in file.name
    }
