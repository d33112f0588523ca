"""The names that a peer finds in the texts of a JSON-lines file; run in the peers' environment.

``python peer_names.py NAME FILE > names.jsonl`` prints a list ``[[start, end, label], …]`` for each line of the file, with
the labels PER, LOC and ORG, for ``pipelines.zh_policy.transfer --names``.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from peers import LOADERS  # type: ignore[import-not-found]

LABELS = {"nr": "PER", "PER": "PER", "ns": "LOC", "LOC": "LOC", "nt": "ORG", "ORG": "ORG"}


def pairs_of(name: str, tagged: Any) -> Iterator[tuple[str, str]]:
    """Words and tags of a line: jieba gives pairs, LAC two lists."""
    if name == "lac":
        yield from zip(*tagged, strict=True)
    else:
        yield from ((pair.word, pair.flag) for pair in tagged)


def main() -> None:
    """Tag and print."""
    name, file = sys.argv[1:]
    texts = [json.loads(line)["text"] for line in Path(file).read_text(encoding="utf-8").splitlines() if line]
    tag = LOADERS[name]()
    for first in range(0, len(texts), 100):
        some = texts[first : first + 100]
        for text, tagged in zip(some, tag(some), strict=True):
            found, at = [], 0
            for word, label in pairs_of(name, tagged):
                at = text.index(word, at)
                if label in LABELS:
                    found.append([at, at + len(word), LABELS[label]])
                at += len(word)
            sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    main()
