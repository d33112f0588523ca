"""The lists and tables of an article: Tables by the roles of their columns, elsewhere lines that begin with a firm."""

import re
from collections.abc import Iterator

from kg.catalog.columns import column_roles
from kg.facts import cells as celled
from kg.facts import lexicon
from kg.facts.listed import Listing, Record, joined_to_first
from kg.facts.table_records import table_records
from kg.facts.view import ANY, C, D, G, L, O, P, View
from kg.model import RowKind, Table
from kg.offsets import Span

_LONGEST = 60
_NUMBER = "(?:[（(]?\\d{1,4}[.、)）．]?|[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|[①-⑳●■◆·•]|[-—]{1,2})?"
_LINE = re.compile(f"^[\\s]*{_NUMBER}[\\s｜|]*(?:{L}[\\s：:｜|]*)?[“《]?[{C}{O}]")
_BY_PRODUCT = re.compile(f"^[\\s]*{_NUMBER}[\\s]*[“《]?{D}[”》]?[\\s（(—－，,:：/-]+[{C}{O}]")
_VERBS = re.compile(
    "[，。；：]|获得|获评|荣获|评为|是|在|将|为|从|负责人|公告$|作|说|的(?!项目)|通过|与|访|举行|召开|供稿|来源|党委|编辑"
)
_NUMBERED = re.compile("^[\\s]*(?:[（(]?\\d{1,4}[.、)）．]|\\d{1,4}[\\s]+|[①-⑳])")
_CLAUSE_ROW = re.compile(
    f"^[\\s]*(?:(?:[（(]\\d{{1,3}}[)）]|\\d{{1,3}}[.、．)）]|[①-⑳])[\\s]*[“]?[{C}{O}](?=[：:，,（(—]|[^，。；：]{{1,10}}[：:])[^。]*"
    f"|(?:{C}旗下)?[{C}{O}]，[“]?{D}[^。]*(?:；|。$))[；。]?[\\s]*$"
)
_FIRM_S_PRODUCT = re.compile(f"^[\\s]*{_NUMBER}[\\s]*[{C}{O}]的?[“]?{D}[”]?[；。，]?[\\s]*$")  # 甲公司的A
_ALONE = re.compile(f"^[\\s]*\\d{{1,3}}[.、．)）][\\s]*[“《]?{D}[”》]?[\\s]*$")
_FIRM_BELOW = re.compile(f"^[\\s]*[（(][{C}{O}][）)][\\s]*$")
_OF_PLACES = re.compile("(?:园区|开发区|示范区|示范县|示范市|示范镇|特色小镇|城市)$")
_HEADING = re.compile(
    f"^[\\s]*(?:[（(]?[一二三四五六七八九十\\d]{{1,3}}[)）、.．])?[^，。；{C}{O}]{{0,10}}{G}[^，。；{C}{O}]{{0,14}}(?:[（(][^）]{{0,20}}[）)])?[：:]?[\\s]*$"
)
_LEVEL_LINE = re.compile(
    "^[\\s]*(?:[（(]?[一二三四五六七八九十\\d]{1,3}[)）、.．])?(?:国际|国内|省内|国家级?|省级|市级|自治区级)[^，。；：]{0,8}(?:[（(][^）)]{0,20}[）)])?[：:]?[\\s]*$"
)
# 主营产品：A: what a cell is, said in the row itself
_LABEL = "(?<=[\\s|｜])(?:主营|主导|冠军|获奖|认定)?(?:产品|业务|领域|类别|级别|地址|属地)(?:名称)?[：:]"
# 二、节能环保装备（3项）: a part of the same list
_CATEGORY_LINE = re.compile(
    f"^[\\s]*[（(]?[一二三四五六七八九十]{{1,3}}[)）、.．][^，。；：{ANY}]{{2,20}}(?:装备|设备|领域|行业|产业|类|材料|产品|软件|仪器|仪表|机械|机床|系统|技术|部件|制造|服务|信息|能源|医药|环保|化工|食品|纺织|轻工)(?:[（(]\\d+\\s*[家项个户件][）)])?[：:]?[\\s]*$"
)
_PLACE_LINE = re.compile(f"^[\\s]*{_NUMBER}[\\s]*({L})[\\s]*(?:[（(]?\\d+\\s*[家项个户][）)]?)?[：:]?[\\s]*$")


def listings(view: View) -> Iterator[Listing]:
    """Every table and every run of lines that list firms, in order."""
    spans: dict[Span, list[str]] = {}
    doubtful: list[Listing] = []
    for table in view.reading.article.tables:
        roles = column_roles(view.reading.article, table)
        records = tuple(table_records(view, table, roles))
        listing = Listing(view.position(table.start), view.position(table.end), records, True)
        if _is_sound(table, records):
            yield listing
            spans[listing.start, listing.end] = roles
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
            joined_to_first(view, list(row.tokens(view, "firm", C + O))),
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
        elif run and _CATEGORY_LINE.match(text) and not lexicon.cue("not_list").search(text):
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
    if _CLAUSE_ROW.match(text) or _FIRM_S_PRODUCT.match(text):
        return True
    head = _LINE.match(text) or _BY_PRODUCT.match(text)
    plain = re.sub(f"（[^）]*）|\\([^)]*\\)|[；。，]$|{_LABEL}", "", text)
    if not head or "。" in plain:
        return False
    rest = re.sub(f"[{ANY}\\s\\d.、—–－\\-“”：:｜|/→]", "", plain)
    return not _VERBS.search(plain) or (bool(_NUMBERED.match(text)) and len(rest) <= 8)


def _line_record(view: View, start: int, end: int, heading: Span | None) -> Record:
    named = view.between(start, end, C + O)
    parents = sum(view.is_parent(token) for token in named[:1])
    subjects = joined_to_first(view, named[parents:])
    inside = [view.between(start, end, mask) for mask in (D, L, G)]
    return Record(start, end, subjects, tuple(inside[0]), tuple(inside[1]), tuple(inside[2]), heading)


def _extended(view: View, record: Record, end: int) -> Record:
    whole = _line_record(view, record.start, end, record.heading)
    return Record(
        record.start, end, record.subjects, whole.products, whole.places, whole.programs, record.heading
    )
