"""The rows of a Table as records, by the roles of its columns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.catalog.columns import MAIN_PRODUCT, OTHER, PRODUCT, TICKED_LEVEL, TICKS
from kg.facts.listed import Record, joined_to_first
from kg.facts.view import A, C, D, G, L, O, Token, View
from kg.model import Cell, RowKind, Table
from kg.offsets import Span

# Columns of names, numbers and terms: a year or a level in them is not that of the award.
_CLOSED = (
    "ordinal",
    "company",
    PRODUCT,
    MAIN_PRODUCT,
    "model",
    "project",
    "user",
    "recommender",
    "credit_code",
    "validity",
)
_NOT_THE_WINNER = ("recommender", "user", "grantor", "credit_code", "person")


def table_records(view: View, table: Table, roles: Sequence[str]) -> Iterator[Record]:
    """One record a row that names a firm, or stands under a row that does."""
    heading: Span | None = None
    titles: Sequence[Cell] = ()
    for row in table.rows:
        if not row.cells:
            continue
        span = view.position(row.cells[0].start), view.position(max(row.cells[-1].end - 1, 0)) + 1
        if row.kind is RowKind.HEADER:
            titles = row.cells
        elif row.kind is RowKind.GROUP:
            heading = span
        elif row.kind is RowKind.DATA:
            known = roles if len(roles) == len(row.cells) else [OTHER] * len(row.cells)
            record = _record(_Row(view, row.cells, known, titles), span, heading)
            if record:
                yield record


@dataclass(frozen=True, slots=True)
class _Row:
    """The cells of a row with the roles of their columns, and the cells of the heading."""

    view: View
    cells: Sequence[Cell]
    roles: Sequence[str]
    titles: Sequence[Cell]

    def has(self, role: str) -> bool:
        """Whether a column has the role."""
        return role in self.roles

    def tokens(self, masks: str, roles: Sequence[str]) -> tuple[Token, ...]:
        """The mentions of the given types in the cells of columns with the given roles."""
        return tuple(token for span in self.spans(roles) for token in self.view.between(*span, masks))

    def spans(self, roles: Sequence[str]) -> Iterator[Span]:
        """The masked stretches of the cells that are not empty."""
        for role, cell in zip(self.roles, self.cells, strict=True):
            if role in roles and cell.end > cell.start:
                yield self.view.position(cell.start), self.view.position(cell.end - 1) + 1

    def level(self) -> Span | None:
        """Where the level stands: in a cell, or in the heading over a tick (国家级 over √)."""
        for role, cell, title in zip(self.roles, self.cells, self.titles, strict=False):
            if role == TICKED_LEVEL and cell.text.strip() in TICKS:
                return self.view.position(title.start), self.view.position(title.end - 1) + 1
        return next(self.spans(("level",)), None)

    def but(self, roles: Sequence[str]) -> list[str]:
        """The roles of the row without these."""
        return [role for role in self.roles if role not in roles]


def _record(row: _Row, span: Span, heading: Span | None) -> Record | None:
    firms = ("company",) if row.has("company") else row.but(_NOT_THE_WINNER)
    subjects = row.tokens(C + O, firms) or (row.tokens(C + O + L, firms) if row.has("company") else ())
    if not subjects and heading:
        subjects = tuple(row.view.between(*heading, C + O))
    if not subjects:
        return None
    products = next(((role,) for role in (PRODUCT, MAIN_PRODUCT) if row.has(role)), (OTHER,))
    return Record(
        *span,
        joined_to_first(row.view, subjects),
        row.tokens(D, products),
        row.tokens(
            L,
            ("place",) if row.has("place") else row.but((*_NOT_THE_WINNER, "company", PRODUCT, MAIN_PRODUCT)),
        ),
        row.tokens(G, ("category", "level") if row.has("category") or row.has("level") else row.roles),
        heading,
        next(row.spans(("year",)), None),
        row.level(),
        row.tokens(A + O, ("grantor",)),
        tuple(row.spans(row.but(_CLOSED))),
        makes=products == (MAIN_PRODUCT,),
    )
