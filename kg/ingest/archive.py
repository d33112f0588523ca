"""The reader of ZIP archives: every file in it that can be read, each as an article or more of one document."""

import hashlib
import re
import tempfile
from contextvars import ContextVar
from pathlib import Path, PurePosixPath

from kg.errors import DocumentError
from kg.ingest import readers
from kg.ingest.limits import read_bytes
from kg.ingest.office.package import Package, open_package
from kg.ingest.structure.writer import LayoutWriter
from kg.layout import Locator
from kg.model import Document

MAX_BYTES = 256 * 1024 * 1024
MAX_DEPTH = 3
_UTF8_NAMES = 0x800
_DEPTH: ContextVar[int] = ContextVar("depth", default=0)
_NO_DOCUMENTS = ("__macosx", "thumbs.db", "desktop.ini")


def read(path: Path, label: str) -> Document:
    """Read an archive.

    Raises:
        DocumentError: it is damaged, hostile, nested too deeply, or has no file that can be read.
    """
    depth = _DEPTH.get()
    if depth >= MAX_DEPTH:
        raise DocumentError(
            f"{path} 压缩包嵌套超过 {MAX_DEPTH} 层，不予读取。",
            f"{path}: archives nested deeper than {MAX_DEPTH} are not read.",
        )
    outside = _DEPTH.set(depth + 1)
    try:
        return _read(path, label)
    finally:
        _DEPTH.reset(outside)


def _read(path: Path, label: str) -> Document:
    data = read_bytes(path, MAX_BYTES)
    writer = LayoutWriter()
    failures: list[DocumentError] = []
    lacks: set[str] = set()
    with open_package(path) as package, tempfile.TemporaryDirectory() as folder:
        for member in sorted(package.members, key=lambda one: name_of(one.filename, one.flag_bits)):
            name = name_of(member.filename, member.flag_bits)
            if _is_document(name):
                _member(package, member.filename, name, Path(folder), writer, failures, lacks)
    if not writer.layout.blocks:
        zh = "；".join(failure.zh.rstrip("。") for failure in failures) or "没有文件"
        en = "; ".join(failure.en.rstrip(".") for failure in failures) or "there is none"
        raise DocumentError(
            f"{path} 压缩包中没有可读的文件：{zh}。",
            f"no file in {path} can be read: {en}.",
            lacks=tuple(sorted(lacks)),
        )
    return Document(
        id=hashlib.sha256(data).hexdigest(),
        path=path.as_posix(),
        media_type="application/zip",
        text=writer.text,
        reader=label,
        warnings=(*writer.warnings, *map(str, failures)),
        layout=writer.layout,
        lacks=tuple(sorted(lacks)),
    )


def _member(
    package: Package,
    member: str,
    name: str,
    folder: Path,
    writer: LayoutWriter,
    failures: list[DocumentError],
    lacks: set[str],
) -> None:
    """Read one file of the archive; one that cannot be read is noted and does not stop the others."""
    # The name on disk is ours: names in archives may climb out of the folder.
    target = folder / "member"
    target.write_bytes(package.read(member))
    try:
        found = readers.read_document(target)
    except DocumentError as error:
        lacks.update(error.lacks)
        failures.append(DocumentError(*(text.replace(str(target), name) for text in (error.zh, error.en))))
        return
    lacks.update(found.lacks)
    if found.layout is None:
        writer.plain_text(found.text, Locator(part=name))
    else:
        writer.append(found.text, found.layout, name)
    writer.warnings.extend(f"{name}: {warning}" for warning in found.warnings)


def name_of(raw: str, flags: int) -> str:
    """The name of a member as written by Chinese Windows: GBK that ``zipfile`` took for code page 437."""
    if flags & _UTF8_NAMES or raw.isascii():
        return raw
    try:
        return raw.encode("cp437").decode("gb18030")
    except UnicodeError:
        return raw


def _is_document(name: str) -> bool:
    parts = PurePosixPath(name.lower()).parts
    return bool(parts) and not any(
        part in _NO_DOCUMENTS or part.startswith("~$") or re.match(r"\.[^.]", part) for part in parts
    )
