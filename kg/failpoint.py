"""Places where a test can make the process die, to prove that nothing is lost: ``KG_FAILPOINT=name[:n]``."""

import os
import signal

_passed: dict[str, int] = {}


def failpoint(name: str) -> None:
    """Kill the process here, without any cleaning up, when the environment names this place (the n-th time)."""
    wanted = os.environ.get("KG_FAILPOINT")
    if not wanted:
        return
    place, _, count = wanted.partition(":")
    if place != name:
        return
    _passed[name] = _passed.get(name, 0) + 1
    if _passed[name] == int(count or 1):
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
