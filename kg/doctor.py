"""``kg doctor``: is everything there that a build and a query need?"""

import platform
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg import __version__
from kg.errors import KgError
from kg.language import tr


@dataclass(frozen=True, slots=True)
class Check:
    """The outcome of one check."""

    name: str
    ok: bool
    detail: str


def checks(workspace: Path | None) -> Iterator[Check]:
    """Run every check, one after the other; a check that fails does not stop the others."""
    yield Check(
        "kg", True, f"{__version__}, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    )
    yield _check(tr("语言管线", "pipeline"), _pipeline)
    yield _check(tr("选装工具", "optional tools"), _tools)
    yield _check(tr("查询库", "query library"), _queries)
    yield _check(tr("嵌入式图数据库", "embedded store"), _store)
    if workspace:
        yield _check(tr("工作区", "workspace"), lambda: _workspace(workspace))


def _check(name: str, probe: Callable[[], str]) -> Check:
    try:
        return Check(name, True, probe())
    except KgError as error:
        return Check(name, False, str(error))
    except Exception as error:
        return Check(name, False, f"{type(error).__name__}: {error}")


def _pipeline() -> str:
    from kg import nlp

    pipeline = nlp.load()
    return f"{pipeline.meta['name']} {pipeline.meta['version']}, {nlp.fingerprint()}"


def _tools() -> str:
    from kg import ingest

    here = ingest.tools()
    named = {"ocr": "kg[ocr]", "office": "LibreOffice"}
    missing = tr("未安装", "not installed")
    return ", ".join(
        f"{name} {tr('可用', 'available') if tool in here else missing}" for tool, name in named.items()
    )


def _queries() -> str:
    from kg.queries import library

    return tr(f"{len(library())} 个查询", f"{len(library())} queries")


def _store() -> str:
    from kg.store import embedded

    if embedded.available():
        return tr("可用", "available")
    return tr(
        "未安装；build、view、export、explain 不需要它。",
        "not installed; build, view, export and explain work without it.",
    )


def _workspace(folder: Path) -> str:
    from kg.workspace import Workspace

    with Workspace(folder) as opened:
        return "  ".join(f"{name} {number}" for name, number in opened.counts().items())
