"""Public programmes: recognitions, prizes, rankings, plans and laws (``programmes.csv``)."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.catalog.tables import CATALOG, CatalogError, read_table

KINDS = ("honour", "list", "plan", "policy", "ranking", "law")
PREFIXES = ("", "inside")
COLUMNS = (
    "name", "aliases", "level", "recognises", "agency", "jurisdiction", "predecessor", "kind", "place_prefix",
    "note", "valid_from", "valid_to",
)  # fmt: skip


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
def programmes(path: Path = CATALOG / "programmes.csv") -> tuple[Programme, ...]:
    """All programmes, in the order of the file."""
    owners: dict[str, str] = {}
    found = []
    for line, row in read_table(path, COLUMNS):
        aliases = tuple(filter(None, row["aliases"].split("|")))
        programme = Programme(**{**row, "aliases": aliases})  # type: ignore[arg-type]
        _check(programme, path, line)
        for name in programme.names:
            if name in owners:
                raise CatalogError(
                    path,
                    line,
                    f"“{name}”已属于“{owners[name]}”；一个名称只能属于一个项目。",
                    f"“{name}” already belongs to “{owners[name]}”; a name may belong to one programme only.",
                )
            owners[name] = programme.name
        found.append(programme)
    return tuple(found)


def _check(programme: Programme, path: Path, line: int) -> None:
    if not programme.name:
        raise CatalogError(path, line, "缺少名称。", "the name is missing.")
    for field, value, known in (
        ("kind", programme.kind, KINDS),
        ("place_prefix", programme.place_prefix, PREFIXES),
    ):
        if value not in known:
            listed = "、".join(filter(None, known))
            raise CatalogError(
                path,
                line,
                f"{field} 的值 {value} 未知；可用：{listed}。",
                f"unknown {field} {value}; use one of {', '.join(filter(None, known))}.",
            )
