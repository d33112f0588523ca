"""``kg view``: a part of the graph as one HTML file."""

import webbrowser
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from kg.cli.app import app
from kg.cli.common import ParamOption, WorkspaceOption, open_workspace, workspace_folder
from kg.cli.console import message, pairs, write_data
from kg.cli.stores import opened_store
from kg.config import settings
from kg.errors import UsageError
from kg.find import find_one
from kg.language import tr
from kg.model import LEVELS, Node
from kg.view.network import PAPERS, network
from kg.view.output import file_name, write
from kg.view.select import ENTITIES, Awards, Selector, Title, View
from kg.workspace import Workspace

_LABELS = {"firm": "Company", "program": "Program", "person": "Person", "agency": "Agency", "place": "Place"}

# Steps where --depth does not say: what is in a place is one step away, what it won is two.
_DEPTH = {"place": 2, "person": 2, "query": 0}


@dataclass(frozen=True, slots=True)
class _Request:
    """What one call asks for, beside the kind of selection and its name."""

    workspace: Workspace
    selector: Selector
    depth: int | None
    year: int | None
    level: str | None
    within: str | None
    param: list[str]


@app.command(
    help=tr(
        "把图谱的一部分写成一个 HTML 文件，双击即可打开，无需联网。不指定范围时取全图中最重要的部分。\n\n"
        "例：`kg view --program 首台（套） --year 2020 --level 省`　`kg view --firm 某某公司 --out 某某.html`　"
        "`kg view --path 甲公司 乙公司`",
        "Write a part of the graph as one HTML file that opens by double click, with no network. Without a selection: "
        "the most important part of the whole graph.\n\n"
        "Examples: `kg view --program 首台（套） --year 2020 --level 省`, `kg view --firm NAME --out firm.html`, "
        "`kg view --path A B`",
    )
)
def view(
    workspace: WorkspaceOption = None,
    firm: Annotated[str | None, typer.Option("--firm", help=tr("一家企业。", "A firm."))] = None,
    program: Annotated[str | None, typer.Option("--program", help=tr("一个项目或称号，可加 --year --level --place。", "A programme; with --year, --level, --place."))] = None,
    place: Annotated[str | None, typer.Option("--place", help=tr("一个地区及其下辖的一切。", "A place with everything below it."))] = None,
    person: Annotated[str | None, typer.Option("--person", help=tr("一个人。", "A person."))] = None,
    agency: Annotated[str | None, typer.Option("--agency", help=tr("一个机关。", "An agency."))] = None,
    document: Annotated[str | None, typer.Option("--document", help=tr("一个文档（编号或其开头、标题、路径）。", "A document: id or its beginning, title, path."))] = None,
    query: Annotated[str | None, typer.Option("--query", help=tr("一条现成查询的结果中的实体，参数用 --param。", "The entities in the result of a query of the library, with --param."))] = None,
    path: Annotated[tuple[str, str] | None, typer.Option("--path", metavar="A B", help=tr("两个实体之间的最短路径。", "The shortest ways between two entities."))] = None,
    param: ParamOption = None,
    year: Annotated[int | None, typer.Option("--year", help=tr("只看这一年的称号。", "Only honours of this year."))] = None,
    level: Annotated[str | None, typer.Option("--level", help=tr("只看这一级的称号：", "Only honours of this level: ") + " ".join(LEVELS))] = None,
    depth: Annotated[int | None, typer.Option("--depth", min=0, max=6, help=tr("离所选对象几步。", "Steps from what is selected."))] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help=tr("最多多少个节点。", "At most so many nodes."))] = 500,
    types: Annotated[str | None, typer.Option("--types", help=tr("只看这些类型，逗号分隔：", "Only these types, comma-separated: ") + "Company,Agency,Organization,Person,Place,Program,Product,Article,Document")] = None,
    min_confidence: Annotated[float, typer.Option("--min-confidence", min=0, max=1, help=tr("略去可信度更低的关系。", "Leave out relations of lower confidence."))] = 0.0,
    out: Annotated[Path | None, typer.Option("--out", "-o", help=tr("HTML 文件（默认以所选内容命名）。", "The HTML file (default: named after what is selected)."))] = None,
    open_: Annotated[bool, typer.Option("--open", help=tr("写好后用浏览器打开。", "Open it in the browser."))] = False,
) -> None:  # fmt: skip
    """Write the page; its path goes to stdout, counts to stderr."""
    kind, name = _one_selection(
        {"firm": firm, "program": program, "place": place if program is None else None, "person": person,
         "agency": agency, "document": document, "query": query, "path": path}
    )  # fmt: skip
    _refuse_stray(kind, year, level, param)
    shown_types = _types(types)
    with open_workspace(workspace) as opened:
        graph = network(opened.graph(), min_confidence)
        selector = Selector(graph, shown_types, limit)
        within = find_one(opened, place, "Place").id if place and program is not None else None
        request = _Request(opened, selector, depth, year, level, within, param or [])
        chosen = _choose(kind, name, request)
    target = write(graph, selector.places, chosen, out or Path(file_name(chosen.title.zh)))
    _report(chosen)
    write_data(f"{target}\n")
    if open_:
        webbrowser.open(target.resolve().as_uri())


def _one_selection(given: dict[str, Any]) -> tuple[str | None, Any]:
    """The one selection asked for and its value; (None, None) for the whole graph."""
    asked = [(kind, value) for kind, value in given.items() if value is not None]
    if len(asked) > 1:
        listing = " ".join(f"--{kind}" for kind, _ in asked)
        raise UsageError(f"只能选一种范围，这里有：{listing}。", f"choose one selection; here are {listing}.")
    return asked[0] if asked else (None, None)


def _refuse_stray(kind: str | None, year: int | None, level: str | None, param: list[str] | None) -> None:
    """Refuse options that would have no effect."""
    if kind != "program" and (year is not None or level is not None):
        raise UsageError("--year 和 --level 只与 --program 同用。", "--year and --level go with --program.")
    if kind != "query" and param:
        raise UsageError("--param 只与 --query 同用。", "--param goes with --query.")
    if level is not None and level not in LEVELS:
        raise UsageError(
            f"没有级别“{level}”；可用：{' '.join(LEVELS)}。",
            f"there is no level {level!r}; there are: {' '.join(LEVELS)}.",
        )


def _types(text: str | None) -> frozenset[str]:
    """The labels named in ``--types``, in whatever case."""
    if text is None:
        return ENTITIES
    known = {label.casefold(): label for label in sorted(ENTITIES | PAPERS)}
    names = [one.strip() for one in text.replace("，", ",").split(",") if one.strip()]
    unknown = [one for one in names if one.casefold() not in known]
    if unknown or not names:
        listing = ", ".join(known.values())
        raise UsageError(
            f"没有类型“{'、'.join(unknown)}”；可用：{listing}。",
            f"there is no type {', '.join(unknown)!r}; there are: {listing}.",
        )
    return frozenset(known[one.casefold()] for one in names)


def _choose(kind: str | None, name: Any, request: _Request) -> View:
    selector = request.selector
    if kind is None:
        return selector.whole()
    if kind == "path":
        start, end = (find_one(request.workspace, one) for one in name)
        return selector.path(start, end)
    if kind == "document":
        return selector.document(_document(request.workspace, name))
    depth = _DEPTH.get(kind, 1) if request.depth is None else request.depth
    if kind == "query":
        title, found = _found_by_query(name, request)
        return selector.results(title, found, depth)
    node = find_one(request.workspace, name, _LABELS[kind])
    if kind == "program":
        return selector.programme(node, depth, Awards(request.year, request.level, request.within))
    return selector.place(node, depth) if kind == "place" else selector.around(node, depth)


def _document(workspace: Workspace, text: str) -> Node:
    """The document that a text names: by the beginning of its id, its title, or the path it was read from."""
    paths = {entry.document for path, entry in workspace.files().items() if text in (path, Path(path).name)}
    found = [
        node
        for node in workspace.graph().nodes
        if "Document" in node.labels
        and (
            text == node.properties.get("title")
            or node.id in paths
            or (len(text) > 5 and node.id.startswith(text))
        )
    ]
    if len(found) == 1:
        return found[0]
    listing = "；".join(f"{node.id[:16]} {node.properties.get('title') or ''}" for node in found)
    if found:
        raise UsageError(
            f"“{text}”对应 {len(found)} 个文档，请改用编号：{listing}",
            f"{text!r} fits {len(found)} documents; use an id: {listing}",
        )
    raise UsageError(
        f"没有文档“{text}”；kg status 列出全部。", f"there is no document {text!r}; `kg status` lists them."
    )


def _found_by_query(name: str, request: _Request) -> tuple[Title, list[str]]:
    """Title of a query, and ids of the entities in a query's result: those whose id occurs in it, else those whose name does."""
    from kg import queries

    found = queries.find(name)
    values = found.bind(pairs(request.param))
    limits = settings()
    with opened_store(workspace_folder(request.workspace.folder), None, None, None, limits.timeout) as store:
        result = queries.run(store, found, values, limit=limits.limit, timeout=limits.timeout)
    if result.cut:
        message(
            tr(
                f"查询结果只取前 {limits.limit} 行。",
                f"only the first {limits.limit} rows of the result are used.",
            )
        )
    texts = set(_texts(result.rows))
    graph = request.workspace.graph()
    ends = {end for edge in graph.edges if edge.id in texts for end in (edge.source, edge.target)}
    by_id = [node.id for node in graph.nodes if node.id in texts or node.id in ends]
    by_name = [
        node.id for node in graph.nodes if "Entity" in node.labels and node.properties["name"] in texts
    ]
    if not by_id and not by_name:
        raise UsageError(
            f"查询 {name} 的结果中没有实体。", f"the result of the query {name} holds no entity."
        )
    return Title(*found.title), by_id or by_name


def _texts(value: Any) -> Iterator[str]:
    """Every text in a value of a query's result."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _texts(list(value.values()))
    elif isinstance(value, Iterable):
        for one in value:
            yield from _texts(one)


def _report(chosen: View) -> None:
    nodes, edges, left = len(chosen.nodes), len(chosen.edges), chosen.left_out
    message(tr(f"{nodes} 个节点，{edges} 条关系。", f"{nodes} nodes, {edges} relations."))
    if left.nodes:
        message(
            tr(
                f"超出 --limit 而未画出：{left.nodes} 个节点、{left.edges} 条关系（留下最近且支持度最高的）。",
                f"over --limit and left out: {left.nodes} nodes, {left.edges} relations (kept: the nearest and best supported).",
            )
        )
    if not edges:
        message(tr("所选范围内没有关系。", "there is no relation in what was selected."))
