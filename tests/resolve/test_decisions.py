"""People's corrections: what each does, what undoes it, what it survives, and what is refused. Invented names."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import WorkspaceError
from kg.model import EntityType, Graph, Node, Statement
from kg.resolve import decisions as files
from kg.resolve.decisions import Decision, EntityRef, StatementRef
from tests.resolve.build import Documents, document, graph, reading, resolved
from tests.resolve.firms import SHORT, A, B, article, award


def firm(name: str, place: str | None = None, kind: EntityType = EntityType.COMPANY) -> EntityRef:
    return EntityRef(type=kind, name=name, place=place)


def decision(
    action: files.Action, by: str = "李", at: str = "2021-03-01T00:00:00+00:00", **about: object
) -> Decision:
    return files.new(action, by=by, at=at, why="查过登记", **about)


MERGE = decision("merge", entity=firm(A, "331000"), other=firm(B, "430200"))


def firms(result: Graph) -> dict[str, list[str]]:
    nodes = [one for one in result.nodes if "Company" in one.labels]
    return {str(one.properties["name"]): list(one.properties["aliases"]) for one in nodes}  # type: ignore[arg-type]


def node(result: Graph, name: str) -> Node:
    (found,) = [one for one in result.nodes if one.properties.get("name") == name]
    return found


TWO = [article("a", f"C{A}"), article("b", f"C{B}", place="湖南省")]


def test_merged_entities_are_one_with_the_id_of_the_first() -> None:
    merged = graph(*TWO, decisions=[MERGE])
    assert firms(merged) == {A: [B]}
    assert node(merged, A).id == node(graph(*TWO), A).id
    assert node(merged, A).properties["support"] == 2


def test_a_split_after_a_merge_restores_what_was_there() -> None:
    assert graph(*TWO, decisions=[MERGE, decision("split", entity=firm(A), name=B)]) == graph(*TWO)


def test_a_split_takes_with_it_what_had_come_with_that_name() -> None:
    documents = [*TWO, article("c", "C凌泰传动", place="湖南省")]
    assert firms(graph(*documents)) == {A: [], B: ["凌泰传动"]}
    assert graph(*documents, decisions=[MERGE, decision("split", entity=firm(A), name=B)]) == graph(
        *documents
    )


def test_a_short_name_split_off_stands_alone() -> None:
    documents = [article("a", f"C{A}"), article("b", f"C{SHORT}")]
    assert firms(graph(*documents)) == {A: [SHORT]}
    split = graph(*documents, decisions=[decision("split", entity=firm(A), name=SHORT)])
    assert firms(split) == {A: [], SHORT: []}


def test_a_short_form_of_the_same_article_split_off_takes_its_mentions() -> None:
    owner = document()
    one = reading(owner, f"浙江省{A}，砺锋", "L浙江省", f"C{A}", "C砺锋", full={"砺锋": A})
    made: Documents = (owner, [(one, [])])
    assert firms(graph(made)) == {A: ["砺锋"]}
    assert firms(graph(made, decisions=[decision("split", entity=firm(A), name="砺锋")])) == {
        A: [],
        "砺锋": [],
    }


def test_a_split_of_two_entities_settles_the_doubt_about_them() -> None:
    documents = [article("a", f"C{A}"), article("b", "C砺锋机床有限公司")]
    assert [one.type for one in graph(*documents).edges if one.type == "POSSIBLY_SAME"] == ["POSSIBLY_SAME"]
    settled = graph(*documents, decisions=[decision("split", entity=firm(A), name="砺锋机床有限公司")])
    assert [one for one in settled.edges if one.type == "POSSIBLY_SAME"] == []


def test_a_renamed_entity_keeps_its_id_and_its_old_name() -> None:
    renamed = graph(*TWO, decisions=[decision("rename", entity=firm(A), name="台州砺锋机床股份有限公司")])
    assert firms(renamed) == {"台州砺锋机床股份有限公司": [A], B: []}
    assert node(renamed, "台州砺锋机床股份有限公司").id == node(graph(*TWO), A).id


def test_later_decisions_see_what_earlier_ones_made() -> None:
    rename = decision("rename", entity=firm(A), name="新名有限公司")
    merge = decision("merge", entity=firm("新名有限公司"), other=firm(B))
    assert list(firms(graph(*TWO, decisions=[rename, merge]))) == ["新名有限公司"]


def test_an_alias_is_a_name_and_joins_the_entity_known_by_it() -> None:
    documents = [article("a", f"C{A}"), article("b", "C老机床", place="湖南省")]
    assert firms(graph(*documents, decisions=[decision("alias", entity=firm(A), name="老机床")])) == {
        A: ["老机床"]
    }
    assert firms(graph(TWO[0], decisions=[decision("alias", entity=firm(A), name="老厂")])) == {A: ["老厂"]}


def test_a_retyped_entity_is_of_the_new_type_and_joins_its_namesake() -> None:
    name = "浙江砺锋技术研究院"
    documents = [article("a", f"C{name}"), article("b", f"O{name}")]
    retyped = graph(
        *documents, decisions=[decision("retype", entity=firm(name), type=EntityType.ORGANIZATION)]
    )
    assert firms(retyped) == {}
    assert node(retyped, name).labels == ("Organization", "Entity")
    assert node(retyped, name).properties["support"] == 2


def rejection(said: Statement, owner: Documents, quote: str | None = None) -> Decision:
    ref = StatementRef(
        document=owner[0].id,
        predicate=said.predicate,
        subject=said.subject.name if said.subject else None,
        object=said.object.name,
        qualifiers=dict(said.qualifiers),
        quote=said.evidence.quote if quote is None else quote,
    )
    return decision("reject", statement=ref)


def awards(result: Graph) -> int:
    return sum(edge.type == "AWARDED" for edge in result.edges)


def test_a_rejected_statement_makes_no_edge() -> None:
    made, said = award("a", A)
    other, _ = award("b", B)
    assert awards(graph(made, other)) == 2
    assert awards(graph(made, other, decisions=[rejection(said, made)])) == 1


def test_a_rejection_survives_a_sentence_cut_otherwise_but_not_another_claim() -> None:
    made, said = award("a", A)
    assert awards(graph(made, decisions=[rejection(said, made, said.evidence.quote[3:])])) == 0
    elsewhere = rejection(said, made, "别处的另一句话")
    left = resolved(made, decisions=[elsewhere])
    assert awards(left.graph) == 1
    assert left.orphaned == [elsewhere.id]


def test_decisions_stay_when_documents_go_and_come_back() -> None:
    gone = resolved(TWO[0], decisions=[MERGE])
    assert gone.orphaned == [MERGE.id]
    assert gone.graph == graph(TWO[0])
    assert resolved(*TWO, decisions=[MERGE]).orphaned == []


def test_a_decision_survives_an_extractor_that_finds_a_fuller_name() -> None:
    better = [article("a", f"C浙江省{A}"), TWO[1]]
    assert firms(graph(*better, decisions=[MERGE])) == {f"浙江省{A}": [B]}


def test_undo_undoes_and_undoing_the_undo_brings_it_back() -> None:
    undo = decision("undo", undoes=MERGE.id)
    assert graph(*TWO, decisions=[MERGE, undo]) == graph(*TWO)
    again = decision("undo", undoes=undo.id, by="王")
    assert graph(*TWO, decisions=[MERGE, undo, again]) == graph(*TWO, decisions=[MERGE])


def test_contradictions_are_named_and_the_later_one_is_applied() -> None:
    split = decision("split", by="王", entity=firm(A), name=B)
    rename, other = (decision("rename", by=by, entity=firm(A), name=f"{by}名") for by in ("李", "王"))
    assert files.conflicts([MERGE, split, rename, other]) == [(MERGE, split), (rename, other)]
    assert files.conflicts([MERGE, rename]) == []
    assert "王名" in firms(graph(*TWO, decisions=[rename, other]))


def test_merging_two_types_is_orphaned_not_done() -> None:
    documents = [article("a", f"C{A}", "P江一鸣")]
    merge = decision("merge", entity=firm(A), other=firm("江一鸣", kind=EntityType.PERSON))
    made = resolved(*documents, decisions=[merge])
    assert made.orphaned == [merge.id]
    assert made.graph == graph(*documents)


# -- the file ---------------------------------------------------------------------------------------------------------


def test_what_is_written_comes_back(tmp_path: Path) -> None:
    undo = decision("undo", undoes=MERGE.id)
    files.append(tmp_path, MERGE)
    files.append(tmp_path, undo)
    assert files.load(tmp_path) == (MERGE, undo)


def test_a_line_reads_like_what_was_decided(tmp_path: Path) -> None:
    files.append(tmp_path, MERGE)
    line = json.loads((tmp_path / "decisions.jsonl").read_text(encoding="utf-8"))
    assert line == {
        "id": MERGE.id,
        "action": "merge",
        "by": "李",
        "at": "2021-03-01T00:00:00+00:00",
        "why": "查过登记",
        "entity": {"type": "COMPANY", "name": A, "place": "331000"},
        "other": {"type": "COMPANY", "name": B, "place": "430200"},
    }


def broken(tmp_path: Path, *lines: Mapping[str, object] | str) -> str:
    texts = [one if isinstance(one, str) else json.dumps(one) for one in lines]
    (tmp_path / "decisions.jsonl").write_text("\n".join(texts), encoding="utf-8")
    with pytest.raises(WorkspaceError) as error:
        files.load(tmp_path)
    return error.value.en


def test_a_broken_line_is_named_and_stops_everything(tmp_path: Path) -> None:
    good = json.loads(MERGE.model_dump_json(exclude_none=True))
    file = tmp_path / "decisions.jsonl"
    assert broken(tmp_path, good, "{").startswith(f"{file}, line 2 is broken: Invalid JSON")
    assert "merge needs exactly: entity, other" in broken(tmp_path, "", {**good, "name": "甲"})
    assert "line 2 is broken: merge needs" in broken(tmp_path, "", {**good, "name": "甲"})
    assert "action: " in broken(tmp_path, {**good, "action": "mrege"})
    assert "is there twice" in broken(tmp_path, good, good)
    undo = json.loads(decision("undo", undoes="d-0000000000000000").model_dump_json(exclude_none=True))
    assert "undoes d-0000000000000000, which is not there before it" in broken(tmp_path, undo)


def test_nothing_is_added_to_a_broken_file(tmp_path: Path) -> None:
    (tmp_path / "decisions.jsonl").write_text("{\n", encoding="utf-8")
    with pytest.raises(WorkspaceError):
        files.append(tmp_path, MERGE)
    assert (tmp_path / "decisions.jsonl").read_text(encoding="utf-8") == "{\n"


def test_a_last_line_without_its_end_is_not_run_into(tmp_path: Path) -> None:
    (tmp_path / "decisions.jsonl").write_text(MERGE.model_dump_json(exclude_none=True), encoding="utf-8")
    undo = decision("undo", undoes=MERGE.id)
    files.append(tmp_path, undo)
    assert files.load(tmp_path) == (MERGE, undo)


# -- whatever the documents and decisions ----------------------------------------------------------------------------

NAMES = [A, B, SHORT, "凌泰传动", "台州砺锋机床股份有限公司", "砺锋"]
names = st.sampled_from(NAMES)
some_decisions = st.lists(
    st.one_of(
        st.tuples(st.just("merge"), names, names),
        st.tuples(st.sampled_from(["split", "rename", "alias"]), names, names),
        st.tuples(st.just("retype"), names, st.just("ORGANIZATION")),
    ),
    max_size=5,
)
some_documents = st.lists(
    st.tuples(st.sampled_from(["浙江省", "湖南省"]), st.lists(names, min_size=1, max_size=3)), max_size=4
)


def decided(spec: Sequence[tuple[str, str, str]]) -> list[Decision]:
    made = []
    for number, (action, one, other) in enumerate(spec):
        about: dict[str, object] = {"entity": firm(one)}
        about |= {"other": firm(other)} if action == "merge" else {}
        about |= {"type": EntityType.ORGANIZATION} if action == "retype" else {}
        about |= {"name": other} if action in ("split", "rename", "alias") else {}
        made.append(decision(action, at=f"2021-03-01T00:00:{number:02}+00:00", **about))  # type: ignore[arg-type]
    return made


def written(spec: Sequence[tuple[str, Sequence[str]]]) -> list[Documents]:
    return [
        article(digit, *[f"C{name}" for name in dict.fromkeys(some)], place=place)
        for digit, (place, some) in zip("abcd", spec, strict=False)
    ]


@settings(max_examples=60, deadline=None)
@given(some_documents, some_decisions, st.randoms(use_true_random=False))
def test_any_order_of_documents_gives_the_same_graph_under_any_decisions(
    documents: list[tuple[str, list[str]]], spec: list[tuple[str, str, str]], random: object
) -> None:
    made, applied = written(documents), decided(spec)
    shuffled = list(made)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert resolved(*made, decisions=applied).graph == resolved(*shuffled, decisions=applied).graph


@settings(max_examples=60, deadline=None)
@given(some_documents, some_decisions)
def test_every_decision_undone_is_as_if_none_had_been(
    documents: list[tuple[str, list[str]]], spec: list[tuple[str, str, str]]
) -> None:
    made, applied = written(documents), decided(spec)
    undone = [decision("undo", undoes=one.id, by="王") for one in applied]
    assert graph(*made, decisions=[*applied, *undone]) == graph(*made)


@settings(max_examples=60, deadline=None)
@given(some_documents, some_decisions)
def test_no_decision_loses_or_doubles_a_mention(
    documents: list[tuple[str, list[str]]], spec: list[tuple[str, str, str]]
) -> None:
    made = written(documents)
    before, after = resolved(*made), resolved(*made, decisions=decided(spec))

    def spans(places: Sequence[object]) -> list[tuple[object, ...]]:
        return sorted((one.document, one.start, one.end) for one in places)  # type: ignore[attr-defined]

    assert spans(before.places) == spans(after.places)
    ids = {one.id for one in after.graph.nodes}
    assert {one.entity for one in after.places} <= ids
