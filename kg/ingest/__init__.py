"""From files to articles: read a document, rebuild its paragraphs and tables, cut it into articles."""

from kg.ingest.articles import cut_articles
from kg.ingest.readers import READERS, read_document

__all__ = ["CUTTER_VERSION", "cut_articles", "fingerprint", "read_document"]

# Raise whenever some document would be cut, joined or tabulated differently.
CUTTER_VERSION = 1


def fingerprint() -> str:
    """Name and version of the readers and of the cutter: what was read under another one is read again."""
    return " ".join([*(reader.label for reader in READERS), f"articles/{CUTTER_VERSION}"])
