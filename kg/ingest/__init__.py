"""From files to articles: read a document, rebuild its paragraphs and tables, cut it into articles."""

from kg.ingest.articles import cut_articles
from kg.ingest.readers import READERS, is_plain_text, read_document
from kg.ingest.structure.holes import holes_in
from kg.ingest.tools import available as tools

__all__ = [
    "CUTTER_VERSION",
    "cut_articles",
    "fingerprint",
    "holes_in",
    "is_plain_text",
    "read_document",
    "tools",
]

# Raise whenever some document would be cut, joined or tabulated differently.
CUTTER_VERSION = 3


def fingerprint() -> str:
    """Name and version of the readers and of the cutter. What was read under another one is read again."""
    return " ".join([*(reader.label for reader in READERS), f"articles/{CUTTER_VERSION}"])
