"""One peer's speed, measured in an environment of its own; run by ``pipelines.bench.nlp``, imports nothing of kg.

``python peers.py NAME FILE SECONDS`` tags the lines of a file again and again and prints one JSON object.
"""

import json
import resource
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

Tag = Callable[[list[str]], Iterable[object]]


def load_jieba() -> Tag:
    """Words with parts of speech, names among them (nr, ns, nt)."""
    import jieba.posseg  # type: ignore[import-not-found]

    jieba.setLogLevel("ERROR")
    jieba.initialize()
    jieba.posseg.lcut("杭州")
    return lambda lines: [jieba.posseg.lcut(line) for line in lines]


def load_lac() -> Tag:
    """Baidu's LAC: words, parts of speech and names (PER, LOC, ORG)."""
    import paddle  # type: ignore[import-not-found]

    # LAC asks for a module by the name it had until paddle 2.4.
    sys.modules |= {"paddle.fluid": paddle.base, "paddle.fluid.core": paddle.base.core}
    from LAC import LAC  # type: ignore[import-not-found]

    tagger = LAC(mode="lac")
    tagger.run(["杭州"])
    run: Tag = tagger.run
    return run


LOADERS: dict[str, Callable[[], Tag]] = {"jieba": load_jieba, "lac": load_lac}


def main() -> None:
    """Measure and print."""
    name, file, seconds = sys.argv[1:]
    lines = [line for line in Path(file).read_text(encoding="utf-8").splitlines() if line.strip()]
    tag = LOADERS[name]()
    loading = time.process_time()
    size, characters, spent = sum(map(len, lines)), 0, 0.0
    while spent < float(seconds):
        begin = time.process_time()
        for first in range(0, len(lines), 100):
            list(tag(lines[first : first + 100]))
        spent += time.process_time() - begin
        characters += size
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(
        json.dumps({"speed": characters / spent, "loading": loading, "peak": peak, "characters": characters})
        + "\n"
    )


if __name__ == "__main__":
    main()
