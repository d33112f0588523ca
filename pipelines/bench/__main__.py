"""Speed and memory of reading: ``python -m pipelines.bench``.

Reads the example documents again and again for some seconds and prints, step by step, characters per second of
processor time on one core, the time to load the pipeline, and the peak memory of the process.
"""

import resource
import sys
import time
from collections import Counter
from pathlib import Path

from kg.cli.console import Format, write_rows

EXAMPLES = Path(__file__).parents[2] / "examples" / "gold"
SECONDS = 20.0


def main() -> None:
    """Measure and print."""
    begin = time.process_time()
    from kg import facts, ingest, nlp

    pipeline = nlp.load()
    loading = time.process_time() - begin
    documents = [ingest.read_document(path) for path in sorted(EXAMPLES.glob("*[0-9].txt"))]
    spent: Counter[str] = Counter()
    characters = rounds = 0
    while sum(spent.values()) < SECONDS:
        rounds += 1
        for document in documents:
            characters += len(document.text)
            begin = time.process_time()
            articles = ingest.cut_articles(document)
            cut = time.process_time()
            readings = [nlp.read(pipeline, article) for article in articles]
            read = time.process_time()
            for reading in readings:
                facts.extract(reading)
            spent.update({"ingest": cut - begin, "nlp": read - cut, "facts": time.process_time() - read})
    rows = [[step, round(characters / seconds)] for step, seconds in spent.items()]
    rows.append(["together", round(characters / sum(spent.values()))])
    write_rows(["step", "characters/s"], rows, Format.TABLE)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(
        f"loading {loading:.2f} s, peak memory {peak:.0f} MB, {characters} characters in {rounds} rounds\n"
    )


if __name__ == "__main__":
    main()
