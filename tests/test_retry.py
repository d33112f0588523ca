"""Files that could not be read are not tried again until something has changed: the file, what reads it, a tool."""

import hashlib
from pathlib import Path

import pytest

from kg.build import Builder
from kg.means import Means
from kg.workspace import Workspace
from tests.command import DOCUMENTS, kg

BROKEN = b"%PDF-1.4\nno more than this"
PICTURE = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01"
RICH_TEXT = rb"{\rtf1\ansi\ansicpg936 \'b9\'ab\'b8\'e6\par}"


def test_a_file_that_failed_is_named_but_not_tried_again(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    broken = tmp_path / "in" / "broken.pdf"
    broken.write_bytes(BROKEN)
    first = kg("build", "in", cwd=tmp_path)
    assert (first.code, "failed " in first.err) == (1, True)

    again = kg("build", "in", cwd=tmp_path)
    assert again.code == 1
    assert "failed " not in again.err
    assert (
        f"1 files could not be read before and have not changed: not tried again (--retry does, `kg status` tells why); "
        f"such as {broken}: "
    ) in again.err

    assert "failed " in kg("build", "in", "--retry", cwd=tmp_path).err
    broken.write_bytes(DOCUMENTS[0].read_bytes())
    changed = kg("build", "in", cwd=tmp_path)
    assert changed.code == 0, changed.err
    assert "1 documents read, 0 unchanged, 0 failed" in changed.err


def plan(workspace: Workspace, path: Path, means: Means, *, retry: bool = False) -> list[Path]:
    due, _ = Builder(workspace, "1", means=means, retry=retry).plan([path])
    return due


@pytest.mark.parametrize(
    ("lacks", "means", "due"),
    [
        ("ocr", Means(frozenset(), 120, 4096), False),
        ("ocr", Means(frozenset({"office"}), 120, 4096), False),
        ("ocr", Means(frozenset({"ocr"}), 120, 4096), True),
        ("seconds>120", Means(frozenset(), 120, 4096), False),
        ("seconds>120", Means(frozenset(), 600, 4096), True),
        ("memory>4096", Means(frozenset(), 600, 4096), False),
        ("memory>4096", Means(frozenset(), 120, 8192), True),
    ],
)
def test_it_is_tried_again_when_what_it_lacked_is_there(
    lacks: str, means: Means, due: bool, tmp_path: Path
) -> None:
    path = tmp_path / "scan.png"
    path.write_bytes(PICTURE)
    with Workspace(tmp_path / "kg-data", create=True) as opened:
        builder = Builder(opened, "1")
        content = "8cdd6f9a" * 8
        opened.write_failure(str(path), "no", builder._fingerprint, 1, content=content, lacks=(lacks,))
        assert plan(opened, path, means) == [path], "the bytes are others"

        opened.write_failure(str(path), "no", builder._fingerprint, 1, content=sha256(path), lacks=(lacks,))
        assert plan(opened, path, means) == ([path] if due else [])
        assert plan(opened, path, means, retry=True) == [path]

        opened.write_failure(str(path), "no", "another", 1, content=sha256(path), lacks=(lacks,))
        assert plan(opened, path, means) == [path], "an older program"

        opened.write_failure(str(path), "no", builder._fingerprint, 1)
        assert plan(opened, path, means) == [path], "it may go better next time"


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_document_that_was_read_in_part_is_read_again_when_the_tool_is_there(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("公告", encoding="utf-8")
    kg("build", path, cwd=tmp_path)
    with Workspace(tmp_path / "kg-data") as opened:
        with opened._transaction("test") as db:
            db.execute("UPDATE files SET lacks = 'ocr'")
        assert plan(opened, path, Means(frozenset(), 120, 4096)) == []
        assert plan(opened, path, Means(frozenset({"ocr"}), 120, 4096)) == [path]


def test_rich_text_waits_for_libreoffice(tmp_path: Path) -> None:
    path = tmp_path / "a.rtf"
    path.write_bytes(RICH_TEXT)
    without = {"KG_SOFFICE": ""}

    first = kg("build", path, cwd=tmp_path, **without)
    assert "is an RTF document, which takes LibreOffice to read; install it, or save as docx." in first.err
    assert "not tried again" in kg("build", path, cwd=tmp_path, **without).err
