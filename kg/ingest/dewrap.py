"""Rebuild the paragraphs of text that was cut into lines at the width of a column.

Whether a paragraph ends after a line is not a matter of one sign: a full line may end one, a short line may go on
(before a long number). So every reading of the lines is given a cost, and the cheapest is found by dynamic
programming over two states: the line is the first of its paragraph, or it is not.
"""

from collections.abc import Sequence, Set

from kg.ingest import costs, marks
from kg.ingest.lines import Line
from kg.ingest.widths import Columns, settle
from kg.ingest.widths import columns as measure_columns
from kg.ingest.wrapping import breaks_off, is_prose, wrapped

_INDENT = 2.0
_ENOUGH_INNER = 4


def paragraphs(lines: Sequence[Line], starts: Set[int] = frozenset()) -> list[tuple[Line, ...]]:
    """Group lines into paragraphs; at ``starts`` one begins in any case.

    Lines of text that is not wrapped are paragraphs by themselves.
    """
    if not lines:
        return []
    columns = measure_columns([line.text for line in lines], [line.indent for line in lines])
    flags = wrapped(lines, columns)
    parted = [
        index + 1 in starts or not (flags[index] and flags[index + 1]) or _parted(lines, columns, index)
        for index in range(len(lines) - 1)
    ]
    columns = settle(columns, _inner_lines(lines, parted))
    ends = _cheapest(lines, columns, parted)
    whole = [end and not marks.splits_name(*_pair(lines, index)) for index, end in enumerate(ends)]
    return _grouped(lines, whole)


def _pair(lines: Sequence[Line], index: int) -> tuple[str, str]:
    """A line and the next one; nothing behind the last."""
    return lines[index].text, lines[index + 1].text if index + 1 < len(lines) else ""


def _grouped(lines: Sequence[Line], ends: Sequence[bool]) -> list[tuple[Line, ...]]:
    groups: list[tuple[Line, ...]] = []
    first = 0
    for index, ends_here in enumerate(ends):
        if ends_here:
            groups.append(tuple(lines[first : index + 1]))
            first = index + 1
    return groups


def _inner_lines(lines: Sequence[Line], parted: Sequence[bool]) -> list[int]:
    """The lines in the midst of a paragraph: they break off, and so does the line before.

    In a short text with hardly any of them, all lines that break off must do.
    """
    broken = [
        not parted[at] and is_prose(lines[at]) and breaks_off(lines[at], lines[at + 1])
        for at in range(len(parted))
    ]
    inner = [at for at in range(1, len(broken)) if broken[at] and broken[at - 1]]
    return inner if len(inner) >= _ENOUGH_INNER else [at for at, breaks in enumerate(broken) if breaks]


def _cheapest(lines: Sequence[Line], columns: Columns, parted: Sequence[bool]) -> list[bool]:
    """For each line whether a paragraph ends there, in the cheapest reading.

    First lines are two cells short where their indents were lost, or not short at all: both are tried.
    """
    gaps = costs.between(lines, parted)
    ending = costs.ending(lines, columns)
    later = costs.going_on(lines, columns, 0.0)
    firsts = [later] if costs.keeps_indents(lines) else [costs.going_on(lines, columns, _INDENT), later]
    readings = [_read(gaps, ending, first, later) for first in firsts]
    return min(readings, key=lambda reading: reading[0])[1]


def _read(
    gaps: Sequence[tuple[float, float]],
    ending: Sequence[tuple[float, float]],
    first: Sequence[float],
    later: Sequence[float],
) -> tuple[float, list[bool]]:
    """The cost of the cheapest reading, and where its paragraphs end."""
    begins, goes_on = 0.0, costs.FORBIDDEN
    back: list[
        tuple[bool, bool]
    ] = []  # whether a line was the first of its paragraph if that ends, if it goes on
    for index, (join, part) in enumerate(gaps):
        alone, last = begins + ending[index][0], goes_on + ending[index][1]
        opening, inner = begins + first[index], goes_on + later[index]
        back.append((alone <= last, opening <= inner))
        begins, goes_on = min(alone, last) + part, min(opening, inner) + join
    alone, last = begins + ending[-1][0], goes_on + ending[-1][1]
    return min(alone, last), _trace(back, alone <= last)


def _trace(back: Sequence[tuple[bool, bool]], first: bool) -> list[bool]:
    """Walk the choices backwards: a line ends a paragraph when the next one begins one."""
    ends = [True]
    for first_if_ending, first_if_going in reversed(back):
        ends.append(first)
        first = first_if_ending if first else first_if_going
    return ends[::-1]


def _parted(lines: Sequence[Line], columns: Columns, index: int) -> bool:
    """Whether a line and the next one cannot be one paragraph: marks, sources, and the title after them."""
    line, after = lines[index].text, lines[index + 1].text
    if any(marks.section_of(text) for text in (line, after)):
        return True
    if marks.source_of(line) or marks.source_of(after) or marks.opens_source(after):
        return True
    if marks.is_grade(line) or marks.is_grade(after):
        return True
    if marks.counts_on(line, after) or (marks.is_list_title(after) and not costs.OPEN_END.search(line)):
        return True
    if marks.is_listed_name(after) and not costs.OPEN_END.search(line):
        return True
    return _stands_after_mark(lines, index) and not _is_text(lines, columns, index)


def _stands_after_mark(lines: Sequence[Line], index: int) -> bool:
    """Whether the line before this one is a section mark or a source line, so that this one is a title."""
    if index == 0:
        return True
    before = lines[index - 1].text
    return marks.section_of(before) is not None or marks.source_of(before) is not None


def _is_text(lines: Sequence[Line], columns: Columns, index: int) -> bool:
    """Whether a line in the place of a title is the first of a paragraph all the same: full, in mid-sentence."""
    line = lines[index]
    if columns.widths[index] < columns.full[index] - _INDENT - 0.7:
        return False
    return is_prose(line) and breaks_off(line, lines[index + 1])
