"""The documents keep up with the program: every command is in both READMEs, every link leads somewhere."""

import re
from pathlib import Path

import pytest
import typer.main

from kg.cli import commands
from kg.cli.app import app

ROOT = Path(__file__).parents[1]
READMES = [ROOT / "README.md", ROOT / "README.zh-CN.md"]


def command_names() -> set[str]:
    commands.register([])
    return set(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_every_command_is_in_the_readme(readme: Path) -> None:
    text = readme.read_text(encoding="utf-8")
    missing = {name for name in command_names() if f"`kg {name}" not in text}
    assert missing == set()


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_every_command_in_the_readme_is_a_command(readme: Path) -> None:
    named = set(re.findall(r"`kg ([a-z]+)", readme.read_text(encoding="utf-8")))
    assert named <= command_names()


def test_every_command_is_registered_by_its_module() -> None:
    assert command_names() == set(commands.MODULES)


@pytest.mark.parametrize(
    "page", [*READMES, *sorted((ROOT / "docs").glob("*.md"))], ids=lambda path: path.name
)
def test_links_lead_to_files_of_the_repository(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []
