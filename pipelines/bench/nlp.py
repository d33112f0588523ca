"""Names in running text, we and two peers on one core: ``make bench-nlp``, or ``python -m pipelines.bench.nlp``.

LAC and jieba are installed into an environment of their own under ``.cache`` (the first time; this alone needs a
package index) and are no dependency. All read the same text in turn, each in a process of its own held to one core,
several rounds of it, since a machine's speed drifts; the median counts. We find mentions and facts; the peers find words,
parts of speech and names.
"""

import json
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from kg.cli.console import Format, write_rows
from kg.nlp.pipeline import MODEL
from pipelines.bench.texts import texts
from pipelines.zh_policy.package import size_of

ROOT = Path(__file__).parents[2]
PEERS = ROOT / ".cache" / "bench-peers"
# LAC is built with what old setup scripts expect; paddle 2.6 goes with numpy 1.
STEPS = (
    ("setuptools<80", "wheel", "jieba==0.42.1"),
    ("paddlepaddle==2.6.2", "numpy<2"),
    ("--no-build-isolation", "LAC==2.1.2"),
)
OURS = "kg (mentions and facts)"
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")

Figures = dict[str, float]


def install() -> Path:
    """The Python of the peers' environment, made when it is not there."""
    python = PEERS / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not (PEERS / "ready").exists():
        shutil.rmtree(PEERS, ignore_errors=True)
        venv.create(PEERS, with_pip=True)
        for step in STEPS:
            subprocess.run([str(python), "-m", "pip", "install", "--quiet", *step], check=True)
        (PEERS / "ready").touch()
    return python


def measure(command: Sequence[str]) -> Figures | None:
    """Run a measuring script; None when it fails (its messages are on stderr)."""
    taskset = shutil.which("taskset")
    pinned = [taskset, "-c", "0"] if taskset else []
    done = subprocess.run(
        [*pinned, *command], cwd=ROOT, env=os.environ | ONE_THREAD, stdout=subprocess.PIPE, check=False
    )
    lines = done.stdout.decode("utf-8", "replace").splitlines()
    figures: Figures | None = json.loads(lines[-1]) if done.returncode == 0 and lines else None
    return figures


def middle(rounds: Sequence[Figures | None]) -> Figures | None:
    """The median of each figure over the rounds that did not fail; None when all did."""
    done = [figures for figures in rounds if figures]
    return {name: median(figures[name] for figures in done) for name in done[0]} if done else None


def main(
    seconds: Annotated[float, typer.Option(help="Processor time for each in a round, at the least")] = 8.0,
    rounds: Annotated[int, typer.Option(help="How often each is measured, in turn")] = 3,
    peers: Annotated[bool, typer.Option(help="Measure LAC and jieba too")] = True,
) -> None:
    """Measure and print the table."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "text.txt"
        file.write_text("\n".join(texts()), encoding="utf-8")
        commands = {OURS: [sys.executable, "-m", "pipelines.bench.ours", str(seconds)]}
        for name in ("lac", "jieba") if peers else ():
            script = Path(__file__).with_name("peers.py")
            commands[name] = [str(install()), str(script), name, str(file), str(seconds)]
        measured = [{name: measure(command) for name, command in commands.items()} for _ in range(rounds)]
    found = {name: middle([one[name] for one in measured]) for name in commands}
    jieba = found.get("jieba") or {}
    rows = [_row(name, figures, jieba.get("speed")) for name, figures in found.items()]
    write_rows(
        ["", "characters/s", "of jieba", "start s of processor", "peak MB", "characters read"],
        rows,
        Format.TABLE,
    )
    ours = found[OURS] or {}
    sys.stdout.write(
        f"mentions alone {ours.get('mentions', 0):.0f} characters/s, pipeline {size_of(MODEL) / 1e6:.1f} MB\n"
    )


def _row(name: str, figures: Figures | None, jieba: float | None) -> list[str | float | None]:
    if figures is None:
        return [name, "failed", None, None, None, None]
    speed = figures["speed"]
    share = round(speed / jieba, 2) if jieba else None
    return [
        name,
        round(speed),
        share,
        round(figures["loading"], 2),
        round(figures["peak"]),
        round(figures["characters"]),
    ]


if __name__ == "__main__":
    typer.run(main)
