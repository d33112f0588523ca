"""Firms, and associations, universities, institutes, media and other bodies that are no agencies."""

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from kg.catalog.lists import Row, alternation, rows, words
from kg.catalog.programmes import programmes
from kg.model import EntityType
from kg.nlp.candidates import Candidate, article_of, propose
from kg.nlp.edges import is_generic, left_edge, opens_name
from kg.nlp.firms import find_firms, list_neighbours
from kg.nlp.spans import place_ends_by_start, proposed, text_of
from kg.nlp.tables import cells_of
from kg.offsets import Span

SOURCE = "organisations"
_INSIDE = re.compile(
    r"(?:（[\u4e00-\u9fff]{2,3}）)?"
    r"(?:秘书处|专家委|[\u4e00-\u9fff]{2,8}?(?:分会|专委会|专业委员会|学院|研究所|实验室|分校|分院|工程系|学院系|[电光]系|经济部|信息部|保障部|编辑部|图书馆))?"
)
_NOT_AFTER = re.compile(r"[长化路街]|建设|城市|城区|镇|区(?!块)|大道|项目|章程|名单|管理办法|一直|成员名")
_VENUE = re.compile(r"(?:会展|会议|博览|展览|体育|文化|商务|购物|金融|活动|市民|奥体|加工|市|县|区|镇)中心$")
_VERB = re.compile(
    r"(?:要|先|得|就|能|想|没|已|刚|才|也|都|早|慢慢|逐渐|快速)学会$|(?:招商|推介|展览|展销|博览|座谈|茶话)会$"
)
_KNOWN_OFFICE = re.compile(
    r"(?!荒)(?:[\u4e00-\u9fff]{2,16}?(?:研究所|研究院|分院|物理所|化学所|自动化所|装备所|[\u4e00-\u9fff]所(?![有在谓以属需用])))?"
)
_OFFICE_STOP = re.compile(
    r"[的等在和与对将把为以由从是有、]|联合|共建|组织|支持|合作|举办|承办|推荐|研发|开发|研制"
)
_NO_NAME_INSIDE = re.compile(r"[的了使由]|^[为以]|^[一各]?类|授权|[有建]一")
_KIND_OF_HONOUR = re.compile(
    r"重点|工程|技术|企业|示范|创新"
)  # 省重点实验室 names no one body, 松山湖材料实验室 does
_PLACED = re.compile(r"中国|中华|国家级?|全国|国际|世界|省级?|市级?|自治区")
# Names in one cell stand behind 、 or in lines of their own; a name that goes on in the next line does not end there.
_CELL_PART = re.compile(
    r"[^、，；;\s](?:[^、，；;\n\s]|(?<![司厂院所学社团])\s|\s(?=有限|股份|（|\S{1,3}(?:$|[、，；;\s])))*[^、，；;\s]"
)
# Where the lines of a cell were joined: a firm in full and right behind it another one, or a university (no branch of it).
_TWO_NAMES = re.compile(
    r"(?<=有限公司|责任公司)(?=[\u4e00-\u9fff（）]{4,}(?:(?<!分)公司|大学|学院)$)"
    r"|(?<=研究所|研究院)(?!有限|股份|集团|科技|（)(?=[\u4e00-\u9fff（）]{6,}(?<!分)公司$)"
)
_SOURCE_LINE = re.compile(r"(?:来源|供稿|转自|转载自|摘自)\s*[：:|｜]\s*([^\n）)]{2,40})")
# An account that a body runs, by the name it has there.
_ACCOUNT = re.compile(r"“([\u4e00-\u9fffA-Za-z]{2,12})”(?:官方)?(?:微信)?(?:公众号|视频号|订阅号|服务号)")
_SOURCE_ITEM = re.compile(r"[\u4e00-\u9fffA-Za-z0-9“”]{2,20}")
_NO_SOURCE = re.compile(r"本[刊报会网]|网络|综合|互联网|编辑|整理|作者|记者")


@cache
def _suffixes() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<suffix>{alternation(row['suffix'] for row in rows('organisation_suffixes.csv'))})"
    )


@cache
def _by_suffix() -> Mapping[str, Row]:
    return {row["suffix"]: row for row in rows("organisation_suffixes.csv")}


@cache
def _honours() -> frozenset[str]:
    """The names of honours: 河北省工业设计中心 is one that many have, and no body."""
    return frozenset(name for programme in programmes() for name in programme.names)


@cache
def _known() -> re.Pattern[str]:
    return re.compile(rf"(?<![A-Za-z]){alternation(words('organisations_known.txt'))}(?![A-Za-z])")


@Language.component("kg_organisations", assigns=["doc._.candidates"])
def kg_organisations(doc: Doc) -> Doc:
    """Propose COMPANY and ORGANIZATION candidates."""
    text = text_of(doc)
    places = place_ends_by_start(doc)
    firms = [*find_firms(text, places), *_firm_cells(doc)]
    bodies = [*_find_bodies(text, places), *_find_known(text)]
    taken = frozenset(c.start for c in (*bodies, *proposed(doc)))
    bodies += (
        Candidate(*account.span(1), EntityType.ORGANIZATION, SOURCE, 0.8)
        for account in _ACCOUNT.finditer(text)
    )
    bodies += _find_sources(text, taken | {firm.start for firm in firms})
    return propose(doc, [*firms, *bodies, *list_neighbours(text, firms, taken)])


def _firm_cells(doc: Doc) -> Iterator[Candidate]:
    """Cells of a column of firms; those of another kind by their suffix (a hospital on a list of winners)."""
    for cell in cells_of(article_of(doc), "company"):
        for start, end in _names_in_cell(cell.text):
            name = cell.text[start:end]
            if is_generic(name) or len(name) < 3:
                continue
            other = [match for match in _suffixes().finditer(name) if match.end() == len(name)]
            kind = EntityType.ORGANIZATION if other else EntityType.COMPANY
            yield Candidate(cell.start + start, cell.start + end, kind, "table", 0.98)


def _names_in_cell(text: str) -> Iterator[Span]:
    for part in _CELL_PART.finditer(text):
        start = part.start()
        for edge in _TWO_NAMES.finditer(part[0]):
            yield start, part.start() + edge.start()
            start = part.start() + edge.start()
        yield start, part.end()


def _find_bodies(text: str, places: Mapping[int, int]) -> Iterator[Candidate]:
    for match in _suffixes().finditer(text):
        row = _by_suffix()[match["suffix"]]
        if row["note"] == "source" or _NOT_AFTER.match(text, match.end()):
            continue
        start = left_edge(text, match.start(), places)
        if _VENUE.search(text, start, match.end()) or _VERB.search(text, start, match.end()):
            continue
        if _names_a_body(text, start, match.start(), places, row):
            yield Candidate(start, _end(text, match.end()), EntityType.ORGANIZATION, SOURCE, 0.8)


def _names_a_body(text: str, start: int, end: int, places: Mapping[int, int], row: Row) -> bool:
    body = text[start:end]
    if _NO_NAME_INSIDE.search(body):
        return False
    if start in places and text[places[start] : end + len(row["suffix"])] in _honours():
        return False
    placed = start in places or _PLACED.match(body) is not None
    if row["note"] == "level" and (placed or re.fullmatch("[省市县区州]", body)):
        return True
    if len(body) < int(row["min"]) or len(body) > 30:
        return False
    if row["note"] == "place" and not placed:
        return False
    rest = _PLACED.sub("", text[places.get(start, start) : end])
    if row["note"] == "honour" and is_generic(rest) and (not rest or _KIND_OF_HONOUR.search(rest)):
        return False
    if placed or re.match("[省市县区]", body):
        return len(body) > 1
    return not is_generic(body) and len(body) <= 12


def _end(text: str, end: int) -> int:
    """The end of the mention: with the campus in brackets and the office inside, when there is one."""
    inside = _INSIDE.match(text, end)
    return inside.end() if inside and not _OFFICE_STOP.search(inside[0]) else end


def _find_known(text: str) -> Iterator[Candidate]:
    for match in _known().finditer(text):
        office = _KNOWN_OFFICE.match(text, match.end())
        if office and (len(match[0]) > 3 or opens_name(text, match.start())):
            end = match.end() if _OFFICE_STOP.search(office[0]) else office.end()
            yield Candidate(match.start(), _end(text, end), EntityType.ORGANIZATION, SOURCE, 0.85)


def _find_sources(text: str, known: Collection[int]) -> Iterator[Candidate]:
    """The items of a source line are bodies, whatever their names look like; ``known`` holds the starts of names."""
    for line in _SOURCE_LINE.finditer(text):
        for item in _SOURCE_ITEM.finditer(text, line.start(1), line.end(1)):
            named = re.search(r"[\u4e00-\u9fff]{2}", item[0])
            if named and item.start() not in known and not _NO_SOURCE.search(item[0]):
                yield Candidate(item.start(), item.end(), EntityType.ORGANIZATION, SOURCE, 0.4)
