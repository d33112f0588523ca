"""Rows from single cells: what a text export leaves of a table, one cell a line or a few, without its rules.

The mentions say what each cell is, the headings above in which order the cells of a row stand. A row is one firm (or
the firms that follow each other) with the product, place, level and year that belong to it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from kg.catalog.grades import GRADES
from kg.facts import lexicon
from kg.facts.view import ANY, C, D, G, L, O, Token, View
from kg.offsets import Span

_GAP = re.compile("[|｜\t\n]|[ 　]{2,}|(?<=[^A-Za-z0-9])　(?=[^A-Za-z0-9])")
_BRACKET = re.compile("[（(][^（）()]*[）)]")
_SENTENCE = re.compile("[。；！？]|，.*，|^(?:注|说明|备注|编者|附|发布|来源|公示)[^ |\t]*[：:]")
_FIRM = re.compile(f"(?:\\d{{1,4}}[.、．]?\\s*)?[“《]?[{C}{O}](?:[、/和与]?[{C}{O}])*[”》]?")
_PRODUCT = re.compile(f"[“《]?{D}(?:[、/和与]?{D})*[”》]?")
_PLACE = re.compile(f"{L}+")
_HONOUR = re.compile(f"[“《!]*{G}(?:[”“]*{G})?[”》]?(?:企业|产品|装备|项目|单位|称号|中小|重大|技术)*")
_LEVEL = re.compile("国际级?|国家级?|国内|省级?|省内|市级?|县级|区级|区内|自治区级?")
_YEAR = re.compile("(?:第[一二三四五六七八九十\\d]+[届批])?[（(]?(?:19|20)\\d\\d年?度?[）)]?")
_PLAIN = re.compile("[\\d.,%—–－\\-~～\\s!]+|正奖|" + GRADES)
_LABEL = re.compile("(?:\\d{1,3}[.、．]\\s*)?([一-龥（）]{2,12})[：:]\\s*(?=.)")
_NO_FIRM = ("recommender", "person", "remark", "credit_code")
_KINDS = (
    ("company", _FIRM),
    ("product", _PRODUCT),
    ("place", _PLACE),
    ("level", _LEVEL),
    ("honour", _HONOUR),
)
_LONGEST = 40
_FEWEST = 3
_BEFORE_ALL = ("level", "year")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell (without its label: 企业名称：): its masked stretch and what it is: company, product, place, level, year, honour, plain or other."""

    start: int
    end: int
    kind: str
    labelled: bool = False


@dataclass(frozen=True, slots=True)
class CellRow:
    """A row: its masked stretch, the firm's cell and the cells that belong to it."""

    start: int
    end: int
    firm: Cell
    product: Cell | None
    place: Cell | None
    level: Cell | None
    year: Cell | None
    honour: Cell | None

    def tokens(self, view: View, kind: str, masks: str) -> tuple[Token, ...]:
        """The mentions of the given types in one of the row's cells (firm, product, place, honour)."""
        cell: Cell | None = getattr(self, kind)
        return tuple(view.between(cell.start, cell.end, masks)) if cell else ()


@cache
def _headers() -> dict[str, str]:
    return {row["header"]: row["role"] for row in lexicon.rows("table_columns.csv")}


def streams(view: View, tables: Mapping[Span, list[str]]) -> Iterator[tuple[CellRow, ...]]:
    """Every run of lines outside the tables that are cells of one table, as its rows.

    ``tables``: the stretches that are read already, each with the roles of its columns; cells right below a table go
    on with its columns.
    """
    for run, above in _runs(view, tables):
        if sum(cell.kind == "company" for cell in run) < _FEWEST - 1:
            continue
        header, body = _headed(view, run)
        header, body = (header, body) if header else (above, _trimmed(run))
        firms = sum(cell.kind == "company" for cell in body)
        pure = all(cell.kind != "other" for cell in body)
        kinds = {cell.kind for cell in body} & {"product", "level", "year"}
        labelled = sum(cell.labelled and cell.kind == "company" for cell in body) > 1
        if labelled:
            body = [cell for cell in body if cell.labelled or cell.kind != "company"]
        if labelled or "company" in header or (pure and kinds and firms >= _FEWEST):
            yield tuple(_rows(body, header))


def _runs(view: View, tables: Mapping[Span, list[str]]) -> Iterator[tuple[list[Cell], list[str]]]:
    """Runs of cells, each with the roles of the table right above it (at most a line between)."""
    run: list[Cell] = []
    above: list[str] = []
    between = 0
    for start, end in view.lines:
        text = view.masked[start:end]
        if not text.strip():
            continue
        table = next((roles for (a, b), roles in tables.items() if a <= start < b), None)
        cells = list(_cells(view, start, end)) if table is None else []
        if cells and _fits(text, cells):
            run += cells
            continue
        if run:
            yield run, above if between <= 1 else []
        between = between + 1 if table is None else 0
        run, above = [], above if table is None else table
    if run:
        yield run, above if between <= 1 else []


def _trimmed(run: list[Cell]) -> list[Cell]:
    """A run without the words before its first firm, product, place or year and after its last firm."""
    known = ("company", "product", "place", "year", "level")
    first = next(number for number, cell in enumerate(run) if cell.kind in known)
    last = max(number for number, cell in enumerate(run) if cell.kind in known)
    return run[first : last + 1]


def _fits(text: str, cells: list[Cell]) -> bool:
    """Whether a line is one of cells: short ones, no sentence; a line with an honour only beside a firm."""
    if any(cell.end - cell.start > _LONGEST for cell in cells) or _SENTENCE.search(text):
        return False
    return G not in text or (len(cells) > 1 and any(cell.kind in ("company", "product") for cell in cells))


def _cells(view: View, start: int, end: int) -> Iterator[Cell]:
    at = start
    for match in _GAP.finditer(view.masked, start, end):
        yield from _cell(view, at, match.start())
        at = match.end()
    yield from _cell(view, at, end)


def _cell(view: View, start: int, end: int) -> Iterator[Cell]:
    raw = view.masked[start:end]
    text = raw.strip()
    if not text:
        return
    first = start + raw.index(text)
    label = _LABEL.match(text)
    role = _headers().get(label[1]) if label else None
    if label and role:
        kind = _kind(text[label.end() :])
        fits = kind == role or (kind == "company") != (role == "company")
        first, text = first + label.end(), text[label.end() :]
        yield Cell(first, first + len(text), kind if fits and role not in _NO_FIRM else "other", True)
        return
    yield Cell(first, first + len(text), _kind(text))


def _kind(text: str) -> str:
    bare = _BRACKET.sub("", text).strip()
    for kind, pattern in _KINDS:
        if pattern.fullmatch(bare):
            return kind
    if _YEAR.fullmatch(text):
        return "year"
    return "plain" if _PLAIN.fullmatch(bare) else "other"


def _headed(view: View, run: list[Cell]) -> tuple[list[str], list[Cell]]:
    """The roles of the headings that a run holds, in order, and the cells after the last of them."""
    roles: list[str] = []
    body = 0
    for number, cell in enumerate(run):
        if cell.kind == "company" and roles:
            break
        text = re.sub(r"\s", "", view.masked[cell.start : cell.end])
        plain = _BRACKET.sub("", text)
        role = _headers().get(text) or _headers().get(plain)
        if role or (roles and cell.kind == "other" and not re.search(f"[{ANY}]", text)):
            roles.append(role or "other")
            body = number + 1
    return (roles, run[body:]) if len(roles) > 1 else ([], run)


def _rows(body: list[Cell], header: list[str]) -> Iterator[CellRow]:
    """One row a firm; what stands before the firm by its headings is looked for there, the rest after it."""
    firms = [number for number, cell in enumerate(body) if cell.kind == "company"]
    ahead = {kind: _is_ahead(body, header, kind) for kind in ("product", "place", "level", "year", "honour")}
    kept: dict[str, Cell | None] = {}
    for order, number in enumerate(firms):
        floor = firms[order - 1] + 1 if order else 0
        ceiling = firms[order + 1] if order + 1 < len(firms) else len(body)
        found: dict[str, Cell | None] = {}
        for kind, before in ahead.items():
            stretch = reversed(body[floor:number]) if before else body[number + 1 : ceiling]
            cell = next((one for one in stretch if one.kind == kind), None)
            joint = kind in _BEFORE_ALL or (kind == "product" and floor == number)
            found[kind] = cell or (kept.get(kind) if before and joint else None)
        kept = found
        near = [cell for cell in found.values() if cell and body[floor].start <= cell.start] + [body[number]]
        last = max(cell.end for cell in near)
        yield CellRow(min(cell.start for cell in near), last, body[number], **found)


def _is_ahead(body: list[Cell], header: list[str], kind: str) -> bool:
    """Whether the cells of a kind stand before the firm of their row."""
    role = "category" if kind == "honour" else kind
    if "company" in header and role in header:
        return header.index(role) < header.index("company")
    first = next((cell for cell in body if cell.kind in (kind, "company")), None)
    return first is not None and first.kind == kind
