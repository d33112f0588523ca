"""Old Office files (OLE compound files): their streams, within limits."""

from pathlib import Path

import olefile

from kg.errors import DocumentError
from kg.ingest.office.package import damaged, encrypted

MAX_STREAM = 128 * 2**20


def streams(path: Path, *names: str) -> dict[str, bytes]:
    """The streams with these names that are there.

    Raises:
        DocumentError: the file is damaged, or it is an encrypted Office package.
    """
    try:
        with olefile.OleFileIO(str(path)) as file:
            if file.exists("EncryptedPackage") or file.exists("EncryptionInfo"):
                raise encrypted(path)
            return {name: file.openstream(name).read(MAX_STREAM) for name in names if file.exists(name)}
    except DocumentError:
        raise
    except Exception as error:
        raise damaged(path, error) from error
