"""Where a pipeline lies that is asked for by folder or by name, and what to say when it cannot be had."""

from pathlib import Path

import spacy
from spacy.language import Language
from spacy.util import get_package_path, is_package

from kg.errors import UsageError

__all__ = ["MAX_LENGTH", "MODEL", "folder_of", "load_model"]

MODEL = Path(__file__).parent / "zh_policy"
CONFIG = "config.cfg"
MAX_LENGTH = 100_000_000


def folder_of(model: str | Path | None) -> Path:
    """The folder of a pipeline: the shipped one, one given by its path, or that of an installed package.

    Raises UsageError when there is none.
    """
    folder = MODEL if model is None else Path(model)
    if (folder / CONFIG).is_file():
        return folder
    if folder.is_dir():
        raise UsageError(
            f"文件夹 {folder} 中没有 spaCy 管线（缺 config.cfg）；请重新安装 kg，或改用别的路径。",
            f"The folder {folder} holds no spaCy pipeline (config.cfg is missing); "
            "install kg again, or give another path.",
        )
    if is_package(str(model)) and (found := sorted(get_package_path(str(model)).glob(f"*/{CONFIG}"))):
        return found[0].parent
    raise UsageError(
        f"没有叫 {model} 的 spaCy 管线：它既不是文件夹，也不是已安装的包。请先安装（例如 "
        f"python -m spacy download {model}），或给出管线所在的文件夹；不写 --model 则用 kg 自带的模型。",
        f"There is no spaCy pipeline called {model}: it is neither a folder nor an installed package. "
        f"Install it (for example python -m spacy download {model}), or give the folder it lies in; "
        "without --model kg uses its own.",
    )


def load_model(model: str | Path | None) -> Language:
    """Load a pipeline as it is. Raises UsageError when there is none, or when it cannot be loaded."""
    folder = folder_of(model)
    try:
        nlp = spacy.load(folder)
    except (ImportError, OSError, ValueError) as error:
        raise UsageError(
            f"spaCy 管线 {model or folder} 无法载入：{error}",
            f"The spaCy pipeline {model or folder} cannot be loaded: {error}",
        ) from error
    nlp.max_length = MAX_LENGTH
    return nlp
