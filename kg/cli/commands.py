"""Which module holds which command. Only what a call needs is imported: drawing and the pipeline take a second each."""

from collections.abc import Mapping, Sequence
from importlib import import_module

MODULES: Mapping[str, str] = {
    "build": "build",
    "status": "build",
    "query": "query",
    "ask": "ask",
    "shell": "shell",
    "cypher": "query",
    "load": "load",
    "find": "look",
    "explain": "look",
    "doctor": "look",
    "view": "view",
    "export": "export",
    "report": "report",
    "extract": "export",
    "eval": "evaluation",
    "merge": "correct",
    "split": "correct",
    "rename": "correct",
    "alias": "correct",
    "retype": "correct",
    "reject": "correct",
    "undo": "correct",
    "decisions": "correct",
    "review": "changes",
    "remove": "changes",
    "diff": "changes",
    "catalog": "catalog",
}


def register(arguments: Sequence[str]) -> None:
    """Register the command that the arguments name, or all commands where they name none (--version asks for none)."""
    named = next((argument for argument in arguments if not argument.startswith("-")), None)
    if named is None and "--version" in arguments:
        return
    known = MODULES.get(named or "")
    wanted = [known] if known else list(MODULES.values())
    for module in dict.fromkeys(wanted):
        import_module(f"kg.cli.{module}")
