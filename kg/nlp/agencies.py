"""Party, government, legislative, court and military bodies and their departments, at every level.

An agency's name is a jurisdiction (浙江省, 省, 国家, or none in a list of agencies) and a body (经信厅, 人民政府,
委), often with an office inside (办公厅, 装备工业处). The bodies are data: ``agency_departments.csv`` (stem and units),
``agency_bodies.csv``, ``agency_national.txt``.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from kg.catalog.lists import alternation, rows, words
from kg.model import EntityType
from kg.nlp.candidates import Candidate, propose
from kg.nlp.edges import left_edge, opens_name
from kg.nlp.spans import place_starts_by_end, text_of

SOURCE = "agencies"
LEVEL = "省市县区州盟旗镇乡"
_AUTONOMOUS = re.compile(r"自治[区州县旗]$")
_TAX = re.compile(r"国家税务总局$")
_LOCAL = re.compile(r"[镇乡道]|新区|开发区|园区|高新区|经开区")
_LOOK_BACK = 16  # as far as the pattern below reaches
_NOT_BEFORE = re.compile(
    r"各[^，。；\n]{0,14}$|(?:全|本|该|我|贵|某|两|多|外|设区的?|地级|[县省市区]级|[省市县区][省市县区])$"
)
_JOINED = re.compile(r"(?:[、和与及，]|会同|联合|原)$")
_OFFICE = (
    r"(?:机关党委|机关纪委|党组(?!成员|书记|副书记)|党委会?|办公厅|办公室(?![主负])|督查室|政研室|研究室"
    r"|[\u4e00-\u9fff]{1,9}?(?:[一二三四五]?(?:处(?![罚理置于在分])|[科司](?![室长技学研法]))|支队|大队|总队|管理局|监管局|委员会)|中小企业局"
    r"|[\u4e00-\u9fff]{1,6}(?:县|区|市)?分局|[\u4e00-\u9fff]{2,5}办(?=主任|副主任)"
    r"|第[一二三四五六七八九十]+(?:分局|税务所|稽查局)|(?:知识产权|刑事?|民事?|行政|执行)(?:审判)?[一二三四]?庭)"
)
_ZONE_OFFICE = re.compile(r"[\u4e00-\u9fff]{2,9}?(?:局|办公室|办|部|委)(?![门分])")
_ORGAN_OFFICE = re.compile(r"[\u4e00-\u9fff]{2,8}?(?:委员会|办公室|委|办|室)")
_OFFICE_STOP = re.compile(
    r"[的等在和与对将把为以印召出已及向就按从了是有]|发布|公布|公示|会同|会议|联合|分管|负责|介绍|相关|有关|下属|下达|副|原|正|组织|主任"
)
_AFTER = r"(?![门署分件队级类属]|员|托|派[出驻]|任|外地|屈|学|质量奖)"


@cache
def _national() -> re.Pattern[str]:
    return re.compile(rf"(?P<body>{alternation(words('agency_national.txt'))}){_AFTER}(?P<office>{_OFFICE})?")


@cache
def _departments() -> re.Pattern[str]:
    bodies = (
        f"{row['stem']}{unit}" for row in rows("agency_departments.csv") for unit in row["units"].split()
    )
    return re.compile(rf"(?P<body>{alternation(bodies)}){_AFTER}(?P<office>{_OFFICE})?")


@cache
def _bodies() -> re.Pattern[str]:
    forms = alternation(row["form"] for row in rows("agency_bodies.csv"))
    return re.compile(rf"(?P<body>{forms}){_AFTER}(?P<office>{_OFFICE})?")


@cache
def _kinds() -> Mapping[str, str]:
    return {row["form"]: row["prefix"] for row in rows("agency_bodies.csv")}


@cache
def _alone() -> frozenset[str]:
    """Departments whose name is plain enough to stand without a jurisdiction."""
    chosen = (row for row in rows("agency_departments.csv") if row["alone"] == "yes")
    return frozenset(f"{row['stem']}{unit}" for row in chosen for unit in row["units"].split())


@Language.component("kg_agencies", assigns=["doc._.candidates"])
def kg_agencies(doc: Doc) -> Doc:
    """Propose AGENCY candidates."""
    text = text_of(doc)
    places = place_starts_by_end(doc)
    found = [*_find_national(text), *_find_departments(text, places), *_find_bodies(text, places)]
    return propose(doc, found)


def _find_national(text: str) -> Iterator[Candidate]:
    for match in _national().finditer(text):
        if len(match["body"]) == 2 and not opens_name(text, match.start()):
            continue
        if match["body"] == "中央" and not re.match(
            r"[、，“关决]|要求|提出|召开|印发|经济工作会议", text[match.end() :]
        ):
            continue
        yield _candidate(match.start(), _office_end(match), 0.95)


def _find_departments(text: str, places: Mapping[int, int]) -> Iterator[Candidate]:
    ends: set[int] = set()
    for match in _departments().finditer(text):
        start, confidence = _jurisdiction(text, match.start(), places)
        if start == match.start():
            if _NOT_BEFORE.search(text, max(0, start - _LOOK_BACK), start) or not _may_stand_alone(
                text, match, ends
            ):
                continue
            confidence = 0.7
        head = _TAX.search(text, max(0, start - 6), start)
        start = head.start() if head and "税务" in match["body"] else start
        end = _office_end(match)
        ends.add(end)
        yield _candidate(start, end, confidence)


def _find_bodies(text: str, places: Mapping[int, int]) -> Iterator[Candidate]:
    for match in _bodies().finditer(text):
        kind = _kinds()[match["body"]]
        start, confidence = _jurisdiction(text, match.start(), places)
        if kind == "zone" and (start == match.start() or confidence < 0.9):
            start, confidence = _zone(text, match.start(), places, start), 0.8
        elif start == match.start() and match["body"].startswith(("镇", "乡", "街道", "派出所", "人民法庭")):
            start, confidence = _zone(text, start, places, start), 0.8
        elif kind == "level" and not _has_level(text, start, match.start(), match["body"]):
            continue
        if start < match.start():
            yield _candidate(start, _body_end(text, match, kind), confidence)


def _jurisdiction(text: str, end: int, places: Mapping[int, int]) -> tuple[int, float]:
    """Where the jurisdiction that ends at ``end`` starts (``end`` when there is none), and how sure that is."""
    start = end
    while start in places:
        start = places[start]
    if start < end:
        prefix = _party_prefix(text, start)
        return prefix, 0.95
    for word in ("国家", "中共"):
        if text.endswith(word, 0, end):
            return end - len(word), 0.9
    level = _AUTONOMOUS.search(text, max(0, end - 3), end)
    if level:
        return level.start(), 0.85
    if end - 1 in places and text[end - 1] in LEVEL:
        return places[end - 1], 0.9
    if end and text[end - 1] in LEVEL and not _NOT_BEFORE.search(text, max(0, end - 1 - _LOOK_BACK), end - 1):
        return _structural(text, end, places), 0.85
    return end, 0.0


def _party_prefix(text: str, start: int) -> int:
    """The start with 中共 or 共青团 before it."""
    return next((start - len(word) for word in ("中共", "共青团") if text.endswith(word, 0, start)), start)


def _structural(text: str, end: int, places: Mapping[int, int]) -> int:
    """The start of a town's or zone's name no gazetteer knows, or of the bare level (省, 市) before the body."""
    if not any(_LOCAL.fullmatch(text, end - size, end) for size in (1, 2, 3)):
        return end - 1
    edge = left_edge(text, end - 1, {start: end for end, start in places.items()})
    return edge if 3 <= end - edge <= 12 else end - 1


def _zone(text: str, end: int, places: Mapping[int, int], known: int) -> int:
    """The start of a zone's name before 管委会: back to the edge of the run."""
    edge = left_edge(text, end, {start: end for end, start in places.items()})
    return edge if 2 <= end - edge <= 22 else known


def _has_level(text: str, start: int, end: int, body: str) -> bool:
    """Whether a body such as 委 or 政府 follows a level (省委) or a whole jurisdiction (浙江省委)."""
    if start == end:
        return False
    return (
        text[end - 1] in LEVEL or text[start:end] in {"国家", "中共"} or (len(body) > 1 and end - start > 1)
    )


def _may_stand_alone(text: str, match: re.Match[str], ends: set[int]) -> bool:
    """Whether a department without a jurisdiction is one of a list of agencies, a source, or plain enough."""
    start = match.start()
    joined = _JOINED.search(text, max(0, start - 2), start)
    if joined and (joined.start() in ends or joined[0] == "原"):
        return True
    return match["body"] in _alone() and opens_name(text, start)


def _office_end(match: re.Match[str]) -> int:
    """The end of the mention: with the office inside, when it reads as one."""
    office = match["office"]
    if not office or _OFFICE_STOP.search(office):
        return match.end("body")
    return match.end("office")


def _body_end(text: str, match: re.Match[str], kind: str) -> int:
    """The end of a body's mention: zones and assemblies have offices of their own."""
    own = {
        "zone": _ZONE_OFFICE,
        "level": _ORGAN_OFFICE if "人大" in match["body"] or "政协" in match["body"] else None,
    }
    pattern = own.get(kind)
    office = pattern.match(text, match.end("body")) if pattern else None
    return office.end() if office and not _OFFICE_STOP.search(office[0]) else _office_end(match)


def _candidate(start: int, end: int, confidence: float) -> Candidate:
    return Candidate(start, end, EntityType.AGENCY, SOURCE, confidence)
