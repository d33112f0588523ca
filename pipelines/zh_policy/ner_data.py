"""Articles with their gold mentions, in the form in which the pipeline sees them."""

import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.evaluate.gold import read_tagged
from kg.ingest import cut_articles, read_document
from kg.model import Article, EntityType
from kg.nlp.candidates import Candidate
from kg.offsets import OffsetMap
from pipelines.zh_policy.articles import CorpusArticle
from pipelines.zh_policy.check_corpus import TAG

GENERAL_TEXT = Path(__file__).parent / "assets" / "uner-zh-gsdsimp-train.iob2"
GENERAL_TYPES = {"PER": EntityType.PERSON, "LOC": EntityType.PLACE}


@dataclass(frozen=True, slots=True)
class Example:
    """An article and its mentions, as candidates with article offsets."""

    article: Article
    mentions: tuple[Candidate, ...]


def examples(articles: Iterable[CorpusArticle]) -> Iterator[Example]:
    """The corpus articles as ingest cuts and cleans them; mentions that cleaning broke are left out."""
    with tempfile.TemporaryDirectory() as folder:
        for article in articles:
            yield from read_example(article.tagged, Path(folder) / f"{article.name}.txt")


def read_example(tagged: str, file: Path) -> Iterator[Example]:
    """The article or articles of one tagged text; ``file`` is written, for ingest to read."""
    file.write_text(TAG.sub("", tagged), encoding="utf-8")
    document = read_document(file)
    _, gold = read_tagged(tagged)
    squeezed = [0]
    for character in document.text:
        squeezed.append(squeezed[-1] + (not character.isspace()))
    for article in cut_articles(document):
        at = _clean_positions(article, squeezed)
        found = ((at.get(start), at.get(end - 1), kind) for start, end, kind in sorted(gold))
        yield Example(
            article,
            tuple(
                Candidate(first, last + 1, kind, "gold")
                for first, last, kind in found
                if first is not None and last is not None
            ),
        )


def _clean_positions(article: Article, squeezed: list[int]) -> dict[int, int]:
    """From the number of a character that is no blank to its place in the article's text."""
    return {
        squeezed[run.raw + at]: run.clean + at
        for run in article.offsets.runs
        for at in range(run.length)
        if not article.text[run.clean + at].isspace()
    }


def general_examples(file: Path = GENERAL_TEXT) -> Iterator[Example]:
    """General text (UNER), twenty sentences to an article; sentences that name an organisation are left out.

    They teach what is no name: the corpus is denser with names than most pages are. UNER does not tell firms,
    agencies and other bodies apart, hence the omission.
    """
    lines = [line for block in file.read_text(encoding="utf-8").split("\n\n") if (line := _line(block))]
    for number in range(0, len(lines), 20):
        text, spans = "", []
        for sentence, entities in lines[number : number + 20]:
            spans += [Candidate(len(text) + a, len(text) + b, kind, "gold") for a, b, kind in entities]
            text += sentence + "\n"
        offsets = OffsetMap.identity(len(text))
        yield Example(Article(f"{number:016d}:0001", "0" * 64, 1, "", text, offsets), tuple(spans))


def _line(block: str) -> tuple[str, list[tuple[int, int, EntityType]]] | None:
    """A sentence and its people and places; None when it names an organisation."""
    rows = [line.split("\t") for line in block.splitlines() if line and not line.startswith("#")]
    text, spans = "", []
    for _, word, tag, *_ in rows:
        position, _, kind = tag.partition("-")
        if kind == "ORG":
            return None
        if position == "B":
            spans.append((len(text), len(text) + len(word), GENERAL_TYPES[kind]))
        elif position == "I" and spans:
            spans[-1] = (spans[-1][0], len(text) + len(word), spans[-1][2])
        text += word
    return (text, spans) if text else None
