"""Lines that say what they are: section marks, source lines, dates, enumerators, labels."""

import re
from dataclasses import dataclass

from kg.catalog.grades import GRADES
from kg.ingest.catalog import alternatives

_SECTION = re.compile(
    r"([○●◎◆◇□■△▲☆★※◯〇])\s*(?P<plain>[^○●◎◆◇□■△▲☆★※◯〇，。；：！？]{2,16}?)\s*\1"
    r"|【\s*(?P<lens>[^】，。；：！？]{2,16}?)\s*】|〖\s*(?P<white>[^〗，。；：！？]{2,16}?)\s*〗"
)
_SOURCE_LABEL = alternatives("source_labels")
_OPEN, _CLOSE = r"[（(\[［【]", r"[）)\]］】]"
_SOURCE = re.compile(rf"{_OPEN}?\s*(?:{_SOURCE_LABEL})\s*[:：|｜︱]\s*(?P<name>.+?)\s*{_CLOSE}?")
_GIVEN_BY = re.compile(rf"{_OPEN}\s*(?P<name>[^（）()。；]{{2,30}}?)\s*(?:供稿|来稿|提供){_CLOSE}")
_TAKEN_FROM = re.compile(
    rf"{_OPEN}\s*(?:摘自|摘编自|转自|转载自|原载|原载于|据)\s*[:：]?\s*(?P<name>[^（）()。；]{{2,40}}?)\s*(?:报道|消息)?{_CLOSE}"
)
_BYLINE = re.compile(
    rf"{_OPEN}(?P<name>[^（）()，。；：\s]{{1,20}}(?:{alternatives('byline_suffixes')}))"
    rf"[\s\u3000]+[\u4e00-\u9fff·]{{2,4}}(?:[\s\u3000、]+[\u4e00-\u9fff·]{{2,4}}){{0,3}}{_CLOSE}"
)
_SOURCE_START = re.compile(rf"{_OPEN}\s*(?:{_SOURCE_LABEL}|摘自|摘编自|转自|转载自)\s*[:：《“]?")
_TRAILING_SOURCE = re.compile(
    rf"[。！？…”』」）)]\s*(?P<whole>{_OPEN}\s*(?:{_SOURCE_LABEL})\s*[:：|｜]\s*(?P<name>[^（）()]{{2,40}})\s*{_CLOSE})$"
)

_DIGITS = "〇零一二三四五六七八九十○Ｏ"
_DATE = re.compile(
    r"(?<!\d)(?P<y>\d{4})\s*[年./－-]\s*(?P<m>\d{1,2})\s*[月./－-]\s*(?P<d>\d{1,2})\s*日?(?!\d)"
)
_HAN_DATE = re.compile(rf"(?P<y>[{_DIGITS}]{{4}})年(?P<m>[{_DIGITS}]{{1,3}})月(?P<d>[{_DIGITS}]{{1,3}})日")
_MAX_DATE = 24
_BRACKETED = re.compile(r"[（(]\s*(.*?)\s*[）)]")

_ENUMERATOR = re.compile(
    r"[一二三四五六七八九十百]{1,4}、|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十百\d]{1,4}[章节条编部]\s"
    r"|\d{1,3}[.．](?!\d)|\d{1,3}、|[（(]\d{1,3}[）)]|\d{1,2}[)）]|[①-⑳⑴-⒛❶-❿]"
    r"|——|--|[·•●○◆◇■□▲△★☆※➤►]"
    rf"|附件[一二三四五六七八九十\d]{{0,2}}\s*[:：.]|附\s*[:：]|注\s*[:：]|备注\s*[:：]|说明\s*[:：]|表\s?\d{{1,2}}[\s:：]|图\s?\d{{1,2}}[\s:：]"
    rf"|(?:{alternatives('contact_labels')})(?:[/／及和](?:{alternatives('contact_labels')}))*\s*[:：]"
    rf"|(?:{alternatives('speakers')})\s*[:：]"
)
# 一是 / 第一， are as often in the middle of a paragraph as at its start.
_INLINE_ENUMERATOR = re.compile(
    r"[一二三四五六七八九十]{1,3}是|第[一二三四五六七八九十]{1,3}(?:个|件|项|点|步|条)?[，,、]|其[一二三四五六七八九十][，,]"
)
_LISTED_NAME = re.compile(
    r"[\u4e00-\u9fff·]{1,2}[ \u3000]{0,4}[\u4e00-\u9fff·]{1,8}(?:（[^（）]{1,6}）)?(?:\u3000| {2,})(?=\S)"
)
_NUMBERED_ITEM = re.compile(r"(\d{1,3})[、.．](?!\d)")
_GRADE = re.compile(
    rf"(?:[（(]?[一二三四五六][）)]?[、.．]?\s*)?{GRADES}(?:[（(]?(?:共)?\d+\s*[项个名家][）)]?)?[：:]?"
)
_FORM = re.compile(r"(?:（集团）|集团|控股|股份)*有限(?:责任)?公司")
_NAME_OPEN = re.compile(r"[\u4e00-\u9fff）](?<!公司)$")
_LIST_TITLE = re.compile(r"(?:附件\d{0,2}[：:]?\s*)?20\d\d年度?[^，。；：]{4,36}(?:名单|目录|一览表|名录)")
# 秘 书 长： in a list of officers
_SPACED_LABEL = re.compile(r"[\u4e00-\u9fff](?:[ \u3000]+[\u4e00-\u9fff]){1,4}[ \u3000]*[:：]")
_CONTACT = re.compile(rf"(?:{alternatives('contact_labels')})(?:[/／及和、]\S{{1,6}})?\s*[:：]")


@dataclass(frozen=True, slots=True)
class Source:
    """The source that a line names, and where in the line the whole source note stands."""

    name: str
    start: int
    end: int


def section_of(text: str) -> str | None:
    """The name in a section mark that fills a line (○省内动态○, 【政策速递】), else None."""
    match = _SECTION.fullmatch(text)
    return (match["plain"] or match["lens"] or match["white"]) if match else None


def source_of(text: str) -> Source | None:
    """The source that a whole line names: （来源：X）, 来源：X, （X供稿）, （摘自《X》）, （X日报 张三）."""
    if len(text) > 90:
        return None
    for pattern in (_SOURCE, _GIVEN_BY, _TAKEN_FROM, _BYLINE):
        match = pattern.fullmatch(text)
        if match and not re.search(r"[。；！？]", match["name"]):
            return Source(match["name"].strip("《》 "), 0, len(text))
    return None


def trailing_source(text: str) -> Source | None:
    """The source in brackets that ends a paragraph of text."""
    match = _TRAILING_SOURCE.search(text, max(0, len(text) - 60))
    return Source(match["name"].strip(), match.start("whole"), match.end("whole")) if match else None


def opens_source(text: str) -> bool:
    """Whether a line begins with a source note, perhaps one that goes on in the next line."""
    return _SOURCE_START.match(text) is not None


def date_in(text: str) -> str | None:
    """The first full date in a text as ``YYYY-MM-DD``, else None; a date without its day or year is none."""
    match = _DATE.search(text)
    if match:
        return _iso(int(match["y"]), int(match["m"]), int(match["d"]))
    match = _HAN_DATE.search(text)
    if match:
        year = "".join(str(_digit(character)) for character in match["y"])
        return _iso(int(year), _han_number(match["m"]), _han_number(match["d"]))
    return None


def is_date_line(text: str) -> bool:
    """Whether a line holds a full date and nothing else, as under a signature."""
    if len(text) > _MAX_DATE:
        return False
    bare = _BRACKETED.sub(r"\1", text.strip())
    return bool(_DATE.fullmatch(bare) or _HAN_DATE.fullmatch(bare))


def is_enumerated(text: str) -> bool:
    """Whether a line begins as an item, a numbered heading, a labelled line or a speaker's turn."""
    return _ENUMERATOR.match(text) is not None


def counts_on(text: str, after: str) -> bool:
    """Whether two lines begin with a number and the next one, as items of one list do (1、甲公司 above 2、乙公司)."""
    first, second = _NUMBERED_ITEM.match(text), _NUMBERED_ITEM.match(after)
    return bool(first and second and int(second[1]) == int(first[1]) + 1)


def is_list_title(text: str) -> bool:
    """Whether a line is the title of a list: a year and what is listed (2021年度首台套重大技术装备名单)."""
    return _LIST_TITLE.fullmatch(text) is not None


def splits_name(text: str, after: str) -> bool:
    """Whether a line ends in the midst of a firm's name, whose legal form the next line begins with."""
    return bool(_FORM.match(after)) and bool(_NAME_OPEN.search(text))


def is_grade(text: str) -> bool:
    """Whether a line is the grade of a prize alone, the heading of those who won it: 一等奖, 二等奖（8项）."""
    return _GRADE.fullmatch(text.strip()) is not None


def is_inline_enumerated(text: str) -> bool:
    """Whether a line begins with 一是 or 第一，, which may also stand inside a paragraph."""
    return _INLINE_ENUMERATOR.match(text) is not None


def is_listed_name(text: str) -> bool:
    """Whether a line begins like an entry of a list of persons: a short name, then a wide blank, or a label spaced out."""
    return bool(_LISTED_NAME.match(text) or _SPACED_LABEL.match(text))


def is_contact(text: str) -> bool:
    """Whether a line begins with a label such as 联系人： or 电话：."""
    return _CONTACT.match(text) is not None


def _digit(character: str) -> int:
    return 0 if character in "○Ｏ零" else "〇一二三四五六七八九".index(character)


def _han_number(text: str) -> int:
    """二十三 → 23, 十 → 10, 三 → 3."""
    tens, _, ones = text.rpartition("十")
    if "十" not in text:
        return _digit(text) if len(text) == 1 else 0
    if len(tens) > 1 or len(ones) > 1:
        return 0
    return (_digit(tens) if tens else 1) * 10 + (_digit(ones) if ones else 0)


def _iso(year: int, month: int, day: int) -> str | None:
    if not (1900 <= year <= 2100 and 1 <= month <= 12 and 1 <= day <= 31):
        return None
    return f"{year:04d}-{month:02d}-{day:02d}"
