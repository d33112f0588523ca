"""Imports every module of commands, which registers them."""

from kg.cli import build, evaluation, export, look, query, view  # noqa: F401
