"""Graphs made by hand after docs/schema.md, small and large. All names are invented."""

from collections.abc import Iterator
from random import Random

from kg.model import Edge, Graph, Node, Value

DOCUMENT = "d" * 64
ARTICLES = tuple(f"{'d' * 16}:{number:04}" for number in (1, 2, 3))
Properties = dict[str, Value | list[str]]


def entity(identity: str, label: str, name: str, **more: Value | list[str]) -> Node:
    """An entity with the properties that the schema asks for."""
    extra: dict[str, Properties] = {
        "Company": {"place": None, "credit_code": None},
        "Agency": {"place": None},
        "Organization": {"place": None},
        "Place": {"code": None, "level": None},
        "Program": {"program_kind": None, "program_level": None, "uncatalogued": False},
    }
    common: Properties = {
        "name": name,
        "aliases": [],
        "support": 1,
        "first_seen": "2021-02",
        "last_seen": "2021-02",
        "origin": "text",
    }
    return Node(identity, (label, "Entity"), {**common, **extra.get(label, {}), **more})


def edge(of: str, source: str, target: str, number: int = 0, /, **more: Value | list[str]) -> Edge:
    """An edge with the properties that every edge has; ``quote`` and the like by keyword."""
    common: Properties = {
        "support": 1, "confidence": 0.9, "first_seen": "2021-02", "last_seen": "2021-02", "quote": None,
        "quote_article": None, "articles": [], "statements": [], "origin": "text", "catalogue": None,
    }  # fmt: skip
    return Edge(f"{of.lower()}-{source}-{target}-{number}", of, source, target, {**common, **more})


def awarded(
    firm: str, program: str, year: int | None, level: str | None, number: int = 0, **more: Value | list[str]
) -> Edge:
    """An AWARDED edge with a sentence of the first article."""
    said: Properties = {
        "level": level, "jurisdiction": None, "year": year, "batch": None, "product": None, "rank": None, "grantors": [],
        "status": "认定", "date": None, "incomplete": False, "quote": f"{firm}获得认定。",
        "quote_article": ARTICLES[0], "articles": [ARTICLES[0]],
    }  # fmt: skip
    return edge("AWARDED", firm, program, number, **{**said, **more})


def papers() -> Iterator[Node]:
    """One document with three articles."""
    yield Node(
        DOCUMENT,
        ("Document",),
        {
            "title": "云州装备简报",
            "issue": "2021年第2期",
            "date": "2021-02",
            "publisher": "云州装备协会",
            "media_type": "text/plain",
        },
    )
    for ordinal, (identity, title) in enumerate(
        zip(ARTICLES, ("一批产品通过认定", "走访企业", "简讯"), strict=True), 1
    ):
        yield Node(
            identity,
            ("Article",),
            {
                "document": DOCUMENT,
                "ordinal": ordinal,
                "title": title,
                "section": None,
                "source": "云州日报",
                "date": None,
            },
        )


def graph(nodes: list[Node], edges: list[Edge]) -> Graph:
    """Sorted by id, as a Graph is."""
    return Graph(tuple(sorted(nodes, key=lambda one: one.id)), tuple(sorted(edges, key=lambda one: one.id)))


def small() -> Graph:
    """Two counties of a city, four firms, two programmes, a person, an agency, a product."""
    nodes = [
        *papers(),
        entity("place-990000", "Place", "云州省", code="990000", level="省"),
        entity("place-990100", "Place", "青溪市", code="990100", level="市"),
        entity("place-990101", "Place", "东桥县", code="990101", level="县"),
        entity("place-990102", "Place", "西岭县", code="990102", level="县"),
        entity(
            "company-a", "Company", "东桥明泰机床有限公司", aliases=["明泰机床"], place="990101", support=3
        ),
        entity("company-b", "Company", "西岭恒业电机股份有限公司", place="990102", support=2),
        entity("company-c", "Company", "青溪远航仪器有限公司"),
        entity("company-d", "Company", "无处科技公司"),
        entity("program-s", "Program", "首台（套）", aliases=["首台套"], support=3),
        entity("program-x", "Program", "小巨人"),
        entity("person-l", "Person", "李明远"),
        entity("agency-j", "Agency", "云州省经济和信息化厅", aliases=["省经信厅"], place="990000"),
        entity("product-m", "Product", "五轴联动磨床"),
    ]
    edges = [
        awarded(
            "company-a",
            "program-s",
            2020,
            "省",
            product="五轴联动磨床",
            quote="东桥明泰机床有限公司的五轴联动磨床被认定为省内首台（套）。",
            batch="第三批",
            grantors=["云州省经济和信息化厅"],
        ),
        awarded("company-b", "program-s", 2019, "国内", 0),
        awarded("company-b", "program-s", 2020, "省", 1, confidence=0.5),
        awarded("company-d", "program-s", None, None, status="公示"),
        awarded("company-a", "program-x", 2020, "国家"),
        edge("LOCATED_IN", "company-a", "place-990101"),
        edge("LOCATED_IN", "company-b", "place-990102"),
        edge("LOCATED_IN", "company-c", "place-990100"),
        edge("LOCATED_IN", "place-990101", "place-990100", origin="catalogue", support=0, catalogue="2024"),
        edge("LOCATED_IN", "place-990102", "place-990100", origin="catalogue", support=0, catalogue="2024"),
        edge("LOCATED_IN", "place-990100", "place-990000", origin="catalogue", support=0, catalogue="2024"),
        edge("PRODUCES", "company-a", "product-m"),
        edge(
            "HOLDS_POSITION",
            "person-l",
            "company-a",
            title="董事长",
            former=False,
            articles=[ARTICLES[1]],
            quote_article=ARTICLES[1],
            quote="董事长李明远说。",
        ),
        edge("GRANTS", "agency-j", "program-s"),
        edge(
            "COUNTED", "place-990100", "program-s", value=12.0, unit="项", kind="new", level="省", year=2020
        ),
        edge("MENTIONS", ARTICLES[0], "company-a", count=2, first_offset=5),
        edge("MENTIONS", ARTICLES[2], "company-c", count=1, first_offset=9),
        edge("MENTIONS", ARTICLES[2], "company-d", count=1, first_offset=19),
        *(edge("PART_OF", article, DOCUMENT) for article in ARTICLES),
    ]
    return graph(nodes, edges)


_CITIES = ["青溪", "南浦", "临川", "石桥", "白沙", "云麓", "长亭", "海宁湾", "金坪", "凤台", "松涛"]
_WORDS = [
    "明泰",
    "恒业",
    "远航",
    "华锐",
    "精工",
    "天成",
    "宏图",
    "正阳",
    "瑞丰",
    "中科",
    "星河",
    "东升",
    "新元",
    "百川",
    "致远",
    "凌云",
    "金石",
    "永固",
    "同创",
    "博远",
]
_TRADES = [
    "机床",
    "电机",
    "仪器",
    "阀门",
    "轴承",
    "泵业",
    "机器人",
    "新材料",
    "智能装备",
    "电气",
    "生物科技",
    "纺织机械",
    "船舶",
    "汽车部件",
    "化工装备",
]
_PRODUCTS = [
    "五轴联动磨床",
    "高速卷绕头",
    "永磁电机",
    "智能控制阀",
    "深海采样器",
    "激光切割机",
    "大型压缩机",
    "在线检测仪",
]
_PROGRAMS = [
    "首台（套）",
    "小巨人",
    "单项冠军",
    "隐形冠军",
    "科技进步奖",
    "绿色工厂",
    "未来工厂",
    "数字化车间",
]


def province(size: int) -> Graph:
    """About ``size`` entities: cities and counties of one province, firms, products, programmes, persons."""
    random = Random(size)
    nodes, edges = [*papers(), entity("place-990000", "Place", "云州省", code="990000", level="省")], []
    nodes += [entity(f"program-{i}", "Program", name, support=9) for i, name in enumerate(_PROGRAMS)]
    counties = []
    for i, city in enumerate(_CITIES[: max(2, min(11, size // 40))], 1):
        nodes.append(entity(f"place-99{i:02}00", "Place", f"{city}市", code=f"99{i:02}00", level="市"))
        edges.append(edge("LOCATED_IN", f"place-99{i:02}00", "place-990000", origin="catalogue"))
        for j in range(1, max(2, min(9, size // 100)) + 1):
            code = f"99{i:02}{j:02}"
            counties.append((code, f"{city[0]}{'东西南北中上下左右'[j - 1]}"))
            nodes.append(entity(f"place-{code}", "Place", f"{counties[-1][1]}县", code=code, level="县"))
            edges.append(edge("LOCATED_IN", f"place-{code}", f"place-99{i:02}00", origin="catalogue"))
    number = 0
    while len(nodes) < size + 4:
        number += 1
        code, county = counties[int(len(counties) * random.random() ** 1.6)]
        firm = f"company-{number}"
        name = f"{county}{random.choice(_WORDS)}{random.choice(_TRADES)}{random.choice(['有限公司', '股份有限公司', '集团有限公司'])}"
        nodes.append(
            entity(
                firm,
                "Company",
                f"{name}{number if size > 2000 else ''}",
                place=code,
                support=random.randint(1, 6),
            )
        )
        edges.append(edge("LOCATED_IN", firm, f"place-{code}"))
        for k in range(random.choice([1, 1, 1, 2, 3])):
            product = random.choice(_PRODUCTS)
            program = f"program-{int(8 * random.random() ** 2)}"
            quote = f"{name}研制的{product}经专家评审，达到国内领先水平，被认定为{random.choice(['省内', '国内'])}首台（套）产品，填补了行业空白。"
            edges.append(
                awarded(
                    firm,
                    program,
                    random.choice([2018, 2019, 2020, 2020, None]),
                    random.choice(["省", "国内", "国家", None]),
                    k,
                    product=product,
                    quote=quote,
                )
            )
        if random.random() < 0.4:
            nodes.append(entity(f"product-{number}", "Product", f"{random.choice(_PRODUCTS)}{number}型"))
            edges.append(edge("PRODUCES", firm, f"product-{number}"))
        if random.random() < 0.1:
            nodes.append(
                entity(
                    f"person-{number}",
                    "Person",
                    random.choice("李王张刘陈") + random.choice("明建志文国") + random.choice("远华强军平"),
                )
            )
            edges.append(edge("HOLDS_POSITION", f"person-{number}", firm, title="董事长", former=False))
    return graph(nodes, edges)
