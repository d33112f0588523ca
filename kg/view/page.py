"""A view as one HTML file that needs nothing else: no network, no folder beside it.

pyvis builds the network and brings vis-network; the page around it is ours. What pyvis's own page does and this one
must not: load Bootstrap from elsewhere, write ids and headings unescaped, open its file in the system's encoding,
import IPython when nothing is drawn (so pyvis is imported where it is used).
"""

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

import networkx as nx

from kg import __version__
from kg.view.layout import layout
from kg.view.places import Places
from kg.view.records import Records
from kg.view.select import View

_SCRIPTS = (
    "text",
    "model",
    "theme",
    "scene",
    "labels",
    "panel",
    "legend",
    "filters",
    "search",
    "table",
    "export",
    "main",
)


def page(graph: nx.MultiDiGraph, places: Places, view: View) -> str:
    """The HTML text of a view. The same graph and view give the same text."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    records = Records(graph, places, view, layout(view))
    data = {**records.everything(__version__), **_network(records)}
    scripts = [_vis(), "\n".join(_file(f"{name}.js") for name in _SCRIPTS)]
    style = _file("style.css")
    environment = Environment(
        loader=PackageLoader("kg.view", "template"), autoescape=True, undefined=StrictUndefined
    )
    return environment.get_template("page.html").render(
        title=view.title.zh,
        version=__version__,
        data=embedded(data),
        scripts=scripts,
        style=style,
        policy=_policy(scripts, style),
    )


def _network(records: Records) -> Mapping[str, Any]:
    """Nodes, edges and options as pyvis has them."""
    from pyvis.edge import Edge
    from pyvis.network import Network

    drawn = Network(directed=True)
    drawn.toggle_physics(False)
    drawn.set_edge_smooth("continuous")
    for number, label, options in records.nodes():
        drawn.add_node(number, label=label, **options)
    # add_edge looks both ends up in a list, which takes seconds at 5,000 nodes; it would append just this.
    drawn.edges.extend(Edge(source, target, directed=True).options for source, target in records.edges())
    return {"nodes": drawn.nodes, "edges": drawn.edges, "physics": drawn.options.physics.enabled}


def embedded(data: Mapping[str, Any]) -> str:
    """JSON that can stand in a script element: nothing in it ends the element, opens a comment or is an address.

    Half a surrogate pair, which no file can hold, becomes U+FFFD.
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return re.sub("[\ud800-\udfff]", "\ufffd", text.replace("/", "\\/"))


def _file(name: str) -> str:
    return files("kg.view").joinpath("template", name).read_text(encoding="utf-8")


def _vis() -> str:
    """vis-network as pyvis ships it, without addresses: those of its comments, messages and source map.

    The name of the SVG namespace is no address but looks like one; it is put together when it is used.
    """
    import pyvis

    newest = max(Path(pyvis.__file__).parent.glob("lib/vis-*/vis-network.min.js"))
    text = newest.read_text(encoding="utf-8")
    text = re.sub(r"//# sourceMappingURL=.*", "", text)
    text = text.replace('"http://www.w3.org', '"http:"+"//www.w3.org')
    return re.sub(r"https?://", "", text).replace("</script", "<\\/script")


def _policy(scripts: list[str], style: str) -> str:
    """Only these scripts and this style run, images only from the page itself, and no connection at all."""
    sources = " ".join(map(_hash, scripts))
    return (
        f"default-src 'none'; script-src {sources}; style-src {_hash(style)}; img-src data: blob:; "
        "connect-src 'none'; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
