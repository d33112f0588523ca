"""A limit of time that holds even where an engine does not look at the clock (a loop inside one expression)."""

import atexit
import os
import sys
import threading
from collections.abc import Callable
from typing import TypeVar

from kg.errors import StoreError

Answer = TypeVar("Answer")

GRACE = 5.0
"""Seconds that an engine has to stop by itself after its time is up."""


class Overrun(StoreError):
    """A query that could not be stopped: it is left alone and goes on until the process, or the server, ends it."""

    def __init__(self) -> None:
        super().__init__(
            "查询超过了时间限制，而且引擎没有自行停下，已放弃。请缩小范围（避免套叠的列表推导）。",
            "the query reached its time limit, did not stop by itself and was given up. Narrow it (avoid nested list "
            "comprehensions).",
        )


def within(seconds: float, work: Callable[[], Answer]) -> Answer:
    """What ``work`` returns or raises. Raises Overrun when it takes longer than ``seconds`` and the grace."""
    answers: list[Answer] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            answers.append(work())
        except BaseException as error:
            errors.append(error)

    worker = threading.Thread(target=run, daemon=True, name="kg-query")
    worker.start()
    worker.join(seconds + GRACE)
    if worker.is_alive():
        raise Overrun
    if errors:
        raise errors[0]
    return answers[0]


def leave_hard(clean: Callable[[], None]) -> None:
    """End this process without waiting for the thread that does not stop, when the process ends."""

    def leave() -> None:
        clean()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(StoreError.exit_code)

    atexit.register(leave)
