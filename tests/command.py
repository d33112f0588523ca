"""Runs the command line as a user does: a process of its own, with its streams and exit code."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

EXAMPLES = Path(__file__).parents[1] / "examples" / "gold"
DOCUMENTS = sorted(path for path in EXAMPLES.glob("*.txt") if not path.name.endswith(".tagged.txt"))


@dataclass(frozen=True)
class Outcome:
    """What a command left behind."""

    code: int
    out: str
    err: str


def environment(**variables: str) -> dict[str, str]:
    """The environment of a command: English messages, nothing of KG_… from outside but what is given."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("KG_", "NEO4J_"))}
    return {**kept, "KG_LANG": "en", "PYTHONHASHSEED": "random", **variables}


def kg(*arguments: str | Path, cwd: Path, stdin: str | None = None, **variables: str) -> Outcome:
    """Run ``kg`` with the arguments in a folder, and wait for it."""
    done = subprocess.run(
        [sys.executable, "-m", "kg", *map(str, arguments)],
        cwd=cwd,
        env=environment(**variables),
        input=None if stdin is None else stdin.encode(),
        stdin=subprocess.DEVNULL if stdin is None else None,
        capture_output=True,
        timeout=240,
        check=False,
    )
    return Outcome(
        done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")
    )
