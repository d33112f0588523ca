"""Names of programmes that no catalogue lists: titles in 《》, plans, prizes, rankings, honours after a cue."""

import re
from collections.abc import Iterator
from functools import cache

from kg.catalog.grades import GRADES
from kg.catalog.lists import alternation, column, words
from kg.nlp.edges import is_generic, left_edge
from kg.nlp.units import unit_at, unit_before
from kg.offsets import Span

GRADE = rf"(?:的)?{GRADES}"
LONGEST_NAME = 30
LONGEST_PRIZE = 20
_TITLE = re.compile(r"《([^《》\n]{2,90})》(?=(白皮书|政策|意见|规划)?)")
_BARE_TITLE = re.compile(
    r"(?:实施|管理|暂行|试行)*(?:细则|办法|方案|意见|通知|规定|条例)"
)  # names no document
_YEARS = re.compile(r"[（(][^（()）]{2,12}[)）]$")
_PRIZE = re.compile(
    rf"(?:(?<=[\u4e00-\u9fffA-Za-z”])(?<!等)奖|(?:科技进步|科学技术进步|技术发明|自然科学|科学技术)[特一二三]等奖)(?![励金补项状杯章品牌惩券学得给了过池]|的名)(?:{GRADE})?"
)
_OF_ALL = re.compile("中国|全国|世界|全球|亚洲|财富")
_BARE_GRADE = re.compile(
    r"(?<![\u4e00-\u9fff])(?:特|一|二|三)等奖|(?<=[、和及获得])(?:[特一二三]等|提名|优秀|表彰|[金银铜])奖|(?<=其中)[金银铜]奖"
)
_NO_PRIZE = re.compile(
    r"(?:^|.*)(?:获|颁|评|中|抽|得|报|拿|领|发|大|授|拟|个|项|类|该|此|以|各|重|受|嘉|夸|褒|无|参)$"
)
_RANK = re.compile(
    r"(?:2000|500|300|200|100|50|30|20|10|五百|二百|百|十|千)强(?:企业)?(?![度化势调大力制烈盛壮项链])"
)
_RANKED_KIND = re.compile(
    rf"[\u4e00-\u9fff]{{2,7}}?(?P<kind>(?:(?:民营|制造|服务|工业|综合|外贸|出口|创新|高新技术|战略性新兴产业|软件|上市)(?:业|型)?|企业|公司|综合实力){{1,3}}){_RANK.pattern}"
)
_HEAD_AFTER_QUOTE = "工程|三年行动计划|三年行动|三年计划|专项行动|攻坚行动|行动计划|行动方案|行动|计划|专项资金|专项|改革|平台体系|工作体系|方案|战略"
_QUOTED = re.compile(
    rf"“(?P<quoted>[^“”。；\n]{{1,18}})”(?P<rest>[\u4e00-\u9fff]{{0,10}}?(?:{_HEAD_AFTER_QUOTE}))(?![者人组员队力师])"
)
_QUOTED_INSIDE = re.compile(r"“([^“”，。\n]{2,14}(?:工程|行动|计划|战略|专项|改革))”")
_TITLED = re.compile(r"“([^“”，。；\n]{3,24})”(?=(?:等)?(?:荣誉|称号|光荣称号|奖牌|牌匾|铜牌|奖项))")
_NATIONAL = re.compile(
    r"国家[\u4e00-\u9fff]{2,14}?(?:示范企业|示范基地|产业基地|出口基地|示范区|优势企业|领航企业|试点示范|标杆企业)"
)


# A line that heads a list: … + what it is of + 名单.
_LIST_LINE = re.compile(
    r"(?m)^[ \u3000]*(?:附件\d{0,2}[：:]?[ \u3000]*)?(?P<head>[^。；！？\n]{6,50}?)(?:名单|名录|榜单)(?:的?(?:通知|公告|公示|决定|通报))?"
    r"(?:[（(][^（()）\n]{1,20}[）)])?[ \u3000]*$"
)
_TAILS = re.compile(
    r"(?:[（(]第?[^（()）]{1,8}[）)]|第[一二三四五六七八九十\d]+批次?|拟|新|认定|入选|入库|入围|评定|评选|获评|获奖|公示|结果|的|及|和)*$"
)
_FRONTS = re.compile(
    r"(?:19|20)\d\d(?:[-—~至](?:19|20)?\d\d)?年度?|第[一二三四五六七八九十\d]+批次?|关于|公布|公示|印发|发布|下达|认定|确定|命名|省级|市级|国家级|自治区|全省|全市|首批|拟(?:入选|认定)?|的"
)
_IN_MARKS = re.compile(r"[“‘「]([^“”‘’「」\n]{2,14})[”’」]")
_LIST_NAME = re.compile(r"[\u4e00-\u9fff]{4,20}")


@cache
def _no_honour() -> re.Pattern[str]:
    return re.compile(alternation(words("programme_list_stop.txt")))


@cache
def _praise() -> re.Pattern[str]:
    return re.compile(alternation(words("programme_praise.txt")))


@cache
def _title_end() -> re.Pattern[str]:
    return re.compile(alternation(words("programme_titles.txt")) + "$")


@cache
def _head() -> re.Pattern[str]:
    return re.compile(alternation(column("programme_heads.csv", "head")) + r"(?:（(?:20)?\d[^（）]{2,10}）)?")


@cache
def _front() -> re.Pattern[str]:
    """What is skipped at the front of a name: words that lead up to it, years, batches, sessions, the
    ministry that grants it."""
    counted = r"[12]\d{3}年度?|第[一二三四五六七八九十百\d]+(?:批次?|届)"
    body = alternation(
        (*column("agency_national_names.csv", "short"), *column("agency_national_names.csv", "full"))
    )
    return re.compile(rf"{counted}|{body}|{alternation(words('programme_fronts.txt'))}")


@cache
def _cue() -> re.Pattern[str]:
    return re.compile(alternation(cue for cue in words("programme_cues.txt") if len(cue) > 1))


@cache
def _honour() -> re.Pattern[str]:
    """An honour after a cue, nothing between them but the words of the name."""
    cue, head = alternation(words("programme_cues.txt")), alternation(column("programme_honours.csv", "head"))
    return re.compile(rf"{cue}(?P<name>[^，。；：、！？\n《》（）()|]{{2,18}}?{head})(?![家])")


def open_programmes(text: str) -> Iterator[Span]:
    """Spans of programme names by their shape."""
    yield from _titles(text)
    for found in _QUOTED.finditer(text):
        if not _cue().search(found["rest"]):  # “…”项目列入…计划: another name begins
            yield _quoted(text, found)
    yield from (found.span(1) for found in _QUOTED_INSIDE.finditer(text))
    yield from (found.span(1) for found in _TITLED.finditer(text))
    yield from (found.span() for found in _NATIONAL.finditer(text) if not _front().search(found[0][2:]))
    yield from _named(text, _head(), 3)
    yield from _prizes(text)
    yield from _named(text, _RANK, 2)
    yield from _ranks_of_units(text)
    yield from (found.span() for found in _BARE_GRADE.finditer(text))
    yield from _honours(text)


def listed_programmes(text: str) -> Iterator[Span]:
    """What a heading says its list is of, whatever it is called: 2022年度某市新经济双百企业名单."""
    for line in _LIST_LINE.finditer(text):
        start, end = line.span("head")
        end = _TAILS.search(text, start, end).start()  # type: ignore[union-attr]
        for front in _FRONTS.finditer(text, start, end):
            start = front.end()
        start = next(
            (unit_at(text, at) for at in range(end - 3, start - 1, -1) if _ends_unit(text, at)), start
        )
        marks = _IN_MARKS.search(text, start, end)
        start, end = marks.span(1) if marks else (start, end)
        name = text[start:end]
        named = not is_generic(name) or _praise().search(name)
        if named and _LIST_NAME.fullmatch(name) and not _no_honour().search(name):
            yield start, end


def _ends_unit(text: str, at: int) -> bool:
    """Whether a unit in full begins at a position (某市 in 2022年度某市…名单)."""
    end = unit_at(text, at)
    return end > at and text[end - 1] in "省市区县州盟旗"


def _titles(text: str) -> Iterator[Span]:
    for found in _TITLE.finditer(text):
        title = _YEARS.sub("", found[1])
        if _BARE_TITLE.fullmatch(title):
            continue
        if _title_end().search(title) or title.startswith(("关于", "中共中央")) or found[2]:
            yield found.span(1)


def _quoted(text: str, found: re.Match[str]) -> Span:
    """“工业强市”战略 is named inside the marks; “456”培育工程 and 改造提升“135”行动 need what is around them."""
    start = _trimmed(text, left_edge(text, found.start()), found.start())
    start = _last_unit(text, start, found.start())
    named_inside = re.fullmatch("[\u4e00-\u9fff、，]{4,}", found["quoted"]) or found["rest"] in (
        "改革",
        "培育行动",
    )
    if start == found.start() and named_inside and len(found["rest"]) <= 4:
        return found.span("quoted")
    return start, found.end()


def _named(text: str, pattern: re.Pattern[str], shortest: int) -> Iterator[Span]:
    """Names that end with a head: what stands before it, back to the edge of the name."""
    for found in pattern.finditer(text):
        start = _begin(text, found.start())
        body = text[start : found.start()]
        named = _OF_ALL.match(body) or not is_generic(body)
        if shortest <= len(body) <= LONGEST_NAME and named:
            yield start, found.end()


def _ranks_of_units(text: str) -> Iterator[Span]:
    """广东省制造业企业500强: a unit, the kind of firms, however general, and how many."""
    for found in _RANKED_KIND.finditer(text):
        kind = found.start("kind")
        start = next((at for at in range(found.start(), kind - 1) if unit_at(text, at) == kind), None)
        if start is not None:
            yield start, found.end()


def _begin(text: str, end: int) -> int:
    """Where the name before a head begins: at its own edge, after the last cue, at the last unit or 中国/全国."""
    start = _trimmed(text, left_edge(text, end), end)
    for cue in _cue().finditer(text, start, end):
        start = cue.end() if cue.end() < end else start
    return _last_unit(text, _trimmed(text, start, end), end)


def _last_unit(text: str, start: int, end: int) -> int:
    """The last position in a span at which a unit in full, 中国 or 全国 begins; else the start."""
    for at in range(end, start + 2, -1):
        if text[at - 1] in "省市区县州" or text.startswith(("中国", "全国"), at - 2):
            before = unit_before(text, at) if text[at - 1] != "国" else at - 2
            if start <= before < at:
                return before
    return start


def _trimmed(text: str, start: int, end: int) -> int:
    """Skip dates, batches and levels at the front of a name, and words that lead up to it (上, but not 上海)."""
    while start < end and unit_at(text, start) == start and (front := _front().match(text, start, end)):
        start = front.end()
    return start


def _prizes(text: str) -> Iterator[Span]:
    for found in _PRIZE.finditer(text):
        start = _begin(text, found.start())
        start = max(start, text.rfind("获", start, found.start()) + 1)
        body = text[start : found.start()]
        enough = 2 <= len(body) <= LONGEST_PRIZE or (not body and not found[0].startswith("奖"))
        if enough and not _NO_PRIZE.match(body):
            yield start, found.end()


def _honours(text: str) -> Iterator[Span]:
    for found in _honour().finditer(text):
        start = _trimmed(text, found.start("name"), found.end("name"))
        name = text[start : found.end("name")]
        if len(name) > 5 and name.count("“") == name.count("”") and not is_generic(name):
            yield start, found.end("name")
