"""How much of a file is read: more than that is refused before it fills the memory."""

from pathlib import Path

from kg.errors import DocumentError


def read_bytes(path: Path, limit: int) -> bytes:
    """The bytes of a file. Raises DocumentError when there are more than ``limit``."""
    size = path.stat().st_size
    if size > limit:
        raise DocumentError(
            f"{path} 有 {size / 2**20:.0f} MB，超过此类文件的上限 {limit // 2**20} MB；请拆成几个文件。",
            f"{path} has {size / 2**20:.0f} MB, more than the limit of {limit // 2**20} MB for its kind; split it.",
        )
    return path.read_bytes()
