"""Small graphs made by hand as docs/schema.md says, for tests of stores, queries and views. All names are invented."""

import hashlib
from collections.abc import Sequence
from typing import Any

from kg.model import Edge, EntityType, Graph, Node, Predicate
from kg.schema import EDGE_EXTRA, ENTITY_EXTRA, LABELS

NOT_WON = ("公示", "撤销", "到期")


def number(*parts: object) -> str:
    """16 hex digits made of the parts."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def document(digit: str, **properties: Any) -> Node:
    """A document whose id is one hex digit, 64 times."""
    known: dict[str, Any] = {
        "title": None,
        "issue": None,
        "date": None,
        "publisher": None,
        "media_type": "text/plain",
    }
    return Node(digit * 64, ("Document",), {**known, **properties})


def article(owner: Node, ordinal: int, **properties: Any) -> Node:
    """An article of a document."""
    known: dict[str, Any] = {
        "document": owner.id,
        "ordinal": ordinal,
        "title": None,
        "section": None,
        "source": None,
        "date": None,
    }
    return Node(f"{owner.id[:16]}:{ordinal:04}", ("Article",), {**known, **properties})


def entity(kind: EntityType, name: str, **properties: Any) -> Node:
    """An entity; a ``code`` given becomes its id."""
    code = properties.get("code")
    identity = f"{kind.lower()}-{code or number(kind, name)}"
    known: dict[str, Any] = dict.fromkeys(ENTITY_EXTRA[kind])
    if kind is EntityType.PROGRAM:
        known["uncatalogued"] = False
    common: dict[str, Any] = {
        "name": name,
        "aliases": [],
        "support": 1,
        "first_seen": None,
        "last_seen": None,
        "origin": "text",
    }
    return Node(identity, (LABELS[kind], "Entity"), {**known, **common, **properties})


def edge(type_: Predicate, source: Node, target: Node, **properties: Any) -> Edge:
    """An edge; its id is made of its ends and all that is given."""
    known: dict[str, Any] = dict.fromkeys(EDGE_EXTRA[type_])
    if type_ is Predicate.AWARDED:
        known |= {"grantors": [], "incomplete": False}
    common: dict[str, Any] = {
        "support": 1,
        "confidence": 0.9,
        "first_seen": None,
        "last_seen": None,
        "quote": None,
    }
    common |= {"quote_article": None, "articles": [], "statements": [], "origin": "text", "catalogue": None}
    identity = f"{type_.lower()}-{number(type_, source.id, target.id, sorted(properties.items()))}"
    return Edge(identity, type_.value, source.id, target.id, {**known, **common, **properties})


def graph(nodes: Sequence[Node], edges: Sequence[Edge]) -> Graph:
    """A graph, sorted as it should be."""
    return Graph(tuple(sorted(nodes, key=lambda node: node.id)), tuple(sorted(edges, key=lambda one: one.id)))


def _proof(where: Node, quote: str) -> dict[str, Any]:
    return {"quote": quote, "quote_article": where.id, "articles": [where.id]}


def policy_graph() -> Graph:
    """Three documents, places in a tree, firms with and without honours, and all that the queries of the library ask for."""
    issue = document("a", title="示例月刊 第3期", issue="2021年第3期", date="2021-03", publisher="示例出版社")
    notice = document("b", title="关于公布名单的通知", date="2020-12-08")
    silent = document("c", title="征订启事", date="2021")
    news = article(issue, 0, title="五家企业获认定", section="要闻")
    report = article(issue, 1, title="人事", section="动态", date="2021-02")
    roll = article(notice, 0, title="名单")
    ad = article(silent, 0, title="征订")

    country = entity(EntityType.PLACE, "中国", code="100000", level="国")
    province = entity(EntityType.PLACE, "东江省", code="990000", level="省", aliases=["东江"])
    city = entity(EntityType.PLACE, "临海湾市", code="990100", level="市")
    county = entity(EntityType.PLACE, "玉带县", code="990122", level="县")
    other_city = entity(EntityType.PLACE, "白沙市", code="990200", level="市")
    namesake_one = entity(EntityType.PLACE, "鼓楼区", code="990103", level="县")
    namesake_two = entity(EntityType.PLACE, "鼓楼区", code="990203", level="县")
    park = entity(EntityType.PLACE, "滨海工业园")

    firms = {name: entity(EntityType.COMPANY, name, **more) for name, more in _FIRMS.items()}
    gear, pump, lens, loom, idle = firms.values()
    school = entity(EntityType.ORGANIZATION, "东江工学院")
    first_set = entity(EntityType.PROGRAM, "首台（套）装备", aliases=["首台套"], program_kind="honour")
    giants = entity(EntityType.PROGRAM, "专精特新“小巨人”企业", program_kind="honour", program_level="国家")
    champion = entity(EntityType.PROGRAM, "单项冠军", program_kind="honour")
    bureau = entity(EntityType.AGENCY, "东江省经济和信息化厅", aliases=["省经信厅"], place="990000")
    ministry = entity(EntityType.AGENCY, "工业部", support=0, origin="catalogue")
    li = entity(EntityType.PERSON, "李示例")
    wang = entity(EntityType.PERSON, "王样本", aliases=["王总"])
    press = entity(EntityType.PRODUCT, "五轴压机")

    located, awarded = Predicate.LOCATED_IN, Predicate.AWARDED
    catalogue: dict[str, Any] = {"origin": "catalogue", "catalogue": "1", "support": 0, "confidence": 1.0}
    proof_news = _proof(news, "齿轮公司的五轴压机、水泵公司的高压泵获得省内首台（套）。")
    proof_roll = _proof(roll, "1 镜片光学有限公司 单项冠军")
    edges = [
        edge(located, province, country, **catalogue),
        *(edge(located, place, province, **catalogue) for place in (city, other_city)),
        *(edge(located, place, city, **catalogue) for place in (county, namesake_one)),
        edge(located, namesake_two, other_city, **catalogue),
        edge(located, park, county, **_proof(news, "玉带县滨海工业园")),
        edge(located, gear, county, **proof_news),
        edge(located, pump, park, **proof_news, confidence=0.55),
        edge(located, lens, namesake_one, **proof_roll),
        edge(located, loom, namesake_two, **proof_roll),
        edge(located, idle, county, confidence=0.4),
        edge(located, school, other_city),
        edge(
            awarded,
            gear,
            first_set,
            level="省",
            jurisdiction="990000",
            year=2020,
            product="五轴压机",
            grantors=["省经信厅"],
            status="认定",
            date="2020-12-08",
            **proof_news,
        ),
        edge(
            awarded,
            gear,
            first_set,
            level="省",
            jurisdiction="990000",
            year=2020,
            product="六轴压机",
            grantors=["省经信厅"],
            status="认定",
            **proof_news,
        ),
        edge(
            awarded, gear, giants, level="国家", jurisdiction="000000", year=2021, status="公示", **proof_roll
        ),
        edge(awarded, gear, champion, year=2019, status="到期", **proof_roll),
        edge(
            awarded,
            pump,
            first_set,
            level="省",
            jurisdiction="990000",
            year=2020,
            product="高压泵",
            **proof_news,
        ),
        edge(
            awarded,
            pump,
            champion,
            level="省",
            year=2021,
            status="认定",
            batch="第三批",
            **proof_roll,
            confidence=0.5,
        ),
        edge(awarded, lens, champion, level="国家", year=2021, **proof_roll),
        edge(
            awarded,
            lens,
            first_set,
            level="国内",
            year=2021,
            product="镀膜机",
            grantors=["东江省经济和信息化厅"],
            **proof_roll,
        ),
        edge(awarded, lens, giants, level="国家", **proof_roll),
        edge(awarded, loom, first_set, level="省", year=2020, status="撤销", **proof_roll),
        edge(awarded, school, champion, level="省", year=2021, rank="一等奖", **proof_roll),
        edge(awarded, county, giants, level="省", year=2020, **proof_news),
        edge(Predicate.PRODUCES, gear, press, **proof_news),
        edge(
            Predicate.HOLDS_POSITION,
            li,
            gear,
            title="董事长",
            former=False,
            **_proof(report, "董事长李示例说"),
        ),
        edge(
            Predicate.HOLDS_POSITION,
            li,
            bureau,
            title="副厅长",
            former=True,
            **_proof(report, "原省经信厅副厅长李示例"),
        ),
        edge(
            Predicate.HOLDS_POSITION, wang, bureau, title="厅长", former=False, **_proof(report, "厅长王样本")
        ),
        edge(Predicate.PART_OF, pump, gear, **proof_news),
        edge(Predicate.GRANTS, bureau, first_set, **proof_news),
        edge(Predicate.GRANTS, ministry, giants, **catalogue),
        edge(
            Predicate.COUNTED,
            province,
            first_set,
            value=6.0,
            unit="项",
            kind="new",
            level="省",
            year=2020,
            **proof_news,
        ),
        edge(Predicate.COUNTED, city, first_set, value=4.0, unit="项", **proof_news),
        edge(
            Predicate.COUNTED,
            other_city,
            champion,
            value=226000.0,
            unit="家",
            kind="target",
            year=2025,
            **proof_roll,
        ),
        edge(Predicate.POSSIBLY_SAME, gear, idle, score=0.82, reason="只差一字"),
        edge(Predicate.POSSIBLY_SAME, li, wang, score=0.3, reason="同一单位"),
        *(
            edge(Predicate.PART_OF, piece, owner)
            for piece, owner in ((news, issue), (report, issue), (roll, notice), (ad, silent))
        ),
        edge(Predicate.MENTIONS, news, gear, count=3, first_offset=12),
        edge(Predicate.MENTIONS, roll, gear, count=1, first_offset=4),
        edge(Predicate.MENTIONS, ad, county, count=1, first_offset=0),
        edge(Predicate.MENTIONS, report, li, count=2, first_offset=7),
    ]
    nodes = [
        issue,
        notice,
        silent,
        news,
        report,
        roll,
        ad,
        country,
        province,
        city,
        county,
        other_city,
        namesake_one,
        namesake_two,
        park,
        *firms.values(),
        school,
        first_set,
        giants,
        champion,
        bureau,
        ministry,
        li,
        wang,
        press,
    ]
    return graph(nodes, edges)


_FIRMS: dict[str, dict[str, Any]] = {
    "示例齿轮有限公司": {"aliases": ["示例齿轮", "齿轮公司"], "support": 2, "place": "990122"},
    "样本水泵股份有限公司": {"aliases": ["水泵公司"], "credit_code": "91330000MA2EXAMP0X"},
    "镜片光学有限公司": {"first_seen": "2020-12-08", "last_seen": "2021-03"},
    "织机'\"`实业（集团）有限公司": {},
    "示例齿论有限公司": {},
}
