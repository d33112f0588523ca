"""Titles of people in running text: what in a stretch before (or after) a name is a post, and where it stands."""

import re
from collections.abc import Iterator
from functools import cache

from kg.catalog.lists import alternation
from kg.facts import lexicon
from kg.facts.statements import Found
from kg.facts.view import A, C, L, O, P

BODY = C + A + O + L
SPLIT = re.compile("[、/]|兼任?|暨|及(?!其)|，")
NO_POST = re.compile("口述|^整理$|保洁|老职工|小编|甲方|女儿|儿子|徒弟|师傅|联系人|父亲|母亲|^是|摄影|^代表$")
_FORMER = re.compile("^(?:原|前|时任|卸任|已故)")
_BODY_WORDS = re.compile(
    "^(?:的|该公司|公司|集团公司|集团|企业(?!主|家)|厂(?!长|办)|该厂|我厂|本会|协会|学会|我会|第[一二三四五六七八九十\\d]+届(?:理事会)?|现任|时任|原|前|新任|总部|下属|常年)*"
)


@cache
def post() -> re.Pattern[str]:
    """A title: any short run of characters that ends with a word of titles.csv."""
    tables = ("titles.csv", "fact_titles.csv")
    words = alternation(
        row["title"] for name in tables for row in lexicon.rows(name) if row.get("kind", "post") == "post"
    )
    return re.compile(f"[^，。；：、\n“”（）()《》{BODY}{P}]{{0,14}}{words}")


def titles_in(stretch: str, start: int) -> Iterator[Found]:
    """Every title of a stretch that begins at a masked position, split at 、, 兼 and the like."""
    at = start
    for part in re.split(f"({SPLIT.pattern})", stretch):
        title = one_title(part) if part and not SPLIT.fullmatch(part) else None
        if title:
            offset = at + part.rfind(title)
            yield Found(title, offset, offset + len(title))
        at += len(part)


def one_title(part: str) -> str | None:
    """The title in a piece of text that ends right before a name, or None when it is none."""
    part = part.strip(" 　·")
    text = _BODY_WORDS.sub("", part)
    text = re.sub("(?:同志|先生|女士)$", "", text)
    text = re.sub(
        "^.*(?:的|前者|后者|年|他|她|由|对|向|请|听|据|和|的是|给|让|记者问|坐着|其中|以及)", "", text
    )
    if NO_POST.search(text):
        return None
    match = post().fullmatch(text) if text else None
    return _FORMER.sub("", text) if match and len(text) <= 16 else None
