"""Public programmes: recognitions, prizes, rankings, plans and laws (``programmes.csv``)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.catalog.own import TABLES, Row, rows
from kg.catalog.tables import CatalogError, read_table
from kg.catalog.validity import overlap

KINDS = ("honour", "list", "plan", "policy", "ranking", "law")
PREFIXES = ("", "inside")
COLUMNS = TABLES["programmes"].columns


@dataclass(frozen=True, slots=True)
class Programme:
    """One programme.

    ``level`` is where it is granted when only one level grants it, else empty; ``jurisdiction`` the code of
    the granting unit; ``recognises`` what receives it (firm, product, project, park, person …).
    ``place_prefix`` is "inside" where a place's name right before belongs to the name (江西省名牌产品).
    """

    name: str
    aliases: tuple[str, ...]
    level: str
    recognises: str
    agency: str
    jurisdiction: str
    predecessor: str
    kind: str
    place_prefix: str
    note: str
    valid_from: str
    valid_to: str

    @property
    def names(self) -> tuple[str, ...]:
        """The name and all aliases."""
        return (self.name, *self.aliases)


@cache
def programmes(path: Path | None = None) -> tuple[Programme, ...]:
    """All programmes, in the order of the file; of the catalogue in force when no file is named."""
    owners: defaultdict[str, list[Programme]] = defaultdict(list)
    found = []
    for row in _rows(path):
        check_programme(row.path, row.line, row.values)
        fields = {column: row.values[column] for column in COLUMNS if column != "aliases"}
        programme = Programme(**fields, aliases=tuple(filter(None, row.values["aliases"].split("|"))))
        for name in programme.names:
            for other in owners[name]:
                if overlap(programme, other):
                    raise CatalogError(
                        row.path,
                        row.line,
                        f"“{name}”已属于“{other.name}”；一个名称只能属于一个项目。",
                        f"“{name}” already belongs to “{other.name}”; a name may belong to one programme only.",
                    )
            owners[name].append(programme)
        found.append(programme)
    return tuple(found)


def _rows(path: Path | None) -> Iterator[Row]:
    if path is None:
        return rows("programmes")
    return (Row(path, line, values) for line, values in read_table(path, COLUMNS))


def check_programme(path: Path, line: int, row: Mapping[str, str]) -> None:
    """Raise CatalogError for a row that is no programme."""
    if not row["name"]:
        raise CatalogError(path, line, "缺少名称。", "the name is missing.")
    for field, known in (("kind", KINDS), ("place_prefix", PREFIXES)):
        if row[field] not in known:
            listed = "、".join(filter(None, known))
            raise CatalogError(
                path,
                line,
                f"{field} 的值 {row[field]} 未知；可用：{listed}。",
                f"unknown {field} {row[field]}; use one of {', '.join(filter(None, known))}.",
            )
