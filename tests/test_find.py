"""Finding entities by name in a workspace without reading its whole graph."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.find import find, find_in
from kg.model import EntityType
from kg.resolve.names import name_key, writings
from kg.workspace import Workspace
from tests.graphs import entity, graph

# Simplified, traditional and radical writings of the same characters, width, case, brackets and blanks.
CHARACTERS = "机機械⼯工业業東东ＡaA（( ㈱株"
names = st.text(CHARACTERS, min_size=1, max_size=5).filter(name_key)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(names, st.lists(names, max_size=2)), min_size=1, max_size=5), names)
def test_it_finds_what_a_look_at_every_node_finds(known: list[tuple[str, list[str]]], asked: str) -> None:
    nodes = {one.id: one for one in (entity(EntityType.COMPANY, n, aliases=a) for n, a in known)}
    with TemporaryDirectory() as folder, Workspace(Path(folder), create=True) as workspace:
        workspace.write_graph(graph(list(nodes.values()), []), [], resolved="r")
        for name in (asked, known[0][0], next(iter(nodes))):
            assert find_in(workspace, name) == find(workspace.graph().nodes, name)


def test_a_short_name_of_an_agency_that_no_text_uses_finds_it(tmp_path: Path) -> None:
    office = entity(EntityType.AGENCY, "浙江省经济和信息化厅", aliases=["省经信厅"])
    with Workspace(tmp_path, create=True) as workspace:
        workspace.write_graph(graph([office], []), [], resolved="r")
        assert [one.id for one in find_in(workspace, "浙江省经信厅")] == [office.id]
        assert find_in(workspace, "江苏省经信厅") == []


def test_the_writings_of_a_key_hold_what_is_folded_to_it() -> None:
    (first, second) = writings(name_key("機⼯A"))
    assert {"机", "機"} <= set(first)
    assert {"工", "⼯"} <= set(second)
