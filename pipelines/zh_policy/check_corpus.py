"""Check the corpus and print what it is made of: ``python -m pipelines.zh_policy.check_corpus``.

Faults (exit 1): tags that are not well-formed, quotes that are not literal, names in facts that are no mention,
unknown fields, articles without a file or a row, and a corpus that repeats itself. Strings that are tagged in an
article and left untagged elsewhere in it are listed, for a person to look at.
"""

import re
import statistics
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from kg.model import LEVELS
from pipelines.zh_policy.articles import CORPUS, CorpusArticle, read_corpus, rows

GENRES = (
    "news",
    "notice",
    "list-text",
    "list-numbered",
    "list-table",
    "plan",
    "speech",
    "interview",
    "firm-news",
    "association-news",
    "statistics",
    "explanation",
    "investment-fair",
    "expo",
    "inspection",
    "name-list",
    "legal-notice",
)
STYLES = ("magazine", "newspaper", "web", "wechat", "print-dump")
SPLITS = ("train", "dev", "test")
LISTS = ("list-text", "list-numbered", "list-table", "name-list")
FIELDS = {
    "award": ("company", "program", "level", "year", "product", "grantor"),
    "located_in": ("entity", "place"),
    "position": ("person", "org", "title"),
    "count": ("program", "level", "year", "place", "value", "kind"),
    "part_of": ("child", "parent"),
    "alias": ("full", "short"),
}
NAMES = {
    "award": ("company", "program"),
    "located_in": ("entity", "place"),
    "position": ("person",),
    "count": ("program",),
    "part_of": ("child", "parent"),
    "alias": ("full", "short"),
}
WINDOW = 8
MOST_SHARED = 0.12
TAG = re.compile(r"<(/?)(\w)>")
MENTION = re.compile(r"<([CAOPLGD])>(.*?)</\1>", re.S)


def faults(article: CorpusArticle) -> Iterator[str]:
    """What is wrong with an article."""
    if article.genre not in GENRES or article.style not in STYLES or article.split not in SPLITS:
        yield f"genre {article.genre!r}, style {article.style!r} or split {article.split!r} is unknown"
    yield from _tag_faults(article.tagged)
    mentions = {"".join(text.split()) for _, text in MENTION.findall(article.tagged)}
    for number, fact in enumerate(article.facts or (), 1):
        yield from (f"fact {number}: {fault}" for fault in _fact_faults(fact, article.squeezed, mentions))


def _tag_faults(tagged: str) -> Iterator[str]:
    opened = None
    for tag in TAG.finditer(tagged):
        closing, kind = tag[1], tag[2]
        expected = kind == opened if closing else opened is None and kind in "CAOPLGD"
        if not expected:
            yield f"tag {tag[0]} out of place at {tagged[max(0, tag.start() - 10) : tag.end() + 10]!r}"
        opened = None if closing else kind
    if opened:
        yield f"tag <{opened}> is not closed"
    for _, text in MENTION.findall(tagged):
        if not text or text != text.strip():
            yield f"mention {text!r} is empty or has blanks at its edge"


def _fact_faults(fact: Mapping[str, Any], text: str, mentions: set[str]) -> Iterator[str]:
    kind = fact.get("type")
    if kind not in FIELDS:
        yield f"type {kind!r} is unknown"
        return
    given = set(fact) - {"type", "ev", "unit"}
    if given != set(FIELDS[kind]):
        yield f"fields {sorted(given)} instead of {sorted(FIELDS[kind])}"
    if fact.get("level") not in (None, *LEVELS):
        yield f"level {fact['level']!r} is unknown"
    quote = "".join(str(fact.get("ev") or "").split())
    if not quote or quote not in text:
        yield f"ev is no literal quote: {fact.get('ev')!r}"
    for field in NAMES[kind]:
        if fact.get(field) is not None and "".join(str(fact[field]).split()) not in mentions:
            yield f"{field} {fact[field]!r} is no mention of the article"


def left_untagged(article: CorpusArticle) -> list[str]:
    """Strings of three characters or more that the article tags somewhere and leaves untagged elsewhere."""
    rest = "".join(MENTION.sub("\0", article.tagged).split())
    return sorted(
        {
            name
            for _, text in MENTION.findall(article.tagged)
            if len(name := "".join(text.split())) > 2 and name in rest
        }
    )


def shared_windows(articles: Sequence[CorpusArticle]) -> float:
    """The mean share of an article's 8-character windows that occur in another article too."""
    windows = [
        {text[at : at + WINDOW] for at in range(len(text) - WINDOW + 1)}
        for text in (a.squeezed for a in articles)
    ]
    owners = Counter(window for some in windows for window in some)
    shares = [sum(owners[window] > 1 for window in some) / len(some) for some in windows if some]
    return statistics.mean(shares) if shares else 0.0


def density(article: CorpusArticle) -> float:
    """Mentions per 1,000 characters."""
    return 1000 * len(MENTION.findall(article.tagged)) / max(len(article.squeezed), 1)


def report(articles: Sequence[CorpusArticle]) -> Iterator[str]:
    """The table of what the corpus holds."""
    running = sorted(density(article) for article in articles if article.genre not in LISTS)
    kinds = Counter(kind for article in articles for kind, _ in MENTION.findall(article.tagged))
    facts = Counter(fact["type"] for article in articles for fact in article.facts or ())
    yield f"articles       {len(articles)}, with facts {sum(bool(article.facts) for article in articles)}"
    yield f"characters     {sum(len(article.squeezed) for article in articles)}"
    yield f"mentions       {_listing(kinds)}"
    yield f"facts          {_listing(facts)}"
    for name in ("split", "style", "genre", "province"):
        yield f"{name:14} {_listing(Counter(getattr(article, name) for article in articles))}"
    shares = [running[int(len(running) * part)] for part in (0.1, 0.5, 0.9)]
    yield (
        "density        "
        + " / ".join(f"{share:.0f}" for share in shares)
        + " mentions per 1,000 characters of running text (10, 50, 90 %)"
    )
    yield f"shared windows {shared_windows(articles):.3f} (at most {MOST_SHARED})"


def _listing(counts: Mapping[str, int]) -> str:
    return f"{sum(counts.values())}: " + ", ".join(f"{key} {counts[key]}" for key in sorted(counts))


def check(articles: Sequence[CorpusArticle], folder: Path) -> Iterable[str]:
    """Every fault of the corpus, as lines."""
    for article in articles:
        yield from (f"{article.name}: {fault}" for fault in faults(article))
    files = {path.name.removesuffix(".tagged.txt") for path in folder.glob("*.tagged.txt")}
    yield from (
        f"{name}: no row in articles.csv" for name in sorted(files - {row["name"] for row in rows(folder)})
    )
    share = shared_windows(articles)
    if share > MOST_SHARED:
        yield f"the corpus repeats itself: {share:.3f} of an article's windows stand elsewhere too"


def main(folder: Path = CORPUS) -> int:
    """Print the table, the strings to look at and the faults; returns 1 when there are faults."""
    articles = list(read_corpus(folder))
    found = list(check(articles, folder))
    unsure = [
        f"{article.name}: tagged and untagged: {', '.join(names)}"
        for article in articles
        if (names := left_untagged(article))
    ]
    sys.stdout.write("\n".join([*report(articles), *unsure, *found]) + "\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
