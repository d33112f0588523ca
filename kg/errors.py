"""The exceptions of the product. Each message says what happened, where, and what to do next.

KgError                 anything that stops a command (exit 3)
├── UsageError          the call cannot be carried out as asked (exit 2)
│   └── QueryRefused    a query that is not read-only, or that is not valid (exit 2)
├── DocumentError       one document cannot be read; the others go on (exit 1)
├── WorkspaceError      the workspace cannot be opened or written (exit 3)
└── StoreError          the graph store cannot be reached or used (exit 3)
"""

from kg.language import tr


class KgError(Exception):
    """A failure with a message in both languages; ``str()`` gives the language in force."""

    exit_code = 3

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh, en)
        self.zh = zh
        self.en = en

    def __str__(self) -> str:
        return tr(self.zh, self.en)


class UsageError(KgError):
    """The call cannot be carried out as asked."""

    exit_code = 2


class QueryRefused(UsageError):
    """A query that is not read-only, or not valid."""


class DocumentError(KgError):
    """One document cannot be read.

    ``lacks`` are the tools without which it cannot (``ocr``, ``office``). ``settled``: trying again gives the same, as
    long as the file and what reads it stay as they are.
    """

    exit_code = 1

    def __init__(self, zh: str, en: str, *, lacks: tuple[str, ...] = (), settled: bool = True) -> None:
        super().__init__(zh, en)
        self.lacks = lacks
        self.settled = settled


class WorkspaceError(KgError):
    """The workspace cannot be opened or written."""


class StoreError(KgError):
    """The graph store cannot be reached or used."""
