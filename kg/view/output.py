"""Writing a page to a file, whole or not at all."""

import os
import re
from pathlib import Path

import networkx as nx

from kg.errors import KgError, UsageError
from kg.view.page import page
from kg.view.places import Places
from kg.view.select import View

_FORBIDDEN = re.compile(r'[\\/:*?"<>|\s\x00-\x1f]+')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)")


def file_name(title: str) -> str:
    """A file name that every system accepts, for a page of this title."""
    name = _FORBIDDEN.sub("_", title).strip("._ ")[:60] or "view"
    return f"{'_' if _RESERVED.match(name) else ''}{name}.html"


def write(graph: nx.MultiDiGraph, places: Places, view: View, file: Path) -> Path:
    """Write the page of a view to ``file`` in UTF-8, in place of what was there; folders are made as needed.

    Returns the file. Raises UsageError when ``file`` is a folder, KgError when it cannot be written.
    """
    if file.is_dir():
        raise UsageError(f"{file} 是文件夹；--out 应给出文件名。", f"{file} is a folder; --out names a file.")
    text = page(graph, places, view)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        _replace(file, text)
    except OSError as error:
        raise KgError(
            f"无法写入 {file}：{error.strerror}。请换一个位置，或检查权限与磁盘空间。",
            f"cannot write {file}: {error.strerror}. Choose another place, or check permissions and disk space.",
        ) from error
    return file


def _replace(file: Path, text: str) -> None:
    """Through a file beside it, so that a page that is open or mailed is never half written."""
    beside = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        beside.write_text(text, encoding="utf-8", newline="\n")
        beside.replace(file)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
