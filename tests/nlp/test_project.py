"""The recipe of the pipeline: its files are there, its commands are modules that run."""

import importlib.util
import shutil
from pathlib import Path

import pytest
import srsly  # type: ignore[import-untyped]

from kg.nlp.pipeline import MODEL
from pipelines.zh_policy.package import check, main, size_of

FOLDER = Path(__file__).parents[2] / "pipelines" / "zh_policy"
PROJECT = srsly.read_yaml(FOLDER / "project.yml")
COMMANDS = {command["name"]: command for command in PROJECT["commands"]}


def test_the_workflow_goes_from_the_data_to_the_pipeline():
    assert PROJECT["workflows"]["all"] == [
        "check",
        "split",
        "segmenter",
        "ner",
        "evaluate",
        "ablation",
        "package",
    ]
    assert set(COMMANDS) == set(PROJECT["workflows"]["all"])


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_runs_modules_that_exist(name):
    for line in COMMANDS[name]["script"]:
        python, flag, module, *_ = line.split()
        assert (python, flag) == ("python", "-m")
        assert importlib.util.find_spec(module) is not None


def test_the_data_lie_in_the_repository_with_their_licence():
    assert all((FOLDER / asset["dest"]).is_file() for asset in PROJECT["assets"])
    assert "Attribution-ShareAlike 4.0" in (FOLDER / "assets" / "LICENSE.uner.txt").read_text(
        encoding="utf-8"
    )
    made = "${vars.pipeline}"
    needed = [dep for command in COMMANDS.values() for dep in command["deps"] if not dep.startswith(made)]
    assert all((FOLDER / dep).exists() for dep in needed)


def test_the_shipped_pipeline_may_ship():
    check(MODEL)
    assert size_of(MODEL) < 25_000_000


def test_a_pipeline_without_weights_may_not(tmp_path):
    shutil.copytree(MODEL, tmp_path / "model", ignore=shutil.ignore_patterns("weights.npz"))
    shutil.copytree(MODEL / "tokenizer", tmp_path / "model" / "tokenizer", dirs_exist_ok=True)
    with pytest.raises(ValueError, match="run train_ner first"):
        check(tmp_path / "model")


def test_packaging_takes_the_place_of_what_is_there_and_keeps_the_card(tmp_path):
    (tmp_path / "old_part").mkdir()
    (tmp_path / "old_part" / "weights").write_bytes(b"x")
    (tmp_path / "README.md").write_text("card", encoding="utf-8")
    built = shutil.copytree(MODEL, tmp_path.with_name("built"), ignore=shutil.ignore_patterns("README.md"))
    main(built, tmp_path)
    assert not (tmp_path / "old_part").exists()
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == "card"
    assert (tmp_path / "kg_ner" / "weights.npz").read_bytes() == (
        MODEL / "kg_ner" / "weights.npz"
    ).read_bytes()
