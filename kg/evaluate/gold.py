"""Gold folders: ``NAME.txt`` with ``NAME[_START-END].tagged.txt`` and ``.facts.jsonl`` for parts of it.

START-END, and all offsets here, count the characters of NAME.txt that are not white space.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import UsageError
from kg.model import EntityType
from kg.offsets import Span

TAGS = {
    "C": EntityType.COMPANY,
    "A": EntityType.AGENCY,
    "O": EntityType.ORGANIZATION,
    "P": EntityType.PERSON,
    "L": EntityType.PLACE,
    "G": EntityType.PROGRAM,
    "D": EntityType.PRODUCT,
}
_TAG = re.compile(r"<(/?)([CAOPLGD])>")
_PART = re.compile(r"(?P<name>.+)_(?P<start>\d+)-\d+")

TypedSpan = tuple[int, int, EntityType]
Fact = Mapping[str, Any]


@dataclass(slots=True)
class GoldDocument:
    """A document of a gold folder: its text, the annotated stretches, the mentions and facts in them."""

    path: Path
    mentions: set[TypedSpan] = field(default_factory=set)
    facts: list[Fact] = field(default_factory=list)
    ranges: list[Span] = field(default_factory=list)
    squeezed: tuple[int, ...] = ()

    def holds(self, offset: int) -> bool:
        """Whether an offset lies in an annotated stretch."""
        return any(start <= offset < end for start, end in self.ranges)


def read_tagged(tagged: str) -> tuple[str, set[TypedSpan]]:
    """The text and mentions of a tagged text, white space removed."""
    tagged = "".join(tagged.split())
    text, spans, opened = "", set(), 0
    position = 0
    for tag in _TAG.finditer(tagged):
        text += tagged[position : tag.start()]
        position = tag.end()
        if tag[1]:
            spans.add((opened, len(text), TAGS[tag[2]]))
        else:
            opened = len(text)
    return text + tagged[position:], spans


def read_gold(folder: Path) -> dict[str, GoldDocument]:
    """All documents of a gold folder, by name. Raises UsageError when there are none or one lacks its text."""
    gold: dict[str, GoldDocument] = {}
    for tagged in sorted(folder.glob("*.tagged.txt")):
        stem = tagged.name.removesuffix(".tagged.txt")
        part = _PART.fullmatch(stem)
        name, start = (part["name"], int(part["start"])) if part else (stem, 0)
        document = gold.setdefault(name, GoldDocument(folder / f"{name}.txt"))
        text, spans = read_tagged(tagged.read_text(encoding="utf-8"))
        document.ranges.append((start, start + len(text)))
        document.mentions |= {(first + start, last + start, kind) for first, last, kind in spans}
        facts = tagged.with_name(f"{stem}.facts.jsonl")
        if facts.exists():
            lines = facts.read_text(encoding="utf-8").splitlines()
            document.facts += [json.loads(line) for line in lines if line.strip()]
    if not gold:
        raise UsageError(
            f"{folder} 里没有 *.tagged.txt，不是标注文件夹。",
            f"{folder} holds no *.tagged.txt: it is no gold folder.",
        )
    for name, document in gold.items():
        document.squeezed = _squeezed_offsets(document.path, name)
    return gold


def _squeezed_offsets(path: Path, name: str) -> tuple[int, ...]:
    """For each character of the text, and its end: how many characters that are no white space stand before it."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise UsageError(
            f"标注文件夹缺少 {name} 的原文 {path}。", f"the gold folder lacks the text of {name}: {path}."
        ) from error
    offsets = [0]
    for character in text:
        offsets.append(offsets[-1] + (not character.isspace()))
    return tuple(offsets)
