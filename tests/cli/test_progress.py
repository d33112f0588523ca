from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from kg.build import Step
from kg.cli.progress import reading_progress


@pytest.fixture
def terminal() -> Console:
    return Console(file=StringIO(), force_terminal=True, width=120, color_system=None)


def test_documents_characters_and_what_is_left_are_shown(
    tmp_path: Path, terminal: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_LANG", "en")
    files = [tmp_path / name for name in ("a.txt", "b.txt")]
    for path in files:
        path.write_bytes(b"1234")

    with reading_progress(files, terminal) as advance:
        advance(Step(str(files[0]), 4, 1200))
        advance(Step(str(files[1]), 4, 0))

    shown = terminal.file.getvalue()  # type: ignore[attr-defined]
    assert "reading b.txt" in shown
    assert "2/2" in shown
    assert "characters/s" in shown
    assert "0:00:00" in shown
