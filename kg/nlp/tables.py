"""What the columns of a table hold, by their headers (``table_columns.csv``)."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from kg.catalog.lists import rows
from kg.model import Article, Cell, Row, RowKind, Table


@cache
def _roles() -> Mapping[str, str]:
    return {row["header"]: row["role"] for row in rows("table_columns.csv")}


def role_of(header: str) -> str | None:
    """The role of a column by its header text (blanks and notes in brackets do not matter), or None."""
    plain = re.sub(r"\s+|（.*?）|\(.*?\)", "", header)
    return _roles().get(plain) or next(
        (role for head, role in _by_length() if len(head) > 2 and head in plain), None
    )


@cache
def _by_length() -> tuple[tuple[str, str], ...]:
    return tuple(sorted(_roles().items(), key=lambda entry: (-len(entry[0]), entry[0])))


def column_roles(table: Table) -> list[str | None]:
    """The role of each column, from the table's first header row; empty without a header."""
    header = next((row for row in table.rows if row.kind is RowKind.HEADER), None)
    return [role_of(cell.text) for cell in header.cells] if header else []


def data_rows(table: Table) -> Iterator[Row]:
    """The rows that hold data."""
    return (row for row in table.rows if row.kind is RowKind.DATA)


def cells_of(article: Article | None, role: str) -> Iterator[Cell]:
    """The cells, not empty, of all columns with this role in an article's tables."""
    for table in article.tables if article else ():
        roles = column_roles(table)
        for row in data_rows(table):
            for found, cell in zip(roles, row.cells, strict=False):
                if found == role and cell.start < cell.end:
                    yield cell
