"""How the time of reading facts grows: ``python -m pipelines.bench.facts``.

Texts of the corpus with their annotated mentions, set one after another in one article at 1, 10 and 100 times (each
time with other names of firms), and one table of 5,000 firms. Seconds are of processor time on one core.
"""

import re
import time
from collections.abc import Iterator

from kg.cli.console import Format, write_rows
from kg.facts import extract
from kg.model import Article, Predicate, Reading
from kg.nlp.sentences import split
from kg.offsets import OffsetMap
from pipelines.zh_policy.articles import read_corpus
from pipelines.zh_policy.gold_readings import mention_of, parse

TIMES = (1, 10, 100)
FIRMS = 5000
_DIGITS = "零一二三四五六七八九"


def reading_of(tagged: str, title: str = "") -> Reading:
    """A tagged text as one article."""
    text, spans = parse(title + tagged)
    article = Article(
        "a", "d", 0, title, text, OffsetMap.identity(len(text)), title_span=(0, len(parse(title)[0]))
    )
    mentions = tuple(mention_of(text, (start, end), kind) for start, end, kind in spans)
    return Reading(article, mentions, split(text))


def renamed(tagged: str, number: int) -> str:
    """The text with a number in the name of every firm, so that no two copies speak of the same."""
    mark = "".join(_DIGITS[int(digit)] for digit in f"{number:03}")
    return re.sub("<C>(.{2})", lambda match: f"<C>{match[1]}{mark}", tagged)


def table(firms: int) -> str:
    """A table of firms, one cell a line, under its headings."""
    rows = (
        f"{number}\n<C>第{number}号机械有限公司</C>\n<D>型号{number}机床</D>\n<L>甲山区</L>\n"
        for number in range(1, firms + 1)
    )
    return "序号\n企业名称\n产品名称\n所在地\n" + "".join(rows)


def _texts() -> Iterator[tuple[str, Reading]]:
    articles = [one for one in read_corpus(split="train") if one.genre in ("news", "notice", "list-text")]
    base = "\n".join(one.tagged for one in articles[:12])
    for times in TIMES:
        yield f"×{times}", reading_of("\n".join(renamed(base, number) for number in range(times)))
    yield f"{FIRMS} firms", reading_of(table(FIRMS), "2022年浙江省<G>首台（套）</G>产品名单\n")


def main() -> None:
    """Measure and print."""
    rows: list[list[str | int | float]] = []
    for name, reading in _texts():
        begin = time.process_time()
        found = extract(reading)
        seconds = time.process_time() - begin
        awards = {one.subject for one in found if one.predicate is Predicate.AWARDED}
        size = len(reading.article.text)
        rows.append([name, size, round(seconds, 2), round(size / seconds), len(found), len(awards)])
    write_rows(
        ["text", "characters", "seconds", "characters/s", "statements", "firms with awards"],
        rows,
        Format.TABLE,
    )


if __name__ == "__main__":
    main()
