"""Our own speed, measured in a process of its own; run by ``pipelines.bench.nlp``.

``python -m pipelines.bench.ours SECONDS`` finds mentions and facts in articles that were cut before, again and again,
and prints one JSON object.
"""

import json
import resource
import sys
import time

from kg import facts, nlp
from kg.model import Article
from kg.offsets import OffsetMap
from pipelines.bench.texts import articles


def main() -> None:
    """Measure and print."""
    pipeline = nlp.load()
    nlp.read(pipeline, _warm_up())
    loading = time.process_time()
    chosen = articles()
    size, characters, mentions, statements = sum(len(one.text) for one in chosen), 0, 0.0, 0.0
    while mentions + statements < float(sys.argv[1]):
        begin = time.process_time()
        readings = [nlp.read(pipeline, article) for article in chosen]
        read = time.process_time()
        for reading in readings:
            facts.extract(reading)
        mentions, statements = mentions + read - begin, statements + time.process_time() - read
        characters += size
    figures = {
        "speed": characters / (mentions + statements),
        "mentions": characters / mentions,
        "loading": loading,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "characters": characters,
    }
    sys.stdout.write(json.dumps(figures) + "\n")


def _warm_up() -> Article:
    """A sentence, so that what is made at the first use belongs to the start."""
    text = "杭州某某机械有限公司入选浙江省首台（套）。"
    return Article("a", "d", 0, "", text, OffsetMap.identity(len(text)))


if __name__ == "__main__":
    main()
