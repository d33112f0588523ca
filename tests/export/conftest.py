"""The workspace that the tests of the command line build, for exports of real documents."""

from tests.cli.conftest import built

__all__ = ["built"]
