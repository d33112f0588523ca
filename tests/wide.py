"""The policy graph with what the whole query library asks for: renewals, subsidiaries, careers, contradictions."""

from typing import Any

from kg.model import EntityType, Graph, Node, Predicate
from tests.graphs import edge, entity, graph, policy_graph

AWARDED, HOLDS, PART = Predicate.AWARDED, Predicate.HOLDS_POSITION, Predicate.PART_OF


def wide_graph() -> Graph:
    """More firms, people and years about the same places and programmes."""
    base = policy_graph()
    by_name = {str(node.properties["name"]): node for node in base.nodes if "Entity" in node.labels}
    gear, pump, lens, loom = (by_name[name] for name in _FIRMS)
    first_set, giants, champion = (by_name[name] for name in _PROGRAMS)
    county, other_city, park = by_name["玉带县"], by_name["白沙市"], by_name["滨海工业园"]
    bureau, ministry, li, wang = (by_name[name] for name in _BODIES)
    news = next(node for node in base.nodes if node.properties.get("title") == "五家企业获认定")

    wheel = entity(EntityType.COMPANY, "车轮有限公司", support=3)
    branch = entity(EntityType.COMPANY, "水泵（白沙）有限公司", aliases=["水泵公司"])
    drifter = entity(EntityType.COMPANY, "游走科技有限公司", support=2)
    mute = entity(EntityType.COMPANY, "无言有限公司", support=4, first_seen="2020", last_seen="2021")
    zone = entity(EntityType.PLACE, "白沙高新区")
    office = entity(EntityType.AGENCY, "装备处")
    desk = entity(EntityType.AGENCY, "机床科")
    union = entity(EntityType.ORGANIZATION, "东江装备协会")
    zhao = entity(EntityType.PERSON, "赵重名")
    zhao_too = entity(EntityType.PERSON, "赵某", aliases=["赵重名"])
    plan = entity(EntityType.PROGRAM, "首台（套）保险补偿", program_kind="policy", uncatalogued=True)
    proof: dict[str, Any] = {"quote": "再次获得认定。", "quote_article": news.id, "articles": [news.id]}
    board = entity(EntityType.AGENCY, "东江省经济和信息化委员会", aliases=["省经信委"])
    trade = entity(EntityType.AGENCY, "东江省经济贸易委员会")
    upper = entity(EntityType.PLACE, "上玉带区", code="990199", level="县")
    nodes = [
        wheel,
        branch,
        drifter,
        mute,
        zone,
        office,
        desk,
        union,
        zhao,
        zhao_too,
        plan,
        board,
        trade,
        upper,
    ]
    edges = [
        *_awards(gear, pump, wheel, branch, drifter, loom, first_set, giants, champion, proof),
        edge(Predicate.LOCATED_IN, branch, zone, **proof),
        edge(Predicate.LOCATED_IN, zone, other_city),
        edge(Predicate.LOCATED_IN, drifter, county, quote="落户玉带县"),
        edge(Predicate.LOCATED_IN, drifter, other_city, quote="迁往白沙市"),
        edge(Predicate.LOCATED_IN, gear, park, support=2, confidence=0.7),
        edge(PART, branch, pump, **proof),
        edge(PART, wheel, branch),
        edge(PART, office, bureau, **proof),
        edge(PART, desk, office),
        edge(PART, gear, union),
        edge(PART, lens, union),
        edge(HOLDS, zhao, pump, title="总经理", former=False, **proof),
        edge(HOLDS, zhao, pump, title="董事", former=False),
        edge(HOLDS, zhao_too, pump, title="监事", former=False),
        edge(HOLDS, zhao_too, ministry, title="处长", former=True),
        edge(HOLDS, wang, union, title="会长", former=False),
        edge(HOLDS, li, pump, title="顾问", former=True),
        edge(Predicate.GRANTS, union, champion),
        edge(Predicate.GRANTS, board, first_set, **proof),
        edge(Predicate.GRANTS, trade, giants),
        edge(Predicate.SUCCEEDED_BY, trade, board, date="2009"),
        edge(Predicate.SUCCEEDED_BY, board, bureau, date="2018-10"),
        edge(Predicate.SUCCEEDED_BY, upper, county),
        edge(PART, county, plan),
        edge(Predicate.PRODUCES, branch, by_name["五轴压机"]),
        edge(Predicate.COUNTED, county, giants, value=1.0, unit="家", kind="total", year=2020, level="省"),
    ]
    return graph([*base.nodes, *nodes], [*base.edges, *edges])


def _awards(*given: Any) -> list[Any]:
    """Won again, risen to a higher level, expired, unsure."""
    gear, pump, wheel, branch, drifter, loom, first_set, giants, champion, proof = given
    province: dict[str, Any] = {"level": "省", "jurisdiction": "990000"}
    return [
        edge(AWARDED, gear, champion, **province, year=2022, batch="第四批", first_seen="2022-03"),
        edge(
            AWARDED,
            pump,
            first_set,
            **province,
            year=2023,
            product="低压泵",
            date="2023-01-05",
            status="认定",
        ),
        edge(AWARDED, pump, giants, level="国家", year=2022, batch="第三批", **proof),
        edge(AWARDED, wheel, first_set, **province, year=2020, product="五轴压机床", **proof),
        edge(AWARDED, branch, champion, level="市", year=2019, first_seen="2019-11-02"),
        edge(AWARDED, branch, champion, **province, year=2022, batch="第四批", status="复核"),
        edge(AWARDED, drifter, giants, level="国家", year=2019, status="到期", date="2022-06-30"),
        edge(AWARDED, drifter, champion, incomplete=True, grantors=["省经信厅", "省财政厅"]),
        edge(AWARDED, loom, champion, level="市", year=2020, first_seen="2021"),
        edge(AWARDED, wheel, champion, level="市", year=2021, status="公示", date="2021-09"),
    ]


_FIRMS = ("示例齿轮有限公司", "样本水泵股份有限公司", "镜片光学有限公司", "织机'\"`实业（集团）有限公司")
_PROGRAMS = ("首台（套）装备", "专精特新“小巨人”企业", "单项冠军")
_BODIES = ("东江省经济和信息化厅", "工业部", "李示例", "王样本")


def named(whole: Graph, name: str) -> Node:
    """The first node with this name."""
    return next(node for node in whole.nodes if node.properties.get("name") == name)
