"""The cells of an article's tables by what their columns hold."""

from collections.abc import Iterator

from kg.catalog.columns import column_roles
from kg.model import Article, Cell, RowKind


def cells_of(article: Article | None, role: str) -> Iterator[Cell]:
    """The cells, not empty, of all columns with this role in an article's tables."""
    if article is None:
        return
    for table in article.tables:
        roles = column_roles(article, table)
        for row in table.rows:
            if row.kind is RowKind.DATA:
                for found, cell in zip(roles, row.cells, strict=False):
                    if found == role and cell.start < cell.end:
                        yield cell
