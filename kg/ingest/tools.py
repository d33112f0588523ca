"""What need not be installed, and reads more where it is: ``ocr`` (kg[ocr]) and ``office`` (LibreOffice)."""

from kg.ingest.ocr import engine
from kg.ingest.office import soffice


def available() -> frozenset[str]:
    """The names of the tools that are here."""
    here = {engine.NAME: engine.available(), soffice.NAME: soffice.available()}
    return frozenset(name for name, found in here.items() if found)
