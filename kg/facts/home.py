"""The article's own place: what 我市, 全县 or 本区 means in it."""

import re
from functools import cached_property

from kg.facts import levels, places
from kg.facts.view import A, G, L, Token, View

_OWN = re.compile("[我全本该]([省市县区州旗镇])(?!域|级|场|民|长|政)")
_LEVEL_OF = {"省": "省", "市": "市", "州": "市", "县": "县", "区": "县", "旗": "县", "镇": "镇"}
_BODY_PLACE = re.compile("^([一-龥]{2,7}?(?:省|市|州|县|区|旗))")


class Home:
    """Finds the place that an article speaks from."""

    def __init__(self, view: View) -> None:
        self.view = view

    @cached_property
    def _own_words(self) -> list[re.Match[str]]:
        return list(_OWN.finditer(self.view.masked))

    @cached_property
    def place(self) -> Token | None:
        """The place in the title, or the one that is named most; None when there is none."""
        title_end = self.view.position(max(self.view.reading.article.title_span[1], 0))
        titled = self.view.between(0, title_end, L)
        if titled:
            return titled[0]
        if named := self._named_in_bodies(title_end):
            return named
        counts: dict[str, list[Token]] = {}
        for token in self.view.tokens:
            if token.mask == L:
                counts.setdefault(self.view.name(token), []).append(token)
        best = max(counts.values(), key=lambda found: (len(found), -found[0].pos), default=None)
        return best[0] if best and (len(best) >= 3 or self._own_words) else None

    def _named_in_bodies(self, title_end: int) -> Token | None:
        """The place with which a body or plan of the title or of the first sentence begins (焦作市市场监管局, 莆田市…方案),
        where the article names it by itself too."""
        lead = max(title_end, self.view.units[0][1] if self.view.units else 0)
        for token in self.view.between(0, lead, A + G):
            match = _BODY_PLACE.match(token.mention.text)
            names = (match[1], match[1][:-1]) if match else ()
            found = next((one for one in self.view.of(L) if self.view.name(one) in names), None)
            if found:
                return found
        return None

    def meant_by(self, word: str, pos: int) -> Token | None:
        """The place that 我市 (全县, …) at a position means: of the word's level, or of no known level."""
        level = _LEVEL_OF[word[-1]]
        home = self.place
        if home and self._fits(self.view.name(home), level):
            return home
        earlier = self.view.last_before(pos, L)
        while earlier and not self._fits(self.view.name(earlier), level):
            earlier = self.view.last_before(earlier.pos, L, max(0, pos - 4000))
        return earlier

    @staticmethod
    def _fits(name: str, level: str) -> bool:
        said = levels.level_by_suffix(name)
        if said == level or (level == "市" and name[-1:] == "市"):
            return True
        rank = places.rank(name)
        if rank:
            return {"省": 1, "市": 2, "县": 3}.get(level) == rank or (
                level == "市" and rank == 3 and said is None
            )
        return said is None and level != "省"

    def own_word(self, start: int, end: int) -> re.Match[str] | None:
        """The last 我市-like word in a masked stretch."""
        return next(iter(reversed(list(_OWN.finditer(self.view.masked, start, end)))), None)
