"""Where an article is at home: the units that 我省, 省经信厅 or a bare 鼓楼区 in it speak of."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from kg.model import EntityType, Reading
from kg.resolve.gazetteer import Gazetteer


@dataclass(frozen=True, slots=True)
class Context:
    """Codes of the province, city and county an article is about, and of every unit it names; None where open.

    ``date`` is the article's, which tells what a name meant then.
    """

    province: str | None = None
    city: str | None = None
    county: str | None = None
    named: frozenset[str] = frozenset()
    date: str | None = None

    @property
    def near(self) -> frozenset[str]:
        """The codes among which a name that fits several units is looked for."""
        home = {code for code in (self.province, self.city, self.county) if code}
        return self.named | home

    @property
    def narrowest(self) -> str | None:
        """The smallest unit the article is about."""
        return self.county or self.city or self.province

    def unit(self, level: str) -> str | None:
        """The unit of a level (省, 市, 县) the article is about."""
        return {"省": self.province, "市": self.city, "县": self.county}.get(level)


def document_province(readings: Iterable[Reading], gazetteer: Gazetteer) -> str | None:
    """The province that most of a document's place names lie in; None when two are named equally often."""
    return _leader(sum((_provinces(reading, gazetteer) for reading in readings), Counter()))


def article_context(
    reading: Reading, gazetteer: Gazetteer, province: str | None, date: str | None
) -> Context:
    """The context of an article; ``province`` is its document's, and its own unless it speaks of another one only."""
    own = _provinces(reading, gazetteer)
    elsewhere = province is None or (own[province] == 0 and own.total() > 1)
    home = _leader(own) if elsewhere else province
    near = frozenset([home]) if home else frozenset[str]()
    codes = Counter(
        code
        for name in _place_names(reading)
        if (code := gazetteer.choose(name, near, date)) and _within(code, home, gazetteer)
    )
    city = _leader(_at_level(codes, "市", gazetteer))
    counties = _at_level(codes, "县", gazetteer)
    county = _leader(Counter({c: n for c, n in counties.items() if not city or city in gazetteer.lineage(c)}))
    return Context(home, city, county, frozenset(codes), date)


def _place_names(reading: Reading) -> Iterable[str]:
    return (mention.text for mention in reading.mentions if mention.type is EntityType.PLACE)


def _provinces(reading: Reading, gazetteer: Gazetteer) -> Counter[str]:
    """How often the article names a unit of each province, among names that need no context."""
    found: Counter[str] = Counter()
    for name in _place_names(reading):
        code = gazetteer.choose(name, ())
        province = gazetteer.at_level(code, "省") if code else None
        if province:
            found[province] += 1
    return found


def _within(code: str, home: str | None, gazetteer: Gazetteer) -> bool:
    return home is None or home in gazetteer.lineage(code)


def _at_level(codes: Counter[str], level: str, gazetteer: Gazetteer) -> Counter[str]:
    found: Counter[str] = Counter()
    for code, number in codes.items():
        unit = gazetteer.at_level(code, level)
        if unit:
            found[unit] += number
    return found


def _leader(counts: Counter[str]) -> str | None:
    """The one named more often than every other."""
    ranked = counts.most_common(2)
    return None if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]) else ranked[0][0]
