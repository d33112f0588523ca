"""Tables of an old Word document whose rows are not known: guessed from the rhythm of their cells."""

import re

from kg.ingest.structure.characters import join_lines
from kg.ingest.structure.grid import GridRow, Spread, expand
from kg.ingest.structure.writer import LayoutWriter
from kg.language import tr

CELL_END = "\x07"
_GUESSED = 0.8
_MOST_PARAGRAPHS = 200


def write_guessed(writer: LayoutWriter, text: str) -> None:
    """Paragraphs and stretches of cells, in order."""
    paragraphs = text.split("\r")
    at = 0
    while at < len(paragraphs):
        if CELL_END not in paragraphs[at]:
            for line in paragraphs[at].split("\n"):
                writer.paragraph(line)
            at += 1
            continue
        end = _table_end(paragraphs, at)
        cells, _, rest = "\r".join(paragraphs[at:end]).rpartition(CELL_END)
        _table(writer, cells + CELL_END)
        at = end - 1
        paragraphs[at] = rest


def _table_end(paragraphs: list[str], at: int) -> int:
    """After which paragraph a table ends: as soon as its cells make rows. A cell may hold several paragraphs."""
    end = at + 1
    while end < min(len(paragraphs), at + _MOST_PARAGRAPHS):
        cells = "\r".join(paragraphs[at:end]).rpartition(CELL_END)[0]
        if cell_rows(cells + CELL_END) is not None:
            return end
        end += 1
    return at + 1


def _table(writer: LayoutWriter, cells: str) -> None:
    rows = cell_rows(cells)
    if rows is None:
        writer.warnings.append(
            tr(
                "一个表格的单元格无法确定，按文字读入；请另存为 docx",
                "the cells of a table are not certain, read as text; save the file as docx",
            )
        )
        for line in re.split("[\x07\r]+", cells):
            writer.paragraph(line)
        return
    spreads = [[Spread(join_lines(re.split("[\r\n]", cell))) for cell in row] for row in rows]
    writer.grid([GridRow(slots) for slots in expand(spreads)], confidence=_GUESSED)


def cell_rows(text: str) -> list[list[str]] | None:
    """The rows of a stretch of cells, each ended by ``\\x07``, a row by one more.

    An empty cell looks like the end of a row, so the rhythm of the whole stretch decides; None without one.
    """
    marks = text.split("\x07")[:-1]
    for width in range(2, min(len(marks), 64) + 1):
        rows = [marks[at : at + width] for at in range(0, len(marks), width + 1)]
        ends = marks[width :: width + 1]
        if len(marks) % (width + 1) or any(end.strip() for end in ends):
            continue
        # A single row with an empty cell in it may as well be two rows of unequal length.
        return rows if len(rows) > 1 or all(cell.strip() for cell in rows[0]) else None
    return None
