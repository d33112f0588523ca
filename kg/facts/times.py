"""Years, batches, ranks and dates as the text states them."""

import re
from functools import cached_property

from kg.facts.statements import Found
from kg.facts.view import C, D, G, O, View
from kg.offsets import Span

_YEAR = re.compile(r"(?<![\d第])((?:19|20)\d\d)(?=\s*年|年度|[—\-~～至]20\d\d[年）)])")
_YEAR_OF_ROUND = re.compile(r"(?<!\d)((?:19|20)\d\d)年度")
_LEAD = 3
_OFFICIAL = re.compile("(?:通知|公告|通告|决定|通报|公示|名单|名录)[（(]?")
# 《2023北京独角兽企业榜单》
_TITLE_YEAR = re.compile(
    r"(?:^|(?<=[《“\n]))((?:19|20)\d\d)(?=[\u4e00-\u9fff\ue000-\ue006])(?![年万亿元家个项户人多余月])",
    re.MULTILINE,
)
_REVIEW = re.compile(
    r"(?<!\d)((?:19|20)\d\d)年度?[^，。；\n]{0,12}(?:总结|回顾|大事记|盘点|综述|述评|纪实|十件大事|十大新闻)"
)
_RELATIVE = re.compile("今年|本年度|去年|上年|前年|同年底|同年|当年|次年")
_AGO = re.compile("去年|上年|前年")
_RECENT = re.compile("昨天|昨日|前天|今天上午|日前|近日|上月|本月|上周|刚刚|前不久|不久前|日上午|日下午")
_SHIFT = {"今年": 0, "本年度": 0, "去年": -1, "上年": -1, "前年": -2}
_NOT_A_YEAR_OF = re.compile("(?:成立于|创建于|创办于|始建于|建于|自|从|截至|截止|至|(?<![熬等直])到|比|较)$")
_FOUNDED = re.compile(
    "^年(?:\\d{1,2}月)?(?:\\d{1,2}日)?(?:起|以来|成立|创办|创立|创建(?!成)|建厂|建成|投产|开始|至|[—\\-~～])"
)
# 2019年认定企业复核: the year of the firms that are examined again
_EXAMINED_AGAIN = re.compile("年度?(?:认定|通过|获评|公布|入选)[^，。；]{0,10}(?:复核|复审|复评)")
_PUBLISHED = re.compile("名单|名录|目录|榜单|公布|公示|发布|揭晓")
_DATE_LINE = re.compile(r"(20\d\d)\s*(?:年|[-/.])\s*\d{1,2}\s*(?:月|[-/.])\s*\d{1,2}")
_CHINESE_DATE = re.compile("(二[〇○零Ｏ0][一二三四五六七八九〇○零]{2})年[一二三四五六七八九十]{1,2}月")
_CHINESE_YEAR = re.compile("(二[〇○零Ｏ0][一二三四五六七八九〇○零]{2})(?=年)")
_DIGITS = str.maketrans("〇○零Ｏ一二三四五六七八九", "0000123456789")
_BATCH = re.compile("第[一二三四五六七八九十百\\d]{1,4}批(?:次)?")
_RANK = re.compile(
    "(?:排名|排在|位列|位居|名列|居|列)(?:全国|全省|全市|榜单|名单)?(第[一二三四五六七八九十百\\d]{1,4})(?:名|位)?"
)
_IN_BRACKETS = re.compile("[”’」]?(?:企业|产品|称号|名单|项目)*（((?:19|20)\\d\\d)年?[^（）]{0,16}）")
_FULL_DATE = re.compile(r"(20\d\d)年(\d{1,2})月(\d{1,2})日")


class Times:
    """Finds the year that belongs to a place in the text."""

    def __init__(self, view: View, published: str | None = None) -> None:
        self.view = view
        self.published = published

    @cached_property
    def article_year(self) -> Found | None:
        """The year of the article: its date, or a line that is a date."""
        known = re.match(r"\d{4}", self.view.reading.article.date or "")
        lines = self.view.lines
        for start, end in [*reversed(lines[-4:]), *lines[:5]]:
            if end - start > 60:
                continue
            for pattern in (_DATE_LINE, _CHINESE_DATE):
                match = pattern.search(self.view.masked, start, end)
                year = match[1].translate(_DIGITS) if match else ""
                if match and (known is None or known[0] == year):
                    return Found(int(year), *match.span(1))
        if known:
            return Found(int(known[0]), 0, 0)
        match = re.search(r"(?:19|20)\d\d", self.published or "")
        return Found(int(match[0]), 0, 0) if match else None

    def years(self, start: int, end: int, *, strict: bool = True) -> list[Found]:
        """The years that a masked stretch states, in order; strict leaves out foundings, 截至 and ranges."""
        found = []
        text = self.view.masked
        for match in _YEAR.finditer(text, start, end):
            before, after = (
                text[max(0, match.start() - 4) : match.start()],
                text[match.end() : match.end() + 12],
            )
            if strict and (_NOT_A_YEAR_OF.search(before) or _FOUNDED.match(after)):
                continue
            if _EXAMINED_AGAIN.match(text, match.end()):
                continue
            found.append(Found(int(match[1]), *match.span(1)))
        found += [Found(int(match[1]), *match.span(1)) for match in _TITLE_YEAR.finditer(text, start, end)]
        for match in _CHINESE_YEAR.finditer(text, start, end):
            found.append(Found(int(match[1].translate(_DIGITS)), *match.span(1)))
        for match in _RELATIVE.finditer(text, start, end):
            if year := self._relative(match, start):
                found.append(year)
        return sorted(found, key=lambda year: year.start)

    @cached_property
    def lead_year(self) -> Found | None:
        """The only year that title and first sentences give with 年度 (2021年度…奖励大会召开): what the article reports on."""
        end = self.view.units[min(len(self.view.units), _LEAD) - 1][1] if self.view.units else 0
        found = [
            Found(int(match[1]), *match.span(1))
            for match in _YEAR_OF_ROUND.finditer(self.view.masked, 0, end)
        ]
        return found[0] if len({one.value for one in found}) == 1 else None

    @cached_property
    def reviewed_year(self) -> Found | None:
        """The year that an article looks back on, by its title: 某局2021年工作总结."""
        match = _REVIEW.search(self.view.masked, 0, self._title_end)
        return Found(int(match[1]), *match.span(1)) if match else None

    @cached_property
    def _title_end(self) -> int:
        return self.view.position(max(self.view.reading.article.title_span[1], 1))

    @cached_property
    def issue_year(self) -> Found | None:
        """The year of the date under a notice or decision, which is that of the list it publishes."""
        year = self.article_year
        official = _OFFICIAL.search(self.view.reading.article.title)
        return year if official and year and year.end else None

    def _relative(self, match: re.Match[str], floor: int) -> Found | None:
        word = match[0]
        if word in _SHIFT:
            base = self.article_year
            return (
                Found(int(base.value) + _SHIFT[word], *match.span())
                if base and isinstance(base.value, int)
                else None
            )
        floor = max(0, match.start() - 200)
        earlier = list(_YEAR.finditer(self.view.masked, floor, match.start()))
        if not earlier:
            return None
        year = Found(int(earlier[-1][1]), *earlier[-1].span(1))
        return Found(int(earlier[-1][1]) + 1, year.start, match.end()) if word == "次年" else year

    def year_of(self, unit: Span, clause: Span, at: int, until: int, *, carried: bool = True) -> Found | None:
        """The year of what happens at ``at`` (a trigger) up to ``until`` (the honour).

        ``carried``: whether the clauses before may give it. A clause that names who it is about takes none from
        before a ；, and a year in brackets is of what stands before the brackets alone.
        """
        inside = self.years(at, until, strict=False) or self.years(clause[0], at, strict=False)
        own = inside[-1:] or self.bracketed(until)
        if own:
            return own[0]
        if not carried or self._says_when(clause[0], at):
            return None
        named = self.view.between(clause[0], at, C + O)
        floor = self.view.masked.rfind("；", unit[0], clause[0]) + 1 if named else 0
        before = [
            one
            for one in self.years(max(unit[0], floor), clause[0])
            if not self._is_bracketed(one)
            and not (named and self._is_of_another(one))
            and not self._is_taken(one, at)
        ]
        return before[-1] if before else self.recent(unit[0], at)

    def bracketed(self, honour: int) -> list[Found]:
        """The year in the brackets right after an honour: 国家高新技术企业（2021年认定）."""
        match = _IN_BRACKETS.match(self.view.masked, honour + 1)
        return [Found(int(match[1]), *match.span(1))] if match else []

    def _is_of_another(self, year: Found) -> bool:
        """Whether a firm before a year in its clause keeps the year to itself: 甲公司2020年入选…，乙公司通过…."""
        start = max(self.view.masked.rfind(mark, 0, year.start) for mark in "，。；：\n") + 1
        return bool(self.view.between(start, year.start, C + O))

    def _is_taken(self, year: Found, at: int) -> bool:
        """Whether a year is that of an honour in its own clause, and a product is spoken of since: 2019年获评…，其产品入选…."""
        ends = [end for mark in "，。；：\n" if (end := self.view.masked.find(mark, year.end)) >= 0]
        end = min(ends, default=at)
        if not self.view.between(year.end, end, G) or not self.view.between(end, at, D):
            return False
        return not _PUBLISHED.search(self.view.masked, year.end, end)

    def _is_bracketed(self, year: Found) -> bool:
        before = self.view.masked[max(0, year.start - 20) : year.start]
        return before.rfind("（") > before.rfind("）")

    def recent(self, start: int, end: int) -> Found | None:
        """The article's year where a stretch says that something has just happened (昨天, 上月, 日前)."""
        match = _RECENT.search(self.view.masked, start, end)
        year = self.article_year if match else None
        return Found(year.value, *match.span()) if match and year else None

    def _says_when(self, start: int, end: int) -> bool:
        """Whether a stretch names a time that we cannot turn into a year (去年 without the article's date)."""
        return bool(_RELATIVE.search(self.view.masked, start, end))

    def is_undated(self, start: int, end: int) -> bool:
        """Whether a stretch says 去年 or 前年 of an article without a date: no year stated elsewhere is meant."""
        return self.article_year is None and bool(_AGO.search(self.view.masked, start, end))

    def batch(self, start: int, end: int) -> Found | None:
        """第三批."""
        found = list(_BATCH.finditer(self.view.masked, start, end))
        return Found(found[-1][0], *found[-1].span()) if found else None

    def rank(self, start: int, end: int) -> Found | None:
        """第23 in 排在第23位."""
        match = _RANK.search(self.view.masked, start, end)
        return Found(match[1], *match.span(1)) if match else None

    def date(self, start: int, end: int) -> Found | None:
        """A full date as ISO text."""
        match = _FULL_DATE.search(self.view.masked, start, end)
        if not match:
            return None
        return Found(f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}", *match.span())
