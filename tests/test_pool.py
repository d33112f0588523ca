"""The pool of workers: what a task does to its process costs that task alone."""

import ctypes
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.errors import KgError, UsageError
from kg.pool import Pool, Task
from kg.worker import Outcome

MEMORY = 1024


def prepare() -> Callable[[str], object]:
    """A worker that does as it is told."""
    return obey


def obey(order: str) -> object:
    if order == "exit":
        os._exit(7)
    if order == "crash":
        ctypes.string_at(0)
    if order == "hang":
        time.sleep(600)
    if order == "swallow":
        return len(bytearray(4 * MEMORY * 2**20))
    if order == "raise":
        raise UsageError("错", "wrong")
    if order == "fail":
        return dict[str, str]()["missing"]
    if order == "process":
        return os.getpid()
    return order.upper()


def cannot() -> Callable[[str], object]:
    raise ValueError("nothing to work with")


def refuses() -> Callable[[str], object]:
    raise UsageError("没有模型", "no model")


def outcomes(pool: Pool, *orders: str, seconds: float = 60) -> list[Outcome | None]:
    return [outcome for _, outcome in pool.run((order, Task(order, seconds)) for order in orders)]


@pytest.fixture(params=["spawn", "forkserver"])
def method(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_results_come_in_the_order_of_the_tasks(method: str) -> None:
    with Pool(2, prepare, memory=MEMORY, method=method) as pool:
        found = list(pool.run((number, Task(word, 60)) for number, word in enumerate("abcdefg")))

    assert found == [(number, Outcome(word.upper())) for number, word in enumerate("abcdefg")]


def test_a_worker_that_dies_costs_its_task_only() -> None:
    with Pool(2, prepare, memory=MEMORY) as pool:
        found = outcomes(pool, "a", "exit", "b", "crash", "c", "exit", "d")

    assert found == [
        Outcome("A"),
        Outcome(exit_code=7),
        Outcome("B"),
        Outcome(exit_code=-11),
        Outcome("C"),
        Outcome(exit_code=7),
        Outcome("D"),
    ]


def test_a_task_that_takes_too_long_is_given_up() -> None:
    with Pool(1, prepare, memory=MEMORY) as pool:
        assert outcomes(pool, "hang", seconds=0.2) == [Outcome(late=True)]
        assert outcomes(pool, "b") == [Outcome("B")]


def test_memory_is_limited() -> None:
    with Pool(1, prepare, memory=MEMORY) as pool:
        swallowed, after = outcomes(pool, "swallow", "b")

    assert swallowed and isinstance(swallowed.error, MemoryError)
    assert after == Outcome("B")


def test_exceptions_come_back_with_their_traceback() -> None:
    with Pool(1, prepare, memory=MEMORY) as pool:
        told, failed = outcomes(pool, "raise", "fail")

    assert told and isinstance(told.error, UsageError) and told.error.en == "wrong"
    assert failed and isinstance(failed.error, KeyError)
    assert "in obey" in failed.trace and failed.trace.endswith("KeyError: 'missing'\n")


def test_a_key_without_a_task_has_no_outcome_and_keeps_its_place() -> None:
    with Pool(1, prepare, memory=MEMORY) as pool:
        found = list(pool.run([("one", None), ("two", Task("b", 60)), ("three", None)]))

    assert found == [("one", None), ("two", Outcome("B")), ("three", None)]


def test_tasks_are_taken_as_workers_become_free() -> None:
    taken: list[int] = []

    def tasks() -> Iterator[tuple[int, Task]]:
        for number in range(100):
            taken.append(number)
            yield number, Task("a", 60)

    with Pool(2, prepare, memory=MEMORY) as pool:
        for number, _ in pool.run(tasks()):
            assert len(taken) <= number + 1 + 3 * 2


def test_a_worker_serves_many_tasks() -> None:
    with Pool(1, prepare, memory=MEMORY) as pool:
        first, second = outcomes(pool, "process", "process")

    assert first == second
    assert first and first.value != os.getpid()


def test_workers_end_with_the_pool() -> None:
    with Pool(1, prepare, memory=MEMORY) as pool:
        (found,) = outcomes(pool, "process")
    assert found
    assert not Path(f"/proc/{found.value}").exists()


def test_workers_that_cannot_start_stop_the_call() -> None:
    with pytest.raises(KgError) as caught, Pool(2, cannot, memory=MEMORY) as pool:
        outcomes(pool, "a", "b")
    assert caught.value.en == (
        "the processes that read documents do not start: ValueError: nothing to work with."
    )


def test_an_error_that_speaks_for_itself_comes_from_the_start_of_workers_as_it_is() -> None:
    with pytest.raises(UsageError) as caught, Pool(1, refuses, memory=MEMORY) as pool:
        outcomes(pool, "a")
    assert caught.value.en == "no model"
