"""Where the Cypher files are: inside the installed package, or beside it in a checkout."""

from importlib.resources import files
from importlib.resources.abc import Traversable

from kg.errors import StoreError


def cypher_folder() -> Traversable:
    """The folder with ``schema`` and ``queries``. Raises StoreError when the installation lacks it."""
    package = files("kg")
    for folder in (package.joinpath("cypher"), package.joinpath("..", "cypher")):
        if folder.joinpath("queries").is_dir():
            return folder
    raise StoreError(
        "安装不完整：缺少 Cypher 文件。请重新安装 kg。", "the Cypher files are missing. Install kg again."
    )


def cypher_files(*parts: str, suffix: str) -> list[Traversable]:
    """The files of one folder of the library, by name."""
    folder = cypher_folder().joinpath(*parts)
    return sorted(
        (file for file in folder.iterdir() if file.name.endswith(suffix)), key=lambda file: file.name
    )


def schema_statements(store: str, *, suffix: str, comment: str) -> list[str]:
    """The statements of a store's schema files, in order: one a line, comment lines left out."""
    lines = [
        line.strip()
        for file in cypher_files("schema", store, suffix=suffix)
        for line in file.read_text(encoding="utf-8").splitlines()
    ]
    return [line.removesuffix(";") for line in lines if line and not line.startswith(comment)]
