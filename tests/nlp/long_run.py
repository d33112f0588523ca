"""Reads text that never repeats, and prints the memory of the process at ten points: ``python -m tests.nlp.long_run N``."""

import json
import random
import sys
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

from kg import nlp
from kg.model import Article
from kg.offsets import OffsetMap
from tests.command import DOCUMENTS

HAN = [chr(code) for code in range(0x4E00, 0x9FA6)]
CHANGED = 0.02


def texts(seed: int = 20210201) -> Iterator[str]:
    """Paragraphs of the example documents over and over, some characters of each replaced at random."""
    chance = random.Random(seed)
    paragraphs = [
        text[at : at + 2000]
        for document in DOCUMENTS
        for text in [document.read_text(encoding="utf-8")]
        for at in range(0, len(text), 2000)
    ]
    for paragraph in cycle(paragraphs):
        yield "".join(chance.choice(HAN) if chance.random() < CHANGED else one for one in paragraph)


def megabytes() -> float:
    """The memory that the process holds now (Linux)."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * 4096 / 1e6


def main(characters: int) -> list[float]:
    """Read so many characters; the memory after each tenth."""
    pipeline, done = nlp.load(), 0
    held: list[float] = []
    for text in texts():
        nlp.read(pipeline, Article("a", "d", 0, "", text, OffsetMap.identity(len(text))))
        done += len(text)
        if done >= characters * (len(held) + 1) / 10:
            held.append(round(megabytes(), 1))
        if len(held) == 10:
            break
    return held


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(int(sys.argv[1]))) + "\n")
