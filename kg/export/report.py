"""A report on one programme or one place: tables of the query library with a chart, as Markdown or one HTML page."""

import html
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg import queries
from kg.cells import flat
from kg.language import language, tr
from kg.store.protocol import Store

PARTS: Mapping[str, tuple[str, ...]] = {
    "program": (
        "awards-by-year",
        "awards-by-level",
        "place-league",
        "batches",
        "counts",
        "agencies",
        "winners",
    ),
    "place": (
        "awards-by-year",
        "place-programs",
        "place-children",
        "counts",
        "parks",
        "place-companies",
        "winners",
    ),
}
"""The queries of each kind of report, in order. The first one is drawn."""

BAR = 30
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~])")
_STYLE = (
    "body{font:15px/1.6 sans-serif;margin:2em auto;max-width:70em;padding:0 1em}table{border-collapse:collapse}"
    "td,th{border:1px solid #ccc;padding:.2em .6em;text-align:left;vertical-align:top}th{background:#e8eef7}"
    ".bar{background:#4a78b5;height:1em;display:inline-block}.bar+span{margin-left:.5em}"
)


@dataclass(frozen=True, slots=True)
class Section:
    """One table: its title, the titles of its columns, its rows, and whether there were more."""

    name: str
    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]
    cut: bool


def sections(store: Store, kind: str, entity: str, *, limit: int, timeout: float) -> list[Section]:
    """Ask the store all that a report on a programme or a place (``kind``) holds; what has no rows is left out."""
    found = []
    for name in PARTS[kind]:
        query = queries.find(name)
        result = queries.run(store, query, query.bind({kind: entity}), limit=limit, timeout=timeout)
        if result.rows:
            found.append(Section(name, tr(*query.title), query.titles, result.rows, result.cut))
    return found


def markdown(title: str, found: Sequence[Section]) -> str:
    """The report as Markdown. Nothing that a document says is taken for markup."""
    return "\n".join([f"# {_plain(title)}", *(line for section in found for line in _markdown(section)), ""])


def _markdown(section: Section) -> Iterator[str]:
    yield from ("", f"## {_plain(section.title)}", "", _counted(section), "")
    if section.name == "awards-by-year":
        for label, number, share in _bars(section):
            yield f"    {label:<6}{'█' * round(share * BAR)} {number}"
        yield ""
    yield _row(section.columns)
    yield "|" + "---|" * len(section.columns)
    yield from map(_row, section.rows)


def _row(values: Sequence[Any]) -> str:
    return "| " + " | ".join(map(_plain, values)) + " |"


def _plain(value: Any) -> str:
    return _MARKDOWN.sub(r"\\\1", " ".join(_text(value).split()))


def page(title: str, found: Sequence[Section]) -> str:
    """The report as one HTML page without scripts and without addresses."""
    safe: Callable[[str], str] = html.escape
    parts = [f'<!doctype html><html lang="{language()}"><meta charset="utf-8"><title>{safe(title)}</title>']
    parts += [f"<style>{_STYLE}</style>", f"<h1>{safe(title)}</h1>"]
    for section in found:
        parts += [f"<h2>{safe(section.title)}</h2>", f"<p>{safe(_counted(section))}</p>"]
        if section.name == "awards-by-year":
            parts += [_drawn(label, number, share) for label, number, share in _bars(section)]
        parts.append(
            "<table><tr>" + "".join(f"<th>{safe(column)}</th>" for column in section.columns) + "</tr>"
        )
        for row in section.rows:
            parts.append("<tr>" + "".join(f"<td>{safe(_text(value))}</td>" for value in row) + "</tr>")
        parts.append("</table>")
    return "\n".join([*parts, "</html>", ""])


def _drawn(label: str, number: int, share: float) -> str:
    return f'<div>{html.escape(label)} <span class="bar" style="width:{share * BAR:.1f}em"></span><span>{number}</span></div>'


def _bars(section: Section) -> list[tuple[str, int, float]]:
    """Label, number and share of the largest, the earliest year first; without the awards of unknown year."""
    known = [(str(row[0]), int(row[1])) for row in reversed(section.rows) if row[0] is not None]
    largest = max((number for _, number in known), default=1)
    return [(label, number, number / largest) for label, number in known]


def _counted(section: Section) -> str:
    number = len(section.rows)
    if section.cut:
        return tr(f"前 {number} 行，还有更多。", f"The first {number} rows; there are more.")
    return tr(f"共 {number} 行。", f"{number} rows.")


def _text(value: Any) -> str:
    return "" if value is None else str(flat(value))
