"""The statement log: documents, articles, mentions, statements and the ledger of runs, in one SQLite file."""

from kg.workspace.descriptions import Description
from kg.workspace.workspace import Workspace, statement_id

__all__ = ["Description", "Workspace", "statement_id"]
