"""A graph of our schema, made of a seed, for measuring stores: firms, honours, places, people and articles.

The proportions are those of a corpus of notices and newsletters, hubs included: the first programmes have most of the
winners, some firms most of the honours. Of ``size`` nodes come about twice as many edges. Nothing in it is real but
the names of places and programmes, which are the catalogue's.
"""

import zlib
from collections.abc import Iterator
from random import Random
from typing import Any

from kg.catalog.places import places
from kg.catalog.programmes import programmes
from kg.model import Edge, Graph, Node

SHARES = {
    "Company": 0.44,
    "Person": 0.14,
    "Product": 0.13,
    "Organization": 0.02,
    "Agency": 0.004,
    "Article": 0.24,
}
ARTICLES_PER_DOCUMENT = 20
_FIRST = "宏远恒泰瑞丰德力华新天成金鹏东方海纳中科星辰博创联合永盛嘉信卓越凌云启航江淮"
_TRADES = (
    "机械",
    "智能装备",
    "新材料",
    "电子",
    "生物科技",
    "汽车零部件",
    "环保设备",
    "仪表",
    "纺织机械",
    "数控机床",
)
_PRODUCTS = (
    "五轴加工中心",
    "高压水泵",
    "镀膜机",
    "压缩机",
    "光谱仪",
    "注塑机",
    "减速器",
    "传感器",
    "锂电隔膜",
    "涡轮叶片",
)
_TITLES = ("董事长", "总经理", "技术总监", "副总经理")
_STATUS = (None, None, None, "认定", "认定", "复核", "公示", "到期", "撤销")
_LEVELS = ("省", "省", "省", "市", "国家", "国内", "县")
_RANKS = {"province": "省", "city": "市", "county": "县", "country": "国", "town": "乡"}


class Synthetic:
    """A graph of about ``size`` nodes as rows; the same size and seed give the same rows."""

    def __init__(self, size: int, seed: int = 1) -> None:
        self.counts = {label: max(1, int(size * share)) for label, share in SHARES.items()}
        self.counts["Document"] = self.counts["Article"] // ARTICLES_PER_DOCUMENT + 1
        self._places = [place for place in places() if place.level in _RANKS][: max(60, size // 20)]
        self._programmes = [one.name for one in programmes()][: max(10, size // 50)]
        self._seed = seed

    def id(self, label: str, number: int) -> str:
        """The id of a node."""
        if label == "Document":
            return f"{number:016x}{0:048x}"
        if label == "Article":
            return f"{number // ARTICLES_PER_DOCUMENT:016x}:{number % ARTICLES_PER_DOCUMENT:04}"
        return f"{label.lower()}-{number:016x}"

    def name(self, label: str, number: int) -> str:
        """The name of an entity, of its own."""
        if label == "Place":
            return self._places[number].name
        if label == "Program":
            return self._programmes[number]
        letters = "".join(_FIRST[(number >> shift) % len(_FIRST)] for shift in (0, 4, 8))
        if label == "Company":
            return f"{letters}{number}{_TRADES[number % len(_TRADES)]}有限公司"
        if label == "Product":
            return f"{letters[0]}{number}型{_PRODUCTS[number % len(_PRODUCTS)]}"
        tails = {"Person": "氏", "Organization": "协会", "Agency": "局"}
        return f"{letters[:2]}{number}{tails[label]}"

    def count(self, label: str) -> int:
        """How many nodes of a label there are."""
        known = {"Place": len(self._places), "Program": len(self._programmes)}
        return known.get(label) or self.counts[label]

    def nodes(self) -> Iterator[Node]:
        """All nodes, by kind."""
        yield from (self._document(number) for number in range(self.count("Document")))
        yield from (self._article(number) for number in range(self.count("Article")))
        for label in ("Company", "Person", "Product", "Organization", "Agency", "Place", "Program"):
            yield from (self._entity(label, number) for number in range(self.count(label)))

    def _document(self, number: int) -> Node:
        year = 2015 + number % 10
        about = {
            "title": f"{year}年通知{number}",
            "date": f"{year}-{1 + number % 12:02}-15",
            "media_type": "text/plain",
        }
        return Node(self.id("Document", number), ("Document",), about)

    def _article(self, number: int) -> Node:
        document = self.id("Document", number // ARTICLES_PER_DOCUMENT)
        about: dict[str, Any] = {
            "document": document,
            "ordinal": number % ARTICLES_PER_DOCUMENT,
            "title": f"名单{number}",
        }
        return Node(self.id("Article", number), ("Article",), about)

    def _entity(self, label: str, number: int) -> Node:
        name = self.name(label, number)
        about: dict[str, Any] = {"name": name, "aliases": [], "support": 1 + number % 7, "origin": "text"}
        if label == "Company":
            about["aliases"] = [name.removesuffix("有限公司")]
        if label == "Place":
            place = self._places[number]
            about |= {
                "code": place.code,
                "level": _RANKS[place.level],
                "aliases": [place.short] if place.short else [],
            }
        if label == "Program":
            about |= {"uncatalogued": False, "program_kind": "honour"}
        return Node(self.id(label, number), (label, "Entity"), about)

    def edges(self) -> Iterator[Edge]:
        """All edges, by type."""
        chance = Random(self._seed)
        firms = self.count("Company")
        yield from self._tree()
        yield from self._papers(chance)
        for firm in range(firms):
            yield from self._firm(firm, chance)
        for number in range(self.count("Person")):
            yield self._position(number, chance)
        for number in range(self.count("Agency")):
            yield self._edge(
                "GRANTS", f"g{number}", ("Agency", number), ("Program", number % self.count("Program")), {}
            )
        for number in range(self.count("Place")):
            stated = {
                "value": float(chance.randrange(1, 200)),
                "unit": "家",
                "kind": "new",
                "year": 2015 + number % 10,
            }
            yield self._edge(
                "COUNTED", f"n{number}", ("Place", number), ("Program", self._programme(chance)), stated
            )

    def _tree(self) -> Iterator[Edge]:
        known = {place.code: number for number, place in enumerate(self._places)}
        for number, place in enumerate(self._places):
            if place.parent in known:
                yield self._edge(
                    "LOCATED_IN", f"z{number}", ("Place", number), ("Place", known[place.parent]), {}
                )

    def _papers(self, chance: Random) -> Iterator[Edge]:
        for number in range(self.count("Article")):
            owner = ("Document", number // ARTICLES_PER_DOCUMENT)
            yield self._edge("PART_OF", f"a{number}", ("Article", number), owner, {})
            for turn in range(2):
                firm = ("Company", self._skewed(self.count("Company"), chance))
                yield self._edge("MENTIONS", f"m{number}-{turn}", ("Article", number), firm, {"count": 1})

    def _firm(self, firm: int, chance: Random) -> Iterator[Edge]:
        if firm % 20:
            where = ("Place", chance.randrange(self.count("Place")))
            yield self._edge("LOCATED_IN", f"f{firm}", ("Company", firm), where, {})
        for turn in range(self._honours(chance)):
            number = self._skewed(self.count("Product"), chance)
            about = {
                "level": chance.choice(_LEVELS),
                "year": 2015 + chance.randrange(10),
                "status": chance.choice(_STATUS),
                "product": self.name("Product", number) if turn == 0 else None,
                "grantors": ["省经信厅"],
                "incomplete": firm % 50 == 0,
                "first_seen": f"{2015 + chance.randrange(10)}-06",
            }
            yield self._edge(
                "AWARDED", f"w{firm}-{turn}", ("Company", firm), ("Program", self._programme(chance)), about
            )
            if turn == 0 and firm % 3 == 0:
                yield self._edge("PRODUCES", f"p{firm}", ("Company", firm), ("Product", number), {})
        if firm % 15 == 1:
            yield self._edge("PART_OF", f"o{firm}", ("Company", firm), ("Company", firm // 2), {})
        if firm % 40 == 2:
            about = {"score": 0.5 + firm % 5 / 10, "reason": "只差一字"}
            yield self._edge("POSSIBLY_SAME", f"s{firm}", ("Company", firm), ("Company", firm - 1), about)

    def _position(self, number: int, chance: Random) -> Edge:
        """One in fifty works for an agency and did so before for a firm; both edges would be two positions."""
        body = (
            ("Agency", number % self.count("Agency"))
            if number % 50 == 0
            else ("Company", chance.randrange(self.count("Company")))
        )
        about = {"title": _TITLES[number % len(_TITLES)], "former": number % 5 == 0}
        return self._edge(
            "HOLDS_POSITION",
            f"h{number}",
            ("Person", number % (self.count("Person") * 9 // 10 + 1)),
            body,
            about,
        )

    def _edge(
        self, type_: str, key: str, source: tuple[str, int], target: tuple[str, int], about: dict[str, Any]
    ) -> Edge:
        article = self.id("Article", hash_of(key) % self.count("Article"))
        common: dict[str, Any] = {
            "support": 1,
            "confidence": 0.5 + hash_of(key) % 50 / 100,
            "origin": "text",
            "quote": f"{key}：原文中的一句话，说明这一事实出自何处。",
            "quote_article": article,
            "articles": [article],
            "statements": [f"st-{hash_of(key):016x}"],
        }
        return Edge(f"{type_.lower()}-{key}", type_, self.id(*source), self.id(*target), {**common, **about})

    def _programme(self, chance: Random) -> int:
        return self._skewed(self.count("Program"), chance)

    @staticmethod
    def _skewed(number: int, chance: Random) -> int:
        """The first are drawn most."""
        return int(number * chance.random() ** 4)

    @staticmethod
    def _honours(chance: Random) -> int:
        """Most firms have one or none, a few many."""
        return min(12, int(chance.expovariate(0.6)))

    def graph(self) -> Graph:
        """All of it, sorted as a workspace's graph is."""
        return Graph(
            tuple(sorted(self.nodes(), key=lambda node: node.id)),
            tuple(sorted(self.edges(), key=lambda edge: edge.id)),
        )


def hash_of(key: str) -> int:
    """A number made of a text, the same everywhere."""
    return zlib.crc32(key.encode())
