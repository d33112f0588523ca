"""What is brought up to date piece by piece is what all documents and decisions make at once, in any order."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.model import Graph, Predicate, Statement, Value
from kg.resolve import bring_up_to_date, gather, resolve, update
from kg.resolve import decisions as files
from kg.resolve.correct import Corrections
from kg.resolve.decisions import Decision, EntityRef
from kg.workspace import Workspace
from tests.resolve.build import TYPES, Documents, document, reading, statement

FIRMS = [
    "台州砺锋机床有限公司",
    "砺锋机床有限公司",
    "杭州砺锋机床有限公司",
    "砺锋机床",
    "砺锋",
    "株洲凌泰传动有限公司",
    "凌泰传动",
    "台州砺锋泵业厂",
    "台州经济开发区砺锋机床有限公司",
]
PERSONS, PLACES = ["江一鸣", "王二"], ["浙江省", "台州市", "湖南省", "株洲市", "江干区"]
PROGRAMMES = ["首台套", "云端工坊"]
AWARD: dict[str, Value] = dict.fromkeys(
    ("level", "year", "batch", "product", "grantor", "rank", "status", "date")
)

firm = st.sampled_from(FIRMS)
claims = st.one_of(
    st.tuples(st.just("award"), firm, st.sampled_from(PROGRAMMES), st.sampled_from([None, 2020, 2021])),
    st.tuples(st.just("makes"), firm, st.just("数控机床"), st.none()),
    st.tuples(st.just("holds"), firm, st.sampled_from(PERSONS), st.none()),
    st.tuples(st.just("alias"), firm, firm, st.none()),
    st.tuples(st.just("in"), firm, st.sampled_from(PLACES), st.none()),
    st.tuples(st.just("grants"), firm, st.sampled_from(PROGRAMMES), st.none()),
)
contents = st.lists(claims, min_size=1, max_size=4)
Content = Sequence[tuple[str, str, str, int | None]]
specs = st.lists(st.tuples(st.sampled_from(PLACES), contents), min_size=1, max_size=5)


def said(where: object, kind: str, one: str, other: str, year: int | None) -> Statement:
    match kind:
        case "award":
            return statement(where, Predicate.AWARDED, f"C{one}", f"G{other}", AWARD | {"year": year})  # type: ignore[arg-type]
        case "makes":
            return statement(where, Predicate.PRODUCES, f"C{one}", f"D{other}")  # type: ignore[arg-type]
        case "holds":
            about = {"title": "总经理", "former": False}
            return statement(where, Predicate.HOLDS_POSITION, f"P{other}", f"C{one}", about)  # type: ignore[arg-type]
        case "alias":
            return statement(where, Predicate.ALIAS, f"C{one}", f"C{other}")  # type: ignore[arg-type]
        case "in":
            return statement(where, Predicate.LOCATED_IN, f"C{one}", f"L{other}")  # type: ignore[arg-type]
    return statement(where, Predicate.GRANTS, "A省经信厅", f"G{other}")  # type: ignore[arg-type]


def made(digit: str, place: str, content: Content) -> Documents:
    owner = document(digit, date=f"2020-0{1 + 'abcdefgh'.index(digit)}")
    names = {f"C{one}" for _, one, _, _ in content} | {f"L{place}"}
    for kind, _, other, _ in content:
        names.add(
            {"award": "G", "makes": "D", "holds": "P", "alias": "C", "in": "L", "grants": "G"}[kind] + other
        )
    office = "省经信委" if digit in "bd" else "省经信厅"  # one became the other
    text = "，".join(name[1:] for name in sorted(names)) + f"，{office}"
    # Longer names first, and no mention inside another: each name stands once, between commas.
    where = reading(owner, text, f"A{office}")
    mentions = list(where.mentions)
    at = 0
    for name in sorted(names):
        mentions.append(
            type(mentions[0])(TYPES[name[0]], at, at + len(name) - 1, name[1:], name[1:], "test", 0.9)
        )
        at += len(name)
    where = type(where)(where.article, tuple(sorted(mentions, key=lambda one: one.start)), where.sentences)
    return owner, [(where, [said(where, *one) for one in content])]


def whole(workspace: Workspace) -> Graph:
    """The graph of all documents and decisions at once."""
    corrections = Corrections(files.in_force(files.load(workspace.folder)))
    return resolve(gather(workspace, corrections), corrections).graph


def check(workspace: Workspace) -> None:
    bring_up_to_date(workspace)
    mine, theirs = workspace.graph(), whole(workspace)
    assert [(n.id, n.labels, dict(n.properties)) for n in mine.nodes] == [
        (n.id, n.labels, dict(n.properties)) for n in theirs.nodes
    ]
    assert [(e.id, e.source, e.target, dict(e.properties)) for e in mine.edges] == [
        (e.id, e.source, e.target, dict(e.properties)) for e in theirs.edges
    ]


ref = firm.map(lambda name: EntityRef(type=TYPES["C"], name=name))
decided = st.one_of(
    st.tuples(st.just("merge"), ref, ref),
    st.tuples(st.just("split"), ref, firm),
    st.tuples(st.just("rename"), ref, st.sampled_from([*FIRMS, "新砺锋有限公司"])),
    st.tuples(st.just("alias"), ref, firm),
    st.tuples(st.just("retype"), ref, st.sampled_from([TYPES["O"], TYPES["D"]])),
)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.integers(0, 4)),
        st.tuples(st.just("remove"), st.integers(0, 4)),
        st.tuples(st.just("decide"), decided),
        st.tuples(st.just("undo"), st.none()),
    ),
    min_size=1,
    max_size=6,
)


def decision(number: int, what: tuple[str, EntityRef, object]) -> Decision:
    action, entity, rest = what
    field = {"merge": "other", "retype": "type"}.get(action, "name")
    return files.new(action, by="李", at=f"2024-01-0{number + 1}", why="—", entity=entity, **{field: rest})  # type: ignore[arg-type]


@settings(max_examples=60, deadline=None)
@given(specs, steps, st.sampled_from([1, update.PORTION]))
def test_every_step_gives_what_all_at_once_would(
    spec: Sequence[tuple[str, Content]], taken: list[tuple[str, object]], portion: int
) -> None:
    documents = [made(digit, *one) for digit, one in zip("abcde", spec, strict=False)]
    with (
        patch.object(update, "PORTION", portion),
        TemporaryDirectory() as folder,
        Workspace(Path(folder), create=True) as workspace,
    ):
        for number, (kind, what) in enumerate(taken):
            if kind == "add" and isinstance(what, int) and what < len(documents):
                owner, articles = documents[what]
                workspace.write_document(owner, articles, path=owner.path, fingerprint="f", run=1)
            elif kind == "remove" and isinstance(what, int) and what < len(documents):
                workspace.forget_files([documents[what][0].path])
            elif kind == "decide":
                files.append(Path(folder), decision(number, what))  # type: ignore[arg-type]
            elif kind == "undo" and (standing := files.in_force(files.load(Path(folder)))):
                undoing = files.new(
                    "undo", by="王", at=f"2024-02-0{number + 1}", why="—", undoes=standing[-1].id
                )
                files.append(Path(folder), undoing)
            check(workspace)


@settings(max_examples=25, deadline=None)
@given(specs, st.data())
def test_any_order_and_any_pace_gives_the_same_graph(
    spec: Sequence[tuple[str, Content]], data: st.DataObject
) -> None:
    documents = [made(digit, *one) for digit, one in zip("abcde", spec, strict=False)]
    graphs = []
    for order in (documents, data.draw(st.permutations(documents))):
        with TemporaryDirectory() as folder, Workspace(Path(folder), create=True) as workspace:
            for owner, articles in order:
                workspace.write_document(owner, articles, path=owner.path, fingerprint="f", run=1)
                if data.draw(st.booleans()):
                    bring_up_to_date(workspace)
            bring_up_to_date(workspace)
            graphs.append(workspace.graph())
    assert graphs[0] == graphs[1]


def named(workspace: Workspace) -> dict[tuple[str, str, object], set[str]]:
    """Ids of firms by label, name and place."""
    found: dict[tuple[str, str, object], set[str]] = {}
    for node in workspace.graph().nodes:
        if "Company" in node.labels:
            known = (node.labels[0], str(node.properties["name"]), node.properties.get("place"))
            found.setdefault(known, set()).add(node.id)
    return found


@settings(max_examples=25, deadline=None)
@given(specs)
@example([("浙江省", [("alias", "砺锋机床", "砺锋", None), ("alias", "砺锋", "砺锋机床", None)])])
def test_the_id_of_a_full_name_never_changes(spec: Sequence[tuple[str, Content]]) -> None:
    """Documents come and go; a firm known by the same full name at the same place keeps its id."""
    documents = [made(digit, *one) for digit, one in zip("abcde", spec, strict=False)]
    known: dict[tuple[str, str, object], set[str]] = {}
    with TemporaryDirectory() as folder, Workspace(Path(folder), create=True) as workspace:
        for owner, articles in documents:
            workspace.write_document(owner, articles, path=owner.path, fingerprint="f", run=1)
            bring_up_to_date(workspace)
            for key, ids in named(workspace).items():
                if key[1].endswith(("公司", "厂")):
                    assert known.setdefault(key, ids) == ids
        for owner, _ in documents[:-1]:
            workspace.forget_files([owner.path])
            bring_up_to_date(workspace)
            for key, ids in named(workspace).items():
                if key[1].endswith(("公司", "厂")):
                    assert known.setdefault(key, ids) == ids


@settings(max_examples=25, deadline=None)
@given(specs, decided)
def test_a_decision_survives_what_is_read_anew(
    spec: Sequence[tuple[str, Content]], what: tuple[str, EntityRef, object]
) -> None:
    """The same documents read again by another extractor, with less and then with all of what they say."""
    documents = [made(digit, *one) for digit, one in zip("abcde", spec, strict=False)]
    with TemporaryDirectory() as folder, Workspace(Path(folder), create=True) as workspace:

        def read(*, without: bool, fingerprint: str) -> None:
            for owner, articles in documents:
                kept = [(reading_, [] if without else said_) for reading_, said_ in articles]
                workspace.write_document(owner, kept, path=owner.path, fingerprint=fingerprint, run=1)
            check(workspace)

        read(without=False, fingerprint="1")
        files.append(Path(folder), decision(0, what))
        check(workspace)
        before, lost = workspace.graph(), workspace.note("orphaned")
        read(without=True, fingerprint="2")
        read(without=False, fingerprint="3")
        assert (workspace.graph(), workspace.note("orphaned")) == (before, lost)


def test_persons_and_products_follow_a_firm_that_becomes_another_by_what_names_neither(
    tmp_path: Path,
) -> None:
    """A third document leaves the short name open; once it goes, the short name is the full one's, and they join."""
    full, short = "台州砺锋机床有限公司", "砺锋机床"
    documents = [
        made("a", "浙江省", [("holds", short, "江一鸣", None), ("makes", short, "数控机床", None)]),
        made("b", "湖南省", [("holds", full, "江一鸣", None), ("makes", full, "数控机床", None)]),
        made("c", "浙江省", [("award", "杭州砺锋机床有限公司", "首台套", None)]),
    ]

    def sizes() -> tuple[int, ...]:
        labels = [node.labels[0] for node in workspace.graph().nodes]
        return tuple(labels.count(label) for label in ("Company", "Person", "Product"))

    with Workspace(tmp_path, create=True) as workspace:
        for owner, articles in documents:
            workspace.write_document(owner, articles, path=owner.path, fingerprint="f", run=1)
            check(workspace)
        assert sizes() == (3, 2, 2)
        workspace.forget_files([documents[2][0].path])
        check(workspace)
        assert sizes() == (1, 1, 1)
        owner, articles = documents[2]
        workspace.write_document(owner, articles, path=owner.path, fingerprint="f", run=1)
        check(workspace)
        assert sizes() == (3, 2, 2)
