"""The ``kg`` command: its options, its exit codes, and the modules that hold its commands.

Exit codes: 0 done, 1 some documents failed, 2 wrong usage or refused query, 3 anything else that stopped it,
130 interrupted by Ctrl-C.
"""

import logging
import os
import sys
from typing import Annotated

import typer

from kg.cli import commands
from kg.cli.console import message, prepare_streams
from kg.config import settings
from kg.errors import KgError
from kg.language import tr

INTERRUPTED = 130

app = typer.Typer(
    name="kg",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
    help=tr(
        "把中文产业政策文件读成知识图谱：谁获得了什么称号、在哪里、原文怎么说。",
        "Read Chinese industrial-policy documents into a knowledge graph: who won what, where, and where it says so.",
    ),
)


def _show_version(wanted: bool) -> None:
    if wanted:
        from kg import __version__

        typer.echo(f"kg {__version__}")
        raise typer.Exit


@app.callback()
def options(
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help=tr("在标准错误上显示日志。", "Show the log on stderr."))
    ] = False,
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_show_version, is_eager=True, help=tr("显示版本。", "Show the version.")
        ),
    ] = False,
) -> None:
    """Hold the options of every command."""
    if verbose:
        logging.basicConfig(
            stream=sys.stderr, level=logging.INFO, format="%(levelname)s %(name)s: %(message)s"
        )


def main() -> None:
    """Run the command line; every failure of ours becomes one line on stderr and an exit code."""
    prepare_streams()
    try:
        language = settings().lang
        if language:
            os.environ.setdefault("KG_LANG", language)
        commands.register(sys.argv[1:])  # in the language that is known now
        app()
    except KgError as error:
        message(str(error))
        sys.exit(error.exit_code)
    except SystemExit as end:
        if end.code == INTERRUPTED:  # typer makes this of Ctrl-C
            message(
                tr("已中断；已提交的文档都保留。", "interrupted; every document committed so far is kept.")
            )
        raise
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(3)
