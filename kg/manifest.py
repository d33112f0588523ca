"""Manifests: title, date, publisher and address of files, in CSV or TOML, written by who collected them.

CSV has a header with the column ``path`` and any of ``title``, ``date``, ``publisher``, ``url`` (or 文件, 标题, 日期,
发布单位, 网址). TOML has one ``[[file]]`` a file, with the same keys. Paths count from the folder of the manifest.
"""

import csv
import tomllib
from collections.abc import Iterator, Mapping
from io import StringIO
from pathlib import Path
from typing import Any

from kg.errors import UsageError
from kg.ingest.encoding import decode
from kg.ingest.marks import date_in
from kg.workspace import Description

_KEYS = {
    "path": ("path", "file", "文件", "文件名", "路径"),
    "title": ("title", "标题", "题名"),
    "date": ("date", "日期", "发布日期"),
    "publisher": ("publisher", "source", "发布单位", "发布机构", "来源"),
    "url": ("url", "网址", "链接", "地址"),
}
_NAMES = {name: key for key, names in _KEYS.items() for name in names}


def read_manifest(file: Path) -> dict[Path, Description]:
    """The files that a manifest names, with what it says of each, in its order.

    Raises:
        UsageError: it cannot be read, has unknown columns, a file twice, or a date that is none.
    """
    try:
        text = decode(file.read_bytes()).text
    except OSError as error:
        raise UsageError(
            f"无法读取清单 {file}：{error.strerror}。", f"cannot read the manifest {file}: {error.strerror}."
        ) from error
    entries = _toml(file, text) if file.suffix.lower() == ".toml" else _csv(file, text)
    found: dict[Path, Description] = {}
    for place, entry in entries:
        path, description = _entry(file, place, entry)
        if path in found:
            raise _error(file, place, f"文件 {path} 重复", f"the file {path} is named twice")
        found[path] = description
    return found


Place = tuple[str, str]


def _error(file: Path, place: Place, zh: str, en: str) -> UsageError:
    return UsageError(f"清单 {file} {place[0]}：{zh}。", f"manifest {file}, {place[1]}: {en}.")


def _csv(file: Path, text: str) -> Iterator[tuple[Place, Mapping[str, Any]]]:
    rows = csv.DictReader(StringIO(text, newline=""), restkey="", strict=True)
    try:
        for row in rows:
            yield (f"第 {rows.line_num} 行", f"line {rows.line_num}"), row
    except csv.Error as error:
        place = (f"第 {rows.line_num} 行", f"line {rows.line_num}")
        raise _error(file, place, f"不是有效的 CSV（{error}）", f"no valid CSV ({error})") from error


def _toml(file: Path, text: str) -> Iterator[tuple[Place, Mapping[str, Any]]]:
    try:
        entries = tomllib.loads(text).get("file", [])
    except tomllib.TOMLDecodeError as error:
        raise UsageError(
            f"清单 {file} 不是有效的 TOML：{error}。", f"manifest {file} is no valid TOML: {error}."
        ) from error
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise UsageError(
            f"清单 {file} 应由若干 [[file]] 组成。", f"manifest {file} must consist of [[file]] tables."
        )
    for number, entry in enumerate(entries, start=1):
        yield (f"第 {number} 个 [[file]]", f"[[file]] number {number}"), entry


def _entry(file: Path, place: Place, entry: Mapping[str, Any]) -> tuple[Path, Description]:
    values: dict[str, str] = {}
    for name, value in entry.items():
        key = _NAMES.get(str(name).strip().lower())
        if key is None:
            known = ", ".join(_KEYS)
            raise _error(
                file, place, f"未知的列“{name}”（可用：{known}）", f"unknown column {name!r} (known: {known})"
            )
        if value is not None and str(value).strip():
            values[key] = str(value).strip()
    if "path" not in values:
        raise _error(file, place, "没有给出文件（列 path）", "no file is given (column path)")
    if "date" in values:
        values["date"] = _date(file, place, values["date"])
    path = (file.parent / values.pop("path")).absolute()
    return path, Description(**values)


def _date(file: Path, place: Place, text: str) -> str:
    date = date_in(text)
    if date is None:
        raise _error(
            file, place, f"“{text}”不是日期，应如 2023-05-06", f"{text!r} is no date such as 2023-05-06"
        )
    return date
