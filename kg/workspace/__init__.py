"""The statement log: documents, articles, mentions, statements and the ledger of runs, in one SQLite file."""

from kg.workspace.workspace import Workspace, statement_id

__all__ = ["Workspace", "statement_id"]
