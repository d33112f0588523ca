"""The parts of an organisation's name: place, 字号, trade, legal form, branch, former names."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.catalog.lists import alternation, column, rows, words
from kg.resolve.gazetteer import gazetteer
from kg.resolve.names import name_key

SHORTEST = 2
_UNITS = frozenset(("country", "province", "city", "county", "zone", "town"))
_FORMER = re.compile(r"\((?:原名称?|原|曾用名|前身)[:为是]?([^()]{2,})\)")
_BRACKET = re.compile(r"\(([^()]*)\)")
_PARTNERSHIP = re.compile("(?:特殊|有限|普通)*合伙(?:企业)?|个人独资|个体工商户")
_GROUP = re.compile("(?:企业)?集团$")
_ORDINAL = {str(digit): chinese for digit, chinese in enumerate("〇一二三四五六七八九")}
_NUMBERED = re.compile(r"第([1-9])(?=[^0-9])")


@dataclass(frozen=True, slots=True)
class OrganisationName:
    """A name in parts, each folded for comparison; "" for what it does not say.

    ``places`` are the places it begins with, the widest first: codes of the catalogue, or the name where that is
    open. ``zone`` is a zone of the last of them that has no code of its own (经济技术开发区). ``stem`` is the 字号, ``trade`` the words for its business behind it; ``form`` the legal form or the kind of
    body (协会, 大学); ``branch`` the part of the firm it names; ``marks`` what else stands in brackets, as (中国).
    """

    places: tuple[str, ...] = ()
    stem: str = ""
    trade: str = ""
    group: bool = False
    form: str = ""
    branch: str = ""
    marks: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    legal: bool = False
    zone: str = ""

    @property
    def body(self) -> str:
        """字号 and trade."""
        return self.stem + self.trade

    @property
    def place(self) -> str:
        """The smallest place it begins with."""
        return self.places[-1] if self.places else ""

    @property
    def key(self) -> str:
        """Equal for two writings of one name, different for all else."""
        group = "集团" if self.group else ""
        parts = (self.place + self.zone, self.body, group, self.form, self.branch, ",".join(self.marks))
        return "|".join(parts).rstrip("|")


@lru_cache(maxsize=1 << 17)
def parse(name: str) -> OrganisationName:
    """Take a name apart. It never fails: what is not understood is part of the 字号."""
    text = name_key(_latin_form(name))
    text = _NUMBERED.sub(lambda found: f"第{_ORDINAL[found[1]]}", text)
    former = tuple(sorted(_FORMER.findall(text)))
    text = _FORMER.sub("", text)
    head, form, branch, legal = _cut_form(text)
    marks = [mark for mark in _BRACKET.findall(head + branch) if mark]
    head, branch = _BRACKET.sub("", head), _BRACKET.sub("", branch)
    partnership = next((mark for mark in marks if _PARTNERSHIP.fullmatch(mark)), "")
    group = "集团" in marks or bool(_GROUP.search(head))
    places, body = _cut_places(_GROUP.sub("", head))
    places, zone, body = _cut_zone(places, body)
    body, mark = _cut_country(body)
    stem = _stem(body)
    others = sorted({*marks, mark} - {"集团", partnership, ""})
    marks_left = tuple(_place_code(one) for one in others)
    return OrganisationName(
        places, stem, body[len(stem) :], group, form + partnership, branch, marks_left, former, legal, zone
    )


def _latin_form(name: str) -> str:
    """A foreign legal form at the end, which only its blank tells from the name, replaced by a marked one."""
    flat = " ".join(re.sub(r"[.,]", " ", unicodedata.normalize("NFKC", name)).split())
    if not flat.isascii():
        return name
    for latin, canonical in _latin_forms().items():
        if flat.casefold().endswith(f" {latin}"):
            return f"{flat[: -len(latin)].rstrip()}({canonical})"
    return name


@cache
def _latin_forms() -> Mapping[str, str]:
    return {row["form"]: row["canonical"] for row in rows("legal_forms.csv") if row["where"] == "latin"}


@cache
def _latin_marked() -> re.Pattern[str]:
    return re.compile(rf"(.+)\(({alternation(_latin_forms().values())})\)")


@cache
def _inside() -> re.Pattern[str]:
    return re.compile(alternation(column("legal_forms.csv", "form", where="inside")))


@cache
def _at_end() -> re.Pattern[str]:
    return re.compile(rf"{alternation(column('legal_forms.csv', 'form', where='end'))}$")


@cache
def _canonical_forms() -> Mapping[str, str]:
    return {row["form"]: row["canonical"] for row in rows("legal_forms.csv")}


@cache
def _branch_end() -> re.Pattern[str]:
    return re.compile(rf"{alternation(words('branch_endings.txt'))}$")


@cache
def _body_end() -> re.Pattern[str]:
    kinds = (row for row in rows("organisation_suffixes.csv") if row["note"] != "source")
    return re.compile(rf"{alternation(row['suffix'] for row in kinds)}$")


def _cut_form(text: str) -> tuple[str, str, str, bool]:
    """Head, canonical form, branch, and whether the form is a legal one."""
    latin = _latin_marked().fullmatch(text)
    if latin and latin[1].isascii():
        return latin[1], latin[2], "", True
    inside = _inside().search(text, 1)
    if inside:
        return text[: inside.start()], _canonical_forms()[inside[0]], text[inside.end() :], True
    if _branch_end().search(text):
        head, branch = _cut_branch(text)
    else:
        head, branch = text, ""
    ending = _at_end().search(head)
    if ending and ending.start() >= SHORTEST:
        return head[: ending.start()], _canonical_forms()[ending[0]], branch, True
    suffix = _body_end().search(head)
    if suffix and suffix.start() > 0:
        return head[: suffix.start()], suffix[0], branch, False
    return head, "", branch, False


def _cut_branch(text: str) -> tuple[str, str]:
    """A branch without a legal form before it: 东华机械杭州分公司, 东华机械第二分公司."""
    end = _branch_end().search(text)
    at = end.start() if end else len(text)
    numbered = re.search(r"第?[一二三四五六七八九十\d]+$", text[:at])
    if numbered and numbered.start() >= SHORTEST:
        return text[: numbered.start()], text[numbered.start() :]
    for length in range(min(8, at - SHORTEST), 1, -1):
        if text[at - length : at] in gazetteer().by_name:
            return text[: at - length], text[at - length :]
    return text[:at], text[at:]


def _cut_places(head: str) -> tuple[tuple[str, ...], str]:
    """The places a name begins with, as long as two characters of a name are left behind them."""
    found: list[str] = []
    while (cut := _place_at(head, found)) and _is_name(head[cut[1] :]):
        code, length = cut
        found.append(code)
        head = head[length:]
    return tuple(found), head


@cache
def _zone() -> re.Pattern[str]:
    """A zone by its kind alone, or with the name it has within its place (头门港|新区)."""
    kinds = alternation(words("zone_kinds.txt"))
    return re.compile(rf"([\u4e00-\u9fff]{{0,3}}?){kinds}")


def _cut_zone(places: tuple[str, ...], body: str) -> tuple[tuple[str, ...], str, str]:
    """The places around a zone before the 字号, the zone, and the rest: it is where the firm lies, seldom its name.

    A name that has nothing but trades left keeps its zone: it is the zone's own firm (义乌经济技术开发区|开发有限公司).
    """
    units = gazetteer()
    if places and places[-1].startswith("Z") and len(_stem(body, 0)) >= SHORTEST:
        known = units.by_code[places[-1]]
        above = places[:-1] or tuple(filter(None, [known.parent]))
        return above, known.name, body
    found = _zone().match(body)
    if found is None or (found[1] and not places) or len(_stem(body[found.end() :], 0)) < SHORTEST:
        return places, "", body
    return places, found[0], body[found.end() :]


def _place_at(head: str, above: list[str]) -> tuple[str, int] | None:
    units = gazetteer()
    for length in range(min(len(head) - SHORTEST, 12), 1, -1):
        name = head[:length]
        if name not in units.by_name:
            continue
        codes = [code for code in units.by_name[name] if units.by_code[code].level in _UNITS]
        inside = [code for code in codes if not above or above[-1] in units.lineage(code)]
        if not inside:
            continue
        code = units.choose(name, above)
        return (code if code in inside else name), length
    return None


def _cut_country(body: str) -> tuple[str, str]:
    """3M中国 is written for 3M（中国）."""
    short = body.removesuffix("中国")
    return (short, "中国") if short and short != body and short.isascii() else (body, "")


def _place_code(mark: str) -> str:
    """A place in brackets by its code, so that (浙江) and (浙江省) are one."""
    return gazetteer().choose(mark, ()) or mark


@cache
def _trades() -> re.Pattern[str]:
    known = {*words("company_tails.txt"), *words("generic_words.txt")}
    return re.compile(rf"{alternation(word for word in known if len(word) > 1)}$")


def _is_name(rest: str) -> bool:
    """Whether a name goes on so behind its place: with a 字号 of two characters, or with trades alone (上海电气)."""
    return len(_stem(rest, 0)) != 1


def _stem(body: str, shortest: int = SHORTEST) -> str:
    """Cut words for a trade off the end while a 字号 is left."""
    while (found := _trades().search(body)) and found.start() >= shortest:
        body = body[: found.start()]
    return body
