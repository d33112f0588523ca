"""The pipeline: from an article to its mentions.

nlp = load()
reading = read(nlp, article)
"""

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from spacy.language import Language

from kg import catalog
from kg.model import Article, Mention, Reading
from kg.nlp.candidates import Candidate
from kg.nlp.models import MODEL, folder_of
from kg.nlp.pipeline import load
from kg.nlp.sentences import split

__all__ = ["fingerprint", "load", "read"]


def read(nlp: Language, article: Article) -> Reading:
    """Find the mentions of an article. Offsets are article offsets; mentions are sorted, without overlap.

    The words of the article are forgotten afterwards: spaCy would keep each string it has ever seen.
    """
    with nlp.memory_zone():
        doc = nlp.make_doc(article.text)
        doc._.article = article
        doc = nlp(doc)
        mentions = tuple(_mention(chosen, article.text) for chosen in doc._.mentions or ())
    return Reading(article=article, mentions=mentions, sentences=split(article.text))


def _mention(chosen: Candidate, text: str) -> Mention:
    found = text[chosen.start : chosen.end]
    return Mention(
        type=chosen.type,
        start=chosen.start,
        end=chosen.end,
        text=found,
        name=chosen.name or found,
        source=chosen.source,
        confidence=round(chosen.confidence, 3),
    )


@cache
def fingerprint(model: str | Path | None = None) -> str:
    """A hash of all that decides what ``read`` finds: models, catalogue, and the components themselves.

    ``model`` is another pipeline in use, by folder or name. Raises UsageError when there is none.
    """
    package = Path(__file__).parent
    files = [*MODEL.rglob("*"), *Path(catalog.__file__).parent.rglob("*"), *package.glob("*.py")]
    digest = hashlib.sha256()
    _add(digest, files, package.parent)
    if model is not None:
        folder = folder_of(model)
        _add(digest, folder.rglob("*"), folder)
    return digest.hexdigest()[:16]


def _add(digest: "hashlib._Hash", files: Iterable[Path], root: Path) -> None:
    """Add names (below ``root``) and bytes of files, in the order of their names."""
    for path in sorted(files, key=lambda path: path.relative_to(root).as_posix()):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(path.relative_to(root).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
