"""Runs the command line as a user does: a process of its own, with its streams and exit code."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
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


def terminal_encoding(variables: Mapping[str, str]) -> str:
    """The encoding of the streams that a person sees and types into."""
    return variables.get("PYTHONIOENCODING", "").partition(":")[0] or "utf-8"


def shown(output: bytes, terminal: str) -> str:
    """What a command wrote: records are UTF-8 always, what people read is in the terminal's encoding."""
    try:
        return output.decode("utf-8")
    except UnicodeDecodeError:
        return output.decode(terminal, "replace")


def kg(*arguments: str | Path, cwd: Path, stdin: str | None = None, **variables: str) -> Outcome:
    """Run ``kg`` with the arguments in a folder, and wait for it."""
    every = environment(**variables)
    terminal = terminal_encoding(every)
    done = subprocess.run(
        [sys.executable, "-m", "kg", *map(str, arguments)],
        cwd=cwd,
        env=every,
        input=None if stdin is None else stdin.encode(),
        stdin=subprocess.DEVNULL if stdin is None else None,
        capture_output=True,
        timeout=240,
        check=False,
    )
    return Outcome(done.returncode, shown(done.stdout, terminal), shown(done.stderr, terminal))


@contextmanager
def watching(folder: Path, said: Path, *options: str) -> Iterator[subprocess.Popen[bytes]]:
    """``kg build --watch`` on a folder's ``in``, what it says written into a file; it is killed at the end."""
    command = [sys.executable, "-m", "kg", "build", "--watch", *options, "in"]
    with said.open("w", encoding="utf-8") as err:
        watcher = subprocess.Popen(
            command, cwd=folder, env=environment(), stderr=err, stdin=subprocess.DEVNULL
        )
        try:
            yield watcher
        finally:
            watcher.kill()
            watcher.wait()


def waited(is_so: Callable[[], object]) -> None:
    """Wait until it is so, at most four minutes on a busy machine."""
    for _ in range(480):
        if is_so():
            return
        time.sleep(0.5)
    raise AssertionError("it did not come about")
