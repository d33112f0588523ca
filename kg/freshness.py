"""Whether what the workspace holds of a document is what reading it today would give.

What read a document is known by its fingerprint: of the program, and, behind a ``+``, of those rows of the operator's
tables whose names its text holds. A changed row thus touches only the documents that name it.
"""

import hashlib
from collections.abc import Iterable

from kg.catalog import own
from kg.means import Means
from kg.nlp.writing import key
from kg.workspace import Workspace
from kg.workspace.workspace import FileEntry

# The version of the operator's tables under which all documents were found fresh.
NOTE = "own tables"


class Freshness:
    """Fingerprints of documents under the program's fingerprint ``base`` and the operator's tables in force.

    With ``means``, a file that lacked what is here now was not read by what would read it today.
    """

    def __init__(self, workspace: Workspace, base: str, means: Means | None = None) -> None:
        self._workspace = workspace
        self._base = base
        self._means = means
        self._settled = (workspace.note(NOTE) or "") == own.version()

    def is_current(self, entry: FileEntry) -> bool:
        """Whether a path was read by what would read it today; one that could not be read knows no operator's row."""
        if self._means and any(map(self._means.have, entry.lacks)):
            return False
        if entry.document is None:
            return entry.fingerprint == self._base
        return self.holds(entry.document, entry.fingerprint)

    def is_hopeless(self, entry: FileEntry, content: str | None) -> bool:
        """Whether a file could not be read, and is as it was: so are its bytes, what reads it, and what it lacks."""
        failed = entry.status == "failed" and entry.content is not None
        return failed and entry.content == content and self.is_current(entry)

    def holds(self, document: str | None, fingerprint: str | None) -> bool:
        """The same for a document and the fingerprint of what read it; False for one that is not here."""
        if document is None or fingerprint is None or fingerprint.partition("+")[0] != self._base:
            return False
        return self._settled or fingerprint == self.of_document(document)

    def of_document(self, document: str) -> str:
        """The fingerprint of what would read a document of the workspace today."""
        return self.of_texts(self._workspace.article_texts(document))

    def of_texts(self, texts: Iterable[str]) -> str:
        """The fingerprint of what read articles with these texts."""
        cues = own.cues()
        if not cues:
            return self._base
        whole = "\n".join(map(key, texts))
        touching = [cue.digest for cue in cues if any(key(name) in whole for name in cue.names)]
        if not touching:
            return self._base
        return f"{self._base}+{hashlib.sha256(''.join(sorted(touching)).encode()).hexdigest()[:12]}"

    def settle(self) -> None:
        """Note that every document is fresh under the operator's tables in force."""
        if not self._settled:
            self._workspace.write_note(NOTE, own.version())
            self._settled = True
