"""The command line: parse, call, print."""

from kg.cli.app import main

__all__ = ["main"]
