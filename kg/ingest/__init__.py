"""From files to articles: read a document, rebuild its paragraphs and tables, cut it into articles."""

from kg.ingest.articles import cut_articles
from kg.ingest.ocr import engine
from kg.ingest.readers import READERS, is_plain_text, read_document
from kg.ingest.structure.holes import holes_in

__all__ = ["CUTTER_VERSION", "cut_articles", "fingerprint", "holes_in", "is_plain_text", "read_document"]

# Raise whenever some document would be cut, joined or tabulated differently.
CUTTER_VERSION = 2


def fingerprint() -> str:
    """Name and version of the readers and of the cutter, and whether text in pictures can be read.

    What was read under another one is read again.
    """
    ocr = ["ocr"] if engine.available() else []
    return " ".join([*(reader.label for reader in READERS), f"articles/{CUTTER_VERSION}", *ocr])
