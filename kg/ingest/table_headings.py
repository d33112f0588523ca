"""The row of column headings that a table begins with, and other lines that tell where tables begin and end."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.catalog.columns import is_body, is_known
from kg.ingest import marks
from kg.ingest.catalog import words
from kg.ingest.lines import Line, joined
from kg.ingest.table_rows import BAR, BLANK, BREAK, CellDraft, atoms, cells, parted, separator, split_line

_SERIAL = re.compile(r"(?:[|｜]\s*)?0*(\d{1,4})[.．、]?(?=\s|[|｜]|$)")
_SENTENCE = re.compile("[。！？]")
GROUP = re.compile(
    r"(?:推荐|归口|组织|主管|申报)(?:单位|部门|地区)[：:].{2,40}|[一二三四五六七八九十]{1,3}、.{2,40}|[（(][一二三四五六七八九十]{1,3}[）)].{2,40}"
    r"|[\u4e00-\u9fff]{2,12}[市区县州盟旗省](?:[（(]\s*(?:共\s*)?\d+\s*[家个项名户]?\s*[）)])?|[^，。；：|]{2,24}[（(]\s*(?:共\s*)?\d+\s*[家个项名户]\s*[）)]"
)
_MAX_HEADING = 10
_MAX_HEADER_LINES = 16
_MAX_SURE_HEADING = 6
_MAX_LONG_HEADING = 14
_MAX_HEADING_LINE = 200
_LEAST_NAMES, _MOST_NAMES = 2, 0.7


@dataclass(frozen=True, slots=True)
class Header:
    """The headings: where rows begin, how many columns, whether the first numbers the rows, one cell a line or not.

    ``first`` is the first heading; ``separator`` is what parts the headings.
    """

    rows_at: int
    columns: int
    numbered: bool
    upright: bool
    separator: str
    first: str


def is_heading(text: str) -> bool:
    """Whether a text can head a column: a word of the catalogue, or a short one that ends with it."""
    bare = re.sub(r"[（(].*?[）)]|\s", "", text)
    known = words("table_headers")
    if bare in known or (len(bare) <= _MAX_HEADING and bare.endswith(known)):
        return True
    return is_serial_heading(text) or (len(text.strip()) > 1 and is_known(text))


def is_serial_heading(text: str) -> bool:
    """Whether a text heads the column that numbers the rows: 序号, No."""
    return re.sub(r"\s", "", text) in words("serial_headings")


def are_headings(texts: Sequence[str]) -> bool:
    """Whether texts side by side head the columns of a table: half of them, and two at least, are known."""
    if len(texts) < 2 or any(
        len(text) > _MAX_LONG_HEADING or re.search("[，。；：]", text) for text in texts
    ):
        return False
    known = sum(is_heading(text) for text in texts)
    return known >= 2 and 2 * known >= len(texts)


def stand_over_names(texts: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Whether short texts, of no firm, stand over rows that have firms in one of their columns.

    Such texts head the columns, by whatever words.
    """
    if len(texts) < 2 or len(set(texts)) < len(texts) or len(below) < _LEAST_NAMES:
        return False
    if any(not text or len(text) > _MAX_LONG_HEADING or is_body(text) or number(text) for text in texts):
        return False
    columns = ([row[at] for row in below if at < len(row)] for at in range(len(texts)))
    return any(sum(map(is_body, column)) >= _MOST_NAMES * len(below) for column in columns)


def flat_header(lines: Sequence[Line], index: int) -> Header | None:
    """Headings side by side, perhaps wrapped: 序号 企业名称 产品名称 所在地."""
    if len(lines[index].text) > _MAX_HEADING_LINE:
        return None
    kind = separator(lines[index].text)
    first = [cell.text for cell in _parts(lines[index : index + 1], kind)]
    if len(first) < 2 or not is_heading(first[0]):
        return None
    for rows_at in range(index + 1, min(index + 4, len(lines))):
        texts = [cell.text for cell in _parts(lines[index:rows_at], kind)]
        numbered = is_serial_heading(texts[0])
        if not numbered and rows_at > index + 1:
            break
        if kind == " " and len(texts) < 3:
            continue
        if are_headings(texts) and (
            not numbered or serial(lines[rows_at].text) == 1 or _group_then_first(lines, rows_at)
        ):
            return Header(rows_at, len(texts), numbered, False, kind, texts[0])
    return None


def _parts(lines: Sequence[Line], kind: str) -> tuple[CellDraft, ...]:
    """The cells of headings; where bars or tabs part them, blanks do not."""
    row = atoms(lines, BREAK)
    return cells(row, parted(row, BAR if kind in ("|", "\t") else BLANK))


def _group_then_first(lines: Sequence[Line], index: int) -> bool:
    """Whether a group row stands between the headings and row 1."""
    return (
        index + 1 < len(lines)
        and GROUP.fullmatch(lines[index].text) is not None
        and serial(lines[index + 1].text) == 1
    )


def upright_header(lines: Sequence[Line], index: int) -> Header | None:
    """Headings one below the other, the first of them 序号, up to the line that is just 1."""
    if not is_serial_heading(lines[index].text):
        return None
    for at in range(index + 2, min(index + _MAX_HEADER_LINES, len(lines))):
        if number(lines[at].text) == 1 or _group_then_first(lines, at):
            texts = [line.text for line in lines[index:at]]
            return Header(at, at - index, True, True, "", texts[0]) if are_headings(texts) else None
        if len(lines[at].text) > _MAX_LONG_HEADING:
            return None
    return None


def is_short_heading(text: str) -> bool:
    """Whether a line by itself is surely a heading: hardly more than a word of the catalogue."""
    return len(text) <= _MAX_SURE_HEADING and is_heading(text)


def serial(text: str) -> int | None:
    """The number that a line begins with as the rows of a table do, else None."""
    match = _SERIAL.match(text)
    return int(match[1]) if match else None


def number(text: str) -> int | None:
    """The number that is all of a line, else None."""
    return int(text.rstrip(".．、")) if re.fullmatch(r"0*\d{1,4}[.．、]?", text) else None


def header_cells(lines: Sequence[Line], index: int, header: Header) -> tuple[CellDraft, ...]:
    """The cells of the header that begins at a line."""
    group = lines[index : header.rows_at]
    return cells(atoms(group, 2.0 if header.upright else BREAK), header.columns)


def repeats(lines: Sequence[Line], at: int, index: int, header: Header) -> bool:
    """Whether the headings are printed again, as at the top of a page."""
    size = header.rows_at - index
    return joined(lines[at : at + size]) == joined(lines[index : header.rows_at])


def is_heading_row(text: str) -> bool:
    """Whether a line is a row of column headings."""
    found = [cell for cell in split_line(text) if cell]
    return are_headings(found) and len(found) > 1


def ends_table(text: str) -> bool:
    """Whether a line cannot belong to a table: a sentence, a note, a mark, a date."""
    bare = text.lstrip("（(")
    return bool(
        _SENTENCE.search(text)
        or marks.section_of(text)
        or marks.source_of(text)
        or marks.is_date_line(text)
        or re.match(r"(?:注|备注|说明|附件?\d*|附表\d*)\s*[:：]", bare)
        or re.match(r"附件\s*\d*$|[一二三四五六七八九十]{1,3}、", bare)
    )
