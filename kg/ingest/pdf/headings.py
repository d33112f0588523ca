"""The headings of a table without rules, where some take several lines."""

from collections.abc import Sequence
from dataclasses import replace

from kg.ingest.pdf.lines import TextLine
from kg.ingest.table_headings import number

_NEAR = 1.6
# Characters in a piece of a heading over and under the row of headings.
_ABOVE, _UNDER = 14, 4


def heading_rows(rows: Sequence[Sequence[TextLine]], at: int) -> tuple[int, int]:
    """From where to where (end excluded) the lines reach that belong to the row of headings at ``at``."""
    first, end = at, at + 1
    while first > 0 and _goes_on(rows[first - 1], rows[at], rows[first], _ABOVE):
        first -= 1
    while end < len(rows) and _goes_on(rows[end], rows[at], rows[end - 1], _UNDER):
        end += 1
    return first, end


def heading_lines(lines: Sequence[TextLine]) -> list[TextLine]:
    """The headings from left to right; lines one under the other are one heading."""
    found: list[TextLine] = []
    for line in lines:
        at = next((at for at, heading in enumerate(found) if _overlap(line, heading)), None)
        if at is None:
            found.append(line)
        else:
            found[at] = _joined(found[at], line)
    return sorted(found, key=lambda line: line.left)


def _joined(one: TextLine, other: TextLine) -> TextLine:
    left, right = min(one.left, other.left), max(one.right, other.right)
    return replace(one, text=one.text + other.text, left=left, right=right, base=other.base)


def _goes_on(
    row: Sequence[TextLine], header: Sequence[TextLine], neighbour: Sequence[TextLine], most: int
) -> bool:
    """Whether each piece of a row is short, close, and stands over or under no two headings."""
    if number(row[0].text) is not None or abs(row[0].base - neighbour[0].base) > _NEAR * header[0].size:
        return False
    over = [sum(_overlap(line, heading) for heading in header) for line in row]
    if any(over) and len(row) >= len(header):
        return False
    return all(
        count <= 1 and len(line.text) <= (most if count else _UNDER)
        for line, count in zip(row, over, strict=True)
    )


def _overlap(one: TextLine, other: TextLine) -> bool:
    return one.left < other.right and other.left < one.right
