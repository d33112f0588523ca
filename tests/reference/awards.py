"""Questions about awards, answered by plain Python."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from kg.model import Edge
from tests.reference.look import Look, Rows, awards, won, year_of


def winners(
    look: Look, program: Any, year: Any, level: Any, place: Any, status: Any, unconfirmed: bool
) -> Rows:
    found = [
        edge
        for edge in awards(look, program, year, level)
        if (edge.properties["status"] == status if status else unconfirmed or won(edge))
        and look.within(edge.source, place)
    ]
    found.sort(
        key=lambda e: (
            -year_of(e),
            look.name(e.target),
            look.name(e.source),
            e.properties["product"] or "",
            e.id,
        )
    )
    return [
        (
            look.name(e.source),
            look.name(e.target),
            *(e.properties[key] for key in ("product", "level", "year", "batch", "status", "quote")),
            look.article(e),
            look.document(e),
            e.properties["confidence"],
        )
        for e in found
    ]


def _tally(look: Look, found: Iterable[Edge], field: str) -> dict[Any, tuple[int, int, int]]:
    """Awards, winners and programmes for each value of a field."""
    groups: defaultdict[Any, list[Edge]] = defaultdict(list)
    for edge in found:
        groups[edge.properties[field]].append(edge)
    return {
        value: (len(edges), len({edge.source for edge in edges}), len({edge.target for edge in edges}))
        for value, edges in groups.items()
    }


def _placed(look: Look, found: Iterable[Edge], place: Any) -> list[Edge]:
    """Those that count as won, by winners in a place."""
    return [edge for edge in found if won(edge) and look.within(edge.source, place)]


def awards_by_year(look: Look, program: Any, level: Any, place: Any) -> Rows:
    tally = _tally(look, _placed(look, awards(look, program, None, level), place), "year")
    return [(year, *tally[year]) for year in sorted(tally, key=lambda year: -(year or 0))]


def awards_by_level(look: Look, program: Any, year: Any, place: Any) -> Rows:
    tally = _tally(look, _placed(look, awards(look, program, year), place), "level")
    return [(level, *tally[level]) for level in sorted(tally, key=lambda one: (-tally[one][0], one or ""))]


def first_time_winners(look: Look, year: int, program: Any, place: Any) -> Rows:
    dated = [edge for edge in _placed(look, awards(look, program), place) if year_of(edge)]
    before = {edge.source for edge in dated if year_of(edge) < year}
    found = [edge for edge in dated if year_of(edge) == year and edge.source not in before]
    found.sort(key=lambda e: (look.name(e.source), look.name(e.target), e.properties["product"] or "", e.id))
    return [
        (
            look.name(e.source),
            look.name(e.target),
            *(e.properties[key] for key in ("product", "level", "quote")),
        )
        for e in found
    ]


def repeat_winners(look: Look, minimum: int, program: Any, place: Any) -> Rows:
    years: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    for edge in _placed(look, awards(look, program), place):
        if year_of(edge):
            years[edge.source, edge.target].add(year_of(edge))
    pairs = [pair for pair in years if len(years[pair]) >= minimum]
    pairs.sort(key=lambda pair: (-len(years[pair]), *map(look.name, pair), *pair))
    return [(*map(look.name, pair), len(years[pair]), sorted(years[pair])) for pair in pairs]


def news_since(look: Look, since: str, program: Any, place: Any, unconfirmed: bool) -> Rows:
    rows = []
    for edge in awards(look, program):
        known = edge.properties
        date = known["date"] or known["first_seen"]
        if date and str(date) >= since and (unconfirmed or won(edge)) and look.within(edge.source, place):
            row = (date, look.name(edge.source), look.name(edge.target), *(known[key] for key in _NEWS))
            rows.append((row, edge.id))
    rows.sort(key=lambda pair: (pair[0][1], pair[0][2], pair[0][3] or "", pair[1]))
    rows.sort(key=lambda pair: str(pair[0][0]), reverse=True)
    return [row for row, _ in rows]


_NEWS = ("product", "level", "status", "quote")


def batches(look: Look, program: Any) -> Rows:
    groups: defaultdict[tuple[Any, ...], list[Edge]] = defaultdict(list)
    for edge in awards(look, program):
        if won(edge) and edge.properties["batch"] is not None:
            groups[edge.target, edge.properties["batch"], edge.properties["level"]].append(edge)
    rows = []
    for (target, batch, level), edges in groups.items():
        first = min((year_of(edge) for edge in edges if year_of(edge)), default=None)
        row = (look.name(target), batch, level, first, len(edges), len({edge.source for edge in edges}))
        rows.append(((row[0], first or 0, batch, level or "", target), row))
    return [row for _, row in sorted(rows, key=lambda item: item[0])]


def expiring(look: Look, year: int, validity: int, program: Any, place: Any) -> Rows:
    rows = []
    for edge in awards(look, program):
        later = [
            other
            for other in awards(look, edge.target)
            if (other.source, other.target) == (edge.source, edge.target)
            and won(other)
            and year_of(other) > year_of(edge)
        ]
        said = edge.properties["status"] == "到期" and str(edge.properties["date"] or "")[:4] == str(year)
        term = won(edge) and bool(year_of(edge)) and year_of(edge) + validity == year and not later
        if (said or term) and look.within(edge.source, place):
            basis = "原文" if edge.properties["status"] == "到期" else "推算"
            names = look.name(edge.source), look.name(edge.target)
            row = (*names, edge.properties["level"], edge.properties["year"], basis, edge.properties["quote"])
            rows.append(((*names, year_of(edge), edge.id), row))
    return [row for _, row in sorted(rows, key=lambda item: item[0])]
