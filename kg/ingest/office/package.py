"""ZIP packages, opened with suspicion: limits on number and size of members, no encrypted ones, no DTD in their XML."""

import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lxml import etree

from kg.errors import DocumentError
from kg.ingest.office.peek import DAMAGE

MAX_MEMBERS = 10_000
MAX_MEMBER = 256 * 2**20
MAX_TOTAL = 512 * 2**20
# Deflate reaches 1032; office files of repeated rows stay far below 200 beyond their first megabytes.
MAX_RATIO = 250
_SMALL = 16 * 2**20
_CHUNK = 1 << 20


class Package:
    """The members of one ZIP file; reading them counts against the limits of the whole file."""

    def __init__(self, archive: zipfile.ZipFile, path: Path) -> None:
        self._archive = archive
        self._left = MAX_TOTAL
        self.path = path

    @property
    def members(self) -> list[zipfile.ZipInfo]:
        """The files in the package, in its order."""
        return [member for member in self._archive.infolist() if not member.is_dir()]

    def read(self, name: str) -> bytes:
        """One member. Raises DocumentError when it is damaged, encrypted or too large."""
        return b"".join(self.chunks(name))

    def chunks(self, name: str) -> Iterator[bytes]:
        """One member piece by piece, each of 1 MB at most."""
        member = self._archive.getinfo(name)
        if member.flag_bits & 1:
            raise encrypted(self.path)
        if member.file_size > MAX_MEMBER or (
            member.file_size > _SMALL and member.file_size > MAX_RATIO * max(member.compress_size, 1)
        ):
            raise self._bomb(name)
        try:
            with self._archive.open(member) as file:
                while chunk := file.read(_CHUNK):
                    self._left -= len(chunk)
                    if self._left < 0:
                        raise self._bomb(name)
                    yield chunk
        except DAMAGE as error:
            raise damaged(self.path, error) from error

    def __contains__(self, name: str) -> bool:
        return name in self._archive.NameToInfo

    def xml(self, name: str) -> etree._Element:
        """One member as XML. Raises DocumentError when it is no XML, or declares a DTD."""
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(self.read(name), parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise damaged(self.path, error) from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise DocumentError(
                f"{self.path} 的 {name} 声明了 DTD（可能是 XXE 攻击），不予读取；请向来源核实该文件。",
                f"{name} in {self.path} declares a DTD (perhaps an XXE attack); it is not read. Ask its source about it.",
            )
        return root

    def _bomb(self, name: str) -> DocumentError:
        return DocumentError(
            f"{self.path} 中 {name} 解压后过大（可能是压缩炸弹），不予读取。",
            f"{name} in {self.path} is too large when unpacked (perhaps a zip bomb); it is not read.",
        )


@contextmanager
def open_package(path: Path) -> Iterator[Package]:
    """Open a ZIP file. Raises DocumentError when it is damaged or has too many members."""
    try:
        archive = zipfile.ZipFile(path)
    except DAMAGE as error:
        raise damaged(path, error) from error
    with archive:
        if len(archive.infolist()) > MAX_MEMBERS:
            raise DocumentError(
                f"{path} 内有 {len(archive.infolist())} 个文件，超过上限 {MAX_MEMBERS}。",
                f"{path} holds {len(archive.infolist())} files, more than the limit of {MAX_MEMBERS}.",
            )
        yield Package(archive, path)


def damaged(path: Path, error: Exception) -> DocumentError:
    """The message for a file that cannot be unpacked."""
    reason = re.sub(r"\s+", " ", str(error)) or type(error).__name__
    return DocumentError(
        f"{path} 已损坏或不完整，无法读取（{reason}）；请重新取得该文件。",
        f"{path} is damaged or incomplete and cannot be read ({reason}); get the file again.",
    )


def encrypted(path: Path) -> DocumentError:
    """The message for a file that needs a password."""
    return DocumentError(
        f"{path} 有密码保护，无法读取；请去掉密码后再试。",
        f"{path} is protected by a password; remove it and try again.",
    )
