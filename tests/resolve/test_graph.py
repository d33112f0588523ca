"""From readings and statements to nodes and edges."""

from kg.export import entity_type
from kg.model import Graph, Node, Predicate, Value
from tests.resolve.build import document, graph, reading, statement

AWARD: dict[str, Value] = dict.fromkeys(
    ("level", "year", "batch", "product", "grantor", "rank", "status", "date")
)


def named(result: Graph, name: str) -> Node:
    found = [node for node in result.nodes if node.properties.get("name") == name]
    assert len(found) == 1, [node.properties.get("name") for node in result.nodes]
    return found[0]


def names(result: Graph, kind: str) -> list[str]:
    return sorted(
        str(n.properties["name"]) for n in result.nodes if "Entity" in n.labels and entity_type(n) == kind
    )


def test_a_short_form_that_the_article_binds_to_its_full_name_is_the_same_firm() -> None:
    owner = document()
    text = "迈某医疗工业设备股份有限公司投产。迈某医疗扩建。"
    bound = {"迈某医疗": "迈某医疗工业设备股份有限公司"}
    article = reading(owner, text, "C迈某医疗工业设备股份有限公司", full=bound)
    short = reading(owner, text, "C迈某医疗", ordinal=2, full=bound)
    result = graph((owner, [(article, []), (short, [])]))
    assert names(result, "COMPANY") == ["迈某医疗工业设备股份有限公司"]
    assert named(result, "迈某医疗工业设备股份有限公司").properties["aliases"] == ["迈某医疗"]


def test_firms_that_differ_in_one_character_stay_apart() -> None:
    owner = document()
    article = reading(
        owner, "台州金源铜业有限公司和台州全源铜业有限公司", "C台州金源铜业有限公司", "C台州全源铜业有限公司"
    )
    assert len(names(graph((owner, [(article, [])])), "COMPANY")) == 2


def test_a_short_name_in_two_provinces_is_two_firms() -> None:
    zhejiang, hunan = document("a"), document("b")
    one = reading(zhejiang, "浙江省台州市的东华投产", "L浙江省", "L台州市", "C东华")
    other = reading(hunan, "湖南省岳阳市的东华停产", "L湖南省", "L岳阳市", "C东华")
    assert names(graph((zhejiang, [(one, [])]), (hunan, [(other, [])])), "COMPANY") == ["东华", "东华"]


def test_short_and_full_forms_of_an_agency_are_one_in_their_province() -> None:
    owner = document()
    article = reading(
        owner, "浙江省的省经信厅、浙江省经信厅、经信厅和浙江省经济和信息化厅", "L浙江省", "A省经信厅"
    )
    other = reading(
        owner, "浙江省经信厅，浙江省经济和信息化厅", "A浙江省经信厅", "A浙江省经济和信息化厅", ordinal=2
    )
    third = reading(owner, "来源：经信厅", "A经信厅", ordinal=3)
    result = graph((owner, [(article, []), (other, []), (third, [])]))
    assert names(result, "AGENCY") == ["浙江省经济和信息化厅"]
    assert named(result, "浙江省经济和信息化厅").properties["place"] == "330000"


def test_the_same_short_form_in_another_province_is_another_agency() -> None:
    one, other = document("a"), document("b")
    first = reading(one, "浙江省的省经信厅", "L浙江省", "A省经信厅")
    second = reading(other, "江西省的省经信厅", "L江西省", "A省经信厅")
    result = graph((one, [(first, [])]), (other, [(second, [])]))
    assert names(result, "AGENCY") == ["江西省经济和信息化厅", "浙江省经济和信息化厅"]


def test_national_bodies_are_one_whatever_the_article_is_about() -> None:
    owner = document()
    article = reading(owner, "浙江省，工信部与工业和信息化部", "L浙江省", "A工信部", "A工业和信息化部")
    assert names(graph((owner, [(article, [])])), "AGENCY") == ["工业和信息化部"]


def test_a_place_has_its_code_and_the_whole_hierarchy_above_it() -> None:
    owner = document()
    article = reading(owner, "玉环和玉环市", "L玉环市", "L玉环")
    result = graph((owner, [(article, [])]))
    node = named(result, "玉环市")
    assert (node.id, node.properties["code"], node.properties["level"]) == ("place-331083", "331083", "县")
    assert named(result, "台州市").properties["support"] == 0
    above = {(edge.source, edge.target): edge for edge in result.edges if edge.type == "LOCATED_IN"}
    assert ("place-331083", "place-331000") in above
    assert ("place-331000", "place-330000") in above
    assert above["place-331083", "place-331000"].properties["origin"] == "catalogue"


def test_a_name_of_several_places_is_the_one_near_the_article() -> None:
    owner = document()
    article = reading(owner, "福建省福州市鼓楼区", "L福建省", "L福州市", "L鼓楼区")
    result = graph((owner, [(article, [])]))
    assert named(result, "鼓楼区").id == "place-350102"


def test_a_name_of_several_places_without_context_has_no_code() -> None:
    owner = document()
    result = graph((owner, [(reading(owner, "鼓楼区", "L鼓楼区"), [])]))
    assert named(result, "鼓楼区").properties["code"] is None


def test_writings_of_a_programme_are_one_entity() -> None:
    owner = document()
    article = reading(
        owner,
        "首台（套）、首台套、首（台）套、首台(套)",
        "G首台（套）",
        "G首台套",
        "G首（台）套",
        "G首台(套)",
    )
    result = graph((owner, [(article, [])]))
    assert names(result, "PROGRAM") == ["首台（套）"]
    assert named(result, "首台（套）").properties["uncatalogued"] is False


def test_a_programme_of_no_catalogue_is_marked() -> None:
    owner = document()
    result = graph((owner, [(reading(owner, "“某某星火灯塔”行动", "G某某星火灯塔"), [])]))
    assert named(result, "某某星火灯塔").properties["uncatalogued"] is True


def test_two_articles_that_say_the_same_are_one_edge_with_both_proofs() -> None:
    one, other = document("a", "2021-02"), document("b", "2021-03")
    first = reading(one, "浙江省甲乙机械有限公司获首台套", "L浙江省", "C甲乙机械有限公司", "G首台套")
    second = reading(
        other, "浙江省：甲乙机械有限公司，2020年首台套", "L浙江省", "C甲乙机械有限公司", "G首台套"
    )
    said = [
        statement(first, Predicate.AWARDED, "C甲乙机械有限公司", "G首台套", AWARD | {"level": "省"}, 0.8),
        statement(
            second,
            Predicate.AWARDED,
            "C甲乙机械有限公司",
            "G首台套",
            AWARD | {"level": "省", "year": 2020},
        ),
    ]
    result = graph((one, [(first, [said[0]])]), (other, [(second, [said[1]])]))
    (edge,) = [edge for edge in result.edges if edge.type == "AWARDED"]
    assert (edge.properties["support"], edge.properties["year"], edge.properties["confidence"]) == (
        2,
        2020,
        0.9,
    )
    assert edge.properties["articles"] == [first.article.id, second.article.id]
    assert edge.properties["quote"] == second.article.text
    assert (edge.properties["first_seen"], edge.properties["last_seen"]) == ("2021-02", "2021-03")
    assert edge.properties["jurisdiction"] == "330000"


def test_the_same_honour_of_two_provinces_is_two_edges() -> None:
    one, other = document("a"), document("b")
    first = reading(one, "浙江省：甲乙机械有限公司", "L浙江省", "C甲乙机械有限公司")
    second = reading(other, "河南省：甲乙机械有限公司", "L河南省", "C甲乙机械有限公司")
    fields = AWARD | {"level": "省"}
    result = graph(
        (one, [(first, [statement(first, Predicate.AWARDED, "C甲乙机械有限公司", "G首台套", fields)])]),
        (other, [(second, [statement(second, Predicate.AWARDED, "C甲乙机械有限公司", "G首台套", fields)])]),
    )
    awards = [edge for edge in result.edges if edge.type == "AWARDED"]
    assert sorted(str(edge.properties["jurisdiction"]) for edge in awards) == ["330000", "410000"]


def test_an_honour_of_the_state_has_the_jurisdiction_of_the_state() -> None:
    owner = document()
    article = reading(owner, "浙江省：甲乙机械有限公司", "L浙江省")
    fields = AWARD | {"level": "国家", "grantor": "工信部"}
    said = statement(article, Predicate.AWARDED, "C甲乙机械有限公司", "G单项冠军", fields)
    (edge,) = [one for one in graph((owner, [(article, [said])])).edges if one.type == "AWARDED"]
    assert edge.properties["jurisdiction"] == "000000"
    assert edge.properties["grantors"] == ["工业和信息化部"]


def test_the_latest_status_by_date_stands() -> None:
    owner = document()
    article = reading(owner, "甲乙机械有限公司", "C甲乙机械有限公司")
    said = [
        statement(
            article,
            Predicate.AWARDED,
            "C甲乙机械有限公司",
            "G首台套",
            AWARD | {"status": status, "date": date},
        )
        for status, date in [("撤销", "2022-05"), ("认定", "2021-01")]
    ]
    (edge,) = [one for one in graph((owner, [(article, said)])).edges if one.type == "AWARDED"]
    assert (edge.properties["status"], edge.properties["date"]) == ("撤销", "2022-05")


def test_the_order_of_documents_does_not_matter() -> None:
    documents = []
    for digit, place in [("a", "浙江省"), ("b", "河南省"), ("c", "浙江省")]:
        owner = document(digit)
        article = reading(owner, f"{place}甲乙机械有限公司和东华", f"L{place}", "C甲乙机械有限公司", "C东华")
        said = statement(article, Predicate.LOCATED_IN, "C甲乙机械有限公司", f"L{place}")
        documents.append((owner, [(article, [said])]))
    assert graph(*documents) == graph(*reversed(documents))


def test_every_article_mentions_its_entities_with_the_sentence() -> None:
    owner = document()
    article = reading(owner, "东华投产。东华扩建。", "C东华")
    (edge,) = [one for one in graph((owner, [(article, [])])).edges if one.type == "MENTIONS"]
    assert (edge.properties["count"], edge.properties["first_offset"]) == (2, 0)
    assert edge.properties["quote"] == "东华投产。东华扩建。"


def test_a_statement_about_what_the_schema_does_not_allow_makes_no_edge() -> None:
    owner = document()
    article = reading(owner, "张三在首台套", "P张三", "G首台套")
    said = statement(article, Predicate.LOCATED_IN, "P张三", "G首台套")
    assert not [one for one in graph((owner, [(article, [said])])).edges if one.type == "LOCATED_IN"]


def test_a_document_without_a_title_goes_by_that_of_its_first_article_that_has_one() -> None:
    owner = document()
    one, two = (reading(owner, text, ordinal=number) for number, text in ((1, "名单一"), (2, "名单二")))
    made = graph((owner, [(two, []), (one, [])]))
    assert [node.properties["title"] for node in made.nodes if "Document" in node.labels] == ["名单一"]
