"""What manifests say of files: title, date, publisher and address, kept by path."""

import sqlite3
from collections.abc import Mapping
from dataclasses import astuple, dataclass

# A document that several paths hold is described by the first of them that a manifest names.
DESCRIBED_DOCUMENT = """
SELECT d.id, d.path, d.media_type, d.text, d.reader, d.encoding, coalesce(m.title, d.title), d.issue,
       coalesce(m.date, d.date), coalesce(m.publisher, d.publisher), d.warnings, d.layout, m.url
FROM documents d LEFT JOIN descriptions m ON m.path = (
    SELECT min(f.path) FROM files f JOIN descriptions USING (path) WHERE f.document = d.id
)
WHERE d.id = ?
"""


@dataclass(frozen=True, slots=True)
class Description:
    """What a manifest says of one file; None for what it leaves to the file itself. ``date`` is ``YYYY-MM-DD``."""

    title: str | None = None
    date: str | None = None
    publisher: str | None = None
    url: str | None = None


def write(db: sqlite3.Connection, entries: Mapping[str, Description]) -> list[str]:
    """Write descriptions by path; returns the paths of which something new is said."""
    changed = []
    for path, entry in sorted(entries.items()):
        row = db.execute(
            "SELECT title, date, publisher, url FROM descriptions WHERE path = ?", (path,)
        ).fetchone()
        if row != astuple(entry):
            db.execute("INSERT OR REPLACE INTO descriptions VALUES (?, ?, ?, ?, ?)", (path, *astuple(entry)))
            changed.append(path)
    return changed
