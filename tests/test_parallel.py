"""``kg build -j N``: the same workspace whatever N, and a document that breaks its reader costs itself only."""

import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from kg.config import Settings
from kg.workers import Limits, Request, in_workers, readers
from kg.workspace import Workspace
from kg.workspace.workspace import FileEntry
from tests.command import DOCUMENTS, environment, kg
from tests.ingest.lists import WRITERS, winners

CRASHED = "made the process that read it crash (SIGKILL), nothing else is harmed; the file may be damaged"


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Lists in every format, the examples, one document twice, and files that cannot be read."""
    folder = tmp_path_factory.mktemp("documents")
    for number, (suffix, write) in enumerate(sorted(WRITERS.items())):
        write(winners(6, seed=number), folder / f"{suffix}.{suffix}")
    for path in DOCUMENTS:
        shutil.copy(path, folder)
    shutil.copy(DOCUMENTS[0], folder / "twin.txt")
    (folder / "empty.txt").touch()
    for name in ("broken.pdf", "broken twin.pdf"):
        (folder / name).write_bytes((folder / "pdf.pdf").read_bytes()[:900])
    return folder


def built(documents: Path, cwd: Path, *options: str) -> tuple[str, list[FileEntry], str]:
    """What a build says, the ledger and the export."""
    cwd.mkdir(exist_ok=True)
    done = kg("build", documents, *options, cwd=cwd)
    assert done.code == 1, done.err
    assert "Traceback" not in done.err
    with Workspace(cwd / "kg-data") as opened:
        ledger = list(opened.files().values())
    return done.err, ledger, kg("export", cwd=cwd).out


@pytest.mark.timeout(900)
def test_the_number_of_workers_changes_nothing(documents: Path, tmp_path: Path) -> None:
    few = built(documents, tmp_path / "default")

    for jobs in ("1", "2", "3"):
        assert built(documents, tmp_path / jobs, "-j", jobs) == few, jobs
    assert "10 documents read, 0 unchanged, 3 failed." in few[0]
    assert [entry.status for entry in few[1]].count("failed") == 3


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_reader_that_crashes_costs_its_document_only(jobs: str, tmp_path: Path) -> None:
    done = kg("build", *DOCUMENTS, "-j", jobs, cwd=tmp_path, KG_FAILPOINT="worker-reads:2")

    assert done.code == 1
    assert f"failed {DOCUMENTS[int(jobs)]}: {DOCUMENTS[int(jobs)]} {CRASHED}" in done.err
    assert "2 documents read, 0 unchanged, 1 failed." in done.err
    assert CRASHED in kg("status", "-f", "jsonl", cwd=tmp_path).out
    again = kg("build", *DOCUMENTS, cwd=tmp_path)
    assert ", 0 failed." in again.err


def test_a_document_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text(DOCUMENTS[0].read_text(encoding="utf-8") * 30, encoding="utf-8")
    limits = Limits(seconds=-600 * path.stat().st_size / 2**20 + 0.2)

    ((_, answer),) = in_workers([Request(path)], limits, 1)

    assert str(answer).endswith("KG_READ_SECONDS。")


def test_more_is_allowed_to_larger_files(tmp_path: Path) -> None:
    small, large = tmp_path / "small", tmp_path / "large"
    small.write_bytes(b"1")
    large.write_bytes(b"1" * 2**20)

    assert Limits(seconds=100).task(large).seconds - Limits(seconds=100).task(small).seconds > 500


@pytest.fixture
def reading(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A build of many documents by two workers, in a group of processes of its own, once all are there."""
    folder = tmp_path / "documents"
    folder.mkdir()
    text = DOCUMENTS[0].read_text(encoding="utf-8") * 5
    for number in range(40):
        (folder / f"{number}.txt").write_text(f"{number}\n{text}", encoding="utf-8")
    # A shell has its background jobs ignore Ctrl-C, and so would the build inherit from these tests.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    process = subprocess.Popen(
        [sys.executable, "-m", "kg", "build", str(folder), "-j", "2"],
        cwd=tmp_path,
        env=environment(KG_TEST_MARK=_mark(tmp_path)),
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    signal.signal(signal.SIGINT, before)
    _until(lambda: len(_marked(_mark(tmp_path))) >= 4)
    yield process
    process.kill()
    process.communicate()


def test_workers_end_when_the_parent_is_killed(reading: subprocess.Popen[bytes], tmp_path: Path) -> None:
    reading.send_signal(signal.SIGKILL)
    reading.wait()

    _until(lambda: not _marked(_mark(tmp_path)))


def test_an_interrupt_ends_all_and_says_what_is_kept(
    reading: subprocess.Popen[bytes], tmp_path: Path
) -> None:
    os.killpg(reading.pid, signal.SIGINT)

    _, said = reading.communicate(timeout=120)

    assert reading.returncode == 130
    assert said.decode().splitlines()[-1] == "interrupted; every document committed so far is kept."
    assert b"Traceback" not in said
    _until(lambda: not _marked(_mark(tmp_path)))


def _mark(folder: Path) -> str:
    return f"reading-of-{folder.name}-{os.getpid()}"


def _marked(mark: str) -> list[str]:
    found = []
    for entry in Path("/proc").glob("[0-9]*/environ"):
        try:
            if mark.encode() in entry.read_bytes():
                found.append(entry.parent.name)
        except OSError:
            continue
    return found


def _until(met, seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not met():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_few_small_files_start_no_workers(tmp_path: Path) -> None:
    small = [tmp_path / f"{number}.txt" for number in range(30)]
    for path in small:
        path.write_text("文", encoding="utf-8")

    ways = [
        readers(small[:5], Limits(), None),
        readers(small[:5], Limits(), 2),
        readers(small, Limits(), None),
    ]
    names = [way.func.__name__ for way in ways if isinstance(way, partial)]

    assert names == ["in_this_process", "in_workers", "in_workers"]


def test_jobs_and_limits_are_settings() -> None:
    chosen = Settings()
    assert (chosen.jobs, chosen.read_seconds, chosen.read_memory) == (None, 120, 4096)


def test_no_jobs_at_all_is_wrong_usage(tmp_path: Path) -> None:
    done = kg("build", "a.txt", "-j", "0", cwd=tmp_path)
    assert done.code == 2
    assert "Invalid value for '--jobs' / '-j'" in done.err


def test_missing_rows_are_noted_by_build_and_in_the_ledger(tmp_path: Path) -> None:
    rows = "".join(f"{number}\t某某{number}有限公司\t合肥市\n" for number in (1, 2, 4, 5))
    path = tmp_path / "list.txt"
    path.write_text(f"2022年安徽省瞪羚企业名单\n序号\t企业名称\t所在地\n{rows}", encoding="utf-8")
    note = "the row numbers of a table have holes: 3"

    done = kg("build", path, cwd=tmp_path)

    assert f"note {path}: {note}\n" in done.err
    assert f'"message": "{note}"' in kg("status", "-f", "jsonl", cwd=tmp_path).out


@pytest.mark.parametrize("jobs", [(), ("-j", "2")])
def test_hostile_files_cost_themselves_only(jobs: tuple[str, ...], tmp_path: Path) -> None:
    folder = tmp_path / "hostile"
    folder.mkdir()
    WRITERS["docx"](winners(3), folder / "good.docx")
    with zipfile.ZipFile(folder / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b"0" * (64 * 2**20))
    (folder / "cut.docx").write_bytes((folder / "good.docx").read_bytes()[:5000])
    (folder / "noise.pdf").write_bytes(b"%PDF-1.7" + bytes(range(256)) * 20)
    (folder / "scan.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))

    done = kg("build", folder, *jobs, cwd=tmp_path)

    assert done.code == 1
    assert "1 documents read, 0 unchanged, 4 failed." in done.err
    assert "Traceback" not in done.err and "internal error" not in done.err
    for said in ("(perhaps a zip bomb); it is not read.", "is damaged or incomplete and cannot be read ("):
        assert said in done.err
