"""Options that several commands share."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from kg.catalog import own
from kg.cli.console import Format
from kg.config import settings
from kg.language import tr
from kg.lock import build_lock
from kg.workspace import Workspace

WorkspaceOption = Annotated[
    Path | None,
    typer.Option(
        "--workspace",
        "-w",
        help=tr(
            "工作区文件夹（默认 kg-data，或 KG_WORKSPACE）。",
            "Workspace folder (default kg-data, or KG_WORKSPACE).",
        ),
    ),
]
WaitOption = Annotated[
    float,
    typer.Option("--wait", help=tr("等候另一个写入者的秒数。", "Seconds to wait for another writer.")),
]
ModelOption = Annotated[
    str | None,
    typer.Option(
        "--model",
        help=tr(
            "代替自带实体识别模型的 spaCy 管线：已安装的包名，或文件夹（也可设 KG_MODEL）。",
            "A spaCy pipeline in the place of the built-in NER: an installed package, or a folder (or set KG_MODEL).",
        ),
    ),
]
ParamOption = Annotated[
    list[str] | None,
    typer.Option("--param", "-p", help=tr("参数，名称=值，可多次。", "A parameter, name=value; repeatable.")),
]
FormatOption = Annotated[
    Format, typer.Option("--format", "-f", help=tr("输出格式。", "How rows are written to stdout."))
]


def workspace_folder(option: Path | None) -> Path:
    """The workspace folder in force: option, environment, kg.toml, default."""
    return option or settings().workspace


def open_workspace(option: Path | None) -> Workspace:
    """Open the workspace in force for reading, with its own catalogue. Raises WorkspaceError when there is none."""
    opened = Workspace(workspace_folder(option))
    own.use(opened.folder / own.FOLDER)
    return opened


@contextmanager
def writing(option: Path | None, wait: float) -> Iterator[Workspace]:
    """The workspace in force, for this writer alone. Raises WorkspaceError when there is none, or another writes."""
    open_workspace(option).close()  # a workspace that is not there must not be made by its lock
    folder = workspace_folder(option)
    with build_lock(folder, wait=wait), Workspace(folder) as opened:
        yield opened


def refresh_store(folder: Path) -> None:
    """Bring the embedded store up to date where it is installed; a workspace is complete without it."""
    from kg.store import embedded

    if embedded.available():
        embedded.refresh(folder)
