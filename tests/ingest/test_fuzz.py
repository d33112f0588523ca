"""Mutated files of every format: each is read or refused in time; no reader fails in a way of its own."""

import os
import random
import shutil
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from kg.errors import DocumentError
from kg.ingest import cut_articles, read_document
from kg.ingest.office import soffice
from kg.pool import Pool, Task
from tests.ingest.compound import word_document
from tests.ingest.formats import CHROMIUM, WRITERS
from tests.ingest.notices import attachments, by_city, merged
from tests.soak import share

FILES = 10_000
IN_A_BATCH = 100
SECONDS = 120.0
MEMORY = 2048


@pytest.fixture(scope="module")
def originals(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Small files of every format."""
    folder = tmp_path_factory.mktemp("originals")
    for notice in (attachments(4), by_city(8), merged(6)):
        for kind, (suffix, write) in WRITERS.items():
            if kind != "printed" or CHROMIUM:
                write(notice, folder / f"{notice.name} {kind}.{suffix}")
    text = (folder / "by city txt.txt").read_text(encoding="utf-8")
    (folder / "old.doc").write_bytes(word_document(text.replace("\n", "\r")))
    shutil.copy(Path(__file__).parent / "data" / "merged.doc", folder)
    (folder / "gbk.txt").write_bytes(text.encode("gb18030"))
    (folder / "utf-16.txt").write_bytes(text.encode("utf-16"))
    page = (folder / "merged html.html").read_bytes().decode()
    (folder / "page.mht").write_bytes(
        f"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n{page}".encode()
    )
    with zipfile.ZipFile(folder / "some.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.glob("by city *.[dhtx]*")):
            archive.write(path, path.name)
    return folder


def mutant(originals: Path, number: int, folder: Path) -> Path:
    """A copy of one of the files with bits flipped, bytes replaced, a piece gone or doubled, or the end cut off."""
    chance = random.Random(number)
    files = sorted(originals.iterdir())
    data = bytearray(files[number % len(files)].read_bytes())
    kind = chance.randrange(6)
    if kind == 0:
        del data[chance.randrange(1, len(data)) :]
    elif kind == 1:
        start = chance.randrange(len(data))
        del data[start : start + chance.randrange(1, 2000)]
    elif kind == 2:
        start = chance.randrange(len(data))
        data[start:start] = data[start : start + chance.randrange(1, 2000)]
    elif kind == 3:
        start = chance.randrange(len(data))
        data[start : start + 8] = chance.choice((b"\xff" * 8, b"\0" * 8, b"9" * 8, b"<<<<>>>>"))
    else:
        for _ in range(chance.choice((1, 3, 30))):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path = folder / "mutant"
    path.write_bytes(data)
    return path


def prepare(originals: Path, folder: Path) -> Callable[[int], str]:
    """A worker that makes a mutant, reads it and says what came of it; by our own readers, without LibreOffice."""
    os.environ[soffice.VARIABLE] = ""

    def work(number: int) -> str:
        try:
            document = read_document(mutant(originals, number, folder))
        except DocumentError as error:
            assert error.zh.strip() and "\n" not in str(error)
            return "refused"
        for article in cut_articles(document):
            for table in article.tables:
                for row in table.rows:
                    assert all(article.text[cell.start : cell.end] == cell.text for cell in row.cells)
        return "read"

    return work


@pytest.mark.soak
@pytest.mark.parametrize("batch", share("mutated files", range(FILES // IN_A_BATCH), 2))
def test_mutated_files_are_read_or_refused(batch: int, originals: Path, tmp_path: Path) -> None:
    numbers = range(batch * IN_A_BATCH, (batch + 1) * IN_A_BATCH)
    with Pool(1, partial(prepare, originals, tmp_path), memory=MEMORY) as pool:
        found = dict(pool.run((one, Task(one, SECONDS)) for one in numbers))

    assert len(found) == IN_A_BATCH
    wrong = {
        number: outcome
        for number, outcome in found.items()
        if outcome is None or outcome.value not in ("read", "refused")
    }
    assert wrong == {}
