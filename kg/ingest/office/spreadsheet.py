"""The reader of spreadsheets (.xlsx, .xls, .et): each visible sheet as a table with its title."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from kg.errors import DocumentError
from kg.ingest.limits import read_bytes
from kg.ingest.office.cells import is_rounded_code, row_range, shown
from kg.ingest.office.package import Package, damaged, encrypted, open_package
from kg.ingest.structure.characters import join_lines
from kg.ingest.structure.grid import EMPTY, MAX_COLUMNS, GridRow, Slot
from kg.ingest.structure.rows import starts_with_headings
from kg.ingest.structure.writer import LayoutWriter
from kg.ingest.table_headings import GROUP, are_headings, number
from kg.language import tr
from kg.layout import Locator
from kg.model import Document

MAX_BYTES = 64 * 1024 * 1024
MAX_CELLS = 20_000_000
_WORKBOOK = "xl/workbook.xml"
_PLAIN_SHEET = re.compile(r"(?:sheet|工作表|表)\s*\d*|sheet\d+\s*\(\d+\)", re.IGNORECASE)
_REFERENCE = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
_TAIL = 24
_SHOWN = 3
# The cell of the name of a sheet: no number of a real cell.
_NAME_OF_SHEET = -1_000_000_000


def read(path: Path, label: str) -> Document:
    """Read a workbook: the visible sheets in order, each beginning an article when it has a title of its own.

    Raises:
        DocumentError: it is damaged, protected, hostile, or has no text.
    """
    data = read_bytes(path, MAX_BYTES)
    if data.startswith(b"PK"):
        with open_package(path) as package:
            _inspect(package)
    writer = LayoutWriter()
    hidden: list[str] = []
    try:
        with CalamineWorkbook.from_path(str(path)) as workbook:
            sheets = [one for one in workbook.sheets_metadata if one.typ is SheetTypeEnum.WorkSheet]
            visible = [one.name for one in sheets if one.visible is SheetVisibleEnum.Visible]
            hidden += [one.name for one in sheets if one.visible is not SheetVisibleEnum.Visible]
            _write(writer, [workbook.get_sheet_by_name(name) for name in visible])
    except CalamineError as error:
        raise _refusal(path, error) from error
    if not writer.layout.blocks:
        raise DocumentError(f"{path} 的各工作表都是空的。", f"all sheets of {path} are empty.")
    return Document(
        id=hashlib.sha256(data).hexdigest(),
        path=path.as_posix(),
        media_type="application/vnd.ms-excel",
        text=writer.text,
        reader=label,
        warnings=(*writer.warnings, *_hidden(hidden)),
        layout=writer.layout,
    )


def _refusal(path: Path, error: Exception) -> DocumentError:
    if re.search("password|encrypt", str(error), re.IGNORECASE):
        return encrypted(path)
    return damaged(path, error)


def _inspect(package: Package) -> None:
    """Unpack once within the limits, and refuse a DTD and sheets whose cells lie absurdly far apart."""
    for member in package.members:
        rows = columns = 0
        before = b""
        for at, chunk in enumerate(package.chunks(member.filename)):
            if at == 0 and b"<!DOCTYPE" in chunk[:4096]:
                raise DocumentError(
                    f"{package.path} 的 {member.filename} 声明了 DTD（可能是 XXE 攻击），不予读取。",
                    f"{member.filename} in {package.path} declares a DTD (perhaps an XXE attack); it is not read.",
                )
            if member.filename.startswith("xl/worksheets/"):
                for letters, row in _REFERENCE.findall(before + chunk):
                    rows, columns = max(rows, int(row)), max(columns, _column(letters))
                before = chunk[-_TAIL:]
        if rows * columns > MAX_CELLS:
            raise DocumentError(
                f"{package.path} 的工作表有 {rows} 行 × {columns} 列，超过上限；请删去空白区域外的单元格后再试。",
                f"a sheet of {package.path} spans {rows} rows by {columns} columns, more than the limit; clear stray cells.",
            )


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _write(writer: LayoutWriter, sheets: Sequence[CalamineSheet]) -> None:
    """The sheets in order. Where they are named by places, as parts of one list, the name stands over their rows."""
    places = [sheet.name for sheet in sheets if GROUP.fullmatch(sheet.name.strip())]
    before: list[str] = []
    for sheet in sheets:
        values = sheet.to_python(skip_empty_area=True)
        rows = list(_rows(sheet, values))
        if not any(row.distinct for row in rows):
            continue
        part = len(places) > 1 and sheet.name in places
        headings = _headings_over(rows)
        goes_on = part and headings == before and starts_with_headings(rows)
        if not goes_on:
            _begin(writer, sheet.name, titled=not starts_with_headings(rows))
        writer.grid(_under(sheet.name, rows) if part else rows, title=not goes_on)
        _warn_of_codes(writer, sheet, values)
        before = headings


def _begin(writer: LayoutWriter, name: str, *, titled: bool) -> None:
    """Let an article begin when the sheet has a title, or a name that says something."""
    named = _PLAIN_SHEET.fullmatch(name.strip()) is None
    if titled or named:
        writer.begin_article()
    if not titled and named:
        writer.paragraph(name, title=True, locator=Locator(sheet=name))


def _first_row(rows: Sequence[GridRow]) -> int:
    """Where the first numbered row under headings is; 0 without one."""
    return next(
        (
            at
            for at in range(1, len(rows))
            if rows[at].slots
            and number(rows[at].slots[0].text) is not None
            and are_headings([slot.text for slot in rows[at - 1].distinct])
        ),
        0,
    )


def _headings_over(rows: Sequence[GridRow]) -> list[str]:
    at = _first_row(rows)
    return [slot.text for slot in rows[at - 1].slots] if at else []


def _under(name: str, rows: Sequence[GridRow]) -> list[GridRow]:
    """The rows with the name of the sheet over the first numbered one."""
    at = _first_row(rows)
    if not at:
        return list(rows)
    title = GridRow((Slot(name.strip(), _NAME_OF_SHEET),) * len(rows[at].slots), Locator(sheet=name))
    return [*rows[:at], title, *rows[at:]]


def _rows(sheet: CalamineSheet, values: Sequence[Sequence[Any]]) -> Iterator[GridRow]:
    """The rows as slots; the cells of a merged range share theirs."""
    top, left = sheet.start or (0, 0)
    merged = _merged(sheet, values, top, left)
    width = min(max(map(len, values), default=0), MAX_COLUMNS)
    count = 0
    for at, row in enumerate(values):
        slots: list[Slot] = []
        for column, value in enumerate(row[:width]):
            text = join_lines(shown(value).split("\n"))
            count += 1
            slots.append(merged.get((at, column)) or (Slot(text, count) if text else EMPTY))
        cells = row_range(top + at, left, left + max(width - 1, 0))
        yield GridRow(tuple(slots), Locator(sheet=sheet.name, row=top + at + 1, cells=cells))


def _merged(
    sheet: CalamineSheet, values: Sequence[Sequence[Any]], top: int, left: int
) -> dict[tuple[int, int], Slot]:
    """The slots of all cells in merged ranges that lie in the used part of the sheet."""
    slots: dict[tuple[int, int], Slot] = {}
    width = min(max(map(len, values), default=0), MAX_COLUMNS)
    for count, ((first_row, first_column), (last_row, last_column)) in enumerate(
        sheet.merged_cell_ranges or (), start=1
    ):
        row, column = first_row - top, first_column - left
        if not (0 <= row < len(values) and 0 <= column < len(values[row])):
            continue
        slot = Slot(join_lines(shown(values[row][column]).split("\n")), -1 - count)
        for at in range(row, min(last_row - top + 1, len(values))):
            for beside in range(column, min(last_column - left + 1, width)):
                slots[at, beside] = slot
    return slots


def _warn_of_codes(writer: LayoutWriter, sheet: CalamineSheet, values: Sequence[Sequence[Any]]) -> None:
    """Codes typed as numbers have lost their last digits; say where, so that nobody trusts them."""
    top = (sheet.start or (0, 0))[0]
    rows = [top + at + 1 for at, row in enumerate(values) if any(is_rounded_code(value) for value in row)]
    if rows:
        listed = "、".join(map(str, rows[:_SHOWN]))
        writer.warnings.append(
            tr(
                f"工作表“{sheet.name}”有 {len(rows)} 行的编码以数字存储，末位已失真（第 {listed} 行{'等' if len(rows) > _SHOWN else ''}）",
                f"sheet {sheet.name!r}: codes stored as numbers in {len(rows)} rows have lost digits (row {rows[0]} first)",
            )
        )


def _hidden(names: Sequence[str]) -> tuple[str, ...]:
    if not names:
        return ()
    listed = "、".join(names[:_SHOWN])
    return (tr(f"隐藏的工作表未读：{listed}", f"{len(names)} hidden sheets were not read: {listed}"),)
