"""Pairs of mentions in one cluster, on the corpus: ``python -m pipelines.bench.clusters [SPLIT]``.

Truth is what the facts of an article say: mentions of one type are one entity where their names are equal, or where
alias facts (or a place's 省, 市, 县, 区 left out) make them so. Each article is read and resolved by itself. Two figures:
*end to end* counts every pair, those of mentions that were not found or wrongly found too; *of the mentions found* looks
only at mentions that were found exactly.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations

from kg.cli.console import Format, write_rows
from kg.evaluate.gold import read_tagged
from kg.evaluate.names import Aliases, normal
from kg.model import Document, EntityType
from kg.read import Reader
from kg.resolve import resolve
from kg.resolve.correct import Corrections
from kg.resolve.gather import Gathering
from kg.workspace import statement_id
from pipelines.zh_policy.articles import CorpusArticle, read_corpus
from pipelines.zh_policy.check_corpus import TAG

Spans = Mapping[tuple[int, int], object]
"""Mentions by their offsets without white space, with the cluster each belongs to."""

_UNITS = ("省", "市", "县", "区", "镇", "乡")


def true_clusters(article: CorpusArticle) -> Spans:
    """The mentions of an article with the true entity of each."""
    text, mentions = read_tagged(article.tagged)
    aliases = Aliases(article.facts or ())
    named: defaultdict[EntityType, list[str]] = defaultdict(list)
    found: dict[tuple[int, int], object] = {}
    for start, end, kind in sorted(mentions):
        name = normal(text[start:end])
        heads = named[kind]
        head = next((one for one in heads if _one(one, name, kind, aliases)), None)
        if head is None:
            heads.append(name)
        found[start, end] = (kind, head or name)
    return found


def _one(one: str, other: str, kind: EntityType, aliases: Aliases) -> bool:
    if aliases.called(one, other):
        return True
    short, long = sorted((one, other), key=len)
    return kind is EntityType.PLACE and len(short) > 1 and long in {short + unit for unit in _UNITS}


def our_clusters(article: CorpusArticle, reader: Reader) -> Spans:
    """The mentions that the product finds with the entity of each."""
    text = TAG.sub("", article.tagged)
    squeezed = [0]
    for character in text:
        squeezed.append(squeezed[-1] + (not character.isspace()))
    read = reader.understand(Document("0" * 64, article.name, "text/plain", text, "corpus"))
    corrections = Corrections(())
    gathering = Gathering(corrections.rejected)
    rows = [(one, [(statement_id("0" * 64, s), s) for s in said]) for one, said in read.articles]
    gathering.add_document(read.document, rows)
    places = resolve(gathering, corrections).places
    return {(squeezed[one.start], squeezed[one.end]): one.entity for one in places}


def pairs(spans: Spans, among: Iterable[tuple[int, int]]) -> set[tuple[tuple[int, int], tuple[int, int]]]:
    """Pairs of mentions in one cluster."""
    clusters: defaultdict[object, list[tuple[int, int]]] = defaultdict(list)
    for span in sorted(among):
        clusters[spans[span]].append(span)
    return {pair for members in clusters.values() for pair in combinations(members, 2)}


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "—"


def main(split: str = "test") -> None:
    """Print precision and recall over the articles of a split that have facts."""
    reader, figures = Reader(), Counter[tuple[str, str]]()
    articles = [one for one in read_corpus(split=split) if one.facts is not None]
    for article in articles:
        truth, ours = true_clusters(article), our_clusters(article, reader)
        common = truth.keys() & ours.keys()
        for what, mine, theirs in (
            ("end to end", pairs(ours, ours), pairs(truth, truth)),
            ("of the mentions found", pairs(ours, common), pairs(truth, common)),
        ):
            counts = {"right": len(mine & theirs), "ours": len(mine), "true": len(theirs)}
            figures.update({(what, name): number for name, number in counts.items()})
    rows = []
    for what in ("end to end", "of the mentions found"):
        right, called, whole = (figures[what, name] for name in ("right", "ours", "true"))
        rows.append([what, len(articles), whole, called, _share(right, called), _share(right, whole)])
    write_rows(["pairs", "articles", "true", "ours", "precision", "recall"], rows, Format.TABLE)


if __name__ == "__main__":
    main(*sys.argv[1:])
