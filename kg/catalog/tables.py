"""Reads the CSV files of the catalogue strictly: a wrong header or a short row is an error with its line."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from kg.errors import KgError

CATALOG = Path(__file__).parent


class CatalogError(KgError):
    """A file of the catalogue that does not hold what its loader expects."""

    def __init__(self, path: Path, line: int, zh: str, en: str) -> None:
        super().__init__(f"目录文件 {path} 第 {line} 行：{zh}", f"Catalogue file {path}, line {line}: {en}")


def read_table(path: Path, columns: Sequence[str]) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Yield (line number, row) for each row of a CSV file with exactly these columns."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if list(reader.fieldnames or ()) != list(columns):
            raise CatalogError(
                path, 1, f"表头应为 {','.join(columns)}。", f"the header must be {','.join(columns)}."
            )
        for row in reader:
            if None in row or None in row.values():
                raise CatalogError(
                    path,
                    reader.line_num,
                    f"应有 {len(columns)} 列；请检查逗号和引号。",
                    f"{len(columns)} columns are expected; check commas and quotes.",
                )
            yield reader.line_num, row
