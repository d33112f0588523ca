"""Cut the lines of one table row into cells.

The lines are cut into atoms at everything that may part two cells: a bar, a tab, blanks, a line break. Each parting
has a strength; a row of ``k`` columns is parted at its ``k - 1`` strongest. What is not parted is one cell, so a
cell that the layout wrapped over two lines comes together again.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.ingest.catalog import words
from kg.ingest.lines import Line

Piece = tuple[int, int]

BAR, WIDE, BLANK, BREAK = 4.0, 3.0, 1.0, 0.1
_WITHIN = 0.05
_PARTING = re.compile(
    r"[ \u3000]*[|｜\t][ \u3000]*|[ \u3000]+/(?:[ \u3000]+|$)|[ \u00a0]{2,}|[ \u00a0]*\u3000+[ \u00a0]*|[ \u00a0]"
)
_CONTINUES = re.compile(r"[）)》”’」』，、。；%]")


@dataclass(frozen=True, slots=True)
class Atom:
    """A stretch of one line, and how strongly it is parted from the atom before it."""

    start: int
    end: int
    text: str
    strength: float


@dataclass(frozen=True, slots=True)
class CellDraft:
    """The raw spans that make up one cell; none for an empty cell."""

    pieces: tuple[Piece, ...]
    text: str


def separator(text: str) -> str:
    """The strongest separator in a line: ``|``, a tab, two blanks, one blank, or nothing."""
    for pattern, name in (
        (r"[|｜]", "|"),
        (r"\t", "\t"),
        (r"[ \u3000]/(?=[ \u3000]|$)", "/"),
        (r" {2,}|\u3000", "  "),
        (r" ", " "),
    ):
        if re.search(pattern, text):
            return name
    return ""


def split_line(text: str) -> list[str]:
    """The cells of a line that holds a whole row."""
    return [
        atom.text for atom in _atoms_of(Line(text, 0, len(text)), 0.0) if atom.text or atom.strength == BAR
    ]


def atoms(lines: Sequence[Line], break_strength: float) -> list[Atom]:
    """Cut lines into atoms; ``break_strength`` is that of a plain line break."""
    found: list[Atom] = []
    for index, line in enumerate(lines):
        strength = _break(lines[index - 1], line, break_strength) if index else 0.0
        found.extend(_atoms_of(line, strength))
    return found


def cells(row: Sequence[Atom], columns: int) -> tuple[CellDraft, ...]:
    """Part atoms at the strongest places into at most ``columns`` cells, and fill up with empty ones."""
    inner = range(1, len(row))
    strongest = sorted(inner, key=lambda index: (-row[index].strength, index))[: columns - 1]
    starts = [0, *sorted(index for index in strongest if row[index].strength > 0)]
    drafts = [_cell(row[start:end]) for start, end in zip(starts, [*starts[1:], len(row)], strict=True)]
    return tuple(drafts + [CellDraft((), "")] * (columns - len(drafts)))


def parted(row: Sequence[Atom], least: float = BLANK) -> int:
    """How many cells a row has by separators of a strength or more, line breaks not counted."""
    return 1 + sum(atom.strength >= least for atom in row[1:])


def _cell(group: Sequence[Atom]) -> CellDraft:
    """Put the atoms of a cell together; a blank inside a line stays, a line break goes."""
    spans: list[Piece] = []
    text = ""
    for atom in group:
        if atom.start == atom.end:
            continue
        if (spans and BLANK <= atom.strength < BAR) or (spans and 0 < atom.strength < BREAK):
            spans.append((atom.start - 1, atom.start))
            text += " "
        spans.append((atom.start, atom.end))
        text += atom.text
    return CellDraft(tuple(spans), text)


def _atoms_of(line: Line, strength: float) -> list[Atom]:
    """The atoms of one line; bars at both ends are its frame."""
    text, offset = line.text, line.start
    begin = match.end() if (match := re.match(r"[|｜]\s*", text)) else 0
    frame = re.search(r"\s*[|｜]$", text) if begin else None
    end = frame.start() if frame else len(text)
    found: list[Atom] = []
    position = begin
    for match in _PARTING.finditer(text, begin, end):
        found.append(_atom(text, offset, position, match.start(), strength))
        strength = _strength(text, match)
        position = match.end()
    found.append(_atom(text, offset, position, max(position, end), strength))
    return found


def _atom(text: str, offset: int, start: int, end: int, strength: float) -> Atom:
    return Atom(offset + start, offset + end, text[start:end], strength)


def _strength(text: str, match: re.Match[str]) -> float:
    if re.search(r"[|｜\t/]", match[0]):
        return BAR
    if len(match[0]) > 1 or "\u3000" in match[0]:
        return WIDE
    if _is_spaced(text, match):
        return _WITHIN
    latin = text[match.start() - 1].isascii() and match.end() < len(text) and text[match.end()].isascii()
    return BLANK - 0.5 if latin and match.start() > 4 else BLANK


def _is_spaced(text: str, blank: re.Match[str]) -> bool:
    """Whether a blank only spaces out a word of two characters, as in 序 号: nothing else stands beside either."""
    before, after = text[: blank.start()], text[blank.end() :]
    return re.search(r"(?:^|[\s|｜])[\u4e00-\u9fff]$", before) is not None and (
        re.match(r"[\u4e00-\u9fff](?:[\s|｜]|$)", after) is not None
    )


def _break(before: Line, after: Line, plain: float) -> float:
    """How likely a line break parts two cells."""
    text = before.text
    if text.rfind("（") > text.rfind("）") or _CONTINUES.match(after.text):
        return 0.0
    if before.trailing:
        return plain + 0.3
    return plain + 0.2 if text.endswith(words("byline_suffixes")) else plain
