"""Names across documents: what is joined, what stays apart in doubt. All names are invented."""

from collections.abc import Sequence
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.export import entity_type
from kg.model import Graph, Node, Predicate, Value
from tests.resolve.build import Documents, document, graph, reading, statement

FULL = "台州砺锋机床有限公司"
POST: dict[str, Value] = {"title": "董事长", "former": False}


def article(digit: str, text: str, *names: str, place: str = "L浙江省") -> Documents:
    """A document of one article in a province that names some things."""
    owner = document(digit)
    return owner, [(reading(owner, f"{place[1:]}{text}", place, *names), [])]


def firms(result: Graph) -> dict[str, list[str]]:
    """Names of the firms, with their other names."""
    nodes = [one for one in result.nodes if "Company" in one.labels]
    return {str(one.properties["name"]): list(one.properties["aliases"]) for one in nodes}  # type: ignore[arg-type]


def doubts(result: Graph) -> set[tuple[str, ...]]:
    """Pairs that may be the same, by name, and why."""
    names = {node.id: str(node.properties.get("name")) for node in result.nodes}
    return {
        (*sorted((names[one.source], names[one.target])), str(one.properties["reason"]))
        for one in result.edges
        if one.type == "POSSIBLY_SAME"
    }


def test_a_short_name_is_the_one_full_name_of_its_province() -> None:
    result = graph(article("a", FULL, f"C{FULL}"), article("b", "砺锋机床扩产", "C砺锋机床"))
    assert firms(result) == {FULL: ["砺锋机床"]}
    assert doubts(result) == set()


def test_a_short_name_at_home_elsewhere_stays_apart() -> None:
    result = graph(article("a", FULL, f"C{FULL}"), article("b", "砺锋机床扩产", "C砺锋机床", place="L湖南省"))
    assert firms(result) == {FULL: [], "砺锋机床": []}
    assert doubts(result) == {(FULL, "砺锋机床", "short name")}


def test_a_short_name_of_two_full_names_stays_apart_from_both() -> None:
    other = "台州砺锋机床附件有限公司"
    result = graph(article("a", FULL + other, f"C{FULL}", f"C{other}"), article("b", "砺锋", "C砺锋"))
    assert firms(result) == {FULL: [], other: [], "砺锋": []}
    assert {(FULL, "砺锋", "short name"), (other, "砺锋", "short name")} <= doubts(result)


def test_without_a_province_the_same_document_must_have_both() -> None:
    nowhere = document("b")
    both = reading(nowhere, f"{FULL}开工", f"C{FULL}")
    short = reading(nowhere, "砺锋机床开工", "C砺锋机床", ordinal=2)
    assert firms(graph((nowhere, [(both, []), (short, [])]))) == {FULL: ["砺锋机床"]}
    other = document("c")
    alone = reading(other, "砺锋机床开工", "C砺锋机床")
    apart = graph(article("a", FULL, f"C{FULL}"), (other, [(alone, [])]))
    assert firms(apart) == {FULL: [], "砺锋机床": []}


def test_firms_one_character_apart_are_no_pair_at_all() -> None:
    result = graph(
        article("a", FULL, f"C{FULL}"), article("b", "台州历锋机床有限公司", "C台州历锋机床有限公司")
    )
    assert len(firms(result)) == 2
    assert doubts(result) == set()


def test_writings_of_one_full_name_are_one_firm() -> None:
    written = [
        "台州砺锋机床（集团）有限公司",
        "台州砺锋机床集团有限责任公司",
        "浙江省台州市砺锋机床(集团)有限公司",
        "台州礪鋒機床集團有限公司",
    ]
    result = graph(*[article(digit, name, f"C{name}") for digit, name in zip("abcd", written, strict=True)])
    (names,) = [[name, *aliases] for name, aliases in firms(result).items()]
    assert sorted(names) == sorted(written)


def test_legal_forms_that_differ_are_in_doubt() -> None:
    stock = "台州砺锋机床股份有限公司"
    result = graph(article("a", FULL, f"C{FULL}"), article("b", stock, f"C{stock}"))
    assert firms(result) == {FULL: [], stock: []}
    assert doubts(result) == {(*sorted((FULL, stock)), "legal form")}


def test_a_text_that_says_so_joins_two_full_names_everywhere() -> None:
    stock = "台州砺锋机床股份有限公司"
    owner = document("c")
    said = reading(owner, f"浙江省{stock}由{FULL}改制而来", "L浙江省", f"C{stock}", f"C{FULL}")
    renamed = statement(said, Predicate.ALIAS, f"C{stock}", f"C{FULL}")
    result = graph(
        article("a", FULL, f"C{FULL}"), article("b", stock, f"C{stock}"), (owner, [(said, [renamed])])
    )
    assert firms(result) == {stock: [FULL]}


def test_the_place_left_out_is_in_doubt() -> None:
    bare = "砺锋机床有限公司"
    result = graph(article("a", FULL, f"C{FULL}"), article("b", bare, f"C{bare}"))
    assert doubts(result) == {(*sorted((FULL, bare)), "place")}


def test_a_branch_is_not_its_firm() -> None:
    branch = f"{FULL}杭州分公司"
    result = graph(article("a", FULL, f"C{FULL}"), article("b", branch, f"C{branch}"))
    assert firms(result) == {FULL: [], branch: []}
    assert doubts(result) == set()


def holder(digit: str, place: str, body: str = FULL) -> Documents:
    owner = document(digit)
    one = reading(owner, f"{place}{body}董事长江一鸣", f"L{place}", f"C{body}", "P江一鸣")
    return owner, [(one, [statement(one, Predicate.HOLDS_POSITION, "P江一鸣", f"C{body}", POST)])]


def persons(result: Graph) -> list[Node]:
    return [node for node in result.nodes if "Person" in node.labels]


def test_a_person_of_one_firm_is_one_person_in_every_province() -> None:
    assert len(persons(graph(holder("a", "浙江省"), holder("b", "湖南省")))) == 1


def test_namesakes_of_two_firms_in_two_provinces_are_two_persons() -> None:
    assert len(persons(graph(holder("a", "浙江省"), holder("b", "湖南省", "株洲凌泰传动有限公司")))) == 2


def test_the_agency_that_the_catalogue_names_grants_the_programme() -> None:
    result = graph(article("a", "工信部公布单项冠军示范企业", "A工信部", "G单项冠军示范企业"))
    (edge,) = [one for one in result.edges if one.type == "GRANTS"]
    names = {node.id: node.properties.get("name") for node in result.nodes}
    assert (names[edge.source], edge.properties["origin"]) == ("工业和信息化部", "catalogue")
    assert edge.properties["quote"] is None


def test_the_state_s_bodies_are_nobody_s_province() -> None:
    result = graph(article("a", "国务院、民政部和省委", "A国务院", "A民政部", "A省委"))
    agencies = sorted(str(n.properties["name"]) for n in result.nodes if entity_type_is(n, "AGENCY"))
    assert agencies == ["国务院", "民政部", "浙江省委"]


def entity_type_is(node: Node, kind: str) -> bool:
    return "Entity" in node.labels and entity_type(node) == kind


NAMES = [
    FULL,
    "砺锋机床",
    "砺锋",
    "台州砺锋机床股份有限公司",
    "湖南砺锋化工有限公司",
    "砺锋机床有限公司",
    "台州砺锋",
]
some_documents = st.lists(
    st.tuples(
        st.sampled_from(["浙江省", "湖南省"]), st.lists(st.sampled_from(NAMES), min_size=1, max_size=3)
    ),
    min_size=1,
    max_size=4,
)


def build(spec: Sequence[tuple[str, Sequence[str]]]) -> list[Documents]:
    made: list[Documents] = []
    for digit, (place, names) in zip("abcd", spec, strict=False):
        owner = document(digit)
        text = f"{place}江一鸣" + "，".join(names)
        one = reading(
            owner, text, f"L{place}", "P江一鸣", *[f"C{name}" for name in sorted(set(names), key=len)[-1:]]
        )
        said = [statement(one, Predicate.HOLDS_POSITION, "P江一鸣", f"C{name}", POST) for name in names]
        made.append((owner, [(one, said)]))
    return made


@settings(max_examples=60, deadline=None)
@given(some_documents, st.randoms(use_true_random=False))
def test_any_order_of_documents_gives_the_same_graph(
    spec: list[tuple[str, list[str]]], random: object
) -> None:
    made = build(spec)
    shuffled = list(made)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert graph(*made) == graph(*shuffled)


@settings(max_examples=40, deadline=None)
@given(some_documents)
def test_an_id_does_not_change_for_an_entity_whose_name_and_place_did_not(
    spec: list[tuple[str, list[str]]],
) -> None:
    made = build(spec)
    ids: dict[tuple[object, ...], set[str]] = {}
    for some in permutations(made, max(1, len(made) - 1)):
        for node in graph(*some).nodes:
            if "Company" in node.labels and str(node.properties["name"]).endswith("公司"):
                ids.setdefault((node.properties["name"], node.properties["place"]), set()).add(node.id)
    assert all(len(found) == 1 for found in ids.values())


ZONED = "台州经济开发区砺锋机床有限公司"


def test_a_zone_that_ran_into_a_firm_s_name_makes_no_second_firm() -> None:
    for plain in (FULL, "砺锋机床有限公司", "浙江砺锋机床有限公司"):
        result = graph(article("a", ZONED, f"C{ZONED}"), article("b", plain, f"C{plain}"))
        assert firms(result) == {plain: [ZONED]}
        assert doubts(result) == set()


def test_a_zoned_name_that_fits_two_firms_stays_apart_from_both() -> None:
    plain = "砺锋机床有限公司"
    result = graph(article("a", ZONED + FULL, f"C{ZONED}", f"C{FULL}"), article("b", plain, f"C{plain}"))
    assert firms(result) == {FULL: [], ZONED: [], plain: []}
    assert {(FULL, ZONED, "place"), (ZONED, plain, "place")} <= doubts(result)


def test_a_zone_joins_no_firm_of_another_place_name_trade_or_form() -> None:
    others = (
        "宁波砺锋机床有限公司",
        "台州凌泰机床有限公司",
        "台州砺锋泵业有限公司",
        "台州砺锋机床股份有限公司",
    )
    for other in others:
        result = graph(article("a", ZONED, f"C{ZONED}"), article("b", other, f"C{other}"))
        assert sorted(firms(result)) == sorted([ZONED, other])
