"""A workspace after documents come and go: exactly what would be there without them."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.export import jsonl
from kg.resolve import bring_up_to_date
from kg.workspace import Workspace
from tests.resolve.build import Documents
from tests.resolve.firms import A, B, article, award


def write(workspace: Workspace, made: Documents, path: str | None = None) -> None:
    owner, articles = made
    workspace.write_document(owner, articles, path=path or owner.path, fingerprint="f", run=1)


def export(workspace: Workspace) -> list[str]:
    bring_up_to_date(workspace)
    return list(jsonl(workspace))


def test_a_document_stays_as_long_as_a_path_holds_it(tmp_path: Path) -> None:
    made = article("a", f"C{A}")
    with Workspace(tmp_path, create=True) as workspace:
        write(workspace, made, "/one.txt")
        workspace.link_file("/two.txt", made[0].id, "f", 1)
        before = export(workspace)
        assert workspace.paths_of(made[0].id) == ["/one.txt", "/two.txt"]
        assert workspace.forget_files(["/one.txt"]) == []
        assert export(workspace) == before
        assert workspace.forget_files(["/two.txt", "/three.txt"]) == [made[0].id]
        assert export(workspace) == []


def test_what_another_document_says_too_stays(tmp_path: Path) -> None:
    one, _ = award("a", A)
    other, _ = award("b", A)
    with Workspace(tmp_path, create=True) as workspace:
        write(workspace, one)
        alone = export(workspace)
        write(workspace, other)
        assert len(export(workspace)) > len(alone)
        workspace.forget_files([other[0].path])
        assert export(workspace) == alone


def test_a_changed_file_is_a_removal_and_an_addition(tmp_path: Path) -> None:
    with Workspace(tmp_path, create=True) as workspace:
        write(workspace, article("b", f"C{B}"))
        write(workspace, article("a", f"C{A}"), "/in.txt")
        write(workspace, article("c", "C砺锋机床"), "/in.txt")
        changed = export(workspace)
    with TemporaryDirectory() as folder, Workspace(Path(folder), create=True) as fresh:
        write(fresh, article("c", "C砺锋机床"), "/in.txt")
        write(fresh, article("b", f"C{B}"))
        assert export(fresh) == changed


def test_an_id_that_an_entity_had_before_leads_to_it_outside_the_export(tmp_path: Path) -> None:
    with Workspace(tmp_path, create=True) as workspace:
        write(workspace, article("b", "C砺锋机床"))
        bring_up_to_date(workspace)
        (short,) = [node.id for node in workspace.graph().nodes if "Company" in node.labels]
        write(workspace, article("a", f"C{A}"))
        both = export(workspace)
        (full,) = [node.id for node in workspace.graph().nodes if "Company" in node.labels]
        assert full != short
        assert workspace.current_id(short) == full
        assert short not in "".join(both)
        workspace.forget_files(["/a.txt"])
        bring_up_to_date(workspace)
        assert workspace.current_id(short) == short
        assert workspace.current_id(full) == short


firms = st.lists(
    st.sampled_from([A, B, "砺锋机床", "砺锋", "台州砺锋机床股份有限公司"]), min_size=1, max_size=3
)
some = st.lists(st.tuples(st.sampled_from(["浙江省", "湖南省"]), firms), min_size=1, max_size=4)


@settings(max_examples=25, deadline=None)
@given(some, st.data())
def test_add_then_remove_gives_the_export_before(
    spec: list[tuple[str, list[str]]], data: st.DataObject
) -> None:
    made = [
        article(digit, *[f"C{name}" for name in dict.fromkeys(names)], place=place)
        for digit, (place, names) in zip("abcd", spec, strict=False)
    ]
    kept = data.draw(st.integers(0, len(made) - 1))
    with TemporaryDirectory() as folder, Workspace(Path(folder), create=True) as workspace:
        for one in made[:kept]:
            write(workspace, one)
        before = export(workspace)
        for one in data.draw(st.permutations(made[kept:])):
            write(workspace, one)
        export(workspace)
        workspace.forget_files(owner.path for owner, _ in made[kept:])
        assert export(workspace) == before
