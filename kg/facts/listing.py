"""Lists and tables as records: one a firm, with what stands beside it (product, place, honour).

A Table of the article gives its rows by the roles of its columns; elsewhere lines that begin with a firm do.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.facts import cells as celled
from kg.facts import lexicon
from kg.facts.view import ANY, C, D, G, L, O, P, Token, View
from kg.model import Cell, RowKind, Table
from kg.offsets import Span

_LONGEST = 60
_NUMBER = "(?:[（(]?\\d{1,4}[.、)）．]?|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|[①-⑳●■◆·•]|[-—]{1,2})?"
_LINE = re.compile(f"^[\\s]*{_NUMBER}[\\s｜|]*(?:{L}[\\s：:｜|]*)?[“《]?[{C}{O}]")
_BY_PRODUCT = re.compile(f"^[\\s]*{_NUMBER}[\\s]*[“《]?{D}[”》]?[\\s（(—－，,:：/-]+[{C}{O}]")
_VERBS = re.compile(
    "[，。；：]|获得|是|在|将|为|从|负责人|公告$|作|说|的(?!项目)|通过|与|访|举行|召开|供稿|来源|党委|编辑"
)
_NUMBERED = re.compile("^[\\s]*(?:[（(]?\\d{1,4}[.、)）．]|\\d{1,4}[\\s]+|[①-⑳])")
_CLAUSE_ROW = re.compile(
    f"^[\\s]*(?:(?:[（(]\\d{{1,3}}[)）]|\\d{{1,3}}[.、．)）]|[①-⑳])[\\s]*[“]?[{C}{O}](?=[：:，,（(—]|[^，。；：]{{1,10}}[：:])[^。]*"
    f"|(?:{C}旗下)?[{C}{O}]，[“]?{D}[^。]*(?:；|。$))[；。]?[\\s]*$"
)
_ALONE = re.compile(f"^[\\s]*\\d{{1,3}}[.、．)）][\\s]*[“《]?{D}[”》]?[\\s]*$")
_FIRM_BELOW = re.compile(f"^[\\s]*[（(][{C}{O}][）)][\\s]*$")
_OF_PLACES = re.compile("(?:园区|开发区|示范区|示范县|示范市|示范镇|特色小镇|城市)$")
_PARENT = re.compile("[”’]?(?:旗下|所属|下属|控股|的?子公司|名下)")
_HEADING = re.compile(
    f"^[\\s]*(?:[（(]?[一二三四五六七八九十\\d]{{1,3}}[)）、.．])?[^，。；{C}{O}]{{0,10}}{G}[^，。；{C}{O}]{{0,14}}(?:[（(][^）]{{0,20}}[）)])?[：:]?[\\s]*$"
)
_LEVEL_LINE = re.compile(
    "^[\\s]*(?:[（(]?[一二三四五六七八九十\\d]{1,3}[)）、.．])?(?:国际|国内|省内|国家级?|省级|市级|自治区级)[^，。；：]{0,8}(?:[（(][^）)]{0,20}[）)])?[：:]?[\\s]*$"
)
_PLACE_LINE = re.compile(f"^[\\s]*{_NUMBER}[\\s]*({L})[\\s]*(?:[（(]?\\d+\\s*[家项个户][）)]?)?[：:]?[\\s]*$")


@dataclass(frozen=True, slots=True)
class Record:
    """One row: masked stretch, who it is about, and what it holds; ``heading`` is the group row above it.

    ``makes``: the products are what the firm makes (主营产品), and not necessarily what was recognised.
    """

    start: int
    end: int
    subjects: tuple[Token, ...]
    products: tuple[Token, ...]
    places: tuple[Token, ...]
    programs: tuple[Token, ...]
    heading: Span | None
    year: Span | None = None
    level: Span | None = None
    makes: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """A run of records; ``table`` when the layout said so."""

    start: int
    end: int
    records: tuple[Record, ...]
    table: bool


@cache
def _roles() -> tuple[tuple[str, str], ...]:
    found = [(row["header"], row["role"]) for row in lexicon.rows("table_columns.csv")]
    return tuple(sorted(found, key=lambda pair: (-len(pair[0]), pair[0])))


def role_of(heading: str) -> str:
    """The role of a column by its heading; ``other`` for an unknown one."""
    plain = re.sub(r"\s+", "", heading)
    exact = next((role for text, role in _roles() if plain == text), None)
    return exact or next((role for text, role in _roles() if plain.endswith(text)), "other")


def listings(view: View) -> Iterator[Listing]:
    """Every table and every run of lines that list firms, in order."""
    spans: dict[Span, list[str]] = {}
    doubtful: list[Listing] = []
    for table in view.reading.article.tables:
        records = tuple(_table_records(view, table))
        listing = Listing(view.position(table.start), view.position(table.end), records, True)
        if _is_sound(table, records):
            yield listing
            spans[listing.start, listing.end] = _roles_of(table)
        else:
            doubtful.append(listing)
    streams = [_of_cells(view, rows) for rows in celled.streams(view, spans)]
    for listing in doubtful:
        rival = [one for one in streams if one.start < listing.end and listing.start < one.end]
        if sum(len(one.records) for one in rival) > len(listing.records):
            continue
        streams = [one for one in streams if one not in rival]
        spans[listing.start, listing.end] = []
        if listing.records:
            yield listing
    yield from streams
    yield from _line_listings(view, [*spans, *((one.start, one.end) for one in streams)])


def _roles_of(table: Table) -> list[str]:
    """The roles of a table's columns by its last heading row."""
    headers = [row for row in table.rows if row.kind is RowKind.HEADER]
    return [role_of(cell.text) for cell in headers[-1].cells] if headers else []


def _is_sound(table: Table, records: tuple[Record, ...]) -> bool:
    """Whether every row of a table has as many cells as its heading, and nearly every one a firm."""
    headers = [row for row in table.rows if row.kind is RowKind.HEADER]
    data = [row for row in table.rows if row.kind is RowKind.DATA]
    even = all(len(row.cells) == len(headers[-1].cells) for row in data) if headers else False
    return even and len(records) * 10 >= len(data) * 9


def _of_cells(view: View, rows: tuple[celled.CellRow, ...]) -> Listing:
    """A stream of cells as a listing."""
    records = tuple(
        Record(
            row.start,
            row.end,
            _joined(view, list(row.tokens(view, "firm", C + O))),
            row.tokens(view, "product", D),
            row.tokens(view, "place", L),
            row.tokens(view, "honour", G),
            None,
            (row.year.start, row.year.end) if row.year else None,
            (row.level.start, row.level.end) if row.level else None,
        )
        for row in rows
    )
    return Listing(records[0].start, max(one.end for one in records), records, True)


def _table_records(view: View, table: Table) -> Iterator[Record]:
    roles: list[str] = []
    heading: Span | None = None
    for row in table.rows:
        if not row.cells:
            continue
        start, end = view.position(row.cells[0].start), view.position(max(row.cells[-1].end - 1, 0)) + 1
        if row.kind is RowKind.HEADER:
            roles = [role_of(cell.text) for cell in row.cells]
        elif row.kind is RowKind.GROUP:
            heading = (start, end)
        else:
            known = roles if len(roles) == len(row.cells) else []
            record = _record(view, row.cells, known, (start, end), heading)
            if record:
                yield record


def _record(
    view: View, cells: tuple[Cell, ...], roles: list[str], span: Span, heading: Span | None
) -> Record | None:
    def of(masks: str, *wanted: str) -> tuple[Token, ...]:
        known = any(role in roles for role in wanted)
        chosen = [cell for number, cell in enumerate(cells) if not known or roles[number] in wanted]
        found: list[Token] = []
        for cell in chosen:
            if cell.end > cell.start:
                found += view.between(view.position(cell.start), view.position(cell.end - 1) + 1, masks)
        return tuple(found)

    def stretch(role: str) -> Span | None:
        cell = next((cell for number, cell in enumerate(cells) if roles[number : number + 1] == [role]), None)
        if cell is None or cell.end <= cell.start:
            return None
        return view.position(cell.start), view.position(cell.end - 1) + 1

    subjects = of(C + O, "company") or (of(C + O + L, "company") if "company" in roles else ())
    if not subjects and heading:
        subjects = tuple(view.between(*heading, C + O))
    if not subjects:
        return None
    return Record(
        *span,
        _joined(view, list(subjects)),
        of(D, "product", "main_product"),
        of(L, "place"),
        of(G, "category", "level"),
        heading,
        stretch("year"),
        stretch("level"),
        makes="product" not in roles and "main_product" in roles,
    )


def _joined(view: View, tokens: list[Token]) -> tuple[Token, ...]:
    """The first firm of a row with those that are joined to it: 甲公司、乙大学."""
    run = tokens[:1]
    for token in tokens[1:]:
        if not re.fullmatch("[、，,;；/与和\\s]*", view.masked[run[-1].pos + 1 : token.pos]):
            break
        run.append(token)
    return tuple(run)


def _line_listings(view: View, taken: list[Span]) -> Iterator[Listing]:
    run: list[Record] = []
    unknown = 0
    heading: Span | None = None
    above: Span | None = None
    for start, end in view.lines:
        text = view.masked[start:end]
        if not text.strip() or any(a <= start < b for a, b in taken):
            continue
        if _is_row(text):
            run.append(_line_record(view, start, end, heading))
            continue
        if run_of := _row_over(view, above, start, end, heading):
            run.append(run_of)
            above = None
            continue
        above = (start, end) if _ALONE.match(text) else None
        if above:
            continue
        if _is_unknown_row(text):
            unknown += 1
            continue
        if place := _PLACE_LINE.match(text):
            # Under the firms when it comes after the first of them; else it heads the firms below it.
            if run and run[0].heading is None and len(re.sub(f"[{ANY}\\s]", "", text)) == 0:
                run[-1] = _extended(view, run[-1], end)
            heading = (start + place.start(1), start + place.end(1))
            continue
        if (G in text and _HEADING.match(text)) or _LEVEL_LINE.match(text):
            heading = (start, end)
            if run:
                continue
        elif run and _continues(text):
            run[-1] = _extended(view, run[-1], end)
            continue
        yield from _listing(run, unknown)
        run, unknown = [], 0
        heading = heading if heading == (start, end) else None
    yield from _listing(run, unknown)


def _row_over(view: View, above: Span | None, start: int, end: int, heading: Span | None) -> Record | None:
    """A row of two lines, the product above its firm in brackets; or a place under the honour of places."""
    text = view.masked[start:end]
    if above and _FIRM_BELOW.match(text):
        return _line_record(view, above[0], end, heading)
    honours = view.between(*heading, G) if heading else []
    if honours and _OF_PLACES.search(honours[-1].mention.text) and _PLACE_LINE.match(text):
        places = tuple(view.between(start, end, L))
        return Record(start, end, places[:1], (), (), (), heading)
    return None


def _listing(run: list[Record], unknown: int) -> Iterator[Listing]:
    """Two rows make a list, or one among numbered lines whose firms were not recognised."""
    if run and len(run) + unknown >= 2:
        yield Listing(run[0].start, run[-1].end, tuple(run), False)


def _is_unknown_row(text: str) -> bool:
    """A numbered line with one short phrase: a row of a list whose firm was not recognised."""
    return bool(_NUMBERED.match(text)) and len(text) <= 40 and not re.search(f"[，。；：{G}{P}]", text)


def _continues(text: str) -> bool:
    """Whether a line holds only what belongs to the firm above it (its product, place or honour)."""
    return len(re.sub(f"[{D}{G}{L}\\s”“（）()]", "", text)) <= 4 and bool(re.search(f"[{D}{G}{L}]", text))


def _is_row(text: str) -> bool:
    if len(text) > _LONGEST or P in text:
        return False
    if _CLAUSE_ROW.match(text):
        return True
    head = _LINE.match(text) or _BY_PRODUCT.match(text)
    plain = re.sub("（[^）]*）|\\([^)]*\\)|[；。，]$", "", text)
    if not head or "。" in plain:
        return False
    rest = re.sub(f"[{ANY}\\s\\d.、—–－\\-“”：:｜|/→]", "", plain)
    return not _VERBS.search(plain) or (bool(_NUMBERED.match(text)) and len(rest) <= 8)


def _line_record(view: View, start: int, end: int, heading: Span | None) -> Record:
    named = view.between(start, end, C + O)
    parents = sum(bool(_PARENT.match(view.masked, token.pos + 1)) for token in named[:1])
    subjects = _joined(view, named[parents:])
    inside = [view.between(start, end, mask) for mask in (D, L, G)]
    return Record(start, end, subjects, tuple(inside[0]), tuple(inside[1]), tuple(inside[2]), heading)


def _extended(view: View, record: Record, end: int) -> Record:
    whole = _line_record(view, record.start, end, record.heading)
    return Record(
        record.start, end, record.subjects, whole.products, whole.places, whole.programs, record.heading
    )
