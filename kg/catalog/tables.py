"""Reads the CSV files of the catalogue strictly: a wrong header or a short row is an error with its line."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from kg.errors import KgError

CATALOG = Path(__file__).parent


class CatalogError(KgError):
    """A file of the catalogue that does not hold what its loader expects."""

    def __init__(self, path: Path, line: int, zh: str, en: str) -> None:
        super().__init__(f"目录文件 {path} 第 {line} 行：{zh}", f"Catalogue file {path}, line {line}: {en}")
        self._line, self._fault = line, (zh, en)

    def at(self, path: Path) -> "CatalogError":
        """The same fault, of another file."""
        return CatalogError(path, self._line, *self._fault)


def read_table(
    path: Path, columns: Sequence[str], optional: Sequence[str] = ()
) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Yield (line number, row) for each row of a CSV file with exactly these columns.

    Columns that are ``optional`` may stand behind them. Raises CatalogError.
    """
    for line, row in read_rows(path, columns, optional):
        if isinstance(row, CatalogError):
            raise row
        yield line, row


def read_rows(
    path: Path, columns: Sequence[str], optional: Sequence[str] = ()
) -> Iterator[tuple[int, Mapping[str, str] | CatalogError]]:
    """The same, with what is wrong with a row in its place. Raises CatalogError for what is no such table at all."""
    reader = csv.reader(io.StringIO(text_of(path), newline=""), strict=True)
    try:
        header = next(reader, [])
        _check_header(path, header, columns, optional)
        for row in reader:
            if not row:
                continue
            if len(row) != len(header):
                yield (
                    reader.line_num,
                    CatalogError(
                        path,
                        reader.line_num,
                        f"应有 {len(header)} 列；请检查逗号和引号。",
                        f"{len(header)} columns are expected; check commas and quotes.",
                    ),
                )
            else:
                yield reader.line_num, dict(zip(header, row, strict=True))
    except csv.Error as error:
        raise CatalogError(
            path,
            reader.line_num,
            f"不是合法的 CSV（{error}）；请检查引号。",
            f"this is not valid CSV ({error}); check the quotes.",
        ) from error


def text_of(path: Path) -> str:
    """The text of a file in UTF-8. Raises CatalogError that names the line that is none."""
    data = path.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CatalogError(
            path,
            data.count(b"\n", 0, error.start) + 1,
            "不是 UTF-8；请另存为 UTF-8 编码的 CSV。",
            "this is not UTF-8; save the file as CSV in UTF-8.",
        ) from error


def _check_header(path: Path, header: list[str], columns: Sequence[str], optional: Sequence[str]) -> None:
    first, rest = header[: len(columns)], header[len(columns) :]
    if first == list(columns) and len(set(rest)) == len(rest) and set(rest) <= set(optional):
        return
    more = [one for one in optional if one not in columns]
    zh = f"，其后可有 {','.join(more)}" if more else ""
    en = f", then any of {','.join(more)}" if more else ""
    raise CatalogError(
        path, 1, f"表头应为 {','.join(columns)}{zh}。", f"the header must be {','.join(columns)}{en}."
    )
